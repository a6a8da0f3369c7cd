"""When all is over: every job, timeline, file and account of the run's owners, as the server has them."""

import asyncio
import hashlib
from collections.abc import Iterable
from typing import Any

from callsheet.chaos.caller import Answer, Caller
from callsheet.chaos.documentaries import audio_of
from callsheet.chaos.unpacking import row_of, taken
from callsheet.chaos.witness import BATCH, DOCUMENTARY, ENDED, EXPORT, TASK, TRANSFERS, Book, Last, Table

PAGE = 15  # small, so that cursors are used
PAGE_OF_ROWS = 200
LAST_CHANCES, WAIT_S = 6, 5


async def inspect(caller: Caller, owners: Iterable[str]) -> None:
    """Fills in the last part of the evidence."""
    inspector = Inspector(caller)
    await asyncio.gather(*(inspector.account(owner) for owner in sorted(owners)))


class Inspector:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._at_once = asyncio.Semaphore(4)

    async def account(self, owner: str) -> None:
        listed = await self._pages("/v1/jobs", owner)
        lasts = await asyncio.gather(*(self._last(str(job["id"]), owner) for job in listed))
        account = await self._get("/v1/credits", owner)
        entries = await self._pages("/v1/credits/ledger", owner)
        shelf = await self._get("/api/playlists", owner)
        datasets = await self._pages("/v1/datasets", owner)
        tables = await asyncio.gather(*(self._table(dataset, owner) for dataset in datasets))
        self._caller.evidence.tables += tables
        self._caller.evidence.jobs += lasts
        self._caller.evidence.playlists[owner] = shelf.body["playlists"]
        self._caller.evidence.books.append(Book(owner, int(account.body["balance"]), tuple(entries)))

    async def _last(self, job_id: str, owner: str) -> Last:
        told = await self._ended(f"/v1/jobs/{job_id}", owner)
        timeline = await self._pages(f"/v1/jobs/{job_id}/timeline", owner)
        url = (told.body["result"] or {}).get("url")
        file = await self._get(url, owner) if url else None
        fetched = len(file.content) if file and file.status == 200 else None
        run = told.headers["etag"].strip('"').rpartition("-")[0]
        last = Last(told.body, run, tuple(timeline), fetched)
        if told.body["kind"] == BATCH:
            return await self._batch(last, owner)
        if told.body["kind"] in TRANSFERS:
            return await self._transfer(last, owner)
        if told.body["kind"] == TASK:
            return await self._task(last, owner)
        return await self._documentary(last, owner) if told.body["kind"] == DOCUMENTARY else last

    async def _batch(self, last: Last, owner: str) -> Last:
        path = f"/v1/jobs/{last.id}"
        results = await self._get(f"{path}/results.jsonl", owner)
        lineage = await self._get(f"{path}/lineage", owner) if last.job["retryOf"] else None
        return last._replace(items=tuple(results.body or ()), lineage=lineage.body if lineage else None)

    async def _documentary(self, last: Last, owner: str) -> Last:
        standing = await self._get(f"/api/jobs/{last.id}", owner)
        data = (last.job["result"] or {}).get("data")
        urls = audio_of(data) if data else []
        heard = await asyncio.gather(*(self._get(url, owner) for url in urls))
        lengths = {url: len(one.content) for url, one in zip(urls, heard, strict=True) if one.status == 200}
        return last._replace(standing=(standing.body or {}).get("job"), recordings=lengths)

    async def _transfer(self, last: Last, owner: str) -> Last:
        path, url = f"/api/import-export/jobs/{last.id}", (last.job["result"] or {}).get("fileUrl")
        last = last._replace(standing=(await self._get(f"{path}/status", owner)).body)
        if last.job["kind"] == EXPORT:
            file = await self._get(url, owner) if url else None
            if file is None or file.status != 200:
                return last
            return last._replace(taken=taken(file.content, last.job["input"]["format"]))
        errors = await self._get(f"{path}/errors.jsonl", owner)
        return last._replace(faults=tuple((one["row"], one["code"]) for one in errors.body or ()))

    async def _task(self, last: Last, owner: str) -> Last:
        standing = await self._get(f"/api/generation/tasks/{last.id}", owner)
        assets = (last.job["result"] or {}).get("assets", ())
        urls = [url for one in assets for url in (one["url"], one["thumbnailUrl"]) if url]
        files = await asyncio.gather(*(self._get(url, owner) for url in urls))
        came = {url: file.content for url, file in zip(urls, files, strict=True) if file.status == 200}
        digests = {url: hashlib.sha256(content).hexdigest() for url, content in came.items()}
        return last._replace(standing=standing.body, digests=digests)

    async def _table(self, dataset: dict[str, Any], owner: str) -> Table:
        rows = await self._pages(dataset["links"]["rows"], owner, PAGE_OF_ROWS, columns="id,source")
        return Table(owner, dataset["name"], dataset["rows"], tuple(map(row_of, rows)))

    async def _ended(self, path: str, owner: str) -> Answer:
        """The job; what is open still gets a last chance."""
        for _ in range(LAST_CHANCES):
            told = await self._get(path, owner, {"wait": WAIT_S})
            if told.body["status"] in ENDED:
                break
        return told

    async def _pages(self, path: str, owner: str, limit: int = PAGE, **more: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        params: dict[str, Any] = {"limit": limit, **more}
        while True:
            answer = await self._get(path, owner, params)
            if answer.status != 200:
                return found
            found += answer.body["data"]
            if not answer.body["nextCursor"]:
                return found
            params["cursor"] = answer.body["nextCursor"]

    async def _get(self, path: str, owner: str, params: dict[str, Any] | None = None) -> Answer:
        async with self._at_once:
            return await self._caller.insist("GET", path, owner, (200,), params=params or {})
