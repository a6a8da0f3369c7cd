"""Batches and owners for scripts without `async`; the words are those of `Batches`."""

import os
from collections.abc import Generator, Iterable
from functools import partial
from pathlib import Path
from typing import Literal

from anyio.from_thread import BlockingPortal

from callsheet.batch_models import Estimate, Failure, Item, Owner, Reason
from callsheet.client import AsyncCallsheet
from callsheet.models import Image, Job
from callsheet.portal import drawn


class BatchesInThread:
    """Each call runs on the portal's event loop."""

    def __init__(self, client: AsyncCallsheet, portal: BlockingPortal) -> None:
        self._client, self._portal = client, portal

    def annotate(
        self,
        image_ids: Iterable[Image | str],
        concurrency: int | None = None,
        rate_per_minute: int | None = None,
        text: bool = True,
        *,
        idempotency_key: str | None = None,
    ) -> Job:
        call = partial(self._client.annotate, idempotency_key=idempotency_key)
        return self._portal.call(call, image_ids, concurrency, rate_per_minute, text)

    def estimate(
        self,
        image_ids: Iterable[Image | str],
        concurrency: int | None = None,
        rate_per_minute: int | None = None,
        text: bool = True,
    ) -> Estimate:
        return self._portal.call(self._client.estimate, image_ids, concurrency, rate_per_minute, text)

    def items(
        self, job_id: str, outcome: str | None = None, limit: int | None = None
    ) -> Generator[Item, None, None]:
        return drawn(self._portal, self._client.items(job_id, outcome, limit))

    def failures(self, job_id: str) -> list[Reason]:
        return self._portal.call(self._client.failures, job_id)

    def errors(
        self,
        job_id: str,
        all: bool = False,  # noqa: A002 (the wire's name)
    ) -> Generator[Failure, None, None]:
        return drawn(self._portal, self._client.errors(job_id, all))

    def results(
        self,
        job_id: str,
        to: str | os.PathLike[str],
        format: Literal["jsonl", "csv"] = "jsonl",  # noqa: A002 (as everywhere)
        *,
        lineage: bool = False,
    ) -> Path:
        call = partial(self._client.results, lineage=lineage)
        return Path(self._portal.call(call, job_id, to, format))

    def images_with(self, sha256: str) -> list[Image]:
        return self._portal.call(self._client.images_with, sha256)

    def owners(self) -> list[Owner]:
        return self._portal.call(self._client.owners)

    def owner(self, name: str) -> Owner:
        return self._portal.call(self._client.owner, name)

    def set_tier(self, name: str, tier: str) -> Owner:
        return self._portal.call(self._client.set_tier, name, tier)
