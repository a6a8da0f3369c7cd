"""The rows that nobody reads: compared with Temporal now and then, and removed when their time is over."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

from activities.heartbeat import heartbeat
from settling import Settler
from sight import NotStarted, Sights
from storage.catalog import Catalog
from storage.expiry import Expiry
from storage.job_rows import Filters
from workflows.contracts.job import Job, Status
from workflows.ports import HousekeepingActivities

PAGE = 200
AT_ONCE = 10
ENDED_OF_LATE = timedelta(hours=1)


class Housekeeper(HousekeepingActivities):
    def __init__(self, catalog: Catalog, sights: Sights, expiry: Expiry, retention: timedelta) -> None:
        self._catalog = catalog
        self._sights = sights
        self._settler = Settler(catalog, sights)
        self._expiry = expiry
        self._retention = retention

    async def settle(self) -> int:
        settled, before = 0, None
        async with heartbeat():
            while page := await self._catalog.page(Filters(status=Status.PENDING), before, PAGE):
                before = page[-1][0]
                settled += await _count(self._settle, [job for _, job in page])
        return settled

    async def reopen(self) -> int:
        since = (datetime.now(UTC) - ENDED_OF_LATE).isoformat()
        query = f"JobStatus IS NOT NULL AND (ExecutionStatus = 'Running' OR CloseTime > '{since}')"
        async with heartbeat():
            runs: dict[str, set[str]] = {}
            async for job_id, run_id in self._sights.runs(query):
                runs.setdefault(job_id, set()).add(run_id)
            rows = await self._catalog.find_many(list(runs))
            strange = [row for row in rows if row.run_id and runs[row.id] - {row.run_id}]
            return await _count(self._reopen, strange)

    async def purge(self) -> int:
        purged = 0
        async with heartbeat():
            while ids := await self._expiry.ended_before(self._retention, PAGE):
                for job_id in ids:
                    await self._expiry.remove(job_id)
                purged += len(ids)
            await self._expiry.forget_keys()
        return purged

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
    for start in range(0, len(jobs), AT_ONCE):
        found += sum(await asyncio.gather(*map(is_so, jobs[start : start + AT_ONCE])))
    return found
