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
from typing import Any, NamedTuple
from urllib.parse import quote

from httpx_sse import ServerSentEvent
from pydantic import ValidationError

from callsheet.models import Group, Job, JobError, Status
from callsheet.wire import CallsheetError, Line, NotCallsheet, Refused, Unreachable

CONNECTION_LOST = "Connection lost. The job goes on at the server; look again later."
ALL_ENDED = "end"
TERMINAL = frozenset(status.value for status in Status if status.ended)


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

    async def read(self, line: Line, ended: Iterable[str]) -> list[Job]:
        """How what is still open stands, by plain GETs."""
        if self.ids:
            still_open = [job_id for job_id in self.ids if job_id not in ended]
            answers = [await line.ask("GET", f"/v1/jobs/{quote(i, safe='')}") for i in still_open]
            return [Job.model_validate(answer) for answer in answers]
        if self.group:
            answer = await line.ask("GET", f"/v1/groups/{quote(self.group, safe='')}")
            return Group.model_validate(answer).jobs
        page = await line.ask("GET", "/v1/jobs", params={"limit": 200})
        return [Job.model_validate(job) for job in reversed(page["data"])]


class Watch:
    """One subject's events, each state once; `known` is what is shown as lost should no frame ever come."""

    def __init__(
        self, line: Line, subject: Subject, known: Sequence[Job] = (), pace: Pace | None = None
    ) -> None:
        self._line, self._subject, self._pace = line, subject, pace or Pace()
        self._jobs = {job.id: job for job in known}
        self._said: dict[str, Job] = {}
        self._last_event_id: str | None = None
        self._at_least_s = 0.0
        self._failures = 0
        self._over = False

    async def events(self) -> AsyncGenerator[Event, None]:
        """Ends when everything has. Raises `Refused`, or `Unreachable` if not even a first state is known."""
        while not self._over:
            async with aclosing(self._stream()) as frames:
                async for event in frames:
                    yield event
            if self._over:
                return
            self._failures += 1
            if self._failures > self._pace.reconnects:
                async with aclosing(self._poll()) as polled:
                    async for event in polled:
                        yield event
                self._failures = 0
            else:
                await self._pace.sleep(self._pace.delay_s(self._failures, self._at_least_s))

    async def _stream(self) -> AsyncGenerator[Event, None]:
        """One connection, to whatever end."""
        subject = self._subject
        try:
            async with self._line.listen(
                subject.path, subject.params, self._last_event_id, self._pace.silence_s
            ) as source:
                if source is None:
                    self._over = True
                    return
                async with aclosing(source.aiter_sse()) as frames:
                    async for frame in frames:
                        if event := self._take(frame):
                            yield event
                        if self._over:
                            return
        except Refused as error:
            if not error.passing:
                raise
            self._at_least_s = max(self._at_least_s, error.retry_after_s or 0)
        except Unreachable:
            return

    def _take(self, frame: ServerSentEvent) -> Event | None:
        if frame.retry is not None:
            self._at_least_s = frame.retry / 1000
        if not frame.data:
            return None
        self._failures = 0
        self._last_event_id = frame.id or None
        if frame.event == ALL_ENDED:
            self._over = True
            return None
        try:
            job = Job.model_validate_json(frame.data)
        except ValidationError as error:
            raise NotCallsheet(self._line.url) from error
        return self._told(frame.event, job, None if frame.event == "detail" else frame.id)

    def _told(self, name: str, job: Job, event_id: str | None) -> Event | None:
        """The event, unless it says nothing new. Only a terminal frame tells of an end: each comes once."""
        if self._said.get(job.id) == job or (job.status.ended and name not in TERMINAL):
            return None
        self._said[job.id] = self._jobs[job.id] = job
        self._over = bool(self._subject.ids) and set(self._subject.ids) <= self._ended()
        return Event(name, job, event_id)

    async def _poll(self) -> AsyncGenerator[Event, None]:
        """Until everything has ended, or until a server that was lost is back."""
        lost = False
        while not self._over:
            try:
                jobs = await self._subject.read(self._line, self._ended())
            except CallsheetError as error:
                if isinstance(error, Refused) and not error.passing:
                    raise
                for event in () if lost else self._lose(error):
                    yield event
                lost = True
            else:
                for job in jobs:
                    if news := self._told(job.status.value if job.status.ended else "update", job, None):
                        yield news
                if lost:
                    return
                self._over = self._over or (bool(self._subject.group) and all(j.status.ended for j in jobs))
            if not self._over:
                await self._pace.sleep(self._pace.poll_s)

    def _lose(self, error: CallsheetError) -> list[Event]:
        """What is open looks failed; that it is said again when the server is back is part of the repair."""
        if not self._jobs:
            raise error
        lost = [job for job in self._jobs.values() if not job.status.ended]
        reason = JobError(code="connection-lost", message=CONNECTION_LOST, retryable=True)
        for job in lost:
            self._said.pop(job.id, None)
        failed = [job.model_copy(update={"status": Status.FAILED, "error": reason}) for job in lost]
        return [Event("lost", job, connection_lost=True) for job in failed]

    def _ended(self) -> set[str]:
        return {job_id for job_id, job in self._said.items() if job.status.ended}
