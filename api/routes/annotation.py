"""`POST /api/batch/annotations/start`, and how batches are accepted whoever asks."""

import secrets
from collections import Counter
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StrictBool,
    StrictInt,
    StrictStr,
    ValidationError,
)

from api.admission import once_of
from api.auth import NAMED, Asks, Caller
from api.deps import Key, Rooms, Use, json_only
from api.dialects import annotation as dialect
from api.document import refused, told
from api.errors import Problem
from api.routes.notify import Notify, checked, fingerprinted, kept
from api.schemas.annotation import BatchEstimated, BatchStarted
from storage.answers import Answer
from storage.orders import NewJob, NewStart, Order
from storage.tiers import Limits
from workflows.contracts.annotation import MOST_ITEMS, AnnotationRequest
from workflows.contracts.job import Job

router = APIRouter(tags=["api"], responses=refused(503))
EXAMPLE: dict[str, Any] = {"imageIds": ["uuid1", "uuid2", "uuid3"], "concurrency": 2}
DEFAULT_CONCURRENCY, MOST_CONCURRENCY, MOST_UNLIMITED = 5, 10, 200
SHOWN_IDS = 10
START = "/api/batch/annotations/start"
ItemId = Annotated[StrictStr, Field(min_length=1, max_length=255, pattern=r"^[^\x00]+$")]


class StartBatch(BaseModel):
    """`concurrency` and `rateLimitPerMinute` above the owner's tier are clamped. `text`: find text too."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    imageIds: Annotated[list[ItemId], Field(min_length=1, max_length=MOST_ITEMS)]  # noqa: N815 (the wire's)
    concurrency: Annotated[StrictInt, Field(ge=1, le=MOST_UNLIMITED)] | None = None
    rateLimitPerMinute: Annotated[StrictInt, Field(ge=10, le=500)] | None = None  # noqa: N815 (the wire's)
    text: StrictBool = True
    notify: Notify | None = None
    ownerId: Annotated[str | None, Field(**NAMED)] = None  # noqa: N815 (the wire's name)


class Plan(NamedTuple):
    """What a start comes to: each id once, and what binds it now."""

    ids: list[str]
    duplicates: list[str]
    tier: str
    asked: Limits
    effective: Limits
    text: bool
    notify: dict[str, Any]

    def described(self, caller: Caller) -> dict[str, Any]:
        """The job's input."""
        return {
            "everyones": caller.owner is None,
            "imageIds": self.ids[:SHOWN_IDS],
            "totalItems": len(self.ids),
            "duplicateCount": len(self.duplicates),
            "duplicateIds": self.duplicates[:SHOWN_IDS],
            "concurrency": self.asked.concurrency,
            "rateLimitPerMinute": self.asked.per_minute,
            "tier": self.tier,
            "effectiveConcurrency": self.effective.concurrency,
            "effectiveRateLimitPerMinute": self.effective.per_minute,
            "text": self.text,
            **self.notify,
        }


@router.post(
    START,
    status_code=201,
    dependencies=[Depends(json_only)],
    responses={
        **told(BatchStarted, "Idempotent-Replayed", status=201),
        **told(BatchEstimated),
        **refused(429),
    },
)
async def start_batch(
    body: StartBatch, rooms: Use, caller: Asks, key: Key = None, dry_run: bool = False
) -> JSONResponse:
    """Annotate every image; ids that lead to none are failed items. `dry_run` only says what it would be."""
    owner = caller.acts_as(body.ownerId, "/ownerId")
    call_ms = rooms.settings.annotation_estimate_ms
    _check_bounds(body, MOST_CONCURRENCY, "/concurrency")
    if dry_run:
        plan = await planned(rooms, owner, body, "/notify")
        described = plan.described(caller)
        told = dialect.planned(described, lasts_ms(described, call_ms))
        return JSONResponse({**told, "message": "Nothing was started", "dryRun": True})
    once = once_of(owner, START, key, fingerprinted(body))

    async def ordering() -> Order:
        return await _order(rooms, caller, owner, await planned(rooms, owner, body, "/notify"))

    return await rooms.admission.accept(
        once,
        ordering,
        lambda jobs, _: Answer(201, dialect.started(jobs[0], lasts_ms(jobs[0].input, call_ms)), {}),
    )


