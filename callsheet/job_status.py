"""`useJobStatus` as a Python session: one import or export, by a stream if one gets through, else by asking.

A stream that breaks is taken up again as an `EventSource` does it: from the last id, not before the server's
hint, with growing pauses, five times in a row. What is no stream, or does not begin, is never tried again.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from httpx_sse import ServerSentEvent
from pydantic import ValidationError

from callsheet.calls import safe
from callsheet.listeners import tell
from callsheet.transfer_models import COMPLETED, FAILED, JobState
from callsheet.watch import CONNECTION_LOST, Pace
from callsheet.wire import CallsheetError, Line, NotCallsheet, Refused, Unreachable, is_stream

STREAM = "/api/import-export/jobs/ws"
NOT_FOUND = "Job not found"
LEAST_POLL_S = 0.1


@dataclass(frozen=True)
class Listeners:
    """`on_status_change` hears of every new status and progress; of the others one hears one thing, once."""

    on_status_change: Callable[[JobState], object] | None = None
    on_complete: Callable[[dict[str, Any] | None], object] | None = None
    on_error: Callable[[str], object] | None = None


class JobStatus:
    """Follows at once; use it as `async with`, or end it with `aclose()`, which leaves the job running.

    `connection_lost`: nobody answers just now. That says nothing of the job, and passes.
    """

    def __init__(
        self,
        line: Line,
        job_id: str,
        listeners: Listeners,
        *,
        use_sse: bool = True,
        poll_s: float = 2.0,
        pace: Pace | None = None,
    ) -> None:
        self.job_id, self.state, self.connection_lost = job_id, None, False
        self._path = f"/api/import-export/jobs/{safe(job_id)}/status"
        self._line, self._listeners, self._pace = line, listeners, pace or Pace()
        self._use_sse, self._poll_s = use_sse, max(poll_s, LEAST_POLL_S)
        self._last_event_id: str | None = None
        self._at_least_s = 0.0
        self._failures = 0
        self._over = self._blocked = self._heard = False
        self._error: str | None = None
        self._reason: CallsheetError | None = None
        self._settled = asyncio.Event()
        self._hearing: list[asyncio.Queue[JobState | None]] = []
        self._task = asyncio.create_task(self._follow())

    state: JobState | None

    @property
    def status(self) -> str | None:
        """None until it is known."""
        return self.state.status if self.state else None

    @property
    def progress(self) -> int:
        return self.state.progress if self.state else 0

    @property
    def error(self) -> str | None:
        """Why the job failed, or why nobody knows."""
        return self._error or (self.state.error if self.state else None)

    @property
    def result(self) -> dict[str, Any] | None:
        return self.state.result if self.state else None

    @property
    def is_loading(self) -> bool:
        """Until there is a first state, or no hope of one."""
        return self.state is None and self._error is None

    @property
    def is_completed(self) -> bool:
        return self.status == COMPLETED

    @property
    def is_failed(self) -> bool:
        return self.status == FAILED

    @property
    def is_processing(self) -> bool:
        return self.status == "PROCESSING"

    async def wait(self) -> JobState:
        """The last state, once the job has ended or the connection is lost, which `connection_lost` tells.

        Raises `Refused` if there is no such job, `Unreachable` if nothing was ever heard of it, and what a
        listener raised.
        """
        await self._settled.wait()
        if self._task.done() and not self._task.cancelled():
            self._task.result()
        if self._reason:
            raise self._reason
        if self.state is None:
            raise RuntimeError("It was closed before anything was heard of the job.")
        return self.state

    async def states(self) -> AsyncGenerator[JobState, None]:
        """The one that is known and each that follows; the same again when the connection is lost."""
        queue: asyncio.Queue[JobState | None] = asyncio.Queue()
        if self.state:
            queue.put_nowait(self.state)
        if self._task.done():
            queue.put_nowait(None)
        self._hearing.append(queue)
        try:
            while state := await queue.get():
                yield state
        finally:
            self._hearing.remove(queue)

    async def aclose(self) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _follow(self) -> None:
        try:
            if self._use_sse:
                await self._listen()
            await self._poll()
        except _Hopeless as end:
            self._error = NOT_FOUND if end.of_nothing else str(end.reason)
            self._reason = end.reason
            await tell(self._listeners.on_error, self._error)
        finally:
            self._over = True
            self._settled.set()
            for queue in self._hearing:
                queue.put_nowait(None)

    async def _listen(self) -> None:
        """Returns once it is over, or once it is clear that streams do not get through."""
        while not self._over and not self._blocked:
            async with aclosing(self._frames()) as frames:
                async for frame in frames:
                    await self._take(frame)
                    if self._over or self._blocked:
                        return
            self._failures += 1
            if self._blocked or self._failures > self._pace.reconnects:
                return
            if not self._heard:
                await self._peek()
            if not self._over:
                await self._pace.sleep(self._pace.delay_s(self._failures, self._at_least_s))

    async def _peek(self) -> None:
        """Streams may never get through: until one has, it is asked between the tries."""
        failures = self._failures
        try:
            state = JobState.model_validate(await self._line.ask("GET", self._path))
        except (CallsheetError, ValidationError):
            return
        await self._told(state)
        self._failures = failures

    async def _frames(self) -> AsyncGenerator[ServerSentEvent, None]:
        """Of one connection, to whatever end."""
        pace, params = self._pace, {"jobId": self.job_id}
        try:
            async with (
                asyncio.timeout(pace.opening_s) as opening,
                self._line.listen(STREAM, params, self._last_event_id, pace.silence_s) as source,
            ):
                if source is None or not is_stream(source):  # None: there is nothing more to come
                    self._blocked = True
                    return
                async with aclosing(source.aiter_sse()) as frames:
                    async for frame in frames:
                        opening.reschedule(None)
                        self._heard = True
                        yield frame
        except (Refused, NotCallsheet, TimeoutError):
            self._blocked = True
        except Unreachable:
            return

    async def _take(self, frame: ServerSentEvent) -> None:
        if frame.retry is not None:
            self._at_least_s = frame.retry / 1000
        try:
            message = json.loads(frame.data or "null")
            kind = message["type"] if isinstance(message, dict) else None
            state = JobState.model_validate(message) if kind == "status_update" else None
        except (ValueError, KeyError):
            return  # whatever it is, another one will follow
        self._last_event_id = frame.id or self._last_event_id
        if state:
            await self._told(state)
        elif kind == "connected":
            self._failures = 0
        elif kind == "error":
            if message.get("message") == NOT_FOUND:
                raise _Hopeless(Refused(404, {"detail": NOT_FOUND}))
            self._blocked = True  # the stream does not know; a plain question will tell

    async def _poll(self) -> None:
        """Until it is over. A server that is away is asked ever less often."""
        while not self._over:
            try:
                state = JobState.model_validate(await self._line.ask("GET", self._path))
            except (CallsheetError, ValidationError) as error:
                reason = error if isinstance(error, CallsheetError) else NotCallsheet(self._line.url)
                await self._missed(reason)
                asked_s = (reason.retry_after_s if isinstance(reason, Refused) else None) or 0
                pause_s = self._pace.delay_s(self._failures, max(self._poll_s, asked_s))
            else:
                await self._told(state)
                pause_s = self._poll_s
            if not self._over:
                await self._pace.sleep(pause_s)

    async def _told(self, state: JobState) -> None:
        before, self.state = self.state, state
        self._failures, self._error, self.connection_lost = 0, None, False
        self._settled.clear()
        listeners = self._listeners
        if before is None or (before.status, before.progress) != (state.status, state.progress):
            await tell(listeners.on_status_change, state)
        if self.is_completed:
            await tell(listeners.on_complete, state.result)
        elif self.is_failed:
            await tell(listeners.on_error, state.error or "Job failed")
        self._over = state.ended
        self._publish()

    async def _missed(self, error: CallsheetError) -> None:
        if isinstance(error, Refused) and not error.passing:
            raise _Hopeless(error)
        self._failures += 1
        if self._failures <= self._pace.reconnects:
            return
        if self.state is None:
            raise _Hopeless(error)
        self._error, self.connection_lost = CONNECTION_LOST, True
        self._settled.set()
        self._publish()

    def _publish(self) -> None:
        for queue in self._hearing:
            queue.put_nowait(self.state)


class _Hopeless(Exception):
    """Nothing will ever be heard of the job."""

    def __init__(self, reason: CallsheetError) -> None:
        self.reason = reason
        self.of_nothing = isinstance(reason, Refused) and reason.status == 404
