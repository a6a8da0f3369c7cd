"""What `/v1` answers about batches: their items, what went wrong, and whose limits hold."""

from datetime import datetime
from enum import StrEnum

from callsheet.annotation import Annotation
from callsheet.models import Wire


class Outcome(StrEnum):
    """`pending` items have none yet; `skipped` ones were not tried, as an image that is not there."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    SKIPPED = "skipped"
    PENDING = "pending"


class Tier(StrEnum):
    FREE = "free"
    PAID = "paid"
    UNLIMITED = "unlimited"


class Why(Wire):
    """`code` is for machines, `message` for people."""

    code: str
    message: str


class Item(Wire):
    """One image of a batch; `number` is its place in it, from 0."""

    number: int
    item_id: str
    outcome: Outcome | None = None
    attempts: int = 0
    completed_at: datetime | None = None
    annotation: Annotation | None = None
    error: Why | None = None
    image_url: str | None = None


class Failure(Wire):
    """One attempt that failed."""

    item_id: str
    error: str
    code: str | None = None
    attempt_number: int
    timestamp: datetime | None = None


class Reason(Why):
    """How many items failed for it."""

    count: int


class Estimate(Wire):
    """What a batch would come to; `estimated_duration` in milliseconds, rate None where there is no limit."""

    total_items: int
    duplicate_count: int = 0
    duplicate_ids: tuple[str, ...] = ()
    tier: str
    effective_concurrency: int
    effective_rate_limit_per_minute: int | None = None
    estimated_duration: int


class Owner(Wire):
    """The limits of an owner's tier: calls a minute (None: no limit) and calls at once; and the credits."""

    owner: str
    tier: str
    rate_per_minute: int | None = None
    concurrency: int
    balance: int
