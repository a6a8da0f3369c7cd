"""What the enhancement routes answer."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.dialects.enhancement import STAGE, STATUSES, TIER
from api.schemas.notify import Notified
from api.schemas.shape import Count, Percent, Shape
from workflows.contracts.enhancement import Engine, Tier

TierWord = Annotated[str, Field(json_schema_extra={"enum": [*TIER.values()]})]
StatusWord = Annotated[str, Field(json_schema_extra={"enum": [*STATUSES]})]
StageWord = Annotated[str, Field(json_schema_extra={"enum": sorted(set(STAGE.values()))})]


class EnhancementInput(Shape):
    """In a canonical job: what was asked for."""

    image_id: str
    image_name: str
    width: int
    height: int
    tier: Tier
    engine: Engine
    notify: Notified | None


class EnhancementResult(Shape):
    """In a canonical job: what came of it."""

    url: str
    width: int
    height: int
    bytes: int
    format: Literal["jpeg", "png"]
    engine: str
    model: str
    scale: float
    reason: str
    elapsed_ms: Count


class EnhancementStanding(Shape):
    """How one tier stands; the frames of its stream say the same."""

    job_id: str
    group_id: str | None
    tier: TierWord
    status: StatusWord
    current_stage: StageWord | None
    enhanced_url: str | None
    enhanced_width: int | None
    enhanced_height: int | None
    error_message: str | None
    error: str | None
    progress: Percent
    detail: str | None
    waiting_for: str | None


class EnhancementListed(EnhancementStanding):
    id: str


class EnhancementsListed(Shape):
    jobs: list[EnhancementListed]


class EnhancementConnected(Shape):
    """The first frame of a stream."""

    type: Literal["connected"]
    message: str
    job_id: str


class EnhancementStatus(EnhancementStanding):
    """Every other frame of a stream."""

    type: Literal["status"]


class EnhancementSource(Shape):
    id: str
    name: str
    original_url: str
    original_width: int
    original_height: int


class EnhancementJob(EnhancementListed):
    credits_cost: Count
    created_at: datetime
    processing_started_at: datetime | None
    processing_completed_at: datetime | None
    is_anonymous: Literal[False]
    image: EnhancementSource


class EnhancementStarted(Shape):
    job_id: str
    tier: TierWord
    token_cost: Count
    status: StatusWord


class EnhancementsStarted(Shape):
    success: Literal[True]
    group_id: str
    jobs: Annotated[list[EnhancementStarted], Field(min_length=1, max_length=3)]
    total_cost: Count
    new_balance: Count


class EnhancementCancelled(Shape):
    success: Literal[True]
    job: EnhancementJob
    credits_refunded: Count
    new_balance: Count
    waiting_for: Literal["cancelling"] | None


class EnhancementRetried(EnhancementJob):
    success: Literal[True]
    retry_of: str
    new_balance: Count


class Image(Shape):
    image_id: str
    name: str
    width: int
    height: int
    format: Literal["png", "jpeg", "webp"]
    bytes: Count
    sha256: Annotated[str | None, Field(description="Of the bytes; null where it was not noted yet.")]
    url: str
    created_at: datetime


class Images(Shape):
    images: list[Image]
