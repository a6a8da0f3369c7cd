"""`POST /api/generation/tasks`, and how generation tasks are accepted whoever asks."""

import secrets
import time
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StrictStr, TypeAdapter, ValidationError

from api import sources
from api.admission import once_of
from api.auth import NAMED, Asks, Caller
from api.deps import Key, Rooms, Use, json_only
from api.dialects import generation as dialect
from api.document import refused, told
from api.errors import Problem
from api.routes.notify import Notify, check_webhook, checked, fingerprinted
from api.routes.prompts import record_of
from api.schemas.generation import TaskCreated
from api.schemas.provider_params import ProviderParams
from api.schemas.texts import NO_NUL
from storage.answers import Answer
from storage.creations import REFUSED
from storage.orders import NewJob, NewStart, Order
from workflows.contracts.generation import PROCEDURAL, Family, GenerationRequest, Input, Yield, yield_of
from workflows.contracts.job import Job, Status

router = APIRouter(tags=["api"], responses=refused(502, 503))
START = "/api/generation/tasks"
CALLBACK = "/api/generation/callbacks/kie"
KIND = "generation"
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PARAMS: TypeAdapter[ProviderParams] = TypeAdapter(ProviderParams)
EXAMPLE: dict[str, Any] = {
    "promptId": "sunsets",
    "providerParams": {
        "service": "KIE",
        "model": "IMAGEN4",
        "apiModel": "google/imagen4-fast",
        "input": {"prompt": "A beautiful sunset", "aspect_ratio": "16:9", "num_images": "4"},
    },
}
PromptId = Annotated[StrictStr, Field(min_length=1, max_length=255), NO_NUL]


class Carried(NamedTuple):
    """What a retry takes over: the files of a job, or the paid call that was `ordered`."""

    retry_of: str | None = None
    files_of: str | None = None
    ordered: bool = False


NOTHING = Carried()


class CreateTask(BaseModel):
    """`promptId` is the caller's own word for what belongs together, or the id of a prompt that is kept."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    promptId: PromptId  # noqa: N815 (the wire's names)
    providerParams: ProviderParams  # noqa: N815
    ownerId: Annotated[str | None, Field(**NAMED)] = None  # noqa: N815
    notify: Notify | None = None


@router.post(
    START,
    status_code=201,
    dependencies=[Depends(json_only)],
    responses={**told(TaskCreated, "Location", "Idempotent-Replayed", status=201), **refused(402, 404, 429)},
    name="create_task",
)
async def create(body: CreateTask, rooms: Use, caller: Asks, key: Key = None) -> JSONResponse:
    """Make pictures or video. The task is kept first; its provider is paid once, whatever happens here."""
    owner = caller.acts_as(body.ownerId, "/ownerId")
    prompt = await record_of(rooms, body.promptId, owner)
    once = once_of(owner, START, key, fingerprinted(body))

    def answer(jobs: list[Job], _: int) -> Answer:
        where = {"Location": rooms.links.to(f"{START}/{jobs[0].id}")}
        return Answer(201, dialect.created(jobs[0], rooms.links, prompt), where)

    return await rooms.admission.accept(once, lambda: _order(rooms, owner, body, ""), answer)


async def order(rooms: Rooms, caller: Caller, owner: str, body: dict[str, Any]) -> Order:
    """The same start for `POST /v1/jobs`."""
    try:
        wanted = CreateTask.model_validate(body)
    except ValidationError as error:
        inside = [{**e, "loc": ("body", "input", *e["loc"])} for e in error.errors()]
        raise RequestValidationError(inside) from error
    await record_of(rooms, wanted.promptId, owner)
    return await _order(rooms, owner, wanted, "/input")


async def retry(rooms: Rooms, job: Job, token: SecretStr | None, queue: bool) -> Order:
    """A new job. What was paid for is not ordered again, unless the provider has failed at it."""
    if job.state.status not in (Status.FAILED, Status.CANCELLED):
        detail = f"A job that is {job.state.status.value} has nothing to retry."
        raise Problem(409, "nothing-to-retry", detail)
    kept = await rooms.creations.find(job.input["creation"])
    failed = kept is not None and (kept.state == REFUSED or (kept.outcome and kept.outcome.state == "failed"))
    deadline_s = _deadline_of(rooms, Family(job.input["providerParams"]["model"]))
    described = {**job.input, "deadlineSecs": deadline_s}
    if kept and not failed:
        return _ordered(rooms, job.owner, described, Carried(job.id, job.id, ordered=True))
    provider = rooms.settings.makes  # nothing is paid for
    described |= {"creation": secrets.token_urlsafe(24), "provider": provider}
    described |= await _sources(rooms, job.owner, _PARAMS.validate_python(described["providerParams"]), "")
    drawn_on = provider == PROCEDURAL == job.input["provider"]  # else its files are not this order's
    return _ordered(rooms, job.owner, described, Carried(job.id, job.id if drawn_on else None))


async def _sources(rooms: Rooms, owner: str, params: ProviderParams, at: str) -> dict[str, Any]:
    """The pictures that a task works from, as its input keeps them; `at` is where the body's fields stand."""
    field, urls = params.images()
    deadline_s = _deadline_of(rooms, Family(params.model))
    used = await sources.checked(rooms, owner, urls, f"{at}/providerParams/{field}", deadline_s)
    return {"warnings": list(used.warnings), "inputs": [one.model_dump() for one in used.inputs]}


