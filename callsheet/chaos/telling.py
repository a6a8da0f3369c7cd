"""What an answer or a frame says of a job, whichever face it came from."""

from collections.abc import Mapping
from typing import Any

from callsheet.chaos.witness import Counts

WORDS = {"PENDING": "pending", "PROCESSING": "running", "COMPLETED": "completed", "CANCELLED": "cancelled"}
WORDS |= {"FAILED": "failed", "REFUNDED": "failed", "processing": "running", "SUCCESS": "completed"}


def status_of(told: Mapping[str, Any]) -> str:
    if told.get("failCode") == "CANCELLED":
        return "cancelled"
    return WORDS.get(told["status"], str(told["status"]))


def id_of(told: Mapping[str, Any]) -> str:
    return str(told.get("jobId") or told["id"])


def percent_of(told: Mapping[str, Any]) -> int:
    """A start says nothing of it."""
    if isinstance(progress := told.get("progress"), Mapping):
        return int(progress["percentage"])
    return int(told.get("percent", progress or 0))


def counts_of(told: Mapping[str, Any]) -> Counts | None:
    """Of a batch's items or of rows; other jobs have none."""
    if isinstance(progress := told.get("progress"), Mapping):
        names = ("total", "processed", "successful", "failed", "skipped")
        return Counts(*(int(progress[name]) for name in names))
    counts = told.get("counts")
    return Counts(**counts) if counts else None


def milestone_of(event: str, told: Mapping[str, Any]) -> int | None:
    """Only what tells of a version tells of a milestone; details repeat what stands beside them."""
    return told.get("milestone") if event in ("update", "milestone") else None
