"""The API as a process: `python -m api.server`, which is uvicorn with its connections open to the streams.

Any ASGI server can serve `api.app:create_app`. This one lends each request its transport, so that streams,
and only they, get small buffers and notice peers that are gone without a word; it takes thousands of
connections at once, and no stream holds up its end.
"""

import argparse
import resource
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.app import create_app

BACKLOG = 16_384  # the kernel's own limit may be lower
GRACE_S = 2
MOST_HEARD = 4096  # bytes of a message to a WebSocket, which nobody expects


class Connection(HttpToolsProtocol):
    """HTTP/1.1 whose scope knows its transport."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["state"]["transport"] = self.transport


def config(app: FastAPI | Callable[[], FastAPI], **more: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=Connection,
        ws="websockets-sansio",
        ws_max_size=MOST_HEARD,
        backlog=BACKLOG,
        access_log=False,
        timeout_graceful_shutdown=GRACE_S,
        **more,
    )


def serve(app: Callable[[], FastAPI]) -> None:
    """Until a signal says that it is enough."""
    parser = argparse.ArgumentParser(prog="python -m api.server", description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8888)
    asked = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # some systems allow less than they say
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a stream is an open file
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config(app, host=asked.host, port=asked.port, factory=True)).run()


if __name__ == "__main__":
    serve(create_app)
