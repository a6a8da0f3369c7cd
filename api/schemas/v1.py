"""What the canonical routes answer, the same for jobs of every kind."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.schemas.annotation import AnnotationInput, AnnotationResult, Milestone, TierName
from api.schemas.documentary import DocumentaryInput, DocumentaryResult
from api.schemas.enhancement import EnhancementInput, EnhancementResult
from api.schemas.generation import GenerationInput, GenerationResult
from api.schemas.shape import Count, Percent, Shape
from api.schemas.transfer import ExportInput, ExportResult, ImportInput, ImportResult
from workflows.contracts.enhancement import Tier
from workflows.contracts.job import Status


class JobCounts(Shape):
    """Items: `processed` = succeeded + failed, skipped ones stand apart."""

    total: Count
    processed: Count
    succeeded: Count
    failed: Count
    skipped: Count


class JobCredits(Shape):
    charged: Count
    refunded: Count


class JobFailure(Shape):
    code: str
    message: str
    retryable: bool


class JobLinks(Shape):
    self: str
    events: str
    cancel: str
    retry: str
    temporal: Annotated[str, Field(description="The workflow in the Temporal web UI")]


class Job(Shape):
    """The canonical job. `waitingFor` says in words why it does not move."""

    id: str
    kind: str
    owner: str
    group: str | None
    status: Status
    percent: Percent
    stage: str | None
    stage_label: str | None
    detail: str | None
    counts: JobCounts | None
    milestone: Annotated[Milestone | None, Field(description="Passed by this very version")]
    eta_ms: Count | None
    waiting_for: str | None
    credits: JobCredits
    input: EnhancementInput | AnnotationInput | DocumentaryInput | ImportInput | ExportInput | GenerationInput
    result: (
        EnhancementResult
        | AnnotationResult
        | DocumentaryResult
        | ImportResult
        | ExportResult
        | GenerationResult
        | None
    )
    error: JobFailure | None
    attempt: Annotated[int, Field(ge=1)]
    retry_of: str | None
    created_at: datetime
    started_at: datetime | None
    updated_at: datetime
    completed_at: datetime | None
    version: Count
    links: JobLinks


class AllEnded(Shape):
    """The data of the last event of a stream of many jobs, `end`."""

    jobs: list[str]


class Jobs(Shape):
    data: list[Job]
    next_cursor: str | None


class JobsStarted(Shape):
    group: str | None
    jobs: Annotated[list[Job], Field(min_length=1)]


class JobRetried(Job):
    job_id: Annotated[str, Field(description="The same as `id`: the job that carries on")]


class Change(Shape):
    at: datetime
    version: Count
    status: Status
    stage: str | None
    stage_label: str | None
    percent: Percent
    milestone: Milestone | None
    detail: str | None


class Timeline(Shape):
    data: list[Change]
    next_cursor: str | None


class GroupCounts(Shape):
    """Jobs; a retry stands for the one it carries on."""

    total: Count
    pending: Count
    running: Count
    completed: Count
    failed: Count
    cancelled: Count


class Group(Shape):
    id: str
    status: Status
    percent: Percent
    counts: GroupCounts
    jobs: Annotated[list[Job], Field(min_length=1)]


class LineageItems(Shape):
    """Ids by outcome, of each the first thousand."""

    succeeded: list[str]
    failed: list[str]
    skipped: list[str]


class Lineage(Shape):
    jobs: Annotated[list[Job], Field(min_length=1)]
    counts: JobCounts
    items: LineageItems


class Balance(Shape):
    owner: str
    balance: Count


class CreditEntry(Shape):
    id: str
    at: datetime
    owner: str
    kind: Literal["grant", "charge", "refund"]
    amount: Annotated[int, Field(description="Negative for a charge")]
    balance: Annotated[int, Field(ge=0, description="What the owner had after it")]
    job_id: str | None
    run_id: str | None


class Ledger(Shape):
    data: list[CreditEntry]
    next_cursor: str | None


class Prices(Shape):
    enhancement: Annotated[dict[Tier, Count], Field(description="Credits per tier")]
    generation: Annotated[
        dict[Literal["image", "video"], Count], Field(description="Credits per picture, per video")
    ]


class Providers(Shape):
    """Who does it: the name of a model, or what is built in."""

    annotation: str
    catalogue: Literal["local", "spotify"]
    author: str
    narration: str
    generation: Literal["procedural", "kie"]


class TierLimits(Shape):
    concurrency: Annotated[int, Field(ge=1)]
    rate_per_minute: Annotated[int | None, Field(ge=1, description="Null: unlimited")]


class HouseLimits(Shape):
    open_jobs: Annotated[int, Field(ge=1, description="Of an owner at a time")]
    documentaries: Annotated[int, Field(ge=1, description="Of an owner at a time")]
    streams: Annotated[int, Field(ge=1, description="Of an owner, at each API process")]
    retention_days: Annotated[float, Field(gt=0, description="That a job is kept after its end")]


class Info(Shape):
    temporal_ui_url: str
    prices: Prices
    generator: Annotated[
        Literal["procedural", "kie"], Field(description="Who makes pictures and video; procedural: previews")
    ]
    max_upload_bytes: int
    max_image_pixels: int
    image_formats: list[str]
    providers: Providers
    tiers: dict[TierName, TierLimits]
    limits: HouseLimits


class Health(Shape):
    status: Literal["ok"]


class Readiness(Shape):
    status: Literal["ready", "not ready"]
    missing: list[Literal["temporal", "database", "storage", "worker"]]
    workers: Annotated[Count, Field(description="That poll for work")]