async def order(rooms: Rooms, caller: Caller, owner: str, body: dict[str, Any]) -> Order:
    """The same start for `POST /v1/jobs`."""
    try:
        wanted = StartBatch.model_validate(body)
    except ValidationError as error:
        inside = [{**e, "loc": ("body", "input", *e["loc"])} for e in error.errors()]
        raise RequestValidationError(inside) from error
    plan = await planned(rooms, owner, wanted, "/input/notify")
    _check_bounds(
        wanted, MOST_UNLIMITED if plan.tier == "unlimited" else MOST_CONCURRENCY, "/input/concurrency"
    )
    return await _order(rooms, caller, owner, plan)


async def retry(rooms: Rooms, job: Job, _token: SecretStr | None = None, _queue: bool = False) -> Order:
    """A new job for the items of an ended one that failed or were skipped."""
    if not job.state.status.ended:
        raise Problem(409, "nothing-to-retry", "The batch has not ended; cancel it first, or wait.")
    job_id = _new_id()
    rest = await rooms.items.stage_rest(job_id, job.id)
    if not rest:
        raise Problem(409, "nothing-to-retry", "Every image of the batch has its annotation.")
    owner = await rooms.owners.find(job.owner)
    asked = Limits(job.input["concurrency"], job.input["rateLimitPerMinute"])
    plan = Plan(list(rest), [], owner.tier, asked, asked.within(owner.limits), job.input["text"], kept(job))
    described = {**plan.described(Caller(None)), "everyones": job.input["everyones"]}
    return _ordered(rooms, job.owner, job_id, described, retry_of=job.id)


async def planned(rooms: Rooms, owner: str, wanted: StartBatch, at: str) -> Plan:
    """`at` is where in the body it says who is to be told."""
    notify = checked(rooms.settings, wanted.notify, at)
    known = await rooms.owners.find(owner)
    default = known.limits.concurrency if known.tier == "unlimited" else DEFAULT_CONCURRENCY
    asked = Limits(wanted.concurrency or default, wanted.rateLimitPerMinute)
    times = Counter(wanted.imageIds)
    twice = [image_id for image_id, number in times.items() if number > 1]
    return Plan(list(times), twice, known.tier, asked, asked.within(known.limits), wanted.text, notify)


def lasts_ms(described: Any, call_ms: int) -> int:
    """Calls at the concurrency, or the minutes that the rate spreads them over."""
    total, rate = int(described["totalItems"]), described["effectiveRateLimitPerMinute"]
    by_calls = -(-total // int(described["effectiveConcurrency"])) * call_ms
    return max(by_calls, (total - 1) // rate * 60_000 if rate else 0)


async def _order(rooms: Rooms, caller: Caller, owner: str, plan: Plan) -> Order:
    job_id = _new_id()
    await rooms.items.stage(job_id, plan.ids)
    return _ordered(rooms, owner, job_id, plan.described(caller))


def _ordered(
    rooms: Rooms, owner: str, job_id: str, described: dict[str, Any], retry_of: str | None = None
) -> Order:
    """What is accepted once its items are staged."""
    total = described["totalItems"]
    request = AnnotationRequest(
        job_id=job_id,
        owner=owner,
        total=total,
        concurrency=described["concurrency"],
        per_minute=described["rateLimitPerMinute"],
        everyones=described["everyones"],
        text=described["text"],
    )
    start = NewStart(
        workflow_id=job_id,
        workflow="Annotation",
        owner=owner,
        request=request.model_dump(mode="json"),
        attributes={"JobKind": "annotation", "JobOwner": owner, "JobStatus": "pending"},
        summary=f"{total:,} images for {owner}",
    )
    job = NewJob(job_id, "annotation", None, described, 0, retry_of)
    return Order(owner, (job,), start, undo=lambda: rooms.items.discard(job_id))


def _check_bounds(wanted: StartBatch, most: int, pointer: str) -> None:
    if (wanted.concurrency or 1) > most:
        detail = f"At most {most} images may be asked for at the same time."
        raise Problem(422, "concurrency-too-high", detail, pointer=pointer)


def _new_id() -> str:
    return f"ann_{secrets.token_hex(10)}"
