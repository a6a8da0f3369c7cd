"""Server-sent events: the head at once, a comment in every silence, who does not read is dropped.

A moment is encoded once, however many watch the same job. sse-starlette writes the frames; its response class
costs several times the memory and the work of this one (`python -m bench streams`).
"""

import json
from asyncio import Transport
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, NamedTuple

from sse_starlette import ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.cursor import Moment, Seen
from api.errors import Problem
from api.feed import Feed
from api.line import LAST, Line
from api.links import Links
from api.watcher import View
from settings import Settings
from workflows.contracts.job import Job

HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"connection", b"close"),  # the socket is tuned for a stream; no download may follow on it
)
KNOWN_MOMENTS = 256
OWN = (Moment.SNAPSHOT, Moment.RESET)  # said once to each viewer, with what is true at that instant


class Frame(NamedTuple):
    """One event; unnamed ones reach `onmessage`, those without id are not durable."""

    data: Any
    event_id: str | None = None
    event: str | None = None

    def encoded(self) -> bytes:
        """ASCII alone, so that no parser takes a character of another alphabet for the end of a line."""
        data = json.dumps(self.data, separators=(",", ":"))
        return ServerSentEvent(data, event=self.event, id=self.event_id, sep="\n").encode()


FramesOf = Callable[[Seen, Links], Iterable[Frame]]


class Subject(NamedTuple):
    """What a stream is about, and how it is told.

    `after` is the event id of a viewer who returns; `last_words` are said once all the jobs have ended and
    none is `open_again` (reset by an operator, or carried on); with `joining` others may follow, and it does
    not end.
    """

    jobs: Sequence[Job]
    frames_of: FramesOf
    after: str | None = None
    last_words: Frame | None = None
    open_again: Callable[[], Awaitable[Sequence[Job]]] | None = None
    joining: Callable[[View], AbstractContextManager[None]] | None = None


class Streams:
    """All open streams of this process: how many each owner has, and the bytes they share."""

    def __init__(self, feed: Feed, links: Links, settings: Settings) -> None:
        self.feed, self.settings = feed, settings
        self._links = links
        self._open: Counter[str] = Counter()
        self._lines: set[Line] = set()
        self._known: dict[tuple[FramesOf, Moment, int], tuple[Job, bytes]] = {}

    @property
    def open(self) -> int:
        return self._open.total()

    def respond(self, subject: Subject, owner: str | None) -> Response:
        return EventStream(self, subject, owner or "")

    def close(self) -> None:
        """End them all, with a hint when to come back."""
        self.feed.close()
        for line in self._lines:
            line.hurry()

    @contextmanager
    def place(self, owner: str) -> Iterator[None]:
        """One of the owner's streams, while it is open. Raises `Problem` where there is none left."""
        cap = self.settings.stream_cap
        if self._open[owner] >= cap:
            detail = f"Maximum {cap} concurrent SSE connections allowed"
            raise Problem(429, "too-many-streams", detail, headers={"Retry-After": "5"})
        self._open[owner] += 1
        try:
            yield
        finally:
            self._open[owner] -= 1
            if not self._open[owner]:
                del self._open[owner]

    @contextmanager
    def hurrying(self, line: Line) -> Iterator[None]:
        """Inside, the line does not hold up the end of the process."""
        self._lines.add(line)
        try:
            yield
        finally:
            self._lines.discard(line)

    def encode(self, frames_of: FramesOf, seen: Seen) -> bytes:
        """A moment's bytes: made for the first viewer, the same for all others of this kind of stream."""
        if seen.moment in OWN:
            return self._encode(frames_of, seen)
        key = frames_of, seen.moment, id(seen.job)  # the job is kept beside, so its id stays its own
        if key not in self._known:
            self._known[key] = seen.job, self._encode(frames_of, seen)
            if len(self._known) > KNOWN_MOMENTS:
                del self._known[next(iter(self._known))]
        return self._known[key][1]

    def _encode(self, frames_of: FramesOf, seen: Seen) -> bytes:
        return b"".join(frame.encoded() for frame in frames_of(seen, self._links))


class EventStream(Response):
    """Takes its place among the owner's streams when it begins, and surely leaves it.

    The head goes out through every middleware; the rest is said from the door (`api.guard`), when routing and
    all else that a request needs is gone: a third of what an open stream would weigh.
    """

    def __init__(self, streams: Streams, subject: Subject, owner: str) -> None:
        self.status_code, self.background, self.raw_headers = 200, None, list(HEADERS)
        self._streams, self._subject, self._owner = streams, subject, owner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        head = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        if scope["method"] == "HEAD":
            await send(head)
            await send(LAST)
            return
        scope["talks"].append(await self._begin(scope, send, head))

    async def _begin(self, scope: Scope, send: Send, head: Message) -> "Talk":
        subject, joining = self._subject, self._subject.joining
        with ExitStack() as held:
            held.enter_context(self._streams.place(self._owner))
            view = held.enter_context(self._streams.feed.viewing(endless=joining is not None))
            if joining:
                held.enter_context(joining(view))
            for job in subject.jobs:
                view.follow(job, subject.after)
            await send(head)
            return Talk(self._streams, subject, view, scope.get("state", {}).get("transport"), held.pop_all())


class Talk:
    """What is left of a response once its head is out."""

    __slots__ = ("_frames_of", "_held", "_last_words", "_open_again", "_streams", "_transport", "_view")

    def __init__(
        self, streams: Streams, subject: Subject, view: View, transport: Transport | None, held: ExitStack
    ) -> None:
        self._streams, self._frames_of, self._last_words = streams, subject.frames_of, subject.last_words
        self._view, self._transport, self._held = view, transport, held
        self._open_again = subject.open_again

    def close(self) -> None:
        self._held.close()

    async def run(self, receive: Receive, send: Send) -> None:
        view, feed = self._view, self._streams.feed
        async with Line(send, receive, view, self._transport, self._streams.settings) as line:
            self._held.enter_context(self._streams.hurrying(line))
            await line.hint()
            while not feed.closing and not (view.over and await self._is_over()):
                await line.news()
                while not feed.closing and (said := self._read()):
                    await line.say(said)
            if feed.closing:
                await line.hint()
            elif self._last_words and not (view.lost or view.closed):
                await line.say(self._last_words.encoded())
            await line.end()

    async def _is_over(self) -> bool:
        """Whether the jobs that have ended are all there are."""
        if self._open_again and not (self._view.closed or self._view.lost):
            for job in await self._open_again():
                self._view.follow(job)
        return self._view.over

    def _read(self) -> bytes:
        """What one job's viewers hear next; empty: nothing for now."""
        while seen := self._view.read():
            if said := b"".join([self._streams.encode(self._frames_of, one) for one in seen]):
                return said
        return b""


def last_event_id(request: Request) -> str | None:
    """The header of a reconnecting `EventSource`, or what a script says in the address."""
    query = request.query_params
    return request.headers.get("last-event-id") or query.get("lastEventId") or query.get("after")
