"""One file on its way here: what broke goes on where it was, and what came is what was promised."""

import asyncio
import hashlib
import mimetypes
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path, PurePosixPath

import anyio
import httpx
from anyio import to_thread

from callsheet.uploading import OnBytes
from callsheet.wire import Damaged, Line, Refused, Unreachable

TRIES = 4
UNSATISFIABLE = 416


@dataclass(frozen=True)
class Wanted:
    """`sha256` is what the bytes have to come to, where that is known."""

    link: str
    to: anyio.Path
    named: bool = False
    suffixed: bool = False
    sha256: str | None = None
    told: OnBytes | None = None


class Download:
    """A file whose digest is known is begun under a name of its own, so that a later one goes on with it."""

    def __init__(self, line: Line, wanted: Wanted, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._line, self._wanted, self._sleep = line, wanted, sleep
        mark = wanted.sha256[:16] if wanted.sha256 else secrets.token_hex(4)
        self._part = wanted.to.with_name(f".{wanted.to.name}.{mark}.part")
        self._etag: str | None = None
        self._suffix = ""

    async def run(self) -> anyio.Path:
        """Where the file is, whole. Raises `Refused`, `Unreachable` or `Damaged`."""
        await self._part.parent.mkdir(parents=True, exist_ok=True)
        done = goes_on = False
        try:
            await self._come()
            done = True
        except (Unreachable, asyncio.CancelledError):
            goes_on = self._wanted.sha256 is not None
            raise
        finally:
            if not done and not goes_on:
                with anyio.CancelScope(shield=True):
                    await self._part.unlink(missing_ok=True)
        to = self._wanted.to
        return await self._part.replace(to.with_name(to.name + self._suffix))

    async def _come(self) -> None:
        broken = damaged = 0
        while True:
            before = await self._here()
            try:
                await self._go_on(before)
            except Unreachable:
                broken = 1 if await self._here() > before else broken + 1
                if broken == TRIES:
                    raise
                await self._sleep(min(0.5 * 2 ** (broken - 1), 4))
                continue
            if await self._is_right():
                return
            await self._part.unlink()
            damaged += 1
            if damaged > (before > 0):  # one that was begun earlier may have been of something else
                raise Damaged(self._line.absolute(self._wanted.link))

    async def _go_on(self, start: int) -> None:
        headers = {"Accept-Encoding": "identity"}
        if start:
            headers |= {"Range": f"bytes={start}-"} | ({"If-Range": self._etag} if self._etag else {})
        link, named = self._wanted.link, self._wanted.named
        try:
            async with self._line.fetch(link, named=named, headers=headers) as answer:
                self._etag = _strong(answer.headers.get("etag"))
                self._suffix = _suffix(answer.headers) if self._wanted.suffixed else ""
                await self._keep(answer, start if _from(answer) == start else 0)
        except Refused as error:
            if error.status != UNSATISFIABLE or not start:
                raise  # else all of it is here already, which its digest will tell

    async def _keep(self, answer: httpx.Response, start: int) -> None:
        size = start + int(answer.headers.get("content-length", 0))
        async with await self._part.open("ab" if start else "wb") as file:
            async for chunk in answer.aiter_bytes():
                await file.write(chunk)
                start += len(chunk)
                if self._wanted.told:
                    self._wanted.told(start, max(size, start))

    async def _here(self) -> int:
        """Bytes to go on from: none where nobody could tell whether they are of the same file."""
        if not (self._etag or self._wanted.sha256):
            return 0
        try:
            return (await self._part.stat()).st_size
        except FileNotFoundError:
            return 0

    async def _is_right(self) -> bool:
        wanted = self._wanted.sha256
        return wanted is None or await to_thread.run_sync(digest, Path(self._part)) == wanted.lower()


def _from(answer: httpx.Response) -> int:
    """The first byte that comes."""
    told = re.match(r"bytes (\d+)-", answer.headers.get("content-range", ""))
    return int(told[1]) if told and answer.status_code == httpx.codes.PARTIAL_CONTENT else 0


def _strong(etag: str | None) -> str | None:
    """A weak one does not promise the same bytes."""
    return None if etag is None or etag.startswith("W/") else etag


def digest(path: Path) -> str:
    """SHA-256, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _suffix(headers: Mapping[str, str]) -> str:
    """Of the name that the server gives the file, else of what it says the file is."""
    told = Message()
    told["Content-Disposition"] = headers.get("content-disposition", "")
    media_type = headers.get("content-type", "").partition(";")[0]
    suffix = PurePosixPath(told.get_filename("")).suffix or mimetypes.guess_extension(media_type) or ""
    return suffix if re.fullmatch(r"\.\w{1,8}", suffix) else ""
