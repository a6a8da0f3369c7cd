"""The same client for scripts without `async`: every call runs on an event loop in a thread of its own."""

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from anyio.from_thread import BlockingPortal, start_blocking_portal

from callsheet.client import AsyncCallsheet, Source
from callsheet.enhancement import EnhancedJob, Enhancement
from callsheet.models import (
    Balance,
    Change,
    CreditEntry,
    Group,
    Image,
    Job,
    Lineage,
    WebhookSecret,
    WebhookTried,
)
from callsheet.portal import drawn
from callsheet.sync_generations import GenerationsInThread
from callsheet.transfer_models import JobState
from callsheet.uploading import OnBytes
from callsheet.watch import Event, OnConnection, Pace


class Callsheet(GenerationsInThread):
    """As `AsyncCallsheet`; use it as `with Callsheet() as callsheet:`, or end it with `close()`."""

    def __init__(self, url: str | None = None, owner: str | None = None, *, pace: Pace | None = None) -> None:
        self._stack = ExitStack()
        portal = self._stack.enter_context(start_blocking_portal())
        super().__init__(AsyncCallsheet(url, owner, pace=pace), portal)

    @property
    def url(self) -> str:
        return self._client.url

    @property
    def whose(self) -> str | None:
        return self._client.whose

    def upload(self, source: Source, name: str | None = None) -> Image:
        return self._portal.call(self._client.upload, source, name)

    def image(self, image_id: str) -> Image:
        return self._portal.call(self._client.image, image_id)

    def start(
        self,
        kind: str,
        input: dict[str, Any],  # noqa: A002 (the wire's name)
        *,
        idempotency_key: str | None = None,
    ) -> list[Job]:
        call = partial(self._client.start, kind, input, idempotency_key=idempotency_key)
        return self._portal.call(call)

    def enhance(
        self,
        image: Image | str,
        tiers: Sequence[str],
        engine: str = "quality",
        *,
        on_job_update: Callable[[EnhancedJob], object] | None = None,
        on_error: Callable[[str, str], object] | None = None,
        on_all_complete: Callable[[list[EnhancedJob]], object] | None = None,
    ) -> "EnhancementInThread":
        """The listeners are called in the client's own thread."""

        async def begin() -> Enhancement:
            return await self._client.enhance(
                image,
                tiers,
                engine,
                on_job_update=on_job_update,
                on_error=on_error,
                on_all_complete=on_all_complete,
            )

        return EnhancementInThread(self._portal, self._portal.call(begin))

    def jobs(
        self,
        *,
        kind: str | None = None,
        status: str | None = None,
        group: str | None = None,
        limit: int | None = None,
    ) -> Generator[Job, None, None]:
        return drawn(self._portal, self._client.jobs(kind=kind, status=status, group=group, limit=limit))

    def job(self, job_id: str) -> Job:
        return self._portal.call(self._client.job, job_id)

    def timeline(self, job_id: str) -> list[Change]:
        return self._portal.call(self._client.timeline, job_id)

    def cancel(self, job_id: str) -> Job:
        return self._portal.call(self._client.cancel, job_id)

    def retry(
        self,
        job_id: str,
        access_token: str | None = None,
        *,
        queue: bool = False,
        idempotency_key: str | None = None,
    ) -> Job:
        call = partial(self._client.retry, job_id, access_token, queue=queue, idempotency_key=idempotency_key)
        return self._portal.call(call)

    def lineage(self, job_id: str) -> Lineage:
        return self._portal.call(self._client.lineage, job_id)

    def delete(self, job_id: str) -> None:
        self._portal.call(self._client.delete, job_id)

    def group(self, group_id: str) -> Group:
        return self._portal.call(self._client.group, group_id)

    def cancel_group(self, group_id: str) -> Group:
        return self._portal.call(self._client.cancel_group, group_id)

    def credits(self) -> Balance:
        return self._portal.call(self._client.credits)

    def ledger(self, *, limit: int | None = None) -> Generator[CreditEntry, None, None]:
        return drawn(self._portal, self._client.ledger(limit=limit))

    def grant(self, owner: str, amount: int) -> Balance:
        return self._portal.call(self._client.grant, owner, amount)

    def test_webhook(self, url: str) -> WebhookTried:
        return self._portal.call(self._client.test_webhook, url)

    def webhook_secret(self) -> WebhookSecret:
        return self._portal.call(self._client.webhook_secret)

    def watch(self, job_id: str) -> Generator[Event, None, None]:
        return self.watch_many([job_id])

    def watch_many(
        self,
        job_ids: Iterable[str] = (),
        *,
        group: str | None = None,
        on_connection: OnConnection | None = None,
    ) -> Generator[Event, None, None]:
        watched = self._client.watch_many(job_ids, group=group, on_connection=on_connection)
        return drawn(self._portal, watched)

    def absolute(self, link: str) -> str:
        return self._client.absolute(link)

    def download(
        self,
        what: str | JobState | None,
        to: str | os.PathLike[str],
        *,
        suffixed: bool = False,
        sha256: str | None = None,
        on_bytes: OnBytes | None = None,
    ) -> Path:
        call = partial(self._client.download, suffixed=suffixed, sha256=sha256, on_bytes=on_bytes)
        return Path(self._portal.call(call, what, to))

    def close(self) -> None:
        with self._stack:
            self._portal.call(self._client.aclose)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class EnhancementInThread:
    """An `Enhancement` seen from a thread without an event loop."""

    def __init__(self, portal: BlockingPortal, session: Enhancement) -> None:
        self._portal, self._session = portal, session

    @property
    def group(self) -> str | None:
        return self._session.group

    @property
    def jobs(self) -> list[EnhancedJob]:
        return self._session.jobs

    @property
    def is_processing(self) -> bool:
        return self._session.is_processing

    @property
    def completed_count(self) -> int:
        return self._session.completed_count

    @property
    def failed_count(self) -> int:
        return self._session.failed_count

    def cancel_all(self) -> None:
        self._portal.call(self._session.cancel_all)

    def wait(self) -> list[EnhancedJob]:
        return self._portal.call(self._session.wait)

    def close(self) -> None:
        self._portal.call(self._session.aclose)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
