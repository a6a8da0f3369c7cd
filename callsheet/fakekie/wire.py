"""uvicorn on loopback, with answers that can reach the connection that they are given on."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from typing import cast

import uvicorn
from starlette.types import ASGIApp, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HOST = "127.0.0.1"
_TRANSPORT = "callsheet.fakekie.transport"


class OpenProtocol(HttpToolsProtocol):
    """Tells the application its transport: what no other server should do, this one must."""

    def on_headers_complete(self) -> None:
        cast("Scope", self.scope)[_TRANSPORT] = self.transport
        super().on_headers_complete()


class QuietServer(uvicorn.Server):
    """Leaves the process's signals to whoever runs it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def transport_of(scope: Scope) -> asyncio.Transport:
    return cast("asyncio.Transport", scope[_TRANSPORT])


@contextlib.asynccontextmanager
async def listening(app: ASGIApp, port: int, closing: asyncio.Event) -> AsyncIterator[str]:
    """The address; port 0 is any that is free. `closing` is set when nobody should be kept waiting any more.

    Raises `OSError` where the port is taken.
    """
    taken = socket.create_server((HOST, port))
    config = uvicorn.Config(
        app,
        http=OpenProtocol,
        ws="none",
        lifespan="off",
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=60,
    )
    server = QuietServer(config)
    serving = asyncio.create_task(server.serve(sockets=[taken]))
    while not server.started:
        if serving.done():
            serving.result()
        await asyncio.sleep(0.005)
    try:
        yield f"http://{HOST}:{taken.getsockname()[1]}"
    finally:
        closing.set()
        server.should_exit = True
        await serving
