"""Durable media jobs: a client for scripts, and the `callsheet` command."""

from callsheet.annotation import Annotation
from callsheet.batch_models import Estimate, Failure, Item, Outcome, Owner, Reason, Tier
from callsheet.client import AsyncCallsheet
from callsheet.documentary import Documentary, NarrationItem, Playlist, SongItem
from callsheet.enhancement import EnhancedJob, Enhancement
from callsheet.job_status import JobStatus
from callsheet.models import Image, Job, Status
from callsheet.sync import Callsheet
from callsheet.transfer_models import Column, Dataset, Inference, JobState, RowError, Transfer, Where
from callsheet.watch import Event, Pace
from callsheet.wire import CallsheetError, Damaged, NotCallsheet, Refused, Unreachable

__all__ = [
    "Annotation",
    "AsyncCallsheet",
    "Callsheet",
    "CallsheetError",
    "Column",
    "Damaged",
    "Dataset",
    "Documentary",
    "EnhancedJob",
    "Enhancement",
    "Estimate",
    "Event",
    "Failure",
    "Image",
    "Inference",
    "Item",
    "Job",
    "JobState",
    "JobStatus",
    "NarrationItem",
    "NotCallsheet",
    "Outcome",
    "Owner",
    "Pace",
    "Playlist",
    "Reason",
    "Refused",
    "RowError",
    "SongItem",
    "Status",
    "Tier",
    "Transfer",
    "Unreachable",
    "Where",
]
