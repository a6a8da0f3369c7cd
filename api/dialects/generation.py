"""What `useGenerationTasks` understands: three words for how a task stands, and what the provider made."""

from collections.abc import Mapping
from typing import Any

from api import exhibit
from api.cursor import Moment, Seen
from api.links import Links
from api.telling import time
from workflows.contracts.generation import PROCEDURAL
from workflows.contracts.job import Job, Status

STATUS = {
    Status.PENDING: "PENDING",
    Status.RUNNING: "PENDING",
    Status.COMPLETED: "SUCCESS",
    Status.FAILED: "FAILED",
    Status.CANCELLED: "FAILED",
}
CANCELLED, TIMEOUT = "CANCELLED", "TIMEOUT"
CODES = {"deadline-exceeded": TIMEOUT, "timed-out": TIMEOUT}
STAGES = ("submit", "wait", "fetch", "draw")


def job(job: Job, links: Links, prompt: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`prompt` is the record of that id, where there is one."""
    state, asked = job.state, job.input
    done = state.result or {}
    assets = exhibit.assets(done, links)
    code, message = failure(job)
    return {
        "id": job.id,
        "jobId": job.id,
        "promptId": asked["promptId"],
        "service": asked["providerParams"]["service"],
        "model": asked["providerParams"]["model"],
        "status": STATUS[state.status],
        "externalTaskId": done.get("external_task_id"),
        "providerParams": asked["providerParams"],
        "resultJson": {"resultUrls": [one["url"] for one in assets]} if assets else None,
        "failCode": code,
        "failMsg": message,
        "error": message,
        "createdAt": time(job.created_at),
        "startedAt": time(state.started_at),
        "updatedAt": time(state.updated_at or job.created_at),
        "completedAt": time(state.completed_at),
        "completedBy": done.get("completed_by"),
        "waitingFor": job.waiting_for,
        "progress": state.percent,
        "stage": state.stage.name if state.stage else None,
        "stageLabel": state.stage.label if state.stage else None,
        "detail": state.detail,
        "provider": asked["provider"],
        "isPreview": asked["provider"] == PROCEDURAL,
        "providerCredits": done.get("provider_credits"),
        "credits": {"charged": job.charged, "refunded": job.refunded},
        "retryOf": job.retry_of,
        "prompt": prompt,
        "assets": assets,
    }


def standing(job_: Job, links: Links) -> dict[str, Any]:
    return job(job_, links)


def failure(job: Job) -> tuple[str | None, str | None]:
    """Code and message, in this dialect's words."""
    if job.state.status is Status.CANCELLED:
        return CANCELLED, "The task was cancelled"
    if error := job.state.error:
        return CODES.get(error.code, error.code), error.message
    return None, None


def messages(seen: Seen, links: Links) -> list[dict[str, Any]]:
    """The task, whenever something happens; the last frame is of one that has ended."""
    if seen.moment in (Moment.SNAPSHOT, Moment.RESET) and seen.job.state.status.ended:
        return []  # the terminal frame follows by itself
    return [{"type": "task", **job(seen.job, links)}]


def created(job_: Job, links: Links, prompt: Mapping[str, Any] | None) -> dict[str, Any]:
    """Temporal has not been asked: a task begins as what it was accepted as."""
    return {"success": True, "data": job(job_, links, prompt), "warnings": job_.input["warnings"]}


def cancelled(job_: Job, balance: int, links: Links) -> dict[str, Any]:
    ended = job_.state.status.ended
    return {
        **job(job_, links),
        "success": True,
        "message": "Task cancelled successfully" if ended else "The task is being cancelled",
        "waitingFor": None if ended else "cancelling",
        "creditsRefunded": job_.refunded,
        "newBalance": balance,
    }
