"""What a row says of a job: a short id, a name that people know it by, how long yet, how old."""

from datetime import UTC, datetime
from typing import Any

from callsheet.commands.following import span
from callsheet.commands.wording import words
from callsheet.models import Job, Status
from callsheet.taming import ELLIPSIS, tame

SHORT = 14
TAIL = 9
NAMED_BY = {
    "enhancement": ("imageName",),
    "documentary": ("topic",),
    "import": ("fileName", "dataset"),
    "export": ("dataset",),
}
MARKS = {
    Status.PENDING: "○",
    Status.RUNNING: "▶",
    Status.COMPLETED: "✓",
    Status.FAILED: "✕",
    Status.CANCELLED: "■",
}


def short_id(job_id: str) -> str:
    """Its sort and its end, where ids of one sort differ."""
    told = tame(job_id)
    if len(told) <= SHORT:
        return told
    return f"{told.partition('_')[0][: SHORT - TAIL - 2]}_{ELLIPSIS}{told[-TAIL:]}"[:SHORT]


def name_of(job: Job) -> str:
    """Of the photo, the artist, the words, the file; never an id."""
    if job.kind == "annotation":
        total = job.counts.total if job.counts else job.input.get("totalItems") or 0
        return f"{total:,} image{'' if total == 1 else 's'}"
    if job.kind == "generation":
        return tame(_prompt(job.input) or "")
    named = next((job.input[key] for key in NAMED_BY.get(job.kind, ()) if job.input.get(key)), "")
    tier = job.input.get("tier") if job.kind == "enhancement" else None
    return tame(f"{tier} {named}" if tier else named)


def now_of(job: Job) -> str:
    """Where it stands, or what came of it."""
    return tame(words(job))


def eta_of(job: Job) -> str:
    return span(job.eta_ms / 1000) if job.eta_ms is not None and not job.status.ended else ""


def age_of(job: Job, now: datetime | None = None) -> str:
    """Since it was asked for. A clock that is behind the server's makes nothing younger than new."""
    seconds = max(0.0, ((now or datetime.now(UTC)) - job.created_at).total_seconds())
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "m")):
        if seconds >= size * (2 if unit == "m" else 1):
            return f"{seconds / size:.0f}{unit}"
    return f"{seconds:.0f}s"


def _prompt(asked: dict[str, Any]) -> str | None:
    params = asked.get("providerParams") or {}
    return (params.get("input") or {}).get("prompt") or params.get("prompt") or asked.get("promptId")
