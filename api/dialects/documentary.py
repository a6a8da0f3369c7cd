"""What the player of music documentaries understands: `init`, `progress`, `complete`, `error`.

Six stages by number; what a stage is doing is its label. The caller's access token is in nothing of this.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from api import playbill
from api.cursor import Moment, Seen
from api.links import Links
from api.telling import time
from workflows.contracts.job import Change, Job, JobState, Status

NUMBER = {"identify": 1, "plan": 2, "search": 3, "backup": 4, "write": 5, "save": 6}
CANCELLED = "Job was cancelled"
QUEUED = "Queued"


def job(job: Job, links: Links) -> dict[str, Any]:
    """The answer about one job."""
    return {"ok": True, "jobId": job.id, "job": standing(job, links)}


def standing(job: Job, links: Links) -> dict[str, Any]:
    state = job.state
    return {
        "id": job.id,
        "jobId": job.id,
        "userId": job.owner,
        **_position(state),
        "createdAt": time(job.created_at),
        "startedAt": time(state.started_at),
        "updatedAt": time(state.updated_at or job.created_at),
        "completedAt": time(state.completed_at),
        "waitingFor": job.waiting_for,
        "playlistId": job.input["playlistId"],
        "retryOf": job.retry_of,
        "params": params(job),
        "result": result(job, links),
        "error": error(job),
    }


def params(job: Job) -> dict[str, Any]:
    names = ("topic", "prompt", "market", "narrationTargetSecs", "narrate", "deadlineSecs")
    return {name: job.input[name] for name in names}


def _position(at: JobState | Change) -> dict[str, Any]:
    label, number = QUEUED, 0
    if at.stage:
        label, number = at.stage.label, NUMBER[at.stage.name]
    if at.status is Status.COMPLETED:
        label, number = "Complete", max(NUMBER.values())
    return {
        "status": at.status.value,
        "stage": number,
        "stageLabel": label,
        "progress": at.percent,
        "detail": at.detail,
    }


def result(job: Job, links: Links) -> dict[str, Any] | None:
    done = job.state.result if job.state.status is Status.COMPLETED else None
    return playbill.result(done, links) if done else None


def error(job: Job) -> str | None:
    if job.state.status is Status.CANCELLED:
        return CANCELLED
    return job.state.error.message if job.state.error else None


def messages(seen: Seen, links: Links) -> list[dict[str, Any]]:
    """`init` once, `progress` for everything that happens, then `complete` or `error`."""
    job, ended = seen.job, seen.job.state.status.ended
    told = {"jobId": job.id, **_position(job.state), "waitingFor": job.waiting_for}
    match seen.moment:
        case Moment.SNAPSHOT:
            return [{"type": "init", **told}]
        case Moment.RESET:
            return [] if ended else [{"type": "init", **told}]  # the terminal frame follows by itself
        case Moment.END if job.state.status is Status.COMPLETED:
            return [{"type": "complete", **told, "result": result(job, links)}]
        case Moment.END:
            code = job.state.error.code if job.state.error else "cancelled"
            return [{"type": "error", **told, "error": error(job), "code": code}]
    return [{"type": "progress", **told}]


def started(job: Job) -> dict[str, Any]:
    return {
        "ok": True,
        "jobId": job.id,
        "playlistId": job.input["playlistId"],
        "status": job.state.status.value,
        "waitingFor": job.waiting_for,
    }


def cancelled(job_: Job, balance: int, links: Links) -> dict[str, Any]:
    ended = job_.state.status.ended
    return {
        **job(job_, links),
        "success": True,
        "message": "Job cancelled successfully" if ended else "The job is being cancelled",
        "waitingFor": None if ended else "cancelling",
    }


def history(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [{"at": time(change.at), **_position(change)} for change in changes]


def stats(jobs: Sequence[Job]) -> dict[str, int]:
    words = Counter(job.state.status for job in jobs)
    told = {status.value: words[status] for status in Status}
    return {"total": len(jobs), **told, "users": len({job.owner for job in jobs})}


def playlist(kept: Any, links: Links, *, whole: bool) -> dict[str, Any]:
    """As in a list, or with its timeline and facts."""
    data = playbill.data(kept.content, links)
    if not whole:
        data = {name: data[name] for name in ("title", "summary", "artist", "audioUrl", "durationSecs")}
    return {
        "id": kept.id,
        "ownerId": kept.owner,
        "jobId": kept.job_id,
        "topic": kept.topic,
        "createdAt": time(kept.created_at),
        **data,
    }
