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
from storage.catalog import Catalog, JobMissing
from storage.expiry import Expiry
from storage.job_rows import Filters
from workflows.contracts.job import Job, Status
from workflows.ports import HousekeepingActivities

T = TypeVar("T")
PAGE = 200
AT_ONCE = 10
ENDED_OF_LATE = timedelta(hours=1)
ROUNDS_KEPT = timedelta(days=1)
JOBS = "JobStatus IS NOT NULL AND WorkflowType != 'Notification'"
RUNNING = f"ExecutionStatus = 'Running' AND {JOBS}"


class Housekeeper(HousekeepingActivities):
    def __init__(
        self,
        catalog: Catalog,
        sights: Sights,
        expiry: Expiry,
        retention: timedelta,
        lost_after: timedelta = timedelta(minutes=1),
        rounds_kept: timedelta = ROUNDS_KEPT,
    ) -> None:
        self._catalog = catalog
        self._sights = sights
        self._settler = Settler(catalog, sights)
        self._expiry = expiry
        self._retention = retention
        self._lost_after = lost_after
        self._rounds_kept = rounds_kept
        self._missing_since: dict[str, datetime] = {}

    async def settle(self) -> int:
        """Visibility lags a little, so it only says where to look."""
        settled, before = 0, None
        async with heartbeat():
            running = {job_id async for job_id, _ in self._sights.runs(RUNNING)}
            while page := await self._catalog.page(Filters(statuses=(Status.PENDING,)), before, PAGE):
                before = page[-1][0]
                settled += await _count(self._settle, [job for _, job in page if job.id not in running])
        return settled

    async def reopen(self) -> int:
        since = datetime.now(UTC) - ENDED_OF_LATE
        runs: dict[str, set[str]] = {}
        reopened = 0
        async with heartbeat():
            for query in (RUNNING, f"CloseTime > '{since.isoformat()}' AND {JOBS}"):
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
            await self._expiry.forget()
            await self._forget_rounds()
        return purged

    async def _forget_rounds(self) -> None:
        """Earlier rounds leave Temporal long before jobs do: there are thousands a day."""
        before = (datetime.now(UTC) - self._rounds_kept).isoformat()
        mine = activity.info()
        query = f"WorkflowType = '{mine.workflow_type}' AND TaskQueue = '{mine.task_queue}'"
        query += f" AND CloseTime < '{before}'"
        async for round_id, run_id in self._sights.runs(query):
            with suppress(NotStarted):  # visibility lags: it is gone already
                await self._sights.forget(round_id, run_id)

    async def _settle(self, job: Job) -> bool:
        """Whether the job's row is an ended one now."""
        with suppress(JobMissing):  # deleted meanwhile
            try:
                sight = await self._sights.look(job.id)
            except NotStarted:
                return await self._settle_unstarted(job)
            self._missing_since.pop(job.id, None)
            settled = await (self._settler.settle if sight.closed else self._settler.follow)(job, sight)
            return settled.state.status.ended
        return False

    async def _settle_unstarted(self, job: Job) -> bool:
        """A job that stays unknown to Temporal for a while, though it was started, is lost."""
        if (await self._settler.settle_unstarted(job)).state.status.ended:
            return True
        if not await self._settler.is_lost(job):
            return False
        now = datetime.now(UTC)
        first = self._missing_since.setdefault(job.id, now)
        if first == now or now - first < self._lost_after:
            return False
        del self._missing_since[job.id]
        await self._settler.give_up(job)
        return True

    async def _reopen(self, job: Job) -> bool:
        """Whether the row belongs to another run now. Visibility lags, so Temporal is asked once more."""
        with suppress(JobMissing, NotStarted):
            sight = await self._sights.look(job.id)
            if sight.run_id != job.run_id:
                await (self._settler.settle if sight.closed else self._settler.follow)(job, sight)
                return True
        return False


async def _count(is_so: Callable[[Job], Awaitable[bool]], jobs: Sequence[Job]) -> int:
    found = 0
    for some in _pages(jobs, AT_ONCE):
        found += sum(await asyncio.gather(*map(is_so, some)))
    return found


def _pages(everything: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(everything), size):
        yield everything[start : start + size]
