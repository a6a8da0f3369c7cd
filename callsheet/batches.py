"""Batches of images and their owners' limits: the part of the client that is about annotation."""

import os
from collections.abc import AsyncGenerator, Iterable
from typing import Any, Literal

import anyio

from callsheet.batch_models import Estimate, Failure, Item, Owner, Reason
from callsheet.calls import Calls, job_path, safe
from callsheet.models import Image, Job, Started

ITEMS = 200  # a page of them; a batch may have 100,000


class Batches(Calls):
    """`image_ids` may also be what `upload` gave; an image that is named twice is annotated once."""

    async def annotate(
        self,
        image_ids: Iterable[Image | str],
        concurrency: int | None = None,
        rate_per_minute: int | None = None,
        text: bool = True,
        *,
        idempotency_key: str | None = None,
    ) -> Job:
        """Start one batch. Its owner's tier may allow less than is asked for: `Job.input` says what holds."""
        wanted = _wanted(image_ids, concurrency, rate_per_minute, text)
        body = {"kind": "annotation", "input": wanted}
        answer = await self._once("/v1/jobs", idempotency_key, json=body)
        (job,) = Started.model_validate(answer).jobs
        return job

    async def estimate(
        self,
        image_ids: Iterable[Image | str],
        concurrency: int | None = None,
        rate_per_minute: int | None = None,
        text: bool = True,
    ) -> Estimate:
        """What `annotate` would start and how long it would take; nothing is started."""
        wanted, params = _wanted(image_ids, concurrency, rate_per_minute, text), {"dry_run": "true"}
        answer = await self._line.ask("POST", "/api/batch/annotations/start", params=params, json=wanted)
        return Estimate.model_validate(answer)

    async def items(
        self, job_id: str, outcome: str | None = None, limit: int | None = None
    ) -> AsyncGenerator[Item, None]:
        """In the order of the batch, page by page as they are asked for."""
        path, wanted = f"{job_path(job_id)}/items", {"outcome": outcome}
        async for item in self._pages(path, wanted, limit, ITEMS):
            yield Item.model_validate(item)

    async def failures(self, job_id: str) -> list[Reason]:
        """Why items failed, the commonest reason first."""
        answer = await self._line.ask("GET", f"{job_path(job_id)}/failures")
        return [Reason.model_validate(reason) for reason in answer["data"]]

    async def errors(
        self,
        job_id: str,
        all: bool = False,  # noqa: A002 (the wire's name)
    ) -> AsyncGenerator[Failure, None]:
        """The last failure of each failed item, newest first; `all`: every attempt that failed."""
        wanted = {"all": "true"} if all else {}
        async for failure in self._pages(f"{job_path(job_id)}/errors", wanted, None, ITEMS):
            yield Failure.model_validate(failure)

    async def results(
        self,
        job_id: str,
        to: str | os.PathLike[str],
        format: Literal["jsonl", "csv"] = "jsonl",  # noqa: A002 (as everywhere)
        *,
        lineage: bool = False,
    ) -> anyio.Path:
        """Save every item with its outcome. The file appears whole or not at all.

        `lineage`, for `jsonl` alone: the best outcome of each item over all retries.
        """
        path = f"{job_path(job_id)}{'/lineage' if lineage else ''}/results.{format}"
        return await self._save(path, to, named=True)

    async def images_with(self, sha256: str) -> list[Image]:
        """Your images with exactly these bytes, newest first; an upload of them would only repeat them."""
        answer = await self._line.ask("GET", "/api/images", params={"sha256": sha256})
        found = [Image.model_validate(image) for image in answer["images"]]
        return [image for image in found if image.sha256 == sha256]  # an older server tells of all

    async def owners(self) -> list[Owner]:
        """Everybody, for the operator; else yourself."""
        answer = await self._line.ask("GET", "/v1/owners")
        return [Owner.model_validate(owner) for owner in answer["data"]]

    async def owner(self, name: str) -> Owner:
        return Owner.model_validate(await self._line.ask("GET", f"/v1/owners/{safe(name)}"))

    async def set_tier(self, name: str, tier: str) -> Owner:
        """`free`, `paid` or `unlimited`, for an owner who may be new; only the operator may."""
        answer = await self._line.ask("PUT", f"/v1/owners/{safe(name)}", json={"tier": tier})
        return Owner.model_validate(answer)


def _wanted(
    image_ids: Iterable[Image | str], concurrency: int | None, rate_per_minute: int | None, text: bool
) -> dict[str, Any]:
    """The body of a start; what is left out, the server decides."""
    ids = [image.image_id if isinstance(image, Image) else image for image in image_ids]
    limits = {"concurrency": concurrency, "rateLimitPerMinute": rate_per_minute}
    given = {name: value for name, value in limits.items() if value is not None}
    return {"imageIds": ids, "text": text, **given}
