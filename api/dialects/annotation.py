"""What `useBatchProcessor` and its dashboard understand: lower-case words, `progress`, one error per item."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from api.cursor import Moment, Seen
from api.links import Links
from api.telling import counts_of, eta_ms, time
from workflows.contracts.job import Counts, Job, Status

STATUS = {
    Status.PENDING: "pending",
    Status.RUNNING: "processing",
    Status.COMPLETED: "completed",
    Status.FAILED: "failed",
    Status.CANCELLED: "cancelled",
}
STAGES = ("annotate", "group")


def standing(job: Job, links: Links) -> dict[str, Any]:
    """What the stream and the status call both tell."""
    state = job.state
    running = state.stage if not state.status.ended else None
    return {
        "jobId": job.id,
        "status": STATUS[state.status],
        "progress": progress(job),
        "milestone": state.milestone,
        "currentStage": running.name if running else None,
        "detail": state.detail,
        "waitingFor": job.waiting_for,
        "estimatedTimeRemaining": eta_ms(job, datetime.now(UTC)),
        "effectiveConcurrency": job.input["effectiveConcurrency"],
        "effectiveRateLimitPerMinute": job.input["effectiveRateLimitPerMinute"],
        "retryOf": job.retry_of,
        "createdAt": time(job.created_at),
        "startedAt": time(state.started_at),
        "updatedAt": time(state.updated_at or job.created_at),
        "completedAt": time(state.completed_at),
        "error": state.error.message if state.error else None,
    }


def job(job: Job, links: Links) -> dict[str, Any]:
    return standing(job, links)


def status(job: Job, errors: Sequence[Any], total: int, links: Links) -> dict[str, Any]:
    return {**standing(job, links), "errors": [error(one) for one in errors], "errorsTotal": total}


def progress(job: Job) -> dict[str, int]:
    counts = _counts(job)
    return {
        "total": counts.total,
        "processed": counts.processed,
        "successful": counts.succeeded,
        "failed": counts.failed,
        "skipped": counts.skipped,
        "percentage": 100 * counts.processed // counts.total,
    }


def _counts(job: Job) -> Counts:
    counts = counts_of(job)
    assert counts, "a batch has items"
    return counts


def messages(seen: Seen, links: Links) -> list[dict[str, Any]]:
    """Frames of the per-job stream: `connected` once, `milestone` for each, else `status`."""
    state = seen.job.state
    if seen.moment is Moment.RESET and state.status.ended:
        return []  # the terminal frame follows by itself
    hello = {"type": "connected", "message": "Connected to job stream", "jobId": seen.job.id}
    passed = seen.moment is Moment.UPDATE and state.milestone
    told = {"type": "milestone" if passed else "status", **standing(seen.job, links)}
    if seen.committed:  # every replica tells a version alike
        told["estimatedTimeRemaining"] = None
    if seen.moment is Moment.DETAIL:  # the version before it told of the milestone
        told["milestone"] = None
    if seen.moment is not Moment.SNAPSHOT:
        return [told]
    return [hello] if state.status.ended else [hello, told]


def started(job: Job, estimate_ms: int) -> dict[str, Any]:
    return {
        "jobId": job.id,
        "status": STATUS[job.state.status],
        **planned(job.input, estimate_ms),
        "message": "Batch job started successfully",
    }


def planned(input: Any, estimate_ms: int) -> dict[str, Any]:  # noqa: A002 (what a job's is called)
    """What a start would be, or is: `input` is that of the job."""
    return {
        "totalItems": input["totalItems"],
        "duplicateCount": input["duplicateCount"],
        "duplicateIds": input["duplicateIds"],
        "tier": input["tier"],
        "effectiveConcurrency": input["effectiveConcurrency"],
        "effectiveRateLimitPerMinute": input["effectiveRateLimitPerMinute"],
        "estimatedDuration": estimate_ms,
    }


def retried(job: Job) -> dict[str, Any]:
    return {
        "success": True,
        "jobId": job.id,
        "retryOf": job.retry_of,
        "status": STATUS[job.state.status],
        "totalItems": job.input["totalItems"],
        "message": "What failed or was skipped is done again",
    }


def cancelled(job: Job, balance: int, links: Links) -> dict[str, Any]:
    ended = job.state.status.ended
    return {
        "message": "Job cancelled successfully" if ended else "The job is being cancelled",
        "jobId": job.id,
        "status": STATUS[job.state.status],
        "progress": progress(job),
        "kept": _counts(job).succeeded,
        "waitingFor": None if ended else "cancelling",
    }


def active(job: Job, errors: Sequence[Any]) -> dict[str, Any]:
    state, counts = job.state, _counts(job)
    return {
        "id": job.id,
        "jobType": "annotation_generation",
        "status": STATUS[state.status],
        "owner": job.owner,
        "totalItems": counts.total,
        "processedItems": counts.processed,
        "successfulItems": counts.succeeded,
        "failedItems": counts.failed,
        "skippedItems": counts.skipped,
        "errors": [error(one) for one in errors],
        "metadata": {key: job.input[key] for key in ("imageIds", "concurrency", "rateLimitPerMinute")},
        "startedAt": time(state.started_at),
        "completedAt": time(state.completed_at),
        "cancelledAt": None,
        "createdAt": time(job.created_at),
        "updatedAt": time(state.updated_at or job.created_at),
    }


def stats(jobs: Sequence[Job]) -> dict[str, int]:
    counted = [_counts(job) for job in jobs]
    return {
        "activeJobs": len(jobs),
        "totalProcessing": sum(counts.processed for counts in counted),
        "totalSuccessful": sum(counts.succeeded for counts in counted),
        "totalFailed": sum(counts.failed for counts in counted),
    }


def error(attempt: Any) -> dict[str, Any]:
    return {
        "itemId": attempt.item_id,
        "error": attempt.message,
        "code": attempt.code,
        "attemptNumber": attempt.attempt,
        "timestamp": time(attempt.at),
    }
