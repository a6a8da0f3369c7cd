"""Durable media jobs: a client for scripts, and the `callsheet` command."""

from callsheet.annotation import Annotation
from callsheet.batch_models import Estimate, Failure, Item, Outcome, Owner, Reason, Tier
from callsheet.client import AsyncCallsheet
from callsheet.documentary import Documentary, NarrationItem, Playlist, SongItem
from callsheet.enhancement import EnhancedJob, Enhancement
from callsheet.models import Image, Job, Status
from callsheet.sync import Callsheet
from callsheet.watch import Event, Pace
from callsheet.wire import CallsheetError, NotCallsheet, Refused, Unreachable

__all__ = [
    "Annotation",
    "AsyncCallsheet",
    "Callsheet",
    "CallsheetError",
    "Documentary",
    "EnhancedJob",
    "Enhancement",
    "Estimate",
    "Event",
    "Failure",
    "Image",
    "Item",
    "Job",
    "NarrationItem",
    "NotCallsheet",
    "Outcome",
    "Owner",
    "Pace",
    "Playlist",
    "Reason",
    "Refused",
    "SongItem",
    "Status",
    "Tier",
    "Unreachable",
]
