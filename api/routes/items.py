"""The items of a batch: page by page, fault by fault, and all of them as files."""

import csv
import io
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from api.auth import Asks, Caller
from api.deps import Cursor, Rooms, Use, position
from api.dialects import annotation as batch_dialect
from api.dialects import items as dialect
from api.document import raw, refused, told
from api.errors import Problem
from api.schemas import items as shapes
from api.standing import BATCHES
from storage.results import Item
from workflows.contracts.annotation import MOST_ITEMS
from workflows.contracts.job import Job

router = APIRouter(responses=refused(502, 503))
Limit = Annotated[int, Query(ge=1, le=200)]
OutcomeWord = Literal["succeeded", "failed", "skipped", "pending"]
MOST_REASONS = 50
JSON_LINES = raw("application/jsonl", headers=("Content-Disposition",), says="One JSON document a line.")
CSV = raw("text/csv", headers=("Content-Disposition",), says="Safe to open in a spreadsheet.")
FOLDED = 100  # lines to a chunk of a download


async def _items_job(rooms: Rooms, job_id: str, caller: Caller) -> Job:
    job = await rooms.catalog.find(job_id, caller.owner)
    if job.kind != BATCHES:
        raise Problem(404, "no-items", f"A job of kind {job.kind} has no items.")
    return job


async def items_of(
    rooms: Rooms, job: Job, outcome: str | None, limit: int, after: int | None
) -> tuple[list[dict[str, Any]], str | None]:
    number = -1 if after is None else min(after, MOST_ITEMS)
    page = await rooms.results.page(job.id, outcome, number, limit)
    more = str(page[-1].number) if len(page) == limit else None
    return [dialect.item(one, rooms.links) for one in page], more


async def faults_of(
    rooms: Rooms, job: Job, every: bool, limit: int, before: int | None
) -> tuple[list[dict[str, Any]], int, str | None]:
    page, total = await rooms.results.faults(job.id, every, before, limit)
    more = str(page[-1].id) if len(page) == limit else None
    return [batch_dialect.error(one) for one in page], total, more


@router.get("/v1/jobs/{job_id}/items", tags=["v1"], responses={**told(shapes.JobItems), **refused(404)})
async def items(
    job_id: str,
    rooms: Use,
    caller: Asks,
    outcome: OutcomeWord | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """In the order of the start."""
    job = await _items_job(rooms, job_id, caller)
    page, more = await items_of(rooms, job, outcome, limit, position(cursor))
    return {"data": page, "nextCursor": more}


@router.get("/v1/jobs/{job_id}/errors", tags=["v1"], responses={**told(shapes.JobFaults), **refused(404)})
async def errors(
    job_id: str,
    rooms: Use,
    caller: Asks,
    every: Annotated[bool, Query(alias="all", description="Every attempt that failed.")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """Newest first: the last attempt of each item that failed, or every failed attempt."""
    job = await _items_job(rooms, job_id, caller)
    page, total, more = await faults_of(rooms, job, every, limit, position(cursor))
    return {"data": page, "total": total, "nextCursor": more}


@router.get("/v1/jobs/{job_id}/failures", tags=["v1"], responses={**told(shapes.JobFailures), **refused(404)})
async def failures(job_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Failed items by reason, the most frequent first."""
    job = await _items_job(rooms, job_id, caller)
    reasons = await rooms.results.reasons(job.id, MOST_REASONS)
    return {"data": [{"code": r.code, "message": r.message, "count": r.items} for r in reasons]}


@router.get(
    "/api/batch/annotations/{job_id}/results.jsonl",
    tags=["api"],
    name="batch_results_jsonl",
    response_class=Response,
    responses={**JSON_LINES, **refused(404)},
)
@router.get(
    "/v1/jobs/{job_id}/results.jsonl",
    tags=["v1"],
    response_class=Response,
    responses={**JSON_LINES, **refused(404)},
)
async def results_jsonl(job_id: str, rooms: Use, caller: Asks) -> Response:
    """Every item with its outcome so far, in the order of the start."""
    job = await _items_job(rooms, job_id, caller)
    return _download(_json_lines(rooms.results.every(job.id)), f"{job.id}.jsonl", "application/jsonl")


@router.get(
    "/api/batch/annotations/{job_id}/results.csv",
    tags=["api"],
    name="batch_results_csv",
    response_class=Response,
    responses={**CSV, **refused(404)},
)
@router.get(
    "/v1/jobs/{job_id}/results.csv",
    tags=["v1"],
    response_class=Response,
    responses={**CSV, **refused(404)},
)
async def results_csv(job_id: str, rooms: Use, caller: Asks) -> Response:
    """The same as a table."""
    job = await _items_job(rooms, job_id, caller)
    return _download(_table(rooms.results.every(job.id)), f"{job.id}.csv", "text/csv")


@router.get(
    "/v1/jobs/{job_id}/lineage/results.jsonl",
    tags=["v1"],
    response_class=Response,
    responses={**JSON_LINES, **refused(404)},
)
async def lineage_results(job_id: str, rooms: Use, caller: Asks) -> Response:
    """Every item of a batch and its retries, with the last word on it."""
    job = await _items_job(rooms, job_id, caller)
    jobs = [one.id for one in await rooms.catalog.lineage(job)]
    return _download(
        _json_lines(rooms.results.every_last(jobs)), f"{jobs[0]}-lineage.jsonl", "application/jsonl"
    )


def _download(lines: AsyncIterator[str], name: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return StreamingResponse(_folded(lines), media_type=media_type, headers=headers)


async def _folded(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    """Several lines to a chunk: a response of one line each would be all overhead."""
    some: list[str] = []
    async for line in lines:
        some.append(line)
        if len(some) == FOLDED:
            yield "".join(some)
            some.clear()
    yield "".join(some)


async def _json_lines(every: AsyncIterator[Item]) -> AsyncIterator[str]:
    """ASCII alone, so that no reader takes a character of another alphabet for the end of a line."""
    async for one in every:
        yield json.dumps(dialect.line(one)) + "\n"


async def _table(every: AsyncIterator[Item]) -> AsyncIterator[str]:
    buffer = io.StringIO()
    table = csv.writer(buffer)
    table.writerow(dialect.COLUMNS)
    async for one in every:
        table.writerow(dialect.row(one))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()
