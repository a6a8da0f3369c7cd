"""`/api/generation/...`: tasks as `useGenerationTasks` asks for them, and what providers report of them."""

import base64
import hashlib
import hmac
import time as clock
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, model_validator
from pydantic_core import from_json

from api import steering
from api.auth import Asks, Caller
from api.deps import Cursor, Key, Rooms, Use, json_only, json_or_nothing, position
from api.dialects import generation as dialect
from api.document import JSON, parameter, refused, told
from api.errors import Problem
from api.routes import retries
from api.routes.generation import KIND
from api.routes.prompts import told_briefly
from api.schemas import generation as shapes
from api.schemas.texts import NO_NUL
from sight import NotStarted, TemporalAway
from storage.catalog import JobMissing
from storage.creations import UNKNOWN
from storage.job_rows import Filters
from workflows.contracts.job import Job

router = APIRouter(prefix="/api/generation", tags=["api"], responses=refused(502, 503))
NO_PROMPT = "Missing required parameter: promptId"
SKEW_S = 300
"""A callback's signature is good for five minutes, either way."""
SIGNED = [
    parameter("X-Webhook-Timestamp", "When the provider signed, in seconds since 1970."),
    parameter("X-Webhook-Signature", "HMAC-SHA256 of `<task id>.<timestamp>`, in base64."),
]
"""It covers nothing else of what is said, so nothing else is believed."""
NAMES = {"type": "object", "required": ["taskId"], "properties": {"taskId": {"type": "string"}}}
SAID = {
    "type": "object",
    "required": ["data"],
    "properties": {"code": {"type": "integer"}, "msg": {"type": "string"}, "data": NAMES},
    "description": "Whatever the family tells beside the id, also called `task_id`, is not read.",
    "examples": [{"code": 200, "msg": "success", "data": {"taskId": "5c79...be8e", "state": "success"}}],
}
TOLD = {"parameters": SIGNED, "requestBody": {"required": True, "content": {JSON: {"schema": SAID}}}}


