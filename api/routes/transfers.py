"""`/api/import-export/...`: imports and exports as `useJobStatus` and its pages ask for them."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from api import steering
from api.admission import once_of
from api.auth import Asks, Caller
from api.cursor import event_id
from api.deps import Cursor, Key, Rooms, Use, position
from api.dialects import transfer as dialect
from api.document import RESUMING, raw, refused, streamed, told
from api.errors import Problem
from api.routes import transfer
from api.routes.artifacts import ANSWERS, READS, served
from api.routes.jobs import frames
from api.schemas import transfer as shapes
from api.sse import HEADERS, Frame, Subject, last_event_id
from storage.answers import Answer
from storage.catalog import JobMissing
from storage.job_rows import Filters
from workflows.contracts.job import Job, Status

router = APIRouter(prefix="/api/import-export", tags=["api"], responses=refused(502, 503))
KINDS = ("import", "export")
UNKNOWN = "job-not-found"
WORDS = {word: status for status, word in dialect.STATUS.items()}
Word = Annotated[
    Literal["PENDING", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED"] | None,
    Query(description="Those that have not ended are told apart after they were counted."),
]
Number = Annotated[int, Query(ge=1, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=200)]
Ignored = Annotated[str | None, Query(description="For older clients; a job knows what it is.")]
WATCHING = {
    **streamed(
        shapes.TransferConnected,
        shapes.TransferUpdate,
        shapes.TransferUnknown,
        says="Unnamed events, for `onmessage`.",
    ),
    **raw(status=204, says="`Last-Event-ID` names the last event there is."),
    **refused(400, 429),
}
JSON_LINES = raw("application/jsonl", headers=("Content-Disposition",), says="One bad row's error a line.")


async def _transfer(rooms: Rooms, job_id: str, caller: Caller, kind: str | None = None) -> Job:
    job = await rooms.reader.read(job_id, caller.owner)
    if job.kind not in ((kind,) if kind else KINDS):
        raise JobMissing(job_id)
    return job


@router.head("/jobs/ws", include_in_schema=False)
@router.get(
    "/jobs/ws",
    response_class=Response,
    responses=WATCHING,
    openapi_extra={"parameters": RESUMING},
    name="transfer_stream",
)
async def watch(
    request: Request,
    rooms: Use,
    caller: Asks,
    job_id: Annotated[str | None, Query(alias="jobId", max_length=128)] = None,
) -> Response:
    """Unnamed server-sent events, despite its name; ids to resume by, a terminal status, then the end."""
    if not job_id:
        raise Problem(400, "job-id-missing", "jobId parameter required", pointer="?jobId")
    after = last_event_id(request)
    try:
        row = await rooms.reader.find(job_id, caller.owner)
        if row.kind not in KINDS:
            raise JobMissing(job_id)
    except JobMissing:
        return Response(status_code=204) if after == UNKNOWN else _unknown()
    if row.state.status.ended and after == event_id(row):
        return Response(status_code=204)  # stops an EventSource for good
    return rooms.streams.respond(Subject([row], frames, after), caller.owner)


def _unknown() -> Response:
    """A stream of one frame; its id stops whoever returns."""
    said = Frame(dialect.NOT_FOUND, UNKNOWN).encoded()
    headers = {name.decode(): value.decode() for name, value in HEADERS}
    return Response(said, headers=headers)


@router.get(
    "/jobs/{job_id}/status", responses={**told(shapes.Transfer), **refused(404)}, name="transfer_status"
)
async def standing(
    job_id: str, rooms: Use, caller: Asks, kind: Annotated[Ignored, Query(alias="type")] = None
) -> dict[str, Any]:
    return dialect.job(await _transfer(rooms, job_id, caller), rooms.links)


@router.get("/import", responses={**told(shapes.Transfers), **refused(404)}, name="imports")
async def imports(
    rooms: Use,
    caller: Asks,
    page: Number = 1,
    limit: Limit = 10,
    status: Word = None,
    dataset: str | None = None,
    dataModelId: str | None = None,  # noqa: N803 (the wire's name)
    spaceId: Ignored = None,  # noqa: N803
) -> dict[str, Any]:
    """Newest first."""
    return await _listed(rooms, caller, "import", (page, limit), status, dataset or dataModelId)


@router.get("/export", responses={**told(shapes.Transfers), **refused(404)}, name="exports")
async def exports(
    rooms: Use,
    caller: Asks,
    page: Number = 1,
    limit: Limit = 10,
    status: Word = None,
    dataset: str | None = None,
    dataModelId: str | None = None,  # noqa: N803
    spaceId: Ignored = None,  # noqa: N803
) -> dict[str, Any]:
    """Newest first."""
    return await _listed(rooms, caller, "export", (page, limit), status, dataset or dataModelId)


async def _listed(
    rooms: Rooms, caller: Caller, kind: str, place: tuple[int, int], word: str | None, dataset: str | None
) -> dict[str, Any]:
    number, limit = place
    status = WORDS[word] if word else None
    dataset_id = (await rooms.datasets.find(dataset, caller.owner)).id if dataset else None
    filters = Filters(caller.owner, (kind,), statuses=(status,) if status else ())
    page = await rooms.listing.page(filters, dataset_id, number, limit)
    jobs = await rooms.reader.refresh_all(page.jobs)
    listed = [dialect.job(job, rooms.links) for job in jobs if status in (None, job.state.status)]
    pages = {"page": number, "limit": limit, "total": page.total, "pages": -(-page.total // limit)}
    return {"jobs": listed, "pagination": pages}


@router.head("/jobs/{job_id}/download", include_in_schema=False)
@router.get(
    "/jobs/{job_id}/download",
    response_class=Response,
    responses={**ANSWERS, **refused(404, 409, 410)},
    openapi_extra={"parameters": READS},
    name="download",
)
async def download(job_id: str, request: Request, rooms: Use, caller: Asks) -> Response:
    """The file of an export."""
    job = await _transfer(rooms, job_id, caller, "export")
    done = job.state.result
    if job.state.status is not Status.COMPLETED or done is None:
        raise Problem(409, "not-completed", "Job is not completed yet")
    return await served(rooms, done["artifact_id"], request)


@router.get(
    "/jobs/{job_id}/errors", responses={**told(shapes.RowErrors), **refused(404)}, name="transfer_errors"
)
async def errors(
    job_id: str, rooms: Use, caller: Asks, limit: Limit = 50, cursor: Cursor = None
) -> dict[str, Any]:
    """What was wrong with the rows that were left out, in the file's order; also while it runs."""
    job = await _transfer(rooms, job_id, caller, "import")
    after = position(cursor) or 0
    page, total = await rooms.load_faults.page(job.input["loadId"], after, limit)
    more = str(after + len(page)) if after + len(page) < total and page else None
    return {"errors": page, "total": total, "nextCursor": more}


