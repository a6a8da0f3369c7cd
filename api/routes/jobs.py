"""`/api/jobs/...`: shared paths, on which a job's kind decides the dialect."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api import steering
from api.auth import Asks
from api.cursor import Seen, event_id
from api.deps import Use, json_only
from api.document import RESUMING, raw, refused, streamed, told
from api.links import Links
from api.routes.kinds import KINDS
from api.schemas import annotation as batches
from api.schemas import documentary as documentaries
from api.schemas import enhancement as shapes
from api.schemas import generation
from api.schemas import transfer as transfers
from api.sse import Frame, Subject, last_event_id

router = APIRouter(prefix="/api/jobs", tags=["api"], responses=refused(502, 503))
ONE_JOB = (
    shapes.EnhancementJob
    | batches.BatchStanding
    | documentaries.DocumentaryJob
    | transfers.Transfer
    | generation.Task
)
CANCELLED = (
    shapes.EnhancementCancelled
    | batches.BatchCancelled
    | documentaries.DocumentaryCancelled
    | transfers.TransferCancelled
    | generation.TaskCancelled
)
WATCHING = {
    **streamed(
        documentaries.DocumentaryInit,
        documentaries.DocumentaryProgress,
        documentaries.DocumentaryComplete,
        documentaries.DocumentaryError,
        shapes.EnhancementConnected,
        shapes.EnhancementStatus,
        batches.BatchConnected,
        batches.BatchFrame,
        transfers.TransferConnected,
        transfers.TransferUpdate,
        generation.TaskFrame,
        says="Unnamed events, for `onmessage`.",
    ),
    **raw(status=204, says="`Last-Event-ID` names the job's last event."),
    **refused(404, 429),
}


class BatchStatus(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"jobIds": ["enh_1_4k"]}]})

    jobIds: Annotated[list[str], Field(min_length=1, max_length=50)]  # noqa: N815 (the wire's name)


@router.post("/batch-status", dependencies=[Depends(json_only)], responses=told(batches.JobsListed))
async def batch_status(body: BatchStatus, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Order kept, unknown ids dropped."""
    found = await rooms.catalog.find_many(body.jobIds, caller.owner)
    jobs = await rooms.reader.refresh_all(found)
    told = (KINDS[job.kind].dialect.standing(job, rooms.links) for job in jobs)
    return {"jobs": [{"id": one["jobId"], **one} for one in told]}


@router.get("/{job_id}", responses={**told(ONE_JOB), **refused(404)})
async def job(job_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    job = await rooms.reader.read(job_id, caller.owner)
    told: dict[str, Any] = KINDS[job.kind].dialect.job(job, rooms.links)
    return told


@router.head("/{job_id}/stream", include_in_schema=False)
@router.get(
    "/{job_id}/stream",
    response_class=Response,
    responses=WATCHING,
    openapi_extra={"parameters": RESUMING},
)
async def stream(job_id: str, request: Request, rooms: Use, caller: Asks) -> Response:
    """Unnamed server-sent events, for `onmessage`; ids to resume by, one terminal frame, then the end."""
    row = await rooms.reader.find(job_id, caller.owner)
    after = last_event_id(request)
    if row.state.status.ended and after == event_id(row):
        return Response(status_code=204)  # stops an EventSource for good
    return rooms.streams.respond(Subject([row], frames, after), caller.owner)


@router.post(
    "/{job_id}/cancel",
    responses={**told(CANCELLED), **refused(404, 409)},
)
async def cancel(job_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Waits up to 1.5 s for the end, so that the answer usually tells of it."""
    job = await steering.cancel(rooms, await rooms.reader.read(job_id, caller.owner))
    job = await steering.until_cancelled(rooms, job)
    steering.check_open_or_cancelled(job)  # it may have ended otherwise meanwhile
    balance = await rooms.catalog.balance(job.owner)
    told: dict[str, Any] = KINDS[job.kind].dialect.cancelled(job, balance, rooms.links)
    return told


@router.delete("/{job_id}", status_code=204, responses=refused(404, 409))
async def delete(job_id: str, rooms: Use, caller: Asks) -> None:
    await steering.delete(rooms, await rooms.reader.read(job_id, caller.owner))


def frames(seen: Seen, links: Links) -> Iterator[Frame]:
    """What a job's own kind makes of a moment."""
    messages = KINDS[seen.job.kind].dialect.messages(seen, links)
    for number, message in enumerate(messages, 1):  # only the last of them is the state that the id names
        yield Frame(message, seen.event_id if number == len(messages) else None)
