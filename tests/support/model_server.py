"""A model's API on loopback: speaks chat/completions, does what it is told, remembers who came when.

    server.script(failing(429, headers={"Retry-After": "2"}), ok())   # the next two calls of all
    server.latency_s = 0.2                                            # every call takes that long
    ... base URL server.url ...
    [(arrival.at, arrival.model, arrival.key) for arrival in server.arrivals]

Calls without a script are answered well.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import uvicorn

from tests.support.house import QuietServer
from tests.support.vision_replies import Arrival, Reply, Send, after, answering

Receive = Callable[[], Awaitable[dict[str, Any]]]
PATH = "/v1/chat/completions"


class ModelServer:
    """An ASGI application; `arrivals` as they came, `usual` is what is answered without a script."""

    def __init__(self, usual: Reply) -> None:
        self.url = ""
        self.latency_s = 0.0
        self.arrivals: list[Arrival] = []
        self._next: deque[Reply] = deque()
        self._usual = usual
        self._came = asyncio.Condition()
        self._closing = asyncio.Event()

    def script(self, *replies: Reply) -> None:
        """What is answered next, in that order."""
        self._next.extend(replies)

    def always(self, reply: Reply) -> None:
        """What is answered where no script is left."""
        self._usual = reply

    @property
    def most_at_once(self) -> int:
        """How many calls were under way at a time, at most."""
        moments = [(arrival.at, 1) for arrival in self.arrivals]
        moments += [(arrival.ended, -1) for arrival in self.arrivals if arrival.ended is not None]
        most = now = 0
        for _, change in sorted(moments):  # at the same moment, who leaves goes first
            now += change
            most = max(most, now)
        return most

    async def arrived(self, count: int) -> list[Arrival]:
        """All arrivals, once there are so many."""
        async with self._came:
            await self._came.wait_for(lambda: len(self.arrivals) >= count)
        return self.arrivals

    def close(self) -> None:
        """Whoever still waits for an answer is cut off."""
        self._closing.set()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        at = time.monotonic()
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        body = await _body(receive)
        if (scope["method"], scope["path"]) != ("POST", PATH):
            await answering("Not Found", 404)(Arrival(at, headers, {}), send)
            return
        arrival = Arrival(at, headers, json.loads(body))
        self.arrivals.append(arrival)
        async with self._came:
            self._came.notify_all()

        async def stamping(message: dict[str, Any]) -> None:
            if not message.get("more_body") and message["type"] == "http.response.body":
                arrival.ended = time.monotonic()  # before the caller can know, and call again
            await send(message)

        await self._reply(arrival, receive, stamping)
        arrival.ended = arrival.ended or time.monotonic()

    async def _reply(self, arrival: Arrival, receive: Receive, send: Send) -> None:
        """Until it is said, or the caller hangs up."""
        saying = asyncio.ensure_future(after(self.latency_s, self.chosen(arrival))(arrival, send))
        leaving = asyncio.ensure_future(receive())
        closing = asyncio.ensure_future(self._closing.wait())
        _, left = await asyncio.wait((saying, leaving, closing), return_when=asyncio.FIRST_COMPLETED)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        if saying in left:
            arrival.left.set()
        else:
            saying.result()

    def chosen(self, arrival: Arrival) -> Reply:
        return self._next.popleft() if self._next else self._usual


@asynccontextmanager
async def serving(model: ModelServer) -> AsyncIterator[None]:
    """On a port of its own, in this process and its loop."""
    config = uvicorn.Config(
        model,
        port=0,
        lifespan="off",
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=60,
    )
    server = QuietServer(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        assert not task.done(), task.result()
        await asyncio.sleep(0.005)
    model.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/v1"
    try:
        yield
    finally:
        model.close()
        server.should_exit = True
        await task


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)