@router.get(
    "/jobs/{job_id}/errors.jsonl",
    response_class=Response,
    responses={**JSON_LINES, **refused(404)},
    name="transfer_errors_file",
)
async def errors_file(job_id: str, rooms: Use, caller: Asks) -> Response:
    """All of them."""
    job = await _transfer(rooms, job_id, caller, "import")
    headers = {"Content-Disposition": f'attachment; filename="{job.id}-errors.jsonl"'}
    body = rooms.load_faults.every(job.input["loadId"])
    return StreamingResponse(body, media_type="application/jsonl", headers=headers)


@router.post(
    "/jobs/{job_id}/cancel",
    responses={**told(shapes.TransferCancelled), **refused(404, 409)},
    name="cancel_transfer",
)
async def cancel(job_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Waits up to 1.5 s for the end. What an import has kept stays, but for one that replaces."""
    job = await steering.cancel(rooms, await _transfer(rooms, job_id, caller))
    job = await steering.until_cancelled(rooms, job)
    steering.check_open_or_cancelled(job)  # it may have ended otherwise meanwhile
    return dialect.cancelled(job, 0, rooms.links)


@router.post(
    "/jobs/{job_id}/retry",
    status_code=202,
    responses={**told(shapes.TransferRetried, "Idempotent-Replayed", status=202), **refused(404, 409, 429)},
    name="retry_transfer",
)
async def retry(job_id: str, rooms: Use, caller: Asks, key: Key = None) -> JSONResponse:
    """An import goes on behind the last row it read; an export begins again."""
    old = await _transfer(rooms, job_id, caller)
    return await rooms.admission.accept(
        once_of(old.owner, f"/api/import-export/jobs/{job_id}/retry", key),
        lambda: transfer.retry(rooms, old),
        lambda jobs, _: Answer(202, dialect.retried(jobs[0], rooms.links), {}),
    )
