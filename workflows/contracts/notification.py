"""Telling somebody that a job has ended."""

from datetime import datetime
from typing import Any

from workflows.contracts.base import Contract
from workflows.contracts.job import Counts, JobError, Status


class EndedJob(Contract):
    """What may be told of a job to whoever it names.

    `about` holds the few words of its input that a letter needs; what else was asked for, secrets among it,
    is not here. A `result` that is too large for a message is left out, and `result_omitted` says so.
    """

    id: str
    kind: str
    owner: str
    group: str | None = None
    about: dict[str, Any]
    status: Status
    percent: int
    counts: Counts | None = None
    error: JobError | None = None
    result: dict[str, Any] | None = None
    result_omitted: bool = False
    completed_at: datetime


class Notice(Contract):
    """One message to one receiver: `id` is the same at every try, receivers tell repeats by it.

    Exactly one of `webhook_url` and `email` is set; `shown` is the same for people, without a query.
    """

    id: str
    webhook_url: str | None = None
    email: str | None = None
    shown: str
    job: EndedJob


class Delivered(Contract):
    """`told` is what the receiver answered, in a few words."""

    told: str
