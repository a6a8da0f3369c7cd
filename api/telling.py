"""How values are written on every face: times, names, and how long something will take."""

from datetime import UTC, datetime
from typing import Any

from workflows.contracts.job import Counts, Job, Status

BY_STAGES = frozenset({"documentary", "generation"})


def time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def camelled(value: Any) -> Any:
    """Snake case becomes camel case, however deep."""
    if isinstance(value, dict):
        return {camel(key): camelled(inner) for key, inner in value.items()}
    return [camelled(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def counts_of(job: Job) -> Counts | None:
    """Before its first version a batch is as long as it will be; what has no items has no counts."""
    total = job.input.get("totalItems")
    return job.state.counts or (Counts(total=total) if total else None)


def eta_ms(job: Job, now: datetime) -> int | None:
    """What is known of it, else a straight line through what was done so far; None before there is one.

    Where percent counts stages, the last of which takes longer than the others, no line goes through them.
    """
    state = job.state
    if job.remaining_ms is not None and state.status is Status.RUNNING:
        return job.remaining_ms
    if (
        job.kind in BY_STAGES
        or state.status is not Status.RUNNING
        or state.started_at is None
        or state.percent < 15
    ):
        return None
    elapsed = (now - state.started_at).total_seconds()
    return round(elapsed * (100 - state.percent) / state.percent * 1000)
