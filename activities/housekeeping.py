"""The rows that nobody reads: compared with Temporal now and then, and removed when their time is over."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from temporalio import activity

from activities.heartbeat import heartbeat
from settling import Settler
from sight import NotStarted, Sights
from storage.catalog import Catalog
from storage.expiry import Expiry
from storage.job_rows import Filters
from workflows.contracts.job import Job, Status
from workflows.ports import HousekeepingActivities

T = TypeVar("T")
PAGE = 200
AT_ONCE = 10
ENDED_OF_LATE = timedelta(hours=1)
ROUNDS_KEPT = timedelta(days=1)
RUNNING = "ExecutionStatus = 'Running' AND JobStatus IS NOT NULL"


class Housekeeper(HousekeepingActivities):
    def __init__(
        self,
        catalog: Catalog,
        sights: Sights,
        expiry: Expiry,
        retention: timedelta,
        rounds_kept: timedelta = ROUNDS_KEPT,
    ) -> None:
        self._catalog = catalog
        self._sights = sights
        self._settler = Settler(catalog, sights)
        self._expiry = expiry
        self._retention = retention
        self._rounds_kept = rounds_kept

    async def settle(self) -> int:
        """Visibility lags a little, so it only says where to look."""
        settled, before = 0, None
        async with heartbeat():
            running = {job_id async for job_id, _ in self._sights.runs(RUNNING)}
            while page := await self._catalog.page(Filters(status=Status.PENDING), before, PAGE):
                before = page[-1][0]
                settled += await _count(self._settle, [job for _, job in page if job.id not in running])
        return settled

    async def reopen(self) -> int:
        since = datetime.now(UTC) - ENDED_OF_LATE
        runs: dict[str, set[str]] = {}
        reopened = 0
        async with heartbeat():
            for query in (RUNNING, f"CloseTime > '{since.isoformat()}' AND JobStatus IS NOT NULL"):
                async for job_id, run_id in self._sights.runs(query):
                    runs.setdefault(job_id, set()).add(run_id)
            for ids in _pages(list(runs), PAGE):
                rows = await self._catalog.find_many(ids)
                strange = [row for row in rows if row.run_id and runs[row.id] - {row.run_id}]
                reopened += await _count(self._reopen, strange)
        return reopened

    async def purge(self) -> int:
        purged = 0
        async with heartbeat():
            while ids := await self._expiry.ended_before(self._retention, PAGE):
                for job_id in ids:
                    await self._expiry.remove(job_id)
                purged += len(ids)
            await self._expiry.forget_keys()
            await self._forget_rounds()
        return purged

    async def _forget_rounds(self) -> None:
        """Earlier rounds leave Temporal long before jobs do: there are thousands a day."""
        before = (datetime.now(UTC) - self._rounds_kept).isoformat()
        mine = activity.info().workflow_type
        query = f"WorkflowType = '{mine}' AND CloseTime < '{before}'"
        async for round_id, run_id in self._sights.runs(query):
            with suppress(NotStarted):  # visibility lags: it is gone already
                await self._sights.forget(round_id, run_id)

    async def _settle(self, job: Job) -> bool:
        """Whether the job's row is an ended one now."""
        try:
            sight = await self._sights.look(job.id)
        except NotStarted:
            return (await self._settler.settle_unstarted(job)).state.status.ended
        if not sight.closed:
            await self._settler.follow(job, sight)
            return False
        return (await self._settler.settle(job, sight)).state.status.ended

    async def _reopen(self, job: Job) -> bool:
        """Whether the row belongs to another run now. Visibility lags, so Temporal is asked once more."""
        sight = await self._sights.look(job.id)
        if sight.run_id == job.run_id:
            return False
        await (self._settler.settle if sight.closed else self._settler.follow)(job, sight)
        return True


async def _count(is_so: Callable[[Job], Awaitable[bool]], jobs: Sequence[Job]) -> int:
    found = 0
    for some in _pages(jobs, AT_ONCE):
        found += sum(await asyncio.gather(*map(is_so, some)))
    return found


def _pages(everything: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(everything), size):
        yield everything[start : start + size]
