"""`/v1`: the canonical face, the same for jobs of every kind."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from api import steering
from api.admission import once_of
from api.auth import NAMED, Asks
from api.cursor import event_id
from api.deps import Cursor, Key, Rooms, Use, json_only, position
from api.dialects import v1
from api.document import parameter, raw, refused, told
from api.errors import Problem
from api.routes import enhancement
from api.routes.annotation import StartBatch
from api.routes.documentary import StartDocumentary
from api.routes.generation import CreateTask
from api.routes.kinds import KINDS
from api.routes.transfer_bodies import StartExport, StartImport
from api.schemas import v1 as shapes
from storage.answers import Answer
from storage.job_rows import Filters
from workflows.contracts.job import Job, Status

router = APIRouter(prefix="/v1", tags=["v1"], responses=refused(502, 503))
Limit = Annotated[int, Query(ge=1, le=200)]
Wait = Annotated[float, Query(ge=0, le=60, description="Seconds to wait for another version.")]
EXAMPLE: dict[str, Any] = {"kind": "enhancement", "input": enhancement.EXAMPLE}
ONE_JOB = {
    **told(shapes.Job, "ETag"),
    **raw(headers=("ETag",), status=304, says="The version is the one that `If-None-Match` names."),
    **refused(404),
}
KNOWN = parameter("If-None-Match", "The `ETag` of the version that is known.")


INPUT: TypeAdapter[Any] = TypeAdapter(
    enhancement.StartEnhancement | StartBatch | StartDocumentary | StartImport | StartExport | CreateTask
)


class AnyInput:
    """What the document says that a dictionary is; the route of the job's kind sees to it."""

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(INPUT.core_schema)


