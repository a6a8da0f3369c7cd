"""What every job does with its own row."""

from sight import NotStarted, Sights
from storage.catalog import AnotherRun, Catalog
from workflows.contracts.job import Closing, JobState
from workflows.ports import JobActivities


class JobRows(JobActivities):
    """A row that belongs to another run is the case of a reset: only Temporal knows which run is stale."""

    def __init__(self, catalog: Catalog, sights: Sights) -> None:
        self._catalog = catalog
        self._sights = sights

    async def begin(self, job_id: str, run_id: str) -> bool:
        try:
            return await self._catalog.begin(job_id, run_id)
        except AnotherRun as other:
            return await self._take_over(job_id, run_id, other)

    async def close(self, closing: Closing) -> JobState:
        try:
            return await self._catalog.close(closing)
        except AnotherRun as other:
            if not await self._take_over(closing.job_id, closing.run_id, other):
                return closing.state  # a stale run's word: nobody hears it
            return await self._catalog.close(closing)

    async def _take_over(self, job_id: str, run_id: str, other: AnotherRun) -> bool:
        """Whether this run is the job's newest one; the row is its own then."""
        try:
            newest = (await self._sights.look(job_id)).run_id
        except NotStarted:
            return False
        if newest != run_id:
            return False
        await self._catalog.adopt(job_id, other.run_id, run_id)
        return True
