"""Files behind links that others wrote: piece by piece, bounded, and never from inside our own network.

Every hop is checked as it is taken, redirects included. Only origins that were configured may be anywhere.
"""

import asyncio
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Collection
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import cached_property

import httpcore
import httpx

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.generator import LinkDead, Sink
from activities.providers.wire.delays import retry_after
from reaching import PublicOnly
from receivers import ReceiverRefused, check_url

MOST_REDIRECTS = 5
LONGEST_URL = 8192
"""Signed links are long."""
LONGEST_REASON = 200
WHOLE_S = 900.0
SILENCE_S = 30.0
CONNECT_S = 15.0
REDIRECTS = (301, 302, 303, 307, 308)
DEAD = (403, 404, 410)
PASSING = (408, 425, 429)
PLAIN = ("", "identity", "aws-chunked")
"""The last is a trace of the upload that object stores tell; the body is plain."""
BROKEN = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    OSError,
    UnicodeError,  # a name with a label that is too long
)
MOST_RESUMES = 3
WHOLE, RANGED = 200, 206


@dataclass
class _Come:
    """What is here of the file, and by what its rest is known to be of the same one."""

    bytes: int = 0
    tag: str = ""


class Fetcher:
    """`origins` are the providers' own URLs, of which scheme, host and port count.

    `whole_s` bounds a whole file, `silence_s` the wait for its next piece.
    """

    def __init__(
        self, origins: Collection[str] = (), whole_s: float = WHOLE_S, silence_s: float = SILENCE_S
    ) -> None:
        self._origins = {_origin(httpx.URL(url)) for url in origins}
        self._whole_s, self._silence_s = whole_s, silence_s

    async def fetch(self, url: str, sink: Sink, most_bytes: int) -> None:
        """Raises `LinkDead`, `ProviderBusy` for what may pass, and `ProviderRejected`. What went into the
        sink before is to be thrown away then."""
        limit = asyncio.timeout(self._whole_s)
        try:
            async with limit, aclosing(self._pieces(url, most_bytes)) as pieces:
                async for piece in pieces:
                    await sink(piece)
        except TimeoutError as late:
            if not limit.expired():
                raise
            message = f"The file did not come whole within {self._whole_s:g} seconds"
            raise ProviderBusy(message, code="link-timeout") from late

    async def _pieces(self, url: str, most_bytes: int) -> AsyncGenerator[bytes]:
        """A cut is mended where the server knows the file by a tag."""
        come = _Come()
        for left in reversed(range(MOST_RESUMES + 1)):
            before = come.bytes
            try:
                async with self._opened(url, come) as response:
                    _check(response, come, most_bytes)
                    async for piece in response.aiter_stream():
                        come.bytes += len(piece)
                        if come.bytes > most_bytes:
                            raise _too_large(most_bytes)
                        yield piece
                return
            except ReceiverRefused as refused:
                words = f"The link is not followed: {refused}"[:LONGEST_REASON]
                raise ProviderRejected("link-refused", words) from refused
            except BROKEN as broken:
                if not (left and come.tag and come.bytes > before):
                    message = "The file could not be reached, or the connection broke in its middle"
                    raise ProviderBusy(message, code="link-broken") from broken

    @asynccontextmanager
    async def _opened(self, url: str, come: _Come) -> AsyncIterator[httpcore.Response]:
        """The first answer that is no redirect."""
        for _ in range(MOST_REDIRECTS + 1):
            hosts = self._anywhere(url)
            address = check_url(url, hosts, longest=LONGEST_URL)
            async with self._asked(address, hosts, come) as response:
                if response.status not in REDIRECTS:
                    yield response
                    return
                url = _next(address, response)
        raise ProviderRejected("link-refused", f"The link leads on more than {MOST_REDIRECTS} times")

    @asynccontextmanager
    async def _asked(
        self, url: httpx.URL, hosts: Collection[str], come: _Come
    ) -> AsyncIterator[httpcore.Response]:
        where = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "Callsheet"}
        if come.bytes:
            headers |= {"Range": f"bytes={come.bytes}-", "If-Range": come.tag}
        times = {"connect": CONNECT_S, "read": self._silence_s, "write": self._silence_s}
        network = PublicOnly(hosts)
        async with (
            httpcore.AsyncConnectionPool(self._tls, network_backend=network) as pool,
            pool.stream(
                "GET", where, headers=list(headers.items()), extensions={"timeout": times}
            ) as response,
        ):
            yield response

    def _anywhere(self, url: str) -> tuple[str, ...]:
        """The host, where this is one of the origins."""
        try:
            found = httpx.URL(url)
        except httpx.InvalidURL:
            return ()
        return (_origin(found)[1],) if _origin(found) in self._origins else ()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpx.create_ssl_context()


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    port = url.port or {"http": 80, "https": 443}.get(url.scheme)
    return url.scheme, url.raw_host.decode("ascii").lower(), port


def _next(url: httpx.URL, response: httpcore.Response) -> str:
    location = httpx.Headers(response.headers).get("location", "")
    try:
        return str(url.join(location)) if location else ""
    except httpx.InvalidURL:
        return ""


def _check(response: httpcore.Response, come: _Come, most_bytes: int) -> None:
    """Whether what follows is the file, or its rest, and small enough; its tag is noted."""
    headers = httpx.Headers(response.headers)
    if refused := _refusal(response.status, headers, bool(come.bytes)):
        raise refused
    if headers.get("content-encoding", "").strip().lower() not in PLAIN:
        raise ProviderRejected("result-packed", "The file comes packed, though it was asked for as it is")
    if response.status == RANGED and not headers.get("content-range", "").startswith(f"bytes {come.bytes}-"):
        raise ProviderBusy("The rest of the file does not begin where it was cut", code="link-broken")
    length = headers.get("content-length", "")
    if length.isdecimal() and come.bytes + int(length) > most_bytes:
        raise _too_large(most_bytes)
    tag = headers.get("etag", "")
    come.tag = tag if tag.startswith('"') else ""


def _refusal(status: int, headers: httpx.Headers, resumes: bool) -> Exception | None:
    if status == (RANGED if resumes else WHOLE):
        return None
    if status in DEAD:
        return LinkDead(f"The link to the file answers {status}")
    if status in PASSING or status >= 500 or resumes:
        delay = retry_after(headers, {})
        return ProviderBusy(f"The link to the file answers {status}", delay, code="link-busy")
    return ProviderRejected("link-refused", f"The link to the file answers {status}")


def _too_large(most_bytes: int) -> ProviderRejected:
    return ProviderRejected("result-too-large", f"The file is larger than {most_bytes} bytes")