class StartJob(BaseModel):
    """`input` is the body of that kind's own start; the owner stands beside it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    kind: Annotated[str, Field(json_schema_extra={"enum": [*KINDS]})]
    input: Annotated[dict[str, Any], AnyInput()]
    owner: Annotated[str | None, Field(**NAMED)] = None


@router.get("/jobs", responses=told(shapes.Jobs))
async def jobs(
    rooms: Use,
    caller: Asks,
    kind: Annotated[list[str] | None, Query(max_length=20)] = None,
    status: Annotated[list[Status] | None, Query(max_length=20)] = None,
    group: str | None = None,
    prompt_id: Annotated[str | None, Query(alias="promptId", max_length=255)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """Newest first. `kind` and `status` can be said several times: any of them.

    `promptId`: the generation tasks of that prompt. A page that was full before `status` was looked at
    closely may hold fewer jobs than `limit`; while there is a `nextCursor`, there may be more.
    """
    wanted = tuple(status or ())
    filters = Filters(caller.owner, tuple(kind or ()), group, wanted, label=prompt_id)
    page = await rooms.catalog.page(filters, position(cursor), limit)
    read = await rooms.reader.refresh_all([job for _, job in page])
    told = [v1.job(job, rooms.links) for job in read if not wanted or job.state.status in wanted]
    return {"data": told, "nextCursor": str(page[-1][0]) if len(page) == limit else None}


@router.post(
    "/jobs",
    status_code=202,
    dependencies=[Depends(json_only)],
    responses={
        **told(shapes.JobsStarted, "Location", "Idempotent-Replayed", status=202),
        **refused(402, 404, 429),
    },
)
async def start(body: StartJob, rooms: Use, caller: Asks, key: Key = None) -> JSONResponse:
    """Start any kind of job; one start may be several jobs, which share a group."""
    if body.kind not in KINDS:
        allowed = ", ".join(KINDS)
        raise Problem(
            422, "unknown-kind", f"There is no kind {body.kind!r}; there is {allowed}.", pointer="/kind"
        )
    if "ownerId" in body.input:
        raise Problem(422, "owner-misplaced", "Say `owner` beside `input`.", pointer="/input/ownerId")
    owner = caller.acts_as(body.owner, "/owner")
    asked = {name: value for name, value in body.input.items() if name != "accessToken"}
    once = once_of(owner, "/v1/jobs", key, {"kind": body.kind, "input": asked})
    return await rooms.admission.accept(
        once,
        lambda: KINDS[body.kind].order(rooms, caller, owner, body.input),
        lambda jobs, _: _started(jobs, rooms),
    )


def _started(jobs: list[Job], rooms: Rooms) -> Answer:
    first, told = jobs[0], [v1.job(job, rooms.links) for job in jobs]
    location = f"/v1/groups/{first.group}" if len(jobs) > 1 else f"/v1/jobs/{first.id}"
    return Answer(202, {"group": first.group, "jobs": told}, {"Location": rooms.links.to(location)})


@router.get("/jobs/{job_id}", responses=ONE_JOB, openapi_extra={"parameters": [KNOWN]})
async def job(job_id: str, request: Request, rooms: Use, caller: Asks, wait: Wait = 0) -> Response:
    """`If-None-Match` answers 304 where the version is the same; `wait` seconds for another one first."""
    known = request.headers.get("if-none-match")
    job = await rooms.reader.read(job_id, caller.owner)
    if wait and not job.state.status.ended and known in (None, _etag(job)):
        job = await _next_version(rooms, job, wait)
    headers = {"ETag": _etag(job), "Cache-Control": "no-cache"}
    if known == _etag(job):
        return Response(status_code=304, headers=headers)
    return JSONResponse(v1.job(job, rooms.links), headers=headers)


@router.get("/jobs/{job_id}/timeline", responses={**told(shapes.Timeline), **refused(404)})
async def timeline(
    job_id: str, rooms: Use, caller: Asks, limit: Limit = 50, cursor: Cursor = None
) -> dict[str, Any]:
    """What happened, in order."""
    job = await rooms.reader.read(job_id, caller.owner)
    after = position(cursor) or 0
    rest = [change for change in job.changes if change.version > after]
    more = rest[limit - 1].version if len(rest) > limit else None
    return {"data": [v1.change(c) for c in rest[:limit]], "nextCursor": str(more) if more else None}


@router.post(
    "/jobs/{job_id}/cancel",
    status_code=202,
    responses={**told(shapes.Job, status=202), **refused(404, 409)},
)
async def cancel(job_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    job = await steering.cancel(rooms, await rooms.reader.read(job_id, caller.owner))
    if not job.state.status.ended:
        job = job.model_copy(update={"waiting_for": "cancelling"})
    return v1.job(job, rooms.links)


@router.delete("/jobs/{job_id}", status_code=204, responses=refused(404, 409))
async def delete(job_id: str, rooms: Use, caller: Asks) -> None:
    await steering.delete(rooms, await rooms.reader.read(job_id, caller.owner))


@router.get("/groups/{group}", responses={**told(shapes.Group), **refused(404)})
async def group(group: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """The jobs that were started together, and those that retry them."""
    return _group(group, await _members(rooms, group, caller.owner), rooms)


@router.post(
    "/groups/{group}/cancel",
    status_code=202,
    responses={**told(shapes.Group, status=202), **refused(404)},
)
async def cancel_group(group: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Cancels what still runs."""
    running = [job for job in await _members(rooms, group, caller.owner) if not job.state.status.ended]
    ends = await asyncio.gather(*(steering.cancel(rooms, job) for job in running), return_exceptions=True)
    for end in ends:
        if isinstance(end, BaseException) and not isinstance(end, Problem):  # a problem: it ended by itself
            raise end
    return _group(group, await _members(rooms, group, caller.owner), rooms)


async def _members(rooms: Rooms, group: str, owner: str | None) -> list[Job]:
    page = await rooms.catalog.page(Filters(owner=owner, group=group), None, 200)
    if not page:
        raise Problem(404, "group-not-found", "Group not found.")
    return await rooms.reader.refresh_all([job for _, job in reversed(page)])


def _group(group: str, jobs: list[Job], rooms: Rooms) -> dict[str, Any]:
    retried = {job.retry_of for job in jobs}
    counted = [job for job in jobs if job.id not in retried]  # a retry stands for what it carries on
    statuses = [job.state.status for job in counted]
    ended = sum(status.ended for status in statuses)
    counts = {status.value: statuses.count(status) for status in Status}
    open_as = "running" if ended or Status.RUNNING in statuses else "pending"
    end = next((s.value for s in (Status.FAILED, Status.CANCELLED) if s in statuses), "completed")
    return {
        "id": group,
        "status": end if ended == len(counted) else open_as,
        "percent": sum(100 if job.state.status.ended else job.state.percent for job in counted)
        // len(counted),
        "counts": {"total": len(counted), **counts},
        "jobs": [v1.job(job, rooms.links) for job in jobs],
    }


async def _next_version(rooms: Rooms, job: Job, wait: float) -> Job:
    try:
        async with asyncio.timeout(wait):
            async for seen in rooms.feed.follow(await rooms.catalog.find(job.id)):
                if seen.event_id and event_id(seen.job) != event_id(job):
                    return seen.job
    except TimeoutError:
        pass
    return await rooms.reader.read(job.id)


def _etag(job: Job) -> str:
    return f'"{event_id(job)}"'
