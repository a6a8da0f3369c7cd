"""What every call of the client rests on: pages, starts that happen once, files that come whole."""

import mimetypes
import os
import re
import secrets
from collections.abc import AsyncGenerator, Mapping
from email.message import Message
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import anyio
from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
)

from callsheet.watch import Pace
from callsheet.wire import Line, Unreachable

PAGE = 50
DOWNLOADS = 4
STARTS = 6


class Calls:
    """One server and one owner."""

    def __init__(self, line: Line, pace: Pace) -> None:
        self._line, self._pace = line, pace

    @property
    def url(self) -> str:
        return self._line.url

    def absolute(self, link: str) -> str:
        """A full address of a link of this server, or of an artifact by its id."""
        return self._line.absolute(link)

    async def download(
        self, link: str | None, to: str | os.PathLike[str], *, suffixed: bool = False
    ) -> anyio.Path:
        """Save what a link or an artifact id leads to. The file appears whole or not at all.

        `suffixed`: `to` gets the suffix that the server gives the file, such as `.mp3`.
        """
        if not link:
            raise ValueError("There is no link: the job has no result (yet).")
        return await self._save(link, to, suffixed=suffixed)

    async def _pages(
        self, path: str, wanted: dict[str, Any], limit: int | None, page_of: int = PAGE
    ) -> AsyncGenerator[dict[str, Any], None]:
        """Each entry of a list, the next page when it is needed."""
        params = {name: value for name, value in wanted.items() if value is not None}
        params["limit"], told = min(limit or page_of, page_of), 0
        while True:
            page = await self._line.ask("GET", path, params=params)
            for entry in page["data"]:
                if told == limit:
                    return
                told += 1
                yield entry
            if not page["nextCursor"] or told == limit:
                return
            params["cursor"] = page["nextCursor"]

    async def _once(self, path: str, key: str | None, **more: Any) -> Any:
        """POST under an idempotency key: where it is in doubt whether it arrived, it is sent again."""
        headers, doubtful = {"Idempotency-Key": key or secrets.token_hex(16)}, False

        def worth_repeating(error: BaseException) -> bool:
            nonlocal doubtful
            doubtful = doubtful or (isinstance(error, Unreachable) and error.sent)
            return doubtful and isinstance(error, Unreachable)

        again = AsyncRetrying(
            retry=retry_if_exception(worth_repeating),
            stop=stop_after_attempt(STARTS),
            wait=wait_exponential(0.5, max=4),
            sleep=self._pace.sleep,
            reraise=True,
        )
        return await again(self._line.ask, "POST", path, headers=headers, **more)

    async def _save(
        self, link: str, to: str | os.PathLike[str], *, named: bool = False, suffixed: bool = False
    ) -> anyio.Path:
        """`named`: what is there is for its owner's eyes, so the request says who asks."""
        again = AsyncRetrying(
            retry=retry_if_exception_type(Unreachable),
            stop=stop_after_attempt(DOWNLOADS),
            wait=wait_exponential(0.5, max=4),
            sleep=self._pace.sleep,
            reraise=True,
        )
        return await again(self._save_now, link, anyio.Path(to), named, suffixed)

    async def _save_now(self, link: str, path: anyio.Path, named: bool, suffixed: bool) -> anyio.Path:
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        await path.parent.mkdir(parents=True, exist_ok=True)
        try:
            async with self._line.fetch(link, named=named) as answer, await part.open("wb") as file:
                async for chunk in answer.aiter_bytes():
                    await file.write(chunk)
            return await part.replace(
                path.with_name(path.name + _suffix(answer.headers)) if suffixed else path
            )
        finally:
            with anyio.CancelScope(shield=True):
                await part.unlink(missing_ok=True)

    async def aclose(self) -> None:
        await self._line.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def job_path(job_id: str) -> str:
    return f"/v1/jobs/{safe(job_id)}"


def safe(part: str) -> str:
    """One segment of a path, whatever it is."""
    return quote(part, safe="")


def _suffix(headers: Mapping[str, str]) -> str:
    """Of the name that the server gives the file, else of what it says the file is."""
    told = Message()
    told["Content-Disposition"] = headers.get("content-disposition", "")
    media_type = headers.get("content-type", "").partition(";")[0]
    suffix = PurePosixPath(told.get_filename("")).suffix or mimetypes.guess_extension(media_type) or ""
    return suffix if re.fullmatch(r"\.\w{1,8}", suffix) else ""
