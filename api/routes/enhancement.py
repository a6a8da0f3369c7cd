"""`POST /api/images/parallel-enhance`, and how enhancements are accepted whoever asks."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    WithJsonSchema,
)

from api.admission import once_of
from api.auth import NAMED, Asks, Caller
from api.deps import Key, Rooms, Use, json_only
from api.dialects import enhancement as dialect
from api.document import refused, told
from api.errors import Problem
from api.routes.notify import Notify, checked, fingerprinted, kept
from api.schemas.enhancement import EnhancementsStarted
from storage.answers import Answer
from storage.library import StoredImage
from storage.orders import NewJob, NewStart, Order
from workflows.contracts.enhancement import Engine, EnhancementRequest, SourceImage, Tier, TierRequest
from workflows.contracts.job import Job, Status

router = APIRouter(tags=["api"], responses=refused(503))
EXAMPLE: dict[str, Any] = {"imageId": "4f1a0c5be2d94c1f8d1f0b7a6c2e9d35", "tiers": ["TIER_1K", "TIER_4K"]}
TIER_WORDS = [*dialect.TIER.values(), *dialect.TIER]


def _tier_of(word: Any) -> Tier:
    """`TIER_4K` and `4k` are the same tier."""
    try:
        return Tier(word.removeprefix("TIER_").lower())
    except (AttributeError, ValueError):
        raise ValueError("There is no such tier; there are TIER_1K, TIER_2K and TIER_4K.") from None


def _one_to_three(tiers: list[Tier]) -> list[Tier]:
    if len(set(tiers)) < len(tiers):
        raise ValueError("Each tier can only be selected once.")
    if not 1 <= len(tiers) <= len(Tier):
        raise ValueError("Choose one to three of TIER_1K, TIER_2K and TIER_4K.")
    return tiers


class StartEnhancement(BaseModel):
    """`engine`: `quality` is the super-resolution network, `fast` sharpened interpolation."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    imageId: Annotated[str, Field(min_length=1, max_length=64)]  # noqa: N815 (the wire's name)
    tiers: Annotated[
        list[Annotated[Tier, BeforeValidator(_tier_of), WithJsonSchema({"enum": TIER_WORDS})]],
        AfterValidator(_one_to_three),
        Field(json_schema_extra={"minItems": 1, "maxItems": len(Tier), "uniqueItems": True}),
    ]
    engine: Engine = Engine.QUALITY
    notify: Notify | None = None
    ownerId: Annotated[str | None, Field(**NAMED)] = None  # noqa: N815 (the wire's name)


@router.post(
    "/api/images/parallel-enhance",
    dependencies=[Depends(json_only)],
    responses={**told(EnhancementsStarted, "Idempotent-Replayed"), **refused(402, 404, 429, 502)},
)
async def parallel_enhance(body: StartEnhancement, rooms: Use, caller: Asks, key: Key = None) -> JSONResponse:
    """Start one job per tier; each streams on `/api/jobs/{jobId}/stream`."""
    owner = caller.acts_as(body.ownerId, "/ownerId")
    once = once_of(owner, "/api/images/parallel-enhance", key, fingerprinted(body))
    return await rooms.admission.accept(
        once,
        lambda: _order(rooms, caller, owner, body, "/notify"),
        lambda jobs, balance: Answer(200, dialect.started(jobs, str(jobs[0].group), balance), {}),
    )


async def order(rooms: Rooms, caller: Caller, owner: str, body: dict[str, Any]) -> Order:
    """The same start for `POST /v1/jobs`."""
    try:
        wanted = StartEnhancement.model_validate(body)
    except ValidationError as error:
        inside = [{**e, "loc": ("body", "input", *e["loc"])} for e in error.errors()]
        raise RequestValidationError(inside) from error
    return await _order(rooms, caller, owner, wanted, "/input/notify")


async def retry(rooms: Rooms, job: Job, _token: SecretStr | None = None, _queue: bool = False) -> Order:
    """A new job for that tier; it goes on from the tiles that the old one finished."""
    if job.state.status not in (Status.FAILED, Status.CANCELLED):
        detail = f"A job that is {job.state.status.value} has nothing to retry."
        raise Problem(409, "nothing-to-retry", detail)
    image = await rooms.library.find(job.input["imageId"], None)
    tier = Tier(job.input["tier"])
    job_id = f"{_new_id()}_{tier}"
    request = _request(image, job.owner, str(job.group), job_id, tier, Engine(job.input["engine"]))
    works = [one.input["work"] for one in await rooms.catalog.lineage(job)]
    request = request.model_copy(update={"carry_on": works[-1], "carry_also": tuple(works[:-1])})
    start = NewStart(
        workflow_id=job_id,
        workflow="EnhancementTier",
        owner=job.owner,
        request=request.model_dump(mode="json"),
        attributes=_attributes(job.owner, str(job.group)),
        summary=f"{tier.value.upper()} of {image.name}, once more"[:200],
    )
    return Order(job.owner, (_new_job(rooms, image, request, kept(job), retry_of=job.id),), start)


async def _order(rooms: Rooms, caller: Caller, owner: str, body: StartEnhancement, at: str) -> Order:
    notify = checked(rooms.settings, body.notify, at)
    image = await rooms.library.find(body.imageId, caller.owner)
    group = _new_id()
    requests = [_request(image, owner, group, f"{group}_{tier}", tier, body.engine) for tier in body.tiers]
    start = NewStart(
        workflow_id=group,
        workflow="Enhancement",
        owner=owner,
        request=EnhancementRequest(group=group, tiers=tuple(requests)).model_dump(mode="json"),
        attributes=_attributes(owner, group),
        summary=f"{image.name} to {', '.join(tier.value.upper() for tier in body.tiers)} for {owner}"[:200],
    )
    return Order(owner, tuple(_new_job(rooms, image, request, notify) for request in requests), start)


def _request(
    image: StoredImage, owner: str, group: str, job_id: str, tier: Tier, engine: Engine
) -> TierRequest:
    return TierRequest(
        job_id=job_id,
        owner=owner,
        group=group,
        source=SourceImage(
            image_id=image.id, name=image.name, key=image.key, width=image.width, height=image.height
        ),
        tier=tier,
        engine=engine,
        artifact_id=secrets.token_hex(16),
        work=f"work/{job_id}",
    )


def _new_job(
    rooms: Rooms,
    image: StoredImage,
    request: TierRequest,
    notify: dict[str, Any],
    retry_of: str | None = None,
) -> NewJob:
    described = {
        "imageId": image.id,
        "imageName": image.name,
        "width": image.width,
        "height": image.height,
        "tier": request.tier.value,
        "engine": request.engine.value,
        "work": request.work,
        **notify,
    }
    price = rooms.settings.enhancement_prices[request.tier.value]
    return NewJob(request.job_id, "enhancement", request.group, described, price, retry_of)


def _attributes(owner: str, group: str) -> dict[str, str]:
    return {"JobKind": "enhancement", "JobOwner": owner, "JobGroup": group, "JobStatus": "pending"}


def _new_id() -> str:
    return f"enh_{secrets.token_hex(10)}"
