"""`/api/batch/annotations/...`: batches as `useBatchProcessor` and its dashboard ask for them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api import steering
from api.admission import once_of
from api.auth import Asks, Caller
from api.deps import Cursor, Key, Rooms, Use, position
from api.dialects import annotation as dialect
from api.document import refused, told
from api.errors import Problem
from api.routes import annotation
from api.routes.items import Limit, OutcomeWord, faults_of, items_of
from api.schemas import annotation as shapes
from api.schemas import items as item_shapes
from api.standing import BATCHES
from storage.answers import Answer
from storage.catalog import JobMissing
from storage.job_rows import Filters
from workflows.contracts.job import Job, Status

router = APIRouter(prefix="/api/batch/annotations", tags=["api"], responses=refused(502, 503))
MOST_ERRORS = 1000
SHOWN_ERRORS = 10
MOST_ACTIVE = 200


async def _batch(rooms: Rooms, job_id: str, caller: Caller) -> Job:
    job = await rooms.reader.read(job_id, caller.owner)
    if job.kind != BATCHES:
        raise JobMissing(job_id)
    return job


async def _active(rooms: Rooms, caller: Caller) -> list[Job]:
    filters = Filters(caller.owner, (BATCHES,), statuses=(Status.PENDING,))
    page = await rooms.catalog.page(filters, None, MOST_ACTIVE)
    jobs = await rooms.reader.refresh_all([job for _, job in page])
    return [job for job in jobs if not job.state.status.ended]


@router.get("/active", responses=told(shapes.ActiveBatches))
async def active_batches(rooms: Use, caller: Asks) -> dict[str, Any]:
    """What has not ended, newest first; the operator sees everybody's."""
    jobs = await _active(rooms, caller)
    listed = [dialect.active(job, await _newest_errors(rooms, job)) for job in jobs]
    return {"jobs": listed, "count": len(listed)}


async def _newest_errors(rooms: Rooms, job: Job) -> list[Any]:
    return (await rooms.results.faults(job.id, False, None, SHOWN_ERRORS))[0]


@router.get("/stats", responses=told(shapes.BatchStats))
async def batch_stats(rooms: Use, caller: Asks) -> dict[str, int]:
    """Sums over what has not ended."""
    return dialect.stats(await _active(rooms, caller))


@router.get("/{job_id}/status", responses={**told(shapes.BatchStatus), **refused(404)})
async def batch_standing(job_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    job = await _batch(rooms, job_id, caller)
    errors, total = await rooms.results.faults(job.id, False, None, MOST_ERRORS)
    return dialect.status(job, errors, total, rooms.links)


@router.get("/{job_id}/errors", responses={**told(item_shapes.BatchErrors), **refused(404)})
async def batch_errors(
    job_id: str,
    rooms: Use,
    caller: Asks,
    every: Annotated[bool, Query(alias="all", description="Every attempt that failed.")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """Newest first: the last attempt of each item that failed, or every failed attempt."""
    job = await _batch(rooms, job_id, caller)
    errors, total, more = await faults_of(rooms, job, every, limit, position(cursor))
    return {"errors": errors, "total": total, "nextCursor": more}


@router.get("/{job_id}/items", responses={**told(item_shapes.BatchItems), **refused(404)})
async def batch_items(
    job_id: str,
    rooms: Use,
    caller: Asks,
    outcome: OutcomeWord | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """In the order of the start."""
    job = await _batch(rooms, job_id, caller)
    items, more = await items_of(rooms, job, outcome, limit, position(cursor))
    return {"items": items, "nextCursor": more}


@router.post("/{job_id}/cancel", responses={**told(shapes.BatchCancelled), **refused(404, 409)})
async def cancel_batch(job_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Waits up to 1.5 s for the end. What is finished is kept, the rest is skipped."""
    try:
        job = await _batch(rooms, job_id, caller)
    except JobMissing:
        raise Problem(404, "job-not-found", "Job not found or already completed.") from None
    job = await steering.until_cancelled(rooms, await steering.cancel(rooms, job))
    steering.check_open_or_cancelled(job)  # it may have ended otherwise meanwhile
    return dialect.cancelled(job, 0, rooms.links)


@router.post(
    "/{job_id}/retry",
    status_code=202,
    responses={**told(shapes.BatchRetried, "Idempotent-Replayed", status=202), **refused(404, 409, 429)},
)
async def retry_batch(job_id: str, rooms: Use, caller: Asks, key: Key = None) -> JSONResponse:
    """A new job for what failed or was skipped."""
    old = await _batch(rooms, job_id, caller)
    once = once_of(old.owner, f"/api/batch/annotations/{job_id}/retry", key)
    return await rooms.admission.accept(
        once,
        lambda: annotation.retry(rooms, old),
        lambda jobs, _: Answer(202, dialect.retried(jobs[0]), {}),
    )
