"""What can be accepted: the jobs of one start, the workflow that runs them, and what may refuse them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple


class NewJob(NamedTuple):
    """`label` is the caller's own word for what belongs together, to list by."""

    id: str
    kind: str
    group: str | None
    input: Mapping[str, Any]
    price: int
    retry_of: str | None = None
    label: str | None = None


class NewStart(NamedTuple):
    """A workflow owed to Temporal: its id, type name, argument, search attributes and one line for the UI."""

    workflow_id: str
    workflow: str
    owner: str
    request: Mapping[str, Any]
    attributes: Mapping[str, str]
    summary: str


class Limit(NamedTuple):
    """At most so many open jobs of the owner, of one kind or of all; `says` is how it is told."""

    most: int
    kind: str | None = None
    says: str | None = None


class Order(NamedTuple):
    """One start: all of it is accepted, or nothing; `undo` takes back what was prepared for it.

    With `queues` it waits where a limit of its kind leaves it no place.
    """

    owner: str
    jobs: tuple[NewJob, ...]
    start: NewStart
    limits: tuple[Limit, ...] = ()
    undo: Callable[[], Awaitable[None]] | None = None
    queues: bool = False


class AlreadyRetried(Exception):
    """Another job carries this one on already, or has; the argument is its id."""


class TooManyOpen(Exception):
    """The owner has as many open jobs as the limit allows."""

    def __init__(self, limit: Limit) -> None:
        kind = f" of kind {limit.kind}" if limit.kind else ""
        rest = "Cancel one, or wait until one ends."
        super().__init__(limit.says or f"At most {limit.most} jobs{kind} may be open at a time. {rest}")
        self.limit = limit