@router.get("/tasks", responses={**told(list[shapes.Task]), **refused(400)}, name="tasks")
async def tasks(
    rooms: Use,
    caller: Asks,
    prompt_id: Annotated[Annotated[str, NO_NUL] | None, Query(alias="promptId", max_length=255)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
    cursor: Cursor = None,
) -> list[dict[str, Any]]:
    """Those of a prompt, newest first; none for one that nobody asked for."""
    if not prompt_id:
        raise Problem(400, "prompt-id-missing", NO_PROMPT, pointer="?promptId")
    filters = Filters(caller.owner, (KIND,), label=prompt_id)
    page = await rooms.catalog.page(filters, position(cursor), limit)
    jobs = await rooms.reader.refresh_all([job for _, job in page])
    return await _told(rooms, jobs)


@router.get("/tasks/{task_id}", responses={**told(shapes.Task), **refused(404)}, name="task")
async def task(task_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    return (await _told(rooms, [await _task(rooms, task_id, caller)]))[0]


@router.delete("/tasks/{task_id}", status_code=204, responses=refused(404, 409), name="delete_task")
async def delete(task_id: str, rooms: Use, caller: Asks) -> None:
    """A task that has ended, with its files."""
    await steering.delete(rooms, await _task(rooms, task_id, caller))


@router.post(
    "/tasks/{task_id}/cancel",
    responses={**told(shapes.TaskCancelled), **refused(404, 409)},
    name="cancel_task",
)
async def cancel(task_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """What the provider makes of it is not waited for; a retry takes it up again."""
    job = await steering.cancel(rooms, await _task(rooms, task_id, caller))
    job = await steering.until_cancelled(rooms, job)
    steering.check_open_or_cancelled(job)
    return dialect.cancelled(job, await rooms.catalog.balance(job.owner), rooms.links)


@router.post(
    "/tasks/{task_id}/retry",
    status_code=202,
    dependencies=[Depends(json_or_nothing)],
    responses={
        **told(shapes.TaskCarriedOn, "Idempotent-Replayed", status=202),
        **refused(402, 404, 409, 429),
    },
    name="retry_task",
)
async def retry(task_id: str, rooms: Use, caller: Asks, key: Key = None) -> JSONResponse:
    """Carry on: what is paid for is waited for and fetched, what the provider failed at is ordered again."""
    await _task(rooms, task_id, caller)
    return await retries.retry(task_id, rooms, caller, key)


class Verdict(BaseModel):
    """`externalTaskId`: the provider has the task under that id. `accepted: false`: it has none."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"accepted": False}]})

    externalTaskId: Annotated[StrictStr, Field(min_length=1, max_length=128), NO_NUL] | None = None  # noqa: N815
    accepted: StrictBool | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Verdict":
        if (self.externalTaskId is None) == (self.accepted is None) or self.accepted:
            raise ValueError("Say `externalTaskId`, or `accepted: false`.")
        return self


@router.post(
    "/tasks/{task_id}/outcome",
    dependencies=[Depends(json_only)],
    responses={**told(shapes.Task), **refused(404, 409)},
    name="resolve_task",
)
async def resolve(body: Verdict, task_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """For operators: what became of a paid call whose answer was lost. An id is looked up before it counts;
    without one the call is made again, by the task or by its retry."""
    if caller.owner is not None:
        raise Problem(403, "operator-only", "Only the operator can say what became of a call.")
    job = await _task(rooms, task_id, caller)
    kept = await rooms.creations.of_job(job.id)
    if kept is None or kept.state != UNKNOWN:
        raise Problem(409, "outcome-known", "There is no paid call of this task whose outcome is unknown.")
    if body.externalTaskId:
        await rooms.creations.hint(kept.id, body.externalTaskId)
    else:
        await _set_free(rooms, kept.id)
    await _wake(rooms, job.id)
    return (await _told(rooms, [await rooms.reader.read(job.id)]))[0]


async def _set_free(rooms: Rooms, creation_id: str) -> None:
    wait_s = await rooms.creations.set_free(creation_id, rooms.settings.kie_timeout_s)
    if wait_s is None:
        raise Problem(409, "outcome-known", "The call's outcome has just become known.")
    if wait_s:
        detail = f"The call was begun a moment ago and may still be answered; say so again in {wait_s:.0f} s."
        raise Problem(409, "call-under-way", detail)


@router.post(
    "/callbacks/kie",
    responses={**told(shapes.Heard), **refused(400, 401, 404)},
    openapi_extra=TOLD,
    name="kie_callback",
)
async def heard(
    request: Request, rooms: Use, creation: Annotated[str | None, Query(max_length=64)] = None
) -> dict[str, Any]:
    """The provider says that there is news of a task. That is all that is believed: the task is looked at."""
    external_id = _task_id(await request.body())
    secret = rooms.settings.kie_webhook_secret.get_secret_value()
    if secret:
        _check_signature(request, secret, external_id)
    if job_id := await rooms.creations.hint(creation, external_id):
        await _wake(rooms, job_id)
    return {"success": True}


@router.get("/spending", responses=told(shapes.Spending), name="spending")
async def spending(rooms: Use, caller: Asks) -> dict[str, Any]:
    """For operators: what the provider was asked for, and what it took for that."""
    if caller.owner is not None:
        raise Problem(403, "operator-only", "Only the operator sees what everybody's tasks cost.")
    spent = await rooms.creations.spending(rooms.settings.makes)
    return {"provider": rooms.settings.makes, **spent._asdict()}


async def _wake(rooms: Rooms, job_id: str) -> None:
    """What was written down is seen by the next look, if nobody can be woken now."""
    try:
        await rooms.gateway.signal(job_id, "callback")
    except (NotStarted, TemporalAway):
        return


def _task_id(body: bytes) -> str:
    try:
        told = from_json(body)
    except ValueError:
        raise Problem(400, "json-invalid", "The body is not valid JSON.") from None
    data = told.get("data") if isinstance(told, dict) else None
    for place in (data, told):
        for name in ("taskId", "task_id"):
            said = place.get(name) if isinstance(place, dict) else None
            if isinstance(said, str) and 0 < len(said) <= 128 and said.isprintable():
                return said
    raise Problem(400, "task-id-missing", "The body names no task: `data.taskId` is missing.")


def _check_signature(request: Request, secret: str, external_id: str) -> None:
    said, at = (request.headers.get(f"x-webhook-{name}", "") for name in ("signature", "timestamp"))
    signed = hmac.digest(secret.encode(), f"{external_id}.{at}".encode(), hashlib.sha256)
    if not hmac.compare_digest(base64.b64encode(signed), said.encode("latin-1", "replace")):
        raise Problem(401, "signature-wrong", "The callback is not signed with the key that is set here.")
    if not (at.isascii() and at.isdigit() and abs(clock.time() - int(at)) <= SKEW_S):
        raise Problem(401, "signature-old", f"The callback was not signed within {SKEW_S} seconds from now.")


async def _task(rooms: Rooms, task_id: str, caller: Caller) -> Job:
    job = await rooms.reader.read(task_id, caller.owner)
    if job.kind != KIND:
        raise JobMissing(task_id)
    return job


async def _told(rooms: Rooms, jobs: list[Job]) -> list[dict[str, Any]]:
    """With the records of their prompts, where those are their owners'."""
    records = await rooms.prompts.find_many(list({job.input["promptId"] for job in jobs}))
    told = []
    for job in jobs:
        found = records.get(job.input["promptId"])
        prompt = told_briefly(found) if found and found.owner == job.owner else None
        told.append(dialect.job(job, rooms.links, prompt))
    return told
