"""The kit finds what it is there to find: a Python client with a bug that has been known turns it red."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from httpx_sse import EventSource

from callsheet.models import Job
from callsheet.watch import Event, Pace, Subject, Watch
from callsheet.wire import Line
from tests.conformance.kit import transcripts
from tests.conformance.python_client import MakeWatch, judged

KIT = transcripts()


class Forgetful(Line):
    """Comes back without saying where it was."""

    @asynccontextmanager
    async def listen(
        self, path: str, params: Mapping[str, Any], last_event_id: str | None, silence_s: float
    ) -> AsyncIterator[EventSource | None]:
        async with super().listen(path, params, None, silence_s) as source:
            yield source


class Hasty(Watch):
    """Takes the end of a response for the end of the job."""

    async def _come_back(self) -> AsyncGenerator[Event, None]:
        self._over = True
        for event in list[Event]():
            yield event


class Repeating(Watch):
    """Tells each end as often as it is told of it."""

    def _told(self, name: str, news: Job, event_id: str | None) -> Event | None:
        event = super()._told(name, news, event_id)
        return Event(name, news, event_id) if news.status.ended and name == news.status.value else event


class Believing(Watch):
    """Takes whatever comes last for the newest."""

    def _told(self, name: str, news: Job, event_id: str | None) -> Event | None:
        super()._told(name, news, event_id)
        return Event(name, news, event_id)


class Despairing(Watch):
    """Takes a server that is busy for one that is away."""

    async def _ask(self) -> Any:
        news, error = await super()._ask()
        return news, error and RuntimeError(error)


class Insisting(Watch):
    """Comes back when it likes, whatever the server asks for."""

    async def _come_back(self) -> AsyncGenerator[Event, None]:
        self._at_least_s = 0
        async for event in super()._come_back():
            yield event


def forgetful(line: Line, subject: Subject, pace: Pace) -> Watch:
    return Watch(Forgetful(line.url, None), subject, pace=pace)


def a(kind: type[Watch]) -> MakeWatch:
    return lambda line, subject, pace: kind(line, subject, pace=pace)


@pytest.mark.parametrize(
    ("bug", "seen"),
    [
        (forgetful, ["eof-without-terminal", "cut-in-a-frame", "api-restart"]),
        (a(Hasty), ["eof-without-terminal", "cut-in-a-frame", "no-content", "lost-then-back"]),
        (a(Repeating), ["end-told-twice"]),
        (a(Believing), ["old-version", "duplicates", "percent-never-falls", "counts-never-fall"]),
        (a(Despairing), ["busy-while-polled"]),
        (a(Insisting), ["retry-hint", "busy"]),
    ],
    ids=[
        "drops Last-Event-ID",
        "EOF is done",
        "end twice",
        "last is newest",
        "busy is away",
        "no retry hint",
    ],
)
async def test_a_client_with_a_known_bug_does_not_pass(bug: MakeWatch, seen: list[str]) -> None:
    green = [name for name in seen if not await judged(KIT[name], bug)]
    assert green == []
