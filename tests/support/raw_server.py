"""Servers on loopback that say exactly these bytes, and a canary that must hear nothing.

async with raw_server(lambda asked: whole(b"picture")) as there:
    ... there.url, there.heard ...
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

CUT = b""
"""In an answer: the connection is reset here."""


class Asked(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answer = Callable[[Asked], AsyncIterator[bytes]]


class RawServer:
    """`heard` are the calls in order, `connections` how often somebody connected."""

    def __init__(self, answer: Answer) -> None:
        self.url, self.port = "", 0
        self.heard: list[Asked] = []
        self.connections = 0
        self._answer = answer

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            pairs = (line.split(": ", 1) for line in lines if line)
            headers = {name.lower(): value for name, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            method, path, _ = first.split(" ")
            asked = Asked(method, path, headers, body)
            self.heard.append(asked)
            async for piece in self._answer(asked):
                if piece == CUT:
                    writer.transport.abort()
                    return
                writer.write(piece)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def raw_server(answer: Answer, host: str = "127.0.0.1") -> AsyncIterator[RawServer]:
    there = RawServer(answer)
    server = await asyncio.start_server(there, host, 0)
    there.port = server.sockets[0].getsockname()[1]
    there.url = f"http://{f'[{host}]' if ':' in host else host}:{there.port}"
    async with server:
        yield there


@asynccontextmanager
async def canary() -> AsyncIterator[RawServer]:
    """Whoever connects was led astray; on every address of this machine."""
    async with raw_server(lambda _: whole(b"secret"), "::") as there:
        yield there
    assert there.connections == 0


async def says(status: int, body: bytes = b"", **headers: str) -> AsyncIterator[bytes]:
    """`content_length` may claim another length than comes, or, empty, none."""
    told = {"content-length": str(len(body))} | {name.replace("_", "-"): headers[name] for name in headers}
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in told.items() if value)]
    yield "\r\n".join([*lines, "", ""]).encode()
    if body:
        yield body


def whole(body: bytes) -> AsyncIterator[bytes]:
    return says(200, body)
