"""Where a job stands and what came of it, in one line for people."""

from typing import Any

from callsheet.models import Counts, Job, Status


def words(job: Job) -> str:
    """Where a job stands."""
    if job.error:
        return f"{job.error.message}{' (credits returned)' if job.credits.refunded else ''}"
    if job.status is Status.COMPLETED:
        return tally(job.counts) if job.counts else outcome(job.result or {})
    if job.status is Status.CANCELLED:
        at = f" at {tally(job.counts)}" if job.counts else ""
        return f"cancelled{at}, {job.credits.refunded} credits returned"
    told = ": ".join(part for part in (job.stage_label, job.detail or tally(job.counts)) if part)
    return f"waiting: {job.waiting_for}" if job.waiting_for else told or "waiting"


def tally(counts: Counts | None) -> str:
    """How far a batch is."""
    if counts is None:
        return ""
    others = {"failed": counts.failed, "skipped": counts.skipped}
    done = f"{counts.processed + counts.skipped:,} of {counts.total:,}"
    return ", ".join([done, *(f"{count:,} {word}" for word, count in others.items() if count)])


def outcome(result: dict[str, Any]) -> str:
    """What came out; the sizes and names are the server's own."""
    size = f"{result['width']} x {result['height']}" if "width" in result else ""
    made = f"{result['engine']} in {result.get('elapsedMs', 0) / 1000:.1f} s" if "engine" in result else ""
    return ", ".join(part for part in (size, made) if part) or "completed"


def short_name(job: Job) -> str:
    """`4k` says more than an id, where there is one."""
    return str(job.input["tier"]) if job.kind == "enhancement" and "tier" in job.input else job.id
