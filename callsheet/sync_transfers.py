"""Datasets, imports and exports for scripts without `async`; the words are those of `Transfers`."""

import os
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from anyio.from_thread import BlockingPortal

from callsheet.job_status import JobStatus
from callsheet.portal import drawn
from callsheet.sync_documentaries import DocumentariesInThread
from callsheet.transfer_models import Column, Dataset, Inference, JobState, RowError, Transfer, Where
from callsheet.transfers import Which
from callsheet.uploading import OnBytes


class TransfersInThread(DocumentariesInThread):
    """Each call runs on the portal's event loop, listeners in its thread."""

    def create_dataset(
        self, name: str, columns: Iterable[Column | Mapping[str, Any]], key: str | None = None
    ) -> Dataset:
        made: Dataset = self._portal.call(self._client.create_dataset, name, columns, key)
        return made

    def datasets(self, *, limit: int | None = None) -> Generator[Dataset, None, None]:
        return drawn(self._portal, self._client.datasets(limit=limit))

    def dataset(self, name: str) -> Dataset:
        return self._portal.call(self._client.dataset, name)

    def delete_dataset(self, name: str) -> None:
        self._portal.call(self._client.delete_dataset, name)

    def rows(
        self,
        dataset: str,
        *,
        columns: Sequence[str] | None = None,
        where: Iterable[Where | Mapping[str, Any]] = (),
        search: str | None = None,
        limit: int | None = None,
    ) -> Generator[dict[str, Any], None, None]:
        found = self._client.rows(dataset, columns=columns, where=where, search=search, limit=limit)
        return drawn(self._portal, found)

    def infer(
        self,
        file: str | os.PathLike[str],
        *,
        dataset: str | None = None,
        format: str | None = None,  # noqa: A002 (the wire's name)
        encoding: str | None = None,
        delimiter: str | None = None,
        sheet: str | None = None,
        on_bytes: OnBytes | None = None,
    ) -> Inference:
        read = {"format": format, "encoding": encoding, "delimiter": delimiter, "sheet": sheet}
        call = partial(self._client.infer, file, dataset=dataset, on_bytes=on_bytes, **read)
        return self._portal.call(call)

    def import_file(
        self,
        file: str | os.PathLike[str] | Inference,
        dataset: str,
        *,
        mapping: Mapping[str, str] | None = None,
        mode: str = "insert",
        key: str | None = None,
        max_bad_share: float | None = None,
        format: str | None = None,  # noqa: A002 (the wire's name)
        encoding: str | None = None,
        delimiter: str | None = None,
        sheet: str | None = None,
        notify: Mapping[str, str] | None = None,
        owner: str | None = None,
        on_bytes: OnBytes | None = None,
        idempotency_key: str | None = None,
    ) -> Transfer:
        async def begin() -> Transfer:
            return await self._client.import_file(
                file,
                dataset,
                mapping=mapping,
                mode=mode,
                key=key,
                max_bad_share=max_bad_share,
                format=format,
                encoding=encoding,
                delimiter=delimiter,
                sheet=sheet,
                notify=notify,
                owner=owner,
                on_bytes=on_bytes,
                idempotency_key=idempotency_key,
            )

        return self._portal.call(begin)

    def export(
        self,
        dataset: str,
        format: str = "xlsx",  # noqa: A002 (the wire's name)
        *,
        columns: Sequence[str] = (),
        where: Iterable[Where | Mapping[str, Any]] = (),
        search: str | None = None,
        ids: Sequence[Any] | None = None,
        order: Sequence[str] = (),
        raw: bool = False,
        notify: Mapping[str, str] | None = None,
        owner: str | None = None,
        idempotency_key: str | None = None,
    ) -> Transfer:
        async def begin() -> Transfer:
            return await self._client.export(
                dataset,
                format,
                columns=columns,
                where=where,
                search=search,
                ids=ids,
                order=order,
                raw=raw,
                notify=notify,
                owner=owner,
                idempotency_key=idempotency_key,
            )

        return self._portal.call(begin)

    def transfer(self, job: Which) -> Transfer:
        return self._portal.call(self._client.transfer, job)

    def cancel_transfer(self, job: Which) -> Transfer:
        return self._portal.call(self._client.cancel_transfer, job)

    def retry_transfer(self, job: Which, *, idempotency_key: str | None = None) -> Transfer:
        return self._portal.call(partial(self._client.retry_transfer, job, idempotency_key=idempotency_key))

    def row_errors(self, job: Which) -> Generator[RowError, None, None]:
        return drawn(self._portal, self._client.row_errors(job))

    def save_row_errors(self, job: Which, to: str | os.PathLike[str]) -> Path:
        return Path(self._portal.call(self._client.save_row_errors, job, to))

    def follow(
        self,
        job: Which,
        *,
        use_sse: bool = True,
        poll_interval: float = 2.0,
        on_status_change: Callable[[JobState], object] | None = None,
        on_complete: Callable[[dict[str, Any] | None], object] | None = None,
        on_error: Callable[[str], object] | None = None,
    ) -> "JobStatusInThread":
        """The listeners are called in the client's own thread."""

        async def begin() -> JobStatus:
            return self._client.follow(
                job,
                use_sse=use_sse,
                poll_interval=poll_interval,
                on_status_change=on_status_change,
                on_complete=on_complete,
                on_error=on_error,
            )

        return JobStatusInThread(self._portal, self._portal.call(begin))


class JobStatusInThread:
    """A `JobStatus` seen from a thread without an event loop."""

    def __init__(self, portal: BlockingPortal, followed: JobStatus) -> None:
        self._portal, self._followed = portal, followed

    @property
    def job_id(self) -> str:
        return self._followed.job_id

    @property
    def state(self) -> JobState | None:
        return self._followed.state

    @property
    def status(self) -> str | None:
        return self._followed.status

    @property
    def progress(self) -> int:
        return self._followed.progress

    @property
    def error(self) -> str | None:
        return self._followed.error

    @property
    def result(self) -> dict[str, Any] | None:
        return self._followed.result

    @property
    def is_loading(self) -> bool:
        return self._followed.is_loading

    @property
    def is_completed(self) -> bool:
        return self._followed.is_completed

    @property
    def is_failed(self) -> bool:
        return self._followed.is_failed

    @property
    def is_processing(self) -> bool:
        return self._followed.is_processing

    @property
    def connection_lost(self) -> bool:
        return self._followed.connection_lost

    def wait(self) -> JobState:
        return self._portal.call(self._followed.wait)

    def states(self) -> Generator[JobState, None, None]:
        return drawn(self._portal, self._followed.states())

    def close(self) -> None:
        self._portal.call(self._followed.aclose)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
