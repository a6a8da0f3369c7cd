"""What a job is right now: its row where it has ended, else the row with Temporal's word laid over it."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from api.gateway import Gateway
from api.memory import Memory
from api.standing import Standings
from settling import Settler
from sight import NotStarted, Sight, TemporalAway
from storage.catalog import Catalog, JobMissing
from storage.queues import IN_LINE, Queues
from workflows.contracts.job import Job, JobState, Status, with_progress

log = logging.getLogger("callsheet.reading")
AWAY = "Temporal cannot be reached; the job goes on by itself when it is back"
NOT_STARTED = "Waiting to be started in Temporal"
NO_WORKER = "No worker is polling; start one with `python worker.py`"
NOT_TAKEN = "No worker has taken it up yet; they are busy, or gone"
PATIENCE = timedelta(seconds=3)
"""How long a job may sit still before we ask why."""
RECENT = timedelta(hours=1)
"""How long after its end a job is looked for in Temporal when it is read; later the housekeeping does."""
GLANCE_S = 0.5
NOTED_EVERY_S = 0.25


class JobReader:
    def __init__(self, catalog: Catalog, gateway: Gateway, standings: Standings, queues: Queues) -> None:
        self.catalog = catalog
        self.gateway = gateway
        self._standings, self._queues = standings, queues
        self._settler = Settler(catalog, gateway)
        self._memory = Memory()
        self._at_once = asyncio.Semaphore(20)

    async def read(self, job_id: str, owner: str | None = None) -> Job:
        """Raises `JobMissing`."""
        return await self.refresh(await self.find(job_id, owner))

    async def find(self, job_id: str, owner: str | None = None) -> Job:
        """The row; one that ended of late is open again where an operator reset it. Raises `JobMissing`."""
        return await self.reopened(await self.catalog.find(job_id, owner))

    async def reopened(self, job: Job) -> Job:
        """The row as it is once Temporal has been asked whether an operator reset it of late."""
        at = job.state.completed_at
        if at is None or job.run_id is None or datetime.now(UTC) - at > RECENT:
            return job
        try:
            async with self._at_once:
                sight = await self.gateway.look(job.id, GLANCE_S)
        except (TemporalAway, NotStarted):
            return job
        return await self._settler.follow(job, sight)

    async def refresh_all(self, jobs: Sequence[Job]) -> list[Job]:
        """All of them; once Temporal is found to be away, nobody waits for it again."""
        away = asyncio.Event()
        seen = await asyncio.gather(*(self._refresh_or_drop(job, away) for job in jobs))
        return [job for job in seen if job]

    async def _refresh_or_drop(self, job: Job, away: asyncio.Event) -> Job | None:
        try:
            return await self.refresh(job, away)
        except JobMissing:
            return None  # deleted meanwhile

    async def refresh(self, job: Job, away: asyncio.Event | None = None) -> Job:
        if job.state.status.ended:
            return job
        async with self._at_once:
            try:
                if away and away.is_set():
                    return self.as_last_known(job)
                return await self.overlay(job, await self.gateway.look(job.id))
            except TemporalAway:
                if away:
                    away.set()
                return self.as_last_known(job)
            except NotStarted:
                return await self.unstarted(job)

    async def overlay(self, job: Job, sight: Sight) -> Job:
        """Temporal's word over the row; `job` is what was known before the look."""
        if sight.closed:
            return await self._settle(job, sight)
        if sight.run_id != job.run_id:
            job = await self._settler.follow(job, sight)
        state = with_progress(sight.state, sight.progress) if sight.progress else sight.state
        seen = {"state": state, "changes": sight.changes, "run_id": sight.run_id, "attempt": sight.attempt}
        seen["waiting_for"] = await self._hindrance(sight)
        job = job.model_copy(update=seen)
        return self._memory.keep(await self._standings.lay(job, self._memory.before(job)))

    def as_last_known(self, job: Job) -> Job:
        """While Temporal is away: what this process knew last, else what was noted on the row."""
        known = self._memory.recall(job.id)
        if known is None or (job.run_id and known.run_id != job.run_id):
            known = job
        if known is job and job.run_id:  # running, at whatever version
            noted = job.noted or JobState()
            state = noted.model_copy(update={"status": Status.RUNNING, "version": 0})
            known = job.model_copy(update={"state": state})
        if job.noted and job.noted.percent > known.state.percent:  # another process saw more of it
            state = known.state.model_copy(update={"percent": job.noted.percent})
            known = known.model_copy(update={"state": state})
        return known.model_copy(update={"waiting_for": AWAY})

    def heard(self, job: Job) -> None:
        """A version that came another way than by a look."""
        self._memory.keep(job)

    async def unstarted(self, job: Job) -> Job:
        """A job whose workflow is not there: it may have ended this moment, or have not begun."""
        row = await self.catalog.find(job.id)
        try:
            row = row if row.state.status.ended else await self._settler.settle_unstarted(job)
        except TemporalAway:
            return self.as_last_known(row)
        if row.state.status.ended:
            return row
        if row.run_id:  # it had begun: until it is found, or given up, what was known of it stays
            return self.as_last_known(row)
        return row.model_copy(update={"waiting_for": await self._why_unstarted(row)})

    async def run(self) -> None:
        """Until cancelled: note what is known of running jobs."""
        while True:
            await asyncio.sleep(NOTED_EVERY_S)
            try:
                await self.note()
            except SQLAlchemyError as error:
                log.warning("the database is away: %s", error)

    async def note(self) -> None:
        """Put what is known of running jobs on their rows."""
        if news := self._memory.news():
            await self.catalog.note(news)

    async def _settle(self, job: Job, sight: Sight) -> Job:
        known = self._memory.recall(job.id)
        same_run = known is not None and known.run_id == sight.run_id
        return await self._settler.settle(job, sight, known.state.percent if known and same_run else 0)

    async def _hindrance(self, sight: Sight) -> str | None:
        since = sight.untaken_since
        if sight.hindrance == "cancelling" or since is None or datetime.now(UTC) - since < PATIENCE:
            return sight.hindrance
        reasons = (sight.hindrance, await self._no_worker() or NOT_TAKEN)
        return ". ".join(reason for reason in reasons if reason)

    async def _why_unstarted(self, job: Job) -> str | None:
        if place := await self._queues.place_of(job.id):
            return IN_LINE.format(place, self._queues.most[job.kind])
        if datetime.now(UTC) - job.created_at < PATIENCE:
            return None
        return await self._no_worker() or NOT_STARTED

    async def _no_worker(self) -> str | None:
        try:
            return None if await self.gateway.workers() else NO_WORKER
        except NotStarted:
            return NO_WORKER
        except TemporalAway:
            return AWAY
