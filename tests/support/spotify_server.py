"""Spotify on loopback: tokens and the Web API, does what it is told, remembers who asked for what.

    async with spotify_server() as server:
        server.fail(rate_limited("2"))                           # the next call of all
        server.fail(forbidden(), "/top-tracks", times=None)      # every call of a path that holds that
        server.revoked.add("caller-token")                       # 401 from now on
        ... Settings(spotify_url=server.url, spotify_accounts_url=server.accounts_url,
                     spotify_client_id=server.client_id, spotify_client_secret=server.client_secret) ...
        [(call.path, call.query, call.token) for call in server.arrivals]

Any token is taken but revoked ones; those of client credentials are `app-token-1`, `app-token-2`, ...
"""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

import uvicorn

from tests.support.house import QuietServer
from tests.support.spotify_answers import Answer, Answers
from tests.support.spotify_catalogue import CATALOGUE, Catalogue
from tests.support.spotify_replies import Call
from tests.support.vision_replies import Reply, Send, answering

Receive = Callable[[], Awaitable[dict[str, Any]]]


class SpotifyServer:
    """An ASGI application; `arrivals` in the order of their coming."""

    client_id = "callsheet-app"
    client_secret = "callsheet-secret-7f"

    def __init__(self, catalogue: Catalogue) -> None:
        self.url = self.accounts_url = ""
        self._catalogue = catalogue
        self._came = asyncio.Condition()
        self._closing = asyncio.Event()
        self.forget()

    def forget(self) -> None:
        """As if it had just begun."""
        self.arrivals: list[Call] = []
        self.issued: list[str] = []
        self.revoked: set[str] = set()
        self.expires_in = 3600
        self.most_per_page = 50
        self._faults: list[tuple[str, Reply, int | None]] = []

    def fail(self, reply: Reply, on: str = "", times: int | None = 1) -> None:
        """What the next `times` calls hear whose path holds `on`; None: all to come."""
        self._faults.append((on, reply, times))

    def of(self, part: str) -> list[Call]:
        """The calls whose path holds that."""
        return [call for call in self.arrivals if part in call.path]

    async def arrived(self, count: int) -> list[Call]:
        """All arrivals, once there are so many."""
        async with self._came:
            await self._came.wait_for(lambda: len(self.arrivals) >= count)
        return self.arrivals

    def close(self) -> None:
        """Whoever still waits for an answer is cut off."""
        self._closing.set()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        form = dict(parse_qsl((await _body(receive)).decode()))
        query = dict(parse_qsl(scope["query_string"].decode()))
        call = Call(time.monotonic(), headers, form, method=scope["method"], path=scope["path"], query=query)
        call.good = self._good(call)
        self.arrivals.append(call)
        async with self._came:
            self._came.notify_all()
        status, good = call.good
        chosen = self._fault(call.path) or answering(json.dumps(good), status)
        doing = [chosen(call, send), receive(), self._closing.wait()]
        tasks = [asyncio.ensure_future(one) for one in doing]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        said = tasks[0].done()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if said:
            tasks[0].result()
        else:
            call.left.set()

    def _fault(self, path: str) -> Reply | None:
        for number, (on, reply, times) in enumerate(self._faults):
            if on in path:
                if times is not None:
                    self._faults[number : number + 1] = [(on, reply, times - 1)] if times > 1 else []
                return reply
        return None

    def _good(self, call: Call) -> Answer:
        if call.path == "/accounts/api/token":
            return self._token(call)
        if not call.token or call.token in self.revoked:
            message = "The access token expired" if call.token else "No token provided"
            return 401, {"error": {"status": 401, "message": message}}
        answers = Answers(self._catalogue, self.url)
        answers.most = self.most_per_page
        return answers.answer(call.path.removeprefix("/v1"), call.query)

    def _token(self, call: Call) -> Answer:
        ours = base64.b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()
        if call.method != "POST" or call.headers.get("authorization") != f"Basic {ours}":
            return 400, {"error": "invalid_client", "error_description": "Invalid client"}
        if call.body != {"grant_type": "client_credentials"}:
            return 400, {"error": "unsupported_grant_type"}
        self.issued.append(f"app-token-{len(self.issued) + 1}")
        return 200, {
            "access_token": self.issued[-1],
            "token_type": "Bearer",
            "expires_in": self.expires_in,
        }


@asynccontextmanager
async def spotify_server(catalogue: Catalogue = CATALOGUE) -> AsyncIterator[SpotifyServer]:
    """On a port of its own, in this process and its loop."""
    spotify = SpotifyServer(catalogue)
    config = uvicorn.Config(
        spotify, port=0, lifespan="off", log_level="critical", access_log=False, timeout_graceful_shutdown=5
    )
    server = QuietServer(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        assert not serving.done(), serving.result()
        await asyncio.sleep(0.005)
    root = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    spotify.url, spotify.accounts_url = f"{root}/v1", f"{root}/accounts"
    try:
        yield spotify
    finally:
        spotify.close()
        server.should_exit = True
        await serving


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)
