"""What the batch routes answer."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.dialects.annotation import STAGES, STATUS
from api.schemas.documentary import DocumentaryStanding
from api.schemas.enhancement import EnhancementListed
from api.schemas.items import ItemFault
from api.schemas.notify import Notified
from api.schemas.shape import Count, Percent, Shape
from api.schemas.transfer import Transfer

StatusWord = Annotated[str, Field(json_schema_extra={"enum": [*STATUS.values()]})]
StageWord = Annotated[str, Field(json_schema_extra={"enum": [*STAGES]})]
Milestone = Literal[25, 50, 75, 100]
TierName = Literal["free", "paid", "unlimited"]


class AnnotationInput(Shape):
    """In a canonical job: what was asked for. `imageIds` and `duplicateIds` are the first ten."""

    image_ids: list[str]
    total_items: Count
    duplicate_count: Count
    duplicate_ids: list[str]
    concurrency: Count
    rate_limit_per_minute: int | None
    tier: TierName
    effective_concurrency: Count
    effective_rate_limit_per_minute: int | None
    text: bool
    notify: Notified | None


class AnnotationResult(Shape):
    """In a canonical job: what came of it."""

    total: Count
    processed: Count
    succeeded: Count
    failed: Count
    skipped: Count
    duplicate_groups: Count
    elapsed_ms: Count


class BatchProgress(Shape):
    total: Count
    processed: Count
    successful: Count
    failed: Count
    skipped: Count
    percentage: Percent


class BatchStanding(Shape):
    """How a batch stands; the frames of its stream say the same."""

    job_id: str
    status: StatusWord
    progress: BatchProgress
    milestone: Milestone | None
    current_stage: StageWord | None
    detail: str | None
    waiting_for: str | None
    estimated_time_remaining: Annotated[Count | None, Field(description="Milliseconds")]
    effective_concurrency: Count
    effective_rate_limit_per_minute: int | None
    retry_of: str | None
    created_at: datetime
    started_at: datetime | None
    updated_at: datetime
    completed_at: datetime | None
    error: str | None


class BatchListed(BatchStanding):
    id: str


class JobsListed(Shape):
    """Of whatever kinds was asked for."""

    jobs: list[EnhancementListed | BatchListed | DocumentaryStanding | Transfer]


class BatchConnected(Shape):
    """The first frame of a stream."""

    type: Literal["connected"]
    message: str
    job_id: str


class BatchFrame(BatchStanding):
    """Every other frame of a stream."""

    type: Literal["status", "milestone"]


class BatchStatus(BatchStanding):
    """`errors`: one per item that failed, newest first, at most a thousand of `errorsTotal`."""

    errors: list[ItemFault]
    errors_total: Count


class BatchEstimated(Shape):
    total_items: Count
    duplicate_count: Count
    duplicate_ids: list[str]
    tier: TierName
    effective_concurrency: Count
    effective_rate_limit_per_minute: int | None
    estimated_duration: Annotated[Count, Field(description="Milliseconds")]
    message: str
    dry_run: Literal[True]


class BatchStarted(Shape):
    job_id: str
    status: StatusWord
    total_items: Count
    duplicate_count: Count
    duplicate_ids: list[str]
    tier: TierName
    effective_concurrency: Count
    effective_rate_limit_per_minute: int | None
    estimated_duration: Annotated[Count, Field(description="Milliseconds")]
    message: str


class BatchCancelled(Shape):
    message: str
    job_id: str
    status: StatusWord
    progress: BatchProgress
    kept: Annotated[Count, Field(description="Items whose results stay")]
    waiting_for: Literal["cancelling"] | None


class BatchRetried(Shape):
    success: Literal[True]
    job_id: str
    retry_of: str
    status: StatusWord
    total_items: Count
    message: str


class BatchCarriedOn(BatchStanding):
    """The same on the shared route."""

    success: Literal[True]
    retry_of: str
    new_balance: Count


class BatchMetadata(Shape):
    image_ids: list[str]
    concurrency: Count
    rate_limit_per_minute: int | None


class ActiveBatch(Shape):
    id: str
    job_type: Literal["annotation_generation"]
    status: StatusWord
    owner: str
    total_items: Count
    processed_items: Count
    successful_items: Count
    failed_items: Count
    skipped_items: Count
    errors: list[ItemFault]
    metadata: BatchMetadata
    started_at: datetime | None
    completed_at: datetime | None
    cancelled_at: None
    created_at: datetime
    updated_at: datetime


class ActiveBatches(Shape):
    jobs: list[ActiveBatch]
    count: Count


class BatchStats(Shape):
    active_jobs: Count
    total_processing: Count
    total_successful: Count
    total_failed: Count
