"""One connection that events go out on: never silent for long, and never blocked for long.

The server lends its transport in the request's scope (`api.server`). Without it a stream works as well, but a
peer that is gone without a word is noticed late, and one that does not read keeps its socket.
"""

import asyncio
import logging
import random
import socket
import struct
from contextlib import suppress
from types import TracebackType
from typing import Any

from starlette.types import Receive, Send

from api.errors import Problem
from api.watcher import View
from settings import Settings

log = logging.getLogger("callsheet.streams")
ROOM = 16_384  # bytes that wait in the kernel, and again here, before a send blocks
UNANSWERED_MS = 25_000  # with the heartbeat before it, who vanished is gone within 45 s
HURRIED_S = 1.0
RESET = struct.pack("ii", 1, 0)
USER_TIMEOUT = getattr(socket, "TCP_USER_TIMEOUT", None)  # Linux
HEARTBEAT = b": heartbeat\n\n"
LAST: dict[str, Any] = {"type": "http.response.body", "body": b"", "more_body": False}


class Line:
    """`news` and `say` are for one task; whoever hangs up closes the view, which ends its waiting."""

    def __init__(
        self,
        send: Send,
        receive: Receive,
        view: View,
        transport: asyncio.Transport | None,
        settings: Settings,
    ) -> None:
        self._send, self._receive, self._view, self._transport = send, receive, view, transport
        self._silence_s, self._slowest_s = settings.stream_heartbeat_s, settings.stream_send_timeout_s
        self._loop = asyncio.get_running_loop()
        self._since = self._loop.time()
        self._sending = False
        self._limit = asyncio.timeout(None)

    async def __aenter__(self) -> "Line":
        if self._transport:
            _tune(self._transport)
        self._listening = asyncio.create_task(self._listen())
        self._timer = self._loop.call_later(min(self._silence_s, self._slowest_s), self._look)
        await self._limit.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._timer.cancel()
        self._listening.cancel()
        with suppress(TimeoutError):
            await self._limit.__aexit__(kind, error, trace)
        return self._limit.expired()

    async def news(self) -> None:
        """Wait until there is something to read; a silence is filled meanwhile."""
        await self._view.changed()
        if not self._view.over and self._loop.time() - self._since >= self._silence_s:
            await self.say(HEARTBEAT)

    async def hint(self) -> None:
        """When to come back, spread so that not all come at once."""
        await self.say(b"retry: %d\n\n" % (2000 + random.randrange(3000)))  # noqa: S311 (no secret)

    async def say(self, said: bytes) -> None:
        await self._put({"type": "http.response.body", "body": said, "more_body": True})

    async def end(self) -> None:
        await self._put(LAST)

    def hurry(self) -> None:
        """The process goes down: nobody is waited for much longer."""
        self._slowest_s = min(self._slowest_s, HURRIED_S)
        self._timer.cancel()
        self._look()

    async def _put(self, message: dict[str, Any]) -> None:
        self._since, self._sending = self._loop.time(), True
        await self._send(message)
        self._sending = False

    async def _listen(self) -> None:
        """A stream's client has nothing more to say; it can only go."""
        with suppress(Problem):  # more than a request may bring
            while (await self._receive())["type"] != "http.disconnect":
                pass
        self._view.close()

    def _look(self) -> None:
        """The only timer of a stream: it costs nothing per frame."""
        passed = self._loop.time() - self._since
        left = (self._slowest_s if self._sending else self._silence_s) - passed
        if left <= 0 and self._sending:
            self._drop()
            return
        if left <= 0:
            self._view.wake()
            left = self._silence_s
        self._timer = self._loop.call_later(min(left, self._slowest_s), self._look)

    def _drop(self) -> None:
        log.info("a client that read nothing for %g s is dropped", self._slowest_s)
        if self._transport:
            _abort(self._transport)
        else:
            self._limit.reschedule(self._loop.time())


def _tune(transport: asyncio.Transport) -> None:
    transport.set_write_buffer_limits(high=ROOM)
    link = transport.get_extra_info("socket")
    with suppress(OSError):  # not every socket is TCP
        link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
        if USER_TIMEOUT is not None:
            link.setsockopt(socket.IPPROTO_TCP, USER_TIMEOUT, UNANSWERED_MS)


def _abort(transport: asyncio.Transport) -> None:
    """Gone at once, from the kernel too: `close` would wait for the peer to read."""
    with suppress(OSError):
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    transport.abort()
