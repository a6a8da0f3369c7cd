"""Retry carries on: a new job, accepted and charged like any other, that keeps what succeeded."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, StrictBool

from api.admission import Told, once_of
from api.auth import Asks, Caller
from api.deps import Key, Rooms, Use, json_or_nothing
from api.dialects import v1
from api.document import refused, told
from api.routes.documentary import AccessToken
from api.routes.kinds import KINDS
from api.schemas.annotation import BatchCarriedOn
from api.schemas.documentary import DocumentaryCarriedOn
from api.schemas.enhancement import EnhancementRetried
from api.schemas.generation import TaskCarriedOn
from api.schemas.transfer import TransferCarriedOn
from api.schemas.v1 import JobRetried, Lineage
from storage.answers import Answer
from workflows.contracts.job import Job

router = APIRouter(responses=refused(404, 502, 503))
CARRIED_ON = EnhancementRetried | BatchCarriedOn | DocumentaryCarriedOn | TransferCarriedOn | TaskCarriedOn
REFUSED = refused(402, 409, 429)


class Retry(BaseModel):
    """A documentary that was begun with an access token needs one again, unless its text is written.

    `queue`: a documentary waits where it would be one too many.
    """

    model_config = ConfigDict(extra="forbid")

    accessToken: AccessToken | None = None  # noqa: N815 (the wire's name)
    queue: StrictBool = False


Again = Annotated[Retry | None, Body()]


@router.post(
    "/api/jobs/{job_id}/retry",
    status_code=202,
    dependencies=[Depends(json_or_nothing)],
    tags=["api"],
    responses={**told(CARRIED_ON, "Idempotent-Replayed", status=202), **REFUSED},
)
async def retry(job_id: str, rooms: Use, caller: Asks, key: Key = None, body: Again = None) -> JSONResponse:
    """Carry on with what failed or was cancelled."""

    def told(jobs: list[Job], balance: int) -> Answer:
        job = KINDS[jobs[0].kind].dialect.job(jobs[0], rooms.links)
        return Answer(202, {"success": True, "retryOf": job_id, **job, "newBalance": balance}, {})

    return await _retry(rooms, caller, job_id, ("/api/jobs", key), told, body)


@router.post(
    "/v1/jobs/{job_id}/retry",
    status_code=202,
    dependencies=[Depends(json_or_nothing)],
    tags=["v1"],
    name="retry",
    responses={**told(JobRetried, "Location", "Idempotent-Replayed", status=202), **REFUSED},
)
async def retry_v1(
    job_id: str, rooms: Use, caller: Asks, key: Key = None, body: Again = None
) -> JSONResponse:
    """The job that carries on; 409 where there is nothing to retry, or another job does already."""

    def told(jobs: list[Job], balance: int) -> Answer:
        job = v1.job(jobs[0], rooms.links)
        return Answer(202, {**job, "jobId": job["id"]}, {"Location": job["links"]["self"]})

    return await _retry(rooms, caller, job_id, ("/v1/jobs", key), told, body)


async def _retry(
    rooms: Rooms,
    caller: Caller,
    job_id: str,
    asked: tuple[str, str | None],
    told: Told,
    asking: Retry | None,
) -> JSONResponse:
    face, key = asked
    route, wanted = f"{face}/{job_id}/retry", asking or Retry()
    body = {"queue": True} if wanted.queue else None  # what says nothing and what says no are one request
    if caller.owner and (said := await rooms.admission.answered(once_of(caller.owner, route, key, body))):
        return said  # even where the retried job is gone meanwhile
    old = await rooms.reader.read(job_id, caller.owner)
    once = once_of(old.owner, route, key, body)
    ordering = partial(KINDS[old.kind].retry, rooms, old, wanted.accessToken, wanted.queue)
    return await rooms.admission.accept(once, ordering, told)


@router.get("/v1/jobs/{job_id}/lineage", tags=["v1"], responses=told(Lineage))
async def lineage(job_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """A job with all that it retries and all that retry it, oldest first, and what came of it in the end."""
    job = await rooms.catalog.find(job_id, caller.owner)
    jobs = await rooms.reader.refresh_all(await rooms.catalog.lineage(job))
    words = await rooms.results.last_words([one.id for one in jobs])
    ends = {item_id: outcome for item_id, (_, _, outcome) in words.items()}
    return v1.lineage(jobs, ends or v1.ends_of(jobs), rooms.links)
