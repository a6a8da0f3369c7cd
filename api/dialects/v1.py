"""The canonical face: one shape for jobs of every kind, named frames."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from api import exhibit, playbill, rowbill
from api.cursor import Moment, Seen
from api.links import Links
from api.telling import camel, counts_of, eta_ms, time
from receivers import shown
from workflows.contracts.job import Change, Job, JobState, Status

OURS = ("work", "everyones", "loadId", "artifactId", "creation", "inputs")  # of a job's input
OUTCOMES = {Status.COMPLETED: "succeeded", Status.FAILED: "failed", Status.CANCELLED: "skipped"}
SHOWN_ITEMS = 1000


def job(job: Job, links: Links, now: datetime | None = None) -> dict[str, Any]:
    """`now` is when it is told; a committed version is told as of its own time, the same at any time."""
    state, path = job.state, f"/v1/jobs/{job.id}"
    return {
        "id": job.id,
        "kind": job.kind,
        "owner": job.owner,
        "group": job.group,
        "status": state.status.value,
        "percent": state.percent,
        "stage": state.stage.name if state.stage else None,
        "stageLabel": state.stage.label if state.stage else None,
        "detail": state.detail,
        "counts": counts.model_dump() if (counts := counts_of(job)) else None,
        "milestone": state.milestone,
        "etaMs": eta_ms(job, now or datetime.now(UTC)),
        "waitingFor": job.waiting_for,
        "credits": {"charged": job.charged, "refunded": job.refunded},
        "input": _asked(job),
        "result": result(state, links),
        "error": state.error.model_dump() if state.error else None,
        "attempt": job.attempt,
        "retryOf": job.retry_of,
        "createdAt": time(job.created_at),
        "startedAt": time(state.started_at),
        "updatedAt": time(state.updated_at) or time(job.created_at),
        "completedAt": time(state.completed_at),
        "version": state.version,
        "links": {
            "self": links.to(path),
            "events": links.to(f"{path}/events"),
            "cancel": links.to(f"{path}/cancel"),
            "retry": links.to(f"{path}/retry"),
            "temporal": links.temporal(job.id),
        },
    }


def lineage(jobs: list[Job], ends: Mapping[str, str | None], links: Links) -> dict[str, Any]:
    """A job and its retries seen as one: `ends` is the last word on each item."""
    items = {outcome: [one for one, end in ends.items() if end == outcome] for outcome in OUTCOMES.values()}
    counts = {outcome: len(ids) for outcome, ids in items.items()}
    processed = counts["succeeded"] + counts["failed"]
    return {
        "jobs": [job(one, links) for one in jobs],
        "counts": {"total": len(ends), "processed": processed, **counts},
        "items": {outcome: ids[:SHOWN_ITEMS] for outcome, ids in items.items()},
    }


def ends_of(jobs: list[Job]) -> dict[str, str | None]:
    """Of jobs that are one item each: what a later one carries on counts no more by itself."""
    carried_on = {one.retry_of for one in jobs}
    return {one.id: OUTCOMES.get(one.state.status) for one in jobs if one.id not in carried_on}


def credit_entry(entry: Any) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "at": time(entry.at),
        "owner": entry.owner,
        "kind": entry.kind,
        "amount": entry.amount,
        "balance": entry.balance,
        "jobId": entry.job_id,
        "runId": entry.run_id or None,
    }


def event_name(seen: Seen) -> str:
    return seen.job.state.status.value if seen.moment is Moment.END else seen.moment.value


def change(change: Change) -> dict[str, Any]:
    return {
        "at": time(change.at),
        "version": change.version,
        "status": change.status.value,
        "stage": change.stage.name if change.stage else None,
        "stageLabel": change.stage.label if change.stage else None,
        "percent": change.percent,
        "milestone": change.milestone,
        "detail": change.detail,
    }


def _asked(job: Job) -> dict[str, Any]:
    """The input without what is ours alone, and without what proves to a receiver that we may call."""
    plain = {key: value for key, value in job.input.items() if key not in OURS}
    if notify := plain.get("notify"):
        url = notify.get("webhookUrl")
        notify = {"webhookUrl": shown(url) if url else None, "email": notify.get("email")}
    return {**plain, "notify": notify}


def result(state: JobState, links: Links) -> dict[str, Any] | None:
    """Snake case becomes camel case, an artifact id its link; documentaries and rows as everywhere."""
    if state.result is None or not state.status.ended:
        return None
    if "imported_count" in state.result or "rows" in state.result:
        return rowbill.of(state.result, links)
    if "assets" in state.result:
        return exhibit.result(state.result, links)
    if state.status is not Status.COMPLETED:
        return None
    if "script" in state.result:
        return playbill.result(state.result, links)
    plain = {camel(key): value for key, value in state.result.items()}
    if artifact_id := plain.pop("artifactId", None):
        plain["url"] = links.artifact(artifact_id)
    return plain
