"""Durable media jobs: a client for scripts, and the `callsheet` command."""

from callsheet.annotation import Annotation
from callsheet.batch_models import Estimate, Failure, Item, Outcome, Owner, Reason, Tier
from callsheet.client import AsyncCallsheet
from callsheet.documentary import Documentary, NarrationItem, Playlist, SongItem
from callsheet.enhancement import EnhancedJob, Enhancement
from callsheet.families import imagen4, midjourney, sora2, veo3
from callsheet.generation_models import Asset, Prompt, Spending, Task, Upload
from callsheet.generation_tasks import GenerationTasks
from callsheet.job_status import JobStatus
from callsheet.models import Image, Job, Status
from callsheet.sync import Callsheet
from callsheet.transfer_models import Column, Dataset, Inference, JobState, RowError, Transfer, Where
from callsheet.watch import Connection, Event, Pace
from callsheet.wire import CallsheetError, Damaged, NotCallsheet, Refused, Unreachable

__all__ = [
    "Annotation",
    "Asset",
    "AsyncCallsheet",
    "Callsheet",
    "CallsheetError",
    "Column",
    "Connection",
    "Damaged",
    "Dataset",
    "Documentary",
    "EnhancedJob",
    "Enhancement",
    "Estimate",
    "Event",
    "Failure",
    "GenerationTasks",
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
    "Prompt",
    "Reason",
    "Refused",
    "RowError",
    "SongItem",
    "Spending",
    "Status",
    "Task",
    "Tier",
    "Transfer",
    "Unreachable",
    "Upload",
    "Where",
    "imagen4",
    "midjourney",
    "sora2",
    "veo3",
]
