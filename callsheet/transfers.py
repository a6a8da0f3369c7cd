"""Imports and exports: the part of the client that moves rows.

job = await callsheet.import_file("people.csv", "people", mode="upsert")
async with callsheet.follow(job, on_complete=print) as following:
    await following.wait()
"""

import json
import os
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from typing import Any

import anyio
import httpx

from callsheet.calls import safe
from callsheet.datasets import Datasets, condition, told
from callsheet.job_status import JobStatus, Listeners
from callsheet.models import Job
from callsheet.transfer_models import Inference, JobState, RowError, Transfer, Where
from callsheet.uploading import OnBytes, Outgoing
from callsheet.wire import AFTER_UPLOAD, Unreachable

API = "/api/import-export"
TRIES = 4
Which = str | Job | JobState
"""A job, or its id."""


class Transfers(Datasets):
    """Imports and exports are jobs like all others: `job`, `watch`, `cancel` and `retry` know them, too."""

    async def import_file(
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
        """Rows of a CSV, JSON, JSON Lines or XLSX file into a dataset; `on_bytes` hears of the upload.

        `mapping` leads from columns of the file to columns of the dataset; without it, those of one name
        meet. `mode` is `insert`, `upsert` or `replace`. Bad rows are left out and told; if they are more
        than `max_bad_share` of all, the import fails. What `infer` said of a file stands for the file.
        """
        form = told(dataset=dataset, mode=mode, key=key, ownerId=owner, maxBadShare=max_bad_share)
        form |= told(format=format, encoding=encoding, delimiter=delimiter, sheet=sheet)
        form |= {k: json.dumps(v) for k, v in {"mapping": mapping, "notify": notify}.items() if v}
        if isinstance(file, Inference):
            return await self._import(idempotency_key, files=_form({**form, "fileId": file.file_id}))
        with Outgoing(file, on_bytes) as outgoing:
            return await self._import(
                idempotency_key, files={**_form(form), **outgoing.part}, timeout=AFTER_UPLOAD
            )

    async def export(
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
        """Rows of a dataset into a `csv`, `xlsx`, `json` or `jsonl` file, as they are at one instant.

        `ids` are values of the key, `order` names columns, `-` before one that falls. `raw`: values that a
        spreadsheet would take for formulas stay as they are. `download` fetches the file.
        """
        filters = told(search=search, ids=list(ids) if ids is not None else None)
        filters |= (
            {"where": conditions} if (conditions := [condition(one).json_ready() for one in where]) else {}
        )
        body: dict[str, Any] = {"dataset": dataset, "format": format, "raw": raw}
        body |= {"columns": list(columns), "order": list(order), **({"filters": filters} if filters else {})}
        body |= told(notify=notify, ownerId=owner)
        answer = await self._once(f"{API}/export", idempotency_key, json=body)
        return Transfer.model_validate(answer["job"])

    async def transfer(self, job: Which) -> Transfer:
        """How it stands now."""
        return Transfer.model_validate(await self._line.ask("GET", f"{_path(job)}/status"))

    async def cancel_transfer(self, job: Which) -> Transfer:
        """As it stands a moment later. What an import has kept stays, unless it was to replace all rows."""
        answer = await self._line.ask("POST", f"{_path(job)}/cancel")
        return Transfer.model_validate(answer["job"])

    async def retry_transfer(self, job: Which, *, idempotency_key: str | None = None) -> Transfer:
        """The new job: an import goes on behind the last row that was read, an export begins again."""
        answer = await self._once(f"{_path(job)}/retry", idempotency_key)
        return Transfer.model_validate(answer["job"])

    async def row_errors(self, job: Which) -> AsyncGenerator[RowError, None]:
        """Why rows were left out, in the file's order, as they come; of an import that runs, so far."""
        number, broken = 0, 0
        while True:
            try:
                async with self._line.fetch(f"{_path(job)}/errors.jsonl", named=True) as answer:
                    place = 0
                    async for line in _lines(answer):
                        if place == number:
                            number, broken = number + 1, 0
                            yield RowError.model_validate_json(line)
                        place += 1
                    return
            except Unreachable:
                broken += 1
                if broken == TRIES:
                    raise
            await self._pace.sleep(self._pace.delay_s(broken, 0))

    async def save_row_errors(self, job: Which, to: str | os.PathLike[str]) -> anyio.Path:
        """All of them, as JSON Lines. The file appears whole or not at all."""
        return await self._save(f"{_path(job)}/errors.jsonl", to, named=True)

    def follow(
        self,
        job: Which,
        *,
        use_sse: bool = True,
        poll_interval: float = 2.0,
        on_status_change: Callable[[JobState], object] | None = None,
        on_complete: Callable[[dict[str, Any] | None], object] | None = None,
        on_error: Callable[[str], object] | None = None,
    ) -> JobStatus:
        """What `useJobStatus` is to a page: it begins at once, and is to be used as `async with`.

        `poll_interval` in seconds. Listeners are functions or coroutine functions.
        """
        listeners = Listeners(on_status_change, on_complete, on_error)
        return JobStatus(
            self._line, job_id(job), listeners, use_sse=use_sse, poll_s=poll_interval, pace=self._pace
        )

    async def _import(self, key: str | None, **sent: Any) -> Transfer:
        answer = await self._once(f"{API}/import", key, **sent)
        return Transfer.model_validate(answer["job"])


def job_id(job: Which) -> str:
    if isinstance(job, str):
        return job
    return job.id if isinstance(job, Job) else job.job_id


def _path(job: Which) -> str:
    return f"{API}/jobs/{safe(job_id(job))}"


def _form(fields: Mapping[str, Any]) -> dict[str, Any]:
    """As multipart, even without a file."""
    return {name: (None, str(value).encode()) for name, value in fields.items()}


async def _lines(answer: httpx.Response) -> AsyncGenerator[bytes, None]:
    """A line ends where JSON Lines says, and nowhere else: `aiter_lines` would also end it at U+2028."""
    rest = b""
    async for chunk in answer.aiter_bytes():
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line
    if rest:
        yield rest
