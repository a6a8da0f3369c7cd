"""What every call of the client rests on: pages, starts that happen once, files that come whole, watching."""

import os
import re
import secrets
from collections.abc import AsyncGenerator, Iterable
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import anyio
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_exponential

from callsheet.downloads import Download, Wanted
from callsheet.transfer_models import JobState
from callsheet.uploading import OnBytes
from callsheet.watch import Event, OnConnection, Pace, Subject, Watch
from callsheet.wire import Line, Unreachable

PAGE = 50
STARTS = 6
EXPORT = re.compile("exp_[0-9a-f]{20}")
"""An export's id, where a link might stand."""


class Calls:
    """One server and one owner."""

    def __init__(self, line: Line, pace: Pace) -> None:
        self._line, self._pace = line, pace

    @property
    def url(self) -> str:
        return self._line.url

    @property
    def whose(self) -> str | None:
        """The owner who asks; None is the operator, who sees everybody's."""
        return self._line.owner

    @property
    def pace(self) -> Pace:
        return self._pace

    def absolute(self, link: str) -> str:
        """A full address of a link of this server, or of an artifact by its id."""
        return self._line.absolute(link)

    async def download(
        self,
        what: str | JobState | None,
        to: str | os.PathLike[str],
        *,
        suffixed: bool = False,
        sha256: str | None = None,
        on_bytes: OnBytes | None = None,
    ) -> anyio.Path:
        """Save what a link, an artifact's id or an export leads to. The file appears whole or not at all.

        A connection that breaks goes on where it was; of an export, and where `sha256` says what is to
        come, even in a later call, and what came is checked. `suffixed`: `to` gets the suffix that the
        server gives the file, such as `.mp3`. `on_bytes` hears how many of how many have come.
        """
        link, known = _leads(what)
        named = EXPORT.fullmatch(link) is not None
        path = f"/api/import-export/jobs/{link}/download" if named else link
        wanted = Wanted(path, anyio.Path(to), named, suffixed, sha256 or known, on_bytes)
        return await Download(self._line, wanted, self._pace.sleep).run()

    def watch(self, job_id: str) -> AsyncGenerator[Event, None]:
        """Every state of a job to its end, whatever happens to the connection."""
        return self.watch_many([job_id])

    def watch_many(
        self,
        job_ids: Iterable[str] = (),
        *,
        group: str | None = None,
        on_connection: OnConnection | None = None,
    ) -> AsyncGenerator[Event, None]:
        """Many jobs over one connection, until all have ended; of nothing named, all of yours, for ever."""
        subject = Subject(tuple(dict.fromkeys(job_ids)), group)
        return Watch(self._line, subject, pace=self._pace, on_connection=on_connection).events()

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

    async def _save(self, link: str, to: str | os.PathLike[str], *, named: bool = False) -> anyio.Path:
        """`named`: what is there is for its owner's eyes, so the request says who asks."""
        return await Download(self._line, Wanted(link, anyio.Path(to), named), self._pace.sleep).run()

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


def _leads(what: str | JobState | None) -> tuple[str, str | None]:
    """A link, and what its bytes come to if that is known."""
    result = (what.result or {}) if isinstance(what, JobState) else {}
    link = result.get("fileUrl") if isinstance(what, JobState) else what
    if not link:
        raise ValueError("There is no link: the job has no result (yet).")
    return link, result.get("sha256")
