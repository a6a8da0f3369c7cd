"""The asynchronous client: one method for each thing the server does, typed answers, one tree of errors.

    async with AsyncCallsheet() as callsheet:
        image = await callsheet.upload("photo.jpg")
        async with await callsheet.enhance(image, ["1k", "4k"]) as session:
            for job in await session.wait():
                await callsheet.download(job.enhanced_url, f"{job.tier}.jpg")

`Callsheet` is the same without `async`.
"""

import os
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Any

import anyio

from callsheet.batches import Batches
from callsheet.calls import job_path, safe
from callsheet.documentaries import Documentaries
from callsheet.enhancement import EnhancedJob, Enhancement, Listeners
from callsheet.generation_tasks import GenerationTasks
from callsheet.generations import Generations
from callsheet.models import (
    Balance,
    Change,
    CreditEntry,
    Group,
    Image,
    Job,
    Lineage,
    Started,
    WebhookSecret,
    WebhookTried,
)
from callsheet.transfers import Transfers
from callsheet.watch import Pace
from callsheet.wire import Line

DEFAULT_URL = "http://127.0.0.1:8888"
SPOTIFY_TOKEN = "CALLSHEET_SPOTIFY_TOKEN"  # noqa: S105 (where it is, not what it is)
Source = str | os.PathLike[str] | bytes


class AsyncCallsheet(Batches, Documentaries, Generations, Transfers):
    """`url` and `owner` default to CALLSHEET_URL and CALLSHEET_OWNER; without an owner you are the operator.

    Every method raises `Refused`, `Unreachable` or `NotCallsheet`, which are `CallsheetError`.
    """

    def __init__(self, url: str | None = None, owner: str | None = None, *, pace: Pace | None = None) -> None:
        url = url or os.environ.get("CALLSHEET_URL") or DEFAULT_URL
        super().__init__(Line(url, owner or os.environ.get("CALLSHEET_OWNER") or None), pace or Pace())

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
        return Image.model_validate(await self._line.ask("GET", f"/api/images/{safe(image_id)}"))

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

    def follow_prompt(
        self, prompt_id: str, *, live: bool = False, poll_interval: float = 3.0
    ) -> GenerationTasks:
        """What `useGenerationTasks` is to a page: it begins at once, and is to be used as `async with`.

        `poll_interval` in seconds, while something is being made; `live`, the feed tells instead.
        """
        return GenerationTasks(self, prompt_id, live=live, poll_interval=poll_interval)

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
        return Job.model_validate(await self._line.ask("GET", job_path(job_id)))

    async def timeline(self, job_id: str) -> list[Change]:
        """What happened, in order."""
        changes: list[Change] = []
        params: dict[str, Any] = {"limit": 200}
        while True:
            page = await self._line.ask("GET", f"{job_path(job_id)}/timeline", params=params)
            changes += [Change.model_validate(change) for change in page["data"]]
            if not page["nextCursor"]:
                return changes
            params["cursor"] = page["nextCursor"]

    async def cancel(self, job_id: str) -> Job:
        """Accepted at once; the job ends a moment later, and what was charged for it comes back."""
        return Job.model_validate(await self._line.ask("POST", f"{job_path(job_id)}/cancel"))

    async def retry(
        self,
        job_id: str,
        access_token: str | None = None,
        *,
        queue: bool = False,
        idempotency_key: str | None = None,
    ) -> Job:
        """The new job that carries on from what succeeded.

        A documentary that was started with an access token may need it again: the server forgets them. With
        `queue` it waits where it would be refused as one too many.
        """
        said = {"accessToken": access_token, "queue": queue or None}
        body = {name: value for name, value in said.items() if value is not None}
        path = f"{job_path(job_id)}/retry"
        return Job.model_validate(await self._once(path, idempotency_key, **({"json": body} if body else {})))

    async def lineage(self, job_id: str) -> Lineage:
        """The job with all that it retries and all that retry it."""
        return Lineage.model_validate(await self._line.ask("GET", f"{job_path(job_id)}/lineage"))

    async def delete(self, job_id: str) -> None:
        """Remove an ended job with its files."""
        await self._line.ask("DELETE", job_path(job_id))

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

    async def test_webhook(self, url: str) -> WebhookTried:
        """Send one signed test message there, now and once."""
        answer = await self._line.ask("POST", "/v1/webhooks/test", json={"url": url})
        return WebhookTried.model_validate(answer)

    async def webhook_secret(self) -> WebhookSecret:
        """What receivers verify signatures with; only the operator may."""
        return WebhookSecret.model_validate(await self._line.ask("GET", "/v1/webhooks/secret"))


def secret_of(variable: str) -> str | None:
    """Secrets come by the environment: whatever stands in a command line, all can read in `ps`."""
    return os.environ.get(variable, "").strip() or None


def _group(group_id: str) -> str:
    return f"/v1/groups/{safe(group_id)}"
