"""What `useJobStatus` understands: `connected`, `status_update`, `error`; words in capitals, rows counted."""

from typing import Any

from api import rowbill
from api.cursor import Moment, Seen
from api.links import Links
from api.telling import time
from workflows.contracts.job import Counts, Job, Status

STATUS = {
    Status.PENDING: "PENDING",
    Status.RUNNING: "PROCESSING",
    Status.COMPLETED: "COMPLETED",
    Status.FAILED: "FAILED",
    Status.CANCELLED: "CANCELLED",
}
STAGES = ("take", "load", "write", "finish")
CANCELLED = "Job was cancelled"
NOT_FOUND = {"type": "error", "message": "Job not found"}
NONE = Counts()


def job(job: Job, links: Links) -> dict[str, Any]:
    """The answer about one job."""
    state, counts = job.state, job.state.counts or NONE
    result = _result(job, links)
    return {
        "jobId": job.id,
        "id": job.id,
        "type": job.kind,
        **_standing(job),
        "dataset": {"id": job.input["datasetId"], "name": job.input["dataset"]},
        "mode": job.input.get("mode"),
        "format": job.input["format"],
        "totalRows": counts.total if state.status.ended or (job.kind == "export" and state.counts) else None,
        "errorMessage": error(job),
        "result": result,
        "fileUrl": result.get("fileUrl") if result else None,
        "fileName": job.input["fileName"],
        "fileSize": (result or {}).get("fileSize", job.input.get("fileSize")),
        "retryOf": job.retry_of,
        "createdAt": time(job.created_at),
        "startedAt": time(state.started_at),
        "completedAt": time(state.completed_at),
    }


standing = job


def _standing(job: Job) -> dict[str, Any]:
    """What the stream tells of as well."""
    state, counts = job.state, job.state.counts or NONE
    imports = job.kind == "import"
    return {
        "status": STATUS[state.status],
        "progress": state.percent,
        "stage": state.stage.name if state.stage else None,
        "detail": state.detail,
        "processedRows": counts.processed,
        "importedCount": counts.succeeded if imports else None,
        "skippedCount": counts.skipped if imports else None,
        "error": error(job),
        "waitingFor": job.waiting_for,
        "updatedAt": time(state.updated_at or job.created_at),
    }


def error(job: Job) -> str | None:
    if job.state.status is Status.CANCELLED:
        return CANCELLED
    return job.state.error.message if job.state.error else None


def _result(job: Job, links: Links) -> dict[str, Any] | None:
    """Of an import however it ended, of an export that is there."""
    done = job.state.result if job.state.status.ended else None
    return rowbill.of(done, links) if done else None


def messages(seen: Seen, links: Links) -> list[dict[str, Any]]:
    """`connected` once, `status_update` for everything that happens."""
    job, ended = seen.job, seen.job.state.status.ended
    hello = {"type": "connected", "jobId": job.id}
    if seen.moment is Moment.RESET and ended:
        return []  # the terminal frame follows by itself
    update = {"type": "status_update", "jobId": job.id, **_standing(job), "result": _result(job, links)}
    if seen.moment is not Moment.SNAPSHOT:
        return [update]
    return [hello] if ended else [hello, update]


def started(job_: Job, links: Links) -> dict[str, Any]:
    what = "Import" if job_.kind == "import" else "Export"
    message = f"{what} job created. Processing will begin shortly."
    return {"success": True, "jobId": job_.id, "job": job(job_, links), "message": message}


def retried(job_: Job, links: Links) -> dict[str, Any]:
    return {"success": True, "jobId": job_.id, "retryOf": job_.retry_of, "job": job(job_, links)}


def cancelled(job_: Job, balance: int, links: Links) -> dict[str, Any]:
    ended = job_.state.status.ended
    return {
        "success": True,
        "message": "Job cancelled successfully" if ended else "The job is being cancelled",
        "jobId": job_.id,
        "job": job(job_, links),
        "waitingFor": None if ended else "cancelling",
    }
