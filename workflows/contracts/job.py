"""The vocabulary every room shares: what a job is, and what one version of it says.

Times are UTC. `percent` is a whole number, 100 only when completed.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from workflows.contracts.base import Contract


class Status(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        return self in (Status.COMPLETED, Status.FAILED, Status.CANCELLED)


class Counts(Contract):
    """Items of a batch; `processed` = succeeded + failed, skipped ones stand apart."""

    total: int = 0
    processed: int = 0
    succeeded: int = 0
    failed: int = 0
    skipped: int = 0


class JobError(Contract):
    """Why a job failed: `code` for machines, `message` for people."""

    code: str
    message: str
    retryable: bool


class Stage(Contract):
    """A named step; its work moves the percent from `start` to `end`."""

    name: str
    label: str
    start: int
    end: int


class JobState(Contract):
    """One version of a job. Version 0 is the job before its workflow has run.

    `milestone` is the percentage of items that this very version is the first to have passed.
    """

    version: int = 0
    status: Status = Status.PENDING
    percent: int = 0
    stage: Stage | None = None
    detail: str | None = None
    counts: Counts | None = None
    milestone: int | None = None
    result: dict[str, Any] | None = None
    error: JobError | None = None
    started_at: datetime | None = None
    updated_at: datetime | None = None
    completed_at: datetime | None = None


class Change(Contract):
    """A line of the timeline: a version at which stage, detail or status changed."""

    version: int
    status: Status
    stage: Stage | None = None
    percent: int
    detail: str | None = None
    counts: Counts | None = None
    milestone: int | None = None
    at: datetime

    @classmethod
    def of(cls, state: JobState) -> "Change":
        """The line of a version that the ledger has written."""
        assert state.updated_at, "only version 0 has no time, and it is no change"
        return cls(
            version=state.version,
            status=state.status,
            stage=state.stage,
            percent=state.percent,
            detail=state.detail,
            counts=state.counts,
            milestone=state.milestone,
            at=state.updated_at,
        )


def percent_of(stage: Stage, done: int, total: int) -> int:
    """Where in the stage that much of its work stands."""
    return stage.start + (stage.end - stage.start) * min(done, total) // max(total, 1)


def percent_at(state: JobState, counts: Counts) -> int:
    """How far a job is whose items stand like that; 100 is only for what has completed."""
    if state.stage is None:
        return state.percent
    return max(state.percent, min(99, percent_of(state.stage, counts.processed, counts.total)))


class Progress(Contract):
    """What a long activity reports with its heartbeats: units done of all units, in words too.

    `counts` where it knows them finer than the units.
    """

    done: int
    total: int
    detail: str
    counts: Counts | None = None


class Job(Contract):
    """What was asked, by whom, and how it stands: the catalogue's row and Temporal's word in one.

    `charged` and `refunded` are credits. `waiting_for` says in words why the job does not move,
    `remaining_ms` how long it will still take, where that is known better than by its percent. `noted` is
    what was last seen of a job that has not ended, for when Temporal cannot be asked.
    """

    id: str
    kind: str
    owner: str
    group: str | None = None
    retry_of: str | None = None
    input: dict[str, Any]
    charged: int = 0
    refunded: int = 0
    created_at: datetime
    run_id: str | None = None
    noted: JobState | None = None
    state: JobState = JobState()
    changes: tuple[Change, ...] = ()
    attempt: int = 1
    waiting_for: str | None = None
    remaining_ms: int | None = None


class Closing(Contract):
    """A job's last word, for its row."""

    job_id: str
    run_id: str
    state: JobState
    changes: tuple[Change, ...]


def with_progress(state: JobState, progress: Progress) -> JobState:
    """Lay progress inside a stage over the version that began the stage; never below it, never at its end."""
    if state.stage is None or state.status.ended or progress.total <= 0:
        return state
    percent = percent_of(state.stage, progress.done, progress.total)
    told = {"percent": max(state.percent, percent), "detail": progress.detail}
    return state.model_copy(update={**told, "counts": progress.counts or state.counts})
