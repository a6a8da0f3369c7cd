"""A receiver of webhooks on loopback: verifies every signature, answers as scripted, remembers what came.

async with receiver(secret) as there:
    there.script = [500, (429, {"Retry-After": "2"})]   # the next two; then 204
    ... "notify": {"webhookUrl": there.url} ...
    (told,) = await there.told(1)                        # messages that it took
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import uvicorn
from standardwebhooks import Webhook

from tests.support.house import QuietServer

Message = dict[str, Any]
Says = int | tuple[int, dict[str, str]]
HANGS = 0


class Arrival(NamedTuple):
    id: str
    headers: dict[str, str]
    raw: bytes
    message: Message
    status: int


class Receiver:
    """A script's `HANGS` keeps the caller waiting until it leaves."""

    def __init__(self, secret: str) -> None:
        self.url = ""
        self.script: list[Says] = []
        self.arrivals: list[Arrival] = []
        self.hanging = 0
        self._webhook = Webhook(secret)
        self._changed = asyncio.Condition()

    async def arrived(self, count: int) -> list[Arrival]:
        """All arrivals, once there are so many."""
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(lambda: len(self.arrivals) >= count)
        return self.arrivals

    async def told(self, count: int) -> list[Message]:
        """What it took, once it took so much."""

        def taken() -> list[Message]:
            return [one.message for one in self.arrivals if 200 <= one.status < 300]

        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(lambda: len(taken()) >= count)
        return taken()

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        raw = await _body(receive)
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        message = self._webhook.verify(raw, headers)
        says = self.script.pop(0) if self.script else 204
        status, more = says if isinstance(says, tuple) else (says, {})
        self.arrivals.append(Arrival(headers["webhook-id"], headers, raw, message, status))
        async with self._changed:
            self._changed.notify_all()
        if status == HANGS:
            self.hanging += 1
            while (await receive())["type"] != "http.disconnect":
                pass
            self.hanging -= 1
            return
        answer = [(name.lower().encode(), value.encode()) for name, value in more.items()]
        body = b"" if status == 204 else json.dumps({"said": status}).encode()
        await send({"type": "http.response.start", "status": status, "headers": answer})
        await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def receiver(secret: str, **tls: Any) -> AsyncIterator[Receiver]:
    there = Receiver(secret)
    config = uvicorn.Config(
        there, port=0, lifespan="off", log_config=None, timeout_graceful_shutdown=0, **tls
    )
    server = QuietServer(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        assert not serving.done(), serving.result()
        await asyncio.sleep(0.005)
    there.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/hook"
    try:
        yield there
    finally:
        server.should_exit = True
        await serving


async def _body(receive: Callable[[], Awaitable[Message]]) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body
