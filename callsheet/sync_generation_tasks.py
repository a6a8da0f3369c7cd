"""`GenerationTasks` seen from a thread without an event loop."""

import os
from collections.abc import Callable, Generator, Mapping
from functools import partial
from types import TracebackType
from typing import Any, Self

from anyio.from_thread import BlockingPortal

from callsheet.doing import Doing
from callsheet.generation_models import Task, Upload
from callsheet.generation_tasks import GenerationTasks
from callsheet.portal import drawn
from callsheet.uploading import OnBytes
from callsheet.wire import CallsheetError


class GenerationTasksInThread:
    """The listeners are called in the client's own thread."""

    def __init__(self, portal: BlockingPortal, followed: GenerationTasks) -> None:
        self._portal, self._followed = portal, followed

    @property
    def prompt_id(self) -> str:
        return self._followed.prompt_id

    @property
    def data(self) -> list[Task] | None:
        return self._followed.data

    @property
    def error(self) -> CallsheetError | None:
        return self._followed.error

    @property
    def is_loading(self) -> bool:
        return self._followed.is_loading

    @property
    def is_pending(self) -> bool:
        return self._followed.is_pending

    @property
    def connection_lost(self) -> bool:
        return self._followed.connection_lost

    @property
    def creating(self) -> Doing[Task]:
        return self._followed.creating

    @property
    def uploading(self) -> Doing[Upload]:
        return self._followed.uploading

    def wait(self) -> list[Task]:
        return self._portal.call(self._followed.wait)

    def states(self) -> Generator[list[Task], None, None]:
        return drawn(self._portal, self._followed.states())

    def refetch(self) -> list[Task]:
        return self._portal.call(self._followed.refetch)

    def create(
        self,
        provider_params: Mapping[str, Any],
        *,
        notify: Mapping[str, str] | None = None,
        idempotency_key: str | None = None,
        on_success: Callable[[Task], object] | None = None,
        on_error: Callable[[CallsheetError], object] | None = None,
    ) -> Task:
        heard: dict[str, Any] = {"on_success": on_success, "on_error": on_error}
        begin = partial(self._followed.create, notify=notify, idempotency_key=idempotency_key, **heard)
        return self._portal.call(begin, provider_params)

    def upload(
        self,
        file: str | os.PathLike[str],
        *,
        on_bytes: OnBytes | None = None,
        on_success: Callable[[Upload], object] | None = None,
        on_error: Callable[[CallsheetError], object] | None = None,
    ) -> Upload:
        send = partial(self._followed.upload, on_bytes=on_bytes, on_success=on_success, on_error=on_error)
        return self._portal.call(send, file)

    def close(self) -> None:
        self._portal.call(self._followed.aclose)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
