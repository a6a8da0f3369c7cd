"""The asynchronous client: one method for each thing the server does, typed answers, one tree of errors.

    async with AsyncCallsheet() as callsheet:
        image = await callsheet.upload("photo.jpg")
        async with await callsheet.enhance(image, ["1k", "4k"]) as session:
            for job in await session.wait():
                await callsheet.download(job.enhanced_url, f"{job.tier}.jpg")

`Callsheet` is the same without `async`.
"""

import os
import secrets
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
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

from callsheet.enhancement import EnhancedJob, Enhancement, Listeners
from callsheet.models import Balance, Change, CreditEntry, Group, Image, Job, Lineage, Started
from callsheet.watch import Event, Pace, Subject, Watch
from callsheet.wire import Line, Unreachable

DEFAULT_URL = "http://127.0.0.1:8888"
PAGE = 50
DOWNLOADS = 4
STARTS = 6
Source = str | os.PathLike[str] | bytes


class AsyncCallsheet:
    """`url` and `owner` default to CALLSHEET_URL and CALLSHEET_OWNER; without an owner you are the operator.

    Every method raises `Refused`, `Unreachable` or `NotCallsheet`, which are `CallsheetError`.
    """

    def __init__(self, url: str | None = None, owner: str | None = None, *, pace: Pace | None = None) -> None:
        url = url or os.environ.get("CALLSHEET_URL") or DEFAULT_URL
        self._line, self._pace = Line(url, owner or os.environ.get("CALLSHEET_OWNER") or None), pace or Pace()

    @property
    def url(self) -> str:
        return self._line.url

    async def upload(self, source: Source, name: str | None = None) -> Image:
        """Keep a PNG, JPEG or WEBP image, from a path or from its bytes."""
        if isinstance(source, bytes):
            file, called = source, name or "image"
        else:
            path = anyio.Path(source)
            file, called = await path.read_bytes(), name or path.name
        answer = await self._line.ask("POST", "/api/images", files={"file": (called, file)})
        return Image.model_validate(answer)

    async def image(self, image_id: str) -> Image:
        return Image.model_validate(await self._line.ask("GET", f"/api/images/{_safe(image_id)}"))

    async def start(
        self,
        kind: str,
        input: dict[str, Any],  # noqa: A002 (the wire's name)
        *,
        idempotency_key: str | None = None,
    ) -> list[Job]:
        """Start any kind of job; one start may be several jobs, which share a group.

        However often the connection breaks, it happens once; your own key makes that so across processes.
        """
        answer = await self._once("/v1/jobs", idempotency_key, json={"kind": kind, "input": input})
        return Started.model_validate(answer).jobs

    async def enhance(
        self,
        image: Image | str,
        tiers: Sequence[str],
        engine: str = "quality",
        *,
        on_job_update: Callable[[EnhancedJob], object] | None = None,
        on_error: Callable[[str, str], object] | None = None,
        on_all_complete: Callable[[list[EnhancedJob]], object] | None = None,
    ) -> Enhancement:
        """One job per tier (`1k`, `2k`, `4k`), over one connection. What the start refuses is raised here."""
        image_id = image.image_id if isinstance(image, Image) else image
        jobs = await self.start("enhancement", {"imageId": image_id, "tiers": list(tiers), "engine": engine})
        return Enhancement(self._line, jobs, Listeners(on_job_update, on_error, on_all_complete), self._pace)

    async def jobs(
        self,
        *,
        kind: str | None = None,
        status: str | None = None,
        group: str | None = None,
        limit: int | None = None,
    ) -> AsyncGenerator[Job, None]:
        """Newest first, page by page as they are asked for; `limit` ends it early."""
        async for job in self._pages("/v1/jobs", {"kind": kind, "status": status, "group": group}, limit):
            yield Job.model_validate(job)

    async def job(self, job_id: str) -> Job:
        return Job.model_validate(await self._line.ask("GET", _job(job_id)))

    async def timeline(self, job_id: str) -> list[Change]:
        """What happened, in order."""
        changes: list[Change] = []
        params: dict[str, Any] = {"limit": 200}
        while True:
            page = await self._line.ask("GET", f"{_job(job_id)}/timeline", params=params)
            changes += [Change.model_validate(change) for change in page["data"]]
            if not page["nextCursor"]:
                return changes
            params["cursor"] = page["nextCursor"]

    async def cancel(self, job_id: str) -> Job:
        """Accepted at once; the job ends a moment later, and what was charged for it comes back."""
        return Job.model_validate(await self._line.ask("POST", f"{_job(job_id)}/cancel"))

    async def retry(self, job_id: str, *, idempotency_key: str | None = None) -> Job:
        """The new job that carries on from what succeeded."""
        return Job.model_validate(await self._once(f"{_job(job_id)}/retry", idempotency_key))

    async def lineage(self, job_id: str) -> Lineage:
        """The job with all that it retries and all that retry it."""
        return Lineage.model_validate(await self._line.ask("GET", f"{_job(job_id)}/lineage"))

    async def delete(self, job_id: str) -> None:
        """Remove an ended job with its files."""
        await self._line.ask("DELETE", _job(job_id))

    async def group(self, group_id: str) -> Group:
        return Group.model_validate(await self._line.ask("GET", _group(group_id)))

    async def cancel_group(self, group_id: str) -> Group:
        return Group.model_validate(await self._line.ask("POST", f"{_group(group_id)}/cancel"))

    async def credits(self) -> Balance:
        return Balance.model_validate(await self._line.ask("GET", "/v1/credits"))

    async def ledger(self, *, limit: int | None = None) -> AsyncGenerator[CreditEntry, None]:
        """Every grant, charge and refund, newest first, page by page as they are asked for."""
        async for entry in self._pages("/v1/credits/ledger", {}, limit):
            yield CreditEntry.model_validate(entry)

    async def grant(self, owner: str, amount: int) -> Balance:
        """Give an owner credits; only the operator may."""
        body = {"owner": owner, "amount": amount}
        return Balance.model_validate(await self._line.ask("POST", "/v1/credits/grants", json=body))

    def watch(self, job_id: str) -> AsyncGenerator[Event, None]:
        """Every state of a job to its end, whatever happens to the connection."""
        return self.watch_many([job_id])

    def watch_many(
        self, job_ids: Iterable[str] = (), *, group: str | None = None
    ) -> AsyncGenerator[Event, None]:
        """Many jobs over one connection, until all have ended; of nothing named, all of yours, for ever."""
        subject = Subject(tuple(dict.fromkeys(job_ids)), group)
        return Watch(self._line, subject, pace=self._pace).events()

    def absolute(self, link: str) -> str:
        """A full address of a link of this server, or of an artifact by its id."""
        return self._line.absolute(link)

    async def download(self, link: str | None, to: str | os.PathLike[str]) -> anyio.Path:
        """Save what a link or an artifact id leads to. The file appears whole or not at all."""
        if not link:
            raise ValueError("There is no link: the job has no result (yet).")
        again = AsyncRetrying(
            retry=retry_if_exception_type(Unreachable),
            stop=stop_after_attempt(DOWNLOADS),
            wait=wait_exponential(0.5, max=4),
            sleep=self._pace.sleep,
            reraise=True,
        )
        return await again(self._download, link, anyio.Path(to))

    async def _pages(
        self, path: str, wanted: dict[str, Any], limit: int | None
    ) -> AsyncGenerator[dict[str, Any], None]:
        """Each entry of a list, the next page when it is needed."""
        params = {name: value for name, value in wanted.items() if value is not None}
        params["limit"], told = min(limit or PAGE, PAGE), 0
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

    async def _download(self, link: str, path: anyio.Path) -> anyio.Path:
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        await path.parent.mkdir(parents=True, exist_ok=True)
        try:
            async with self._line.fetch(link) as answer, await part.open("wb") as file:
                async for chunk in answer.aiter_bytes():
                    await file.write(chunk)
            return await part.replace(path)
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


def _job(job_id: str) -> str:
    return f"/v1/jobs/{_safe(job_id)}"


def _group(group_id: str) -> str:
    return f"/v1/groups/{_safe(group_id)}"


def _safe(part: str) -> str:
    return quote(part, safe="")
