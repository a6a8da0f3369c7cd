"""Watching jobs over server-sent events, through every interruption.

A lost connection never means a failed job: reconnect with backoff, at most five times in a row, then ask
once. A server that answers is polled from then on; one that does not makes the job look failed here, with
`connection_lost`, until it answers again.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import quote

from httpx_sse import ServerSentEvent
from pydantic import ValidationError

from callsheet.book import TERMINAL, Book
from callsheet.models import Group, Job, JobError, Status
from callsheet.wire import CallsheetError, Line, NotCallsheet, Refused, Unreachable, is_stream

CONNECTION_LOST = "Connection lost. The job goes on at the server; look again later."
ALL_ENDED = "end"
NAMES = frozenset({"snapshot", "update", "detail", "reset", *TERMINAL, ALL_ENDED})
POLLS = 15
"""After so many the stream is tried again."""
BUSY = 429


class Connection(StrEnum):
    """How a watcher is joined to its server."""

    CONNECTING = "connecting"
    LIVE = "live"
    RECONNECTING = "reconnecting"
    POLLING = "polling"
    LOST = "lost"


OnConnection = Callable[[Connection, str], object]
"""Hears of every change, and of why, where that is known."""


class Event(NamedTuple):
    """`name` is `snapshot`, `update`, `detail`, `reset`, `lost` or how the job ended."""

    name: str
    job: Job
    id: str | None = None
    connection_lost: bool = False


def jittered(delay_s: float) -> float:
    return delay_s * random.uniform(0.5, 1)  # noqa: S311 (spreads reconnects, no secret)


@dataclass(frozen=True)
class Pace:
    """How patient a watcher is; seconds. A stream is silent for `silence_s` only when it is dead.

    One that does not even begin within `opening_s` is held up by something in between.
    """

    first_s: float = 1.0
    longest_s: float = 10.0
    reconnects: int = 5
    silence_s: float = 45.0
    opening_s: float = 5.0
    poll_s: float = 2.0
    jitter: Callable[[float], float] = jittered
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    def delay_s(self, failures: int, at_least_s: float) -> float:
        """The wait before the next connection, after the first, second, ... failure in a row."""
        backoff = min(self.first_s * 2 ** (failures - 1), self.longest_s)
        return max(self.jitter(backoff), at_least_s)


@dataclass(frozen=True)
class Subject:
    """What is watched: jobs by id, else a group, else whatever the owner starts."""

    ids: tuple[str, ...] = ()
    group: str | None = None

    @property
    def path(self) -> str:
        return f"/v1/jobs/{quote(self.ids[0], safe='')}/events" if len(self.ids) == 1 else "/v1/events"

    @property
    def params(self) -> dict[str, Any]:
        if len(self.ids) == 1:
            return {}
        if self.ids:
            return {"job": list(self.ids)}
        return {"group": self.group} if self.group else {"mine": "1"}

    async def read(self, line: Line, ended: Iterable[str]) -> AsyncGenerator[Job, None]:
        """How what is still open stands, by plain GETs."""
        for job_id in self.ids:
            if job_id not in ended:
                yield Job.model_validate(await line.ask("GET", f"/v1/jobs/{quote(job_id, safe='')}"))
        if self.ids:
            return
        if self.group:
            answer = await line.ask("GET", f"/v1/groups/{quote(self.group, safe='')}")
            jobs = Group.model_validate(answer).jobs
        else:
            page = await line.ask("GET", "/v1/jobs", params={"limit": 200})
            jobs = [Job.model_validate(job) for job in reversed(page["data"])]
        for job in jobs:
            yield job


class Watch:
    """One subject's events, each state once; `known` is what is shown as lost should no frame ever come."""

    def __init__(
        self,
        line: Line,
        subject: Subject,
        known: Sequence[Job] = (),
        pace: Pace | None = None,
        on_connection: OnConnection | None = None,
    ) -> None:
        self._line, self._subject, self._pace = line, subject, pace or Pace()
        self._on_connection, self._connection, self._why = on_connection, (Connection.CONNECTING, ""), ""
        self._book = Book(known)
        self._last_event_id: str | None = None
        self._at_least_s = 0.0
        self._failures = 0
        self._heard = self._blocked = self._over = False

    async def events(self) -> AsyncGenerator[Event, None]:
        """Ends when everything has. Raises `Refused`, or `Unreachable` if not even a first state is known."""
        while not self._over:
            for step in (self._stream, self._come_back):
                async with aclosing(step()) as events:
                    async for event in events:
                        yield event
                if self._over:
                    return

    async def _stream(self) -> AsyncGenerator[Event, None]:
        """One connection, to whatever end."""
        self._blocked, self._why = False, ""
        try:
            async with aclosing(self._frames()) as frames:
                async for frame in frames:
                    if event := self._take(frame):
                        yield event
                    if self._over:
                        return
        except _AllSaid:
            for event in await self._settle():
                yield event
        except Refused as error:
            if not error.passing:
                raise
            self._at_least_s, self._why = max(self._at_least_s, error.retry_after_s or 0), str(error)
        except TimeoutError:
            self._blocked = True
        except (Unreachable, NotCallsheet) as error:
            self._why = str(error)

    async def _frames(self) -> AsyncGenerator[ServerSentEvent, None]:
        subject, pace = self._subject, self._pace
        async with (
            asyncio.timeout(pace.opening_s) as opening,
            self._line.listen(subject.path, subject.params, self._last_event_id, pace.silence_s) as source,
        ):
            if source is None:
                raise _AllSaid
            if not is_stream(source):
                raise TimeoutError
            self._joined(Connection.LIVE)
            async with aclosing(source.aiter_sse()) as frames:
                async for frame in frames:
                    opening.reschedule(None)
                    yield frame

    def _take(self, frame: ServerSentEvent) -> Event | None:
        if frame.retry is not None:
            self._at_least_s = frame.retry / 1000
        if not frame.data or frame.event not in NAMES:
            return None
        if frame.event == ALL_ENDED:
            raise _AllSaid
        try:
            job = Job.model_validate_json(frame.data)
        except ValidationError as error:
            raise NotCallsheet(self._line.url) from error
        self._failures, self._heard = 0, True
        self._last_event_id = frame.id or self._last_event_id
        return self._told(frame.event, job, _own_id(frame, job))

    def _told(self, name: str, news: Job, event_id: str | None) -> Event | None:
        job = self._book.take(name, news, event_id)
        self._over = bool(self._subject.ids) and set(self._subject.ids) <= self._book.ended
        return Event(name, job, event_id) if job else None

    async def _settle(self) -> list[Event]:
        """The server has said all; what is open here nevertheless is asked for once."""
        self._failures, self._heard = 0, True
        if not self._subject.ids:
            self._over = True
            return []
        return (await self._ask())[0]

    async def _come_back(self) -> AsyncGenerator[Event, None]:
        """After a failure: wait for the next try; where streams do not get through, ask."""
        self._failures += 1
        self._joined(Connection.RECONNECTING, self._why)
        asking = self._failures > self._pace.reconnects
        if not (asking or self._heard):
            news, error = await self._ask()
            for event in news:
                yield event
            asking = self._blocked and error is None
        if self._over:
            return
        if not asking:
            await self._pace.sleep(self._pace.delay_s(self._failures, self._at_least_s))
            return
        async with aclosing(self._poll()) as polled:
            async for event in polled:
                yield event
        self._failures = 0

    async def _poll(self) -> AsyncGenerator[Event, None]:
        """Until everything has ended, the stream is to be tried again, or a server that was lost is back."""
        lost, polls = False, 0
        while polls < POLLS:
            news, error = await self._ask()
            for event in news:
                yield event
            if self._over or (lost and error is None):
                return
            asked_s = (error.retry_after_s if isinstance(error, Refused) else None) or 0
            polls += 1
            if error is None:
                self._joined(Connection.POLLING, self._why)
            if error and not (isinstance(error, Refused) and error.status == BUSY):
                for event in () if lost else self._lose(error):
                    yield event
                lost, polls = True, 0
            await self._pace.sleep(max(self._pace.poll_s, asked_s))

    async def _ask(self) -> tuple[list[Event], CallsheetError | None]:
        """What plain questions bring, and what kept them from bringing all. Raises what will not pass."""
        news: list[Event] = []
        open_ones: list[Job] = []
        try:
            async for job in self._subject.read(self._line, self._book.ended):
                open_ones += [] if job.status.ended else [job]
                if event := self._told(job.status.value if job.status.ended else "update", job, None):
                    news.append(event)
        except CallsheetError as error:
            if isinstance(error, Refused) and not error.passing:
                raise
            return news, error
        self._over = self._over or (bool(self._subject.group) and not open_ones)
        return news, None

    def _lose(self, error: CallsheetError) -> list[Event]:
        """What is open looks failed."""
        if not self._book:
            raise error
        self._joined(Connection.LOST, str(error))
        reason = JobError(code="connection-lost", message=CONNECTION_LOST, retryable=True)
        failed = [
            job.model_copy(update={"status": Status.FAILED, "error": reason}) for job in self._book.lose()
        ]
        return [Event("lost", job, connection_lost=True) for job in failed]

    def _joined(self, connection: Connection, why: str = "") -> None:
        if self._connection != (connection, why):
            self._connection = connection, why
            if self._on_connection:
                self._on_connection(connection, why)


class _AllSaid(Exception):
    """Nothing more will come on this stream."""


def _own_id(frame: ServerSentEvent, job: Job) -> str | None:
    """httpx-sse names the last id of the stream where a frame has none of its own."""
    named, _, own = frame.id.rpartition(":")
    ours = named in ("", job.id) and own.endswith(f"-{job.version}")
    return frame.id if ours and frame.event != "detail" else None
