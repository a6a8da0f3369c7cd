"""What a call can come to instead of its good answer.

A `Saying` is given what would have been said: an answer's body, or a file.
"""

import asyncio
import json
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from callsheet.fakekie.wire import transport_of

PIECES = 20
R = TypeVar("R", bound=Response)


class File(NamedTuple):
    """`path` is where it lies."""

    body: bytes
    media_type: str
    path: str


Good = dict[str, Any] | File


@dataclass(frozen=True)
class Saying:
    """`name` is how the log calls it; `word` is another word for the state, where the answer has one."""

    name: str
    answer: Callable[[Good], Response] = field(repr=False, compare=False)
    word: str | None = None


class Hanging(Response):
    """Nothing is ever said, until the caller leaves or the server ends."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        leaving = asyncio.ensure_future(_left(receive))
        closing = asyncio.ensure_future(scope["app"].state.closing.wait())
        await asyncio.wait((leaving, closing), return_when=asyncio.FIRST_COMPLETED)
        for one in (leaving, closing):
            one.cancel()
        _abort(scope)


class Reset(Response):
    """The connection is reset before a word was said."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _abort(scope)


class Cut(Response):
    """Half of what was promised, then the connection ends."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        transport_of(scope).close()


class Dripping(Response):
    """Everything, but piece by piece."""

    pause_s = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        body = bytes(self.body)
        step = len(body) // PIECES + 1
        for at in range(0, len(body), step):
            await asyncio.sleep(self.pause_s)
            await send({"type": "http.response.body", "body": body[at : at + step], "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def code(number: int, message: str = "refused by script") -> Saying:
    """HTTP 200 whose body says otherwise, which is how Kie refuses."""
    return Saying(f"code {number}", lambda _: JSONResponse({"code": number, "msg": message, "data": None}))


def status(number: int) -> Saying:
    """A status of HTTP, with a gateway's page."""
    page = f"<html><body><h1>{number}</h1><p>The gateway had nothing better to say.</p></body></html>"
    return Saying(f"status {number}", lambda _: Response(page, number, media_type="text/html"))


def word(said: str) -> Saying:
    """The good answer with another word for the state; a family whose states are numbers says 7."""
    return Saying(f"word {said}", _good, said)


def moved(url: str) -> Saying:
    """A redirect, to anywhere."""
    return Saying(f"moved {url}", lambda _: Response(status_code=302, headers={"location": url}))


def drip(seconds: float) -> Saying:
    """The file, but so slowly that it takes that long."""

    def answer(good: Good) -> Response:
        response = _formed(Dripping, good)
        response.pause_s = seconds / PIECES
        return response

    return Saying(f"drip {seconds}", answer)


def _good(good: Good) -> Response:
    return _formed(Response, good)


def _formed(kind: type[R], good: Good) -> R:
    if isinstance(good, File):
        return kind(good.body, media_type=good.media_type)
    return kind(json.dumps(good), media_type="application/json")


def _elsewhere(good: Good) -> Response:
    assert isinstance(good, File)
    return Response(status_code=302, headers={"location": f"/elsewhere{good.path}"})


def _message(good: Good) -> Response:
    assert isinstance(good, dict)
    return JSONResponse({("message" if name == "msg" else name): value for name, value in good.items()})


OK = Saying("ok", _good)
MESSAGE = Saying("message", _message)
HANGS = Saying("hangs", lambda _: Hanging())
RESETS = Saying("resets", lambda _: Reset())
GARBAGE = Saying("garbage", lambda _: Response('{"code": 200, "msg": "succ', media_type="application/json"))
NO_DATA = Saying("no data", lambda _: JSONResponse({"code": 200, "msg": "success", "data": {}}))
CUT = Saying("cut", lambda good: _formed(Cut, good))
ELSEWHERE = Saying("elsewhere", _elsewhere)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _abort(scope: Scope) -> None:
    """With RST instead of FIN: what lingers, lingers for no time at all."""
    transport = transport_of(scope)
    connection: socket.socket | None = transport.get_extra_info("socket")
    if connection is not None and not transport.is_closing():
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
