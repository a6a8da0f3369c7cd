"""Clients with a will of their own: bare sockets that read when they are told to, or never."""

import asyncio
import re
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

HEAD_END = b"\r\n\r\n"
CHUNK = re.compile(rb"([0-9a-f]+)\r\n")


async def asking(
    url: str, path: str, method: str = "GET", room: int = 0, headers: Mapping[str, str] | None = None
) -> socket.socket:
    """A connection that has sent its request; `room` is its SO_RCVBUF."""
    address = urlsplit(url)
    link = socket.socket()
    if room:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    link.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(link, (address.hostname, address.port))
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    await loop.sock_sendall(link, ("\r\n".join(lines) + "\r\n\r\n").encode())
    return link


async def answer(link: socket.socket, until: bytes = b"") -> bytes:
    """What came until that word, or to the end."""
    loop, got = asyncio.get_running_loop(), b""
    async with asyncio.timeout(20):
        while not (until and until in got) and (data := await loop.sock_recv(link, 65_536)):
            got += data
    return got


def body(raw: bytes) -> str:
    """A chunked answer without its head and its chunks' lengths."""
    rest, told = raw.partition(HEAD_END)[2], b""
    while found := CHUNK.match(rest):
        size = int(found[1], 16)
        told += rest[found.end() : found.end() + size]
        rest = rest[found.end() + size + 2 :]
    return told.decode()
