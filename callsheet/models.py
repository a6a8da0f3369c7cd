"""What `/v1` answers, as typed and frozen models; fields that a newer server adds are ignored."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Wire(BaseModel):
    """Snake case in Python, camel case in JSON."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="ignore")

    def json_ready(self) -> dict[str, Any]:
        """As the server would write it."""
        return self.model_dump(mode="json", by_alias=True)


class Status(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        return self in (Status.COMPLETED, Status.FAILED, Status.CANCELLED)


class Counts(Wire):
    """Items of a batch; `processed` = succeeded + failed, skipped ones stand apart."""

    total: int = 0
    processed: int = 0
    succeeded: int = 0
    failed: int = 0
    skipped: int = 0


class Credits(Wire):
    charged: int = 0
    refunded: int = 0


class JobError(Wire):
    """`code` is for machines, `message` for people."""

    code: str
    message: str
    retryable: bool = False


class Links(Wire):
    """Root-relative, unless the server has a public URL."""

    self_: str = Field(alias="self")
    events: str | None = None
    cancel: str | None = None
    retry: str | None = None
    temporal: str | None = None


class Job(Wire):
    """One job as it stands; `percent` is 100 only when completed, `eta_ms` milliseconds.

    `milestone` is the quarter of a batch that this very version is the first to have passed.
    """

    id: str
    kind: str
    owner: str
    group: str | None = None
    status: Status
    percent: int = 0
    stage: str | None = None
    stage_label: str | None = None
    detail: str | None = None
    counts: Counts | None = None
    milestone: int | None = None
    eta_ms: int | None = None
    waiting_for: str | None = None
    credits: Credits = Credits()
    input: dict[str, Any] = Field(default_factory=dict)
    result: dict[str, Any] | None = None
    error: JobError | None = None
    attempt: int = 1
    retry_of: str | None = None
    created_at: datetime
    started_at: datetime | None = None
    updated_at: datetime | None = None
    completed_at: datetime | None = None
    version: int = 0
    links: Links | None = None


class Group(Wire):
    """Jobs that were started together; `counts` is by status, and `total`."""

    id: str
    status: Status
    percent: int
    counts: dict[str, int]
    jobs: list[Job]


class Started(Wire):
    """The answer to a start: one job or several."""

    group: str | None = None
    jobs: list[Job]


class Change(Wire):
    """One line of a job's timeline."""

    at: datetime
    version: int
    status: Status | None = None
    stage: str | None = None
    stage_label: str | None = None
    percent: int | None = None
    detail: str | None = None


class Balance(Wire):
    owner: str
    balance: int


class CreditEntry(Wire):
    """A line of the ledger: `amount` is signed, `balance` what the owner had after it."""

    id: str
    at: datetime
    owner: str
    kind: str
    amount: int
    balance: int
    job_id: str | None = None


class WebhookTried(Wire):
    """`status` is None where nobody answered; `id` is the message's `webhook-id`."""

    id: str
    delivered: bool
    status: int | None = None
    told: str
    elapsed_ms: int


class WebhookSecret(Wire):
    """`source`: `setting`, or `file` where the server made one for itself."""

    secret: str
    source: str


class Lineage(Wire):
    """A job with its retries, oldest first; counts and `items` (ids) are of the last word on each."""

    jobs: list[Job]
    counts: Counts
    items: dict[str, list[str]]


class Image(Wire):
    """An uploaded image; `url` leads to the bytes as they came."""

    image_id: str
    name: str
    width: int
    height: int
    format: str
    bytes: int
    sha256: str | None = None
    url: str
    created_at: datetime | None = None
