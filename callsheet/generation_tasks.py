"""`useGenerationTasks` as a Python session: the tasks of one prompt, and what is done about them.

While any task is PENDING it asks again every three seconds, as the last answer decides, and stops by itself;
`live`, the feed tells instead, and it asks when something has ended. Creating a task asks at once.
"""

import asyncio
import os
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError

from callsheet.doing import Doing
from callsheet.generation_models import Task, Upload
from callsheet.generations import Generations
from callsheet.listeners import tell
from callsheet.models import Job
from callsheet.uploading import OnBytes
from callsheet.watch import CONNECTION_LOST, Event
from callsheet.wire import CallsheetError, NotCallsheet, Refused

POLL_S = 3.0
LEAST_POLL_S = 0.1


class GenerationTasks:
    """Begins at once; use it as `async with`, or end it with `aclose()`, which leaves the tasks running.

    `data` is newest first, None until it is known. `error` says why it is not known, or, with
    `connection_lost`, that nobody answers just now, which says nothing of the tasks and passes.
    """

    def __init__(
        self, callsheet: Generations, prompt_id: str, *, live: bool = False, poll_interval: float = POLL_S
    ) -> None:
        self.prompt_id, self.data, self.error, self.connection_lost = prompt_id, None, None, False
        self.creating: Doing[Task] = Doing()
        self.uploading: Doing[Upload] = Doing()
        self._callsheet, self._pace = callsheet, callsheet.pace
        self._live, self._poll_s = live, max(poll_interval, LEAST_POLL_S)
        self._watched: frozenset[str] = frozenset()
        self._asked = self._answered = self._failures = 0
        self._asked_s = 0.0
        self._hopeless = self._closed = False
        self._pausing: asyncio.Timeout | None = None
        self._settled = asyncio.Event()
        self._hearing: list[asyncio.Queue[list[Task] | None]] = []
        self._task = asyncio.create_task(self._keep_up())

    data: list[Task] | None
    error: CallsheetError | None

    @property
    def is_loading(self) -> bool:
        """Until there are first data, or no hope of them."""
        return self.data is None and self.error is None

    @property
    def is_pending(self) -> bool:
        """Whether anything is being made."""
        return bool(self._pending)

    async def wait(self) -> list[Task]:
        """The tasks, once none is PENDING or the connection is lost, which `connection_lost` tells.

        Raises why nothing was ever heard of them.
        """
        await self._settled.wait()
        if self._task.done() and not self._task.cancelled():
            self._task.result()
        if self.data is None:
            raise self.error or RuntimeError("It was closed before anything was heard of the tasks.")
        return self.data

    async def states(self) -> AsyncGenerator[list[Task], None]:
        """The tasks as they are known and after each change, until none is PENDING any more."""
        queue: asyncio.Queue[list[Task] | None] = asyncio.Queue()
        if self.data is not None:
            queue.put_nowait(self.data)
        if self._task.done():
            queue.put_nowait(None)
        self._hearing.append(queue)
        try:
            while (data := await queue.get()) is not None:
                yield data
        finally:
            self._hearing.remove(queue)

    async def refetch(self) -> list[Task]:
        """Ask now, whatever is known. Raises what goes wrong, which `error` says as well."""
        try:
            await self._fetch()
        except CallsheetError as error:
            self.error = error
            self._publish()
            raise
        return self.data or []

    async def create(
        self,
        provider_params: Mapping[str, Any],
        *,
        notify: Mapping[str, str] | None = None,
        idempotency_key: str | None = None,
        on_success: Callable[[Task], object] | None = None,
        on_error: Callable[[CallsheetError], object] | None = None,
    ) -> Task:
        """Create a task of this prompt; when it returns, `data` are those with the new one."""
        task = await self.creating.do(
            self._callsheet.create_generation_task(
                self.prompt_id, provider_params, notify=notify, idempotency_key=idempotency_key
            ),
            on_error,
        )
        self._answered = self._asked  # what was asked before knows nothing of it
        self._show([task, *(one for one in self.data or [] if one.id != task.id)])
        await self._look()
        self._carry_on()
        await tell(on_success, task)
        return task

    async def upload(
        self,
        file: str | os.PathLike[str],
        *,
        on_bytes: OnBytes | None = None,
        on_success: Callable[[Upload], object] | None = None,
        on_error: Callable[[CallsheetError], object] | None = None,
    ) -> Upload:
        """Send a picture or a video that tasks can work from."""
        sending = self._callsheet.upload_generation_file(file, on_bytes=on_bytes)
        upload = await self.uploading.do(sending, on_error)
        await tell(on_success, upload)
        return upload

    async def aclose(self) -> None:
        self._closed = True
        self._task.cancel()
        await asyncio.wait([self._task])

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    @property
    def _pending(self) -> frozenset[str]:
        return frozenset(task.id for task in self.data or () if task.is_pending)

    @property
    def _goes_on(self) -> bool:
        return not (self._closed or self._hopeless) and (self.data is None or self.is_pending)

    async def _keep_up(self) -> None:
        try:
            while self._goes_on:
                await self._turn()
        finally:
            self._settled.set()
            for queue in self._hearing:
                queue.put_nowait(None)

    async def _turn(self) -> None:
        """Wait for news, or for the time to ask; and ask, unless somebody else just has."""
        if self._live and self.data and not self._failures and await self._woken_from(self._listen()):
            return
        if (self.data or self._failures) and self._goes_on:
            await self._woken_from(self._pace.sleep(self._pause_s()))
        if self._goes_on:
            await self._look()

    async def _woken_from(self, pause: Awaitable[None]) -> bool:
        """Whether somebody had something to say before it was over."""
        try:
            async with asyncio.timeout(None) as self._pausing:
                await pause
        except TimeoutError:
            return True
        finally:
            self._pausing = None
        return False

    def _pause_s(self) -> float:
        at_least_s = max(self._poll_s if self.data else 0, self._asked_s)
        return self._pace.delay_s(self._failures, at_least_s) if self._failures else self._poll_s

    async def _listen(self) -> None:
        """To what is being made just now, until it has ended."""
        self._watched = self._pending
        try:
            async with aclosing(self._callsheet.watch_many(sorted(self._watched))) as events:
                async for event in events:
                    await self._hear(event)
        except CallsheetError:
            self._failures += 1  # what the feed does not tell, the list will
        finally:
            self._watched = frozenset()

    async def _hear(self, event: Event) -> None:
        if event.connection_lost:
            self.error, self.connection_lost = CallsheetError(CONNECTION_LOST), True
            self._settled.set()
            self._publish()
        elif not event.job.status.ended:
            self._move(event.job)
        elif event.job.id in self._pending:
            await self._look()

    def _move(self, job: Job) -> None:
        """How far a task is; the feed tells as much of it as the list does."""
        names = ("stage", "stage_label", "detail", "waiting_for", "updated_at")
        news = {"progress": job.percent, **{name: getattr(job, name) for name in names}}
        moving = self._pending & {job.id}
        self._take([task.model_copy(update=news) if task.id in moving else task for task in self.data or []])

    async def _look(self) -> None:
        try:
            await self._fetch()
        except CallsheetError as error:
            self._missed(error)

    async def _fetch(self) -> None:
        """An answer that was overtaken tells of earlier, and is not taken."""
        self._asked += 1
        number = self._asked
        try:
            tasks = await self._callsheet.generation_tasks(self.prompt_id)
        except ValidationError as error:
            raise NotCallsheet(self._callsheet.url) from error
        if number > self._answered:
            self._answered, self._failures = number, 0
            self._take(tasks)

    def _take(self, tasks: list[Task]) -> None:
        self._show(tasks)
        self._carry_on()

    def _show(self, tasks: list[Task]) -> None:
        changed, self.data = self.data != tasks or self.error is not None, tasks
        self.error, self.connection_lost, self._hopeless = None, False, False
        if changed:
            self._publish()
        if self.is_pending:
            self._settled.clear()

    def _carry_on(self) -> None:
        """Or not, if nothing is being made any more."""
        if not self._goes_on:
            self._settled.set()
            self._wake()
        elif self._task.done():
            self._task = asyncio.create_task(self._keep_up())
        elif self._watched and self._pending - self._watched:
            self._wake()

    def _wake(self) -> None:
        if self._pausing and not self._pausing.expired():
            self._pausing.reschedule(0)

    def _missed(self, error: CallsheetError) -> None:
        """What passes is tried again, with growing pauses; whoever knows nothing yet gives up at last."""
        passing = not isinstance(error, Refused) or error.passing
        self._failures += 1
        self._asked_s = (error.retry_after_s if isinstance(error, Refused) else None) or 0.0
        if passing and self._failures <= self._pace.reconnects:
            return
        self.error, self.connection_lost = error, passing
        self._hopeless = not passing or self.data is None
        self._settled.set()
        self._publish()

    def _publish(self) -> None:
        for queue in self._hearing if self.data is not None else ():
            queue.put_nowait(self.data)