def _deadline_of(rooms: Rooms, family: Family) -> float:
    return rooms.settings.generation_deadlines_s[family.value]


async def _order(rooms: Rooms, owner: str, body: CreateTask, at: str) -> Order:
    """`at` points to where the body's fields stand."""
    params = body.providerParams.model_dump(mode="json", exclude_none=True)
    family = Family(body.providerParams.model)
    described = {
        "promptId": body.promptId,
        "providerParams": params,
        "provider": rooms.settings.makes,
        "makes": yield_of(family, params).model_dump(),
        "deadlineSecs": _deadline_of(rooms, family),
        "creation": secrets.token_urlsafe(24),
        **await _sources(rooms, owner, body.providerParams, at),
        **_receivers(rooms, body, at),
    }
    return _ordered(rooms, owner, described)


def _receivers(rooms: Rooms, body: CreateTask, at: str) -> dict[str, Any]:
    """`callBackUrl` is told of the end by us: what a provider says there, nobody could check.

    It is a stranger's more often than `notify.webhookUrl`, so this machine must have been named for it.
    """
    wanted = checked(rooms.settings, body.notify, f"{at}/notify")
    url = body.providerParams.callBackUrl
    if url is None:
        return wanted
    pointer = f"{at}/providerParams/callBackUrl"
    check_webhook(url, rooms.settings.callback_hosts, pointer)
    notify = wanted.get("notify", {})
    if notify.get("webhookUrl", url) != url:
        detail = "`callBackUrl` and `notify.webhookUrl` are the same thing; say one of them."
        raise Problem(422, "callback-twice", detail, pointer=pointer)
    return {"notify": {**notify, "webhookUrl": url}}


def _ordered(rooms: Rooms, owner: str, described: dict[str, Any], carried: Carried = NOTHING) -> Order:
    job_id = f"gen_{time.time_ns() // 1_000_000}_{''.join(secrets.choice(LETTERS) for _ in range(9))}"
    params, public = described["providerParams"], rooms.settings.public_url.rstrip("/")
    creation = described["creation"]
    request = GenerationRequest(
        job_id=job_id,
        owner=owner,
        provider=described["provider"],
        family=Family(params["model"]),
        params=params,
        makes=Yield.model_validate(described["makes"]),
        creation=creation,
        assets=secrets.token_hex(16),
        inputs=tuple(Input.model_validate(one) for one in described["inputs"]),
        callback_url=f"{public}{CALLBACK}?creation={creation}" if public else None,
        deadline_s=described["deadlineSecs"],
        carry_on=carried.files_of,
        ordered_before=carried.ordered,
    )
    start = NewStart(
        workflow_id=job_id,
        workflow="Generation",
        owner=owner,
        request=request.model_dump(mode="json"),
        attributes={"JobKind": KIND, "JobOwner": owner, "JobStatus": "pending"},
        summary=f"{request.family.value} for {owner}: {' '.join(request.prompt.split())}"[:200],
    )
    price = rooms.settings.generation_prices[request.makes.kind] * request.makes.number
    new = NewJob(job_id, KIND, None, described, price, carried.retry_of, described["promptId"])
    return Order(owner, (new,), start)
