"""One line per noun: how its jobs are started, retried and told. A shared route asks here."""

from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any, NamedTuple

from api.auth import Caller
from api.deps import Rooms
from api.dialects import annotation as annotation_dialect
from api.dialects import enhancement as enhancement_dialect
from api.routes import annotation, enhancement
from storage.orders import Order
from workflows.contracts.job import Job


class Kind(NamedTuple):
    dialect: ModuleType
    order: Callable[[Rooms, Caller, str, dict[str, Any]], Awaitable[Order]]
    retry: Callable[[Rooms, Job], Awaitable[Order]]


KINDS = {
    "enhancement": Kind(enhancement_dialect, enhancement.order, enhancement.retry),
    "annotation": Kind(annotation_dialect, annotation.order, annotation.retry),
}
