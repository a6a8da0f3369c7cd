"""One line per noun: how its jobs are started, retried and told. A shared route asks here."""

from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any, NamedTuple

from pydantic import SecretStr

from api.auth import Caller
from api.deps import Rooms
from api.dialects import annotation as annotation_dialect
from api.dialects import documentary as documentary_dialect
from api.dialects import enhancement as enhancement_dialect
from api.dialects import generation as generation_dialect
from api.dialects import transfer as transfer_dialect
from api.routes import annotation, documentary, enhancement, generation, transfer
from storage.orders import Order
from workflows.contracts.job import Job


class Kind(NamedTuple):
    """`retry` gets the access token that came with it, if one did, and whether it may queue up: only
    documentaries need any, and have a queue."""

    dialect: ModuleType
    order: Callable[[Rooms, Caller, str, dict[str, Any]], Awaitable[Order]]
    retry: Callable[[Rooms, Job, SecretStr | None, bool], Awaitable[Order]]


KINDS = {
    "enhancement": Kind(enhancement_dialect, enhancement.order, enhancement.retry),
    "annotation": Kind(annotation_dialect, annotation.order, annotation.retry),
    "documentary": Kind(documentary_dialect, documentary.order, documentary.retry),
    "import": Kind(transfer_dialect, transfer.order_import, transfer.retry),
    "export": Kind(transfer_dialect, transfer.order_export, transfer.retry),
    "generation": Kind(generation_dialect, generation.order, generation.retry),
}
