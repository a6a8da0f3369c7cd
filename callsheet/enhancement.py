"""`useParallelEnhancement` as a Python session: one photo, a job per tier, one connection for all."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import quote

from callsheet.listeners import tell
from callsheet.models import Job, JobError, Status
from callsheet.watch import Event, Pace, Subject, Watch
from callsheet.wire import CallsheetError, Line, Refused

log = logging.getLogger("callsheet")
WORDS = {
    Status.PENDING: "PENDING",
    Status.RUNNING: "PROCESSING",
    Status.COMPLETED: "COMPLETED",
    Status.FAILED: "FAILED",
    Status.CANCELLED: "CANCELLED",
}
FAILED = ("FAILED", "REFUNDED")


def tier_word(name: str) -> str:
    """`4k` and `TIER_4K` are the same tier."""
    return f"TIER_{name.upper().removeprefix('TIER_')}"


@dataclass(frozen=True)
class EnhancedJob:
    """One tier. `job` is all that `/v1` says of it; `enhanced_url` is absolute and there once COMPLETED."""

    job: Job
    base_url: str = ""
    connection_lost: bool = False

    @property
    def job_id(self) -> str:
        return self.job.id

    @property
    def tier(self) -> str:
        return tier_word(str(self.job.input.get("tier", "")))

    @property
    def status(self) -> str:
        """Failed reads REFUNDED where credits went back."""
        refunded = self.job.status is Status.FAILED and self.job.credits.refunded > 0
        return "REFUNDED" if refunded else WORDS[self.job.status]

    @property
    def ended(self) -> bool:
        return self.job.status.ended

    @property
    def enhanced_url(self) -> str | None:
        url = (self.job.result or {}).get("url")
        return f"{self.base_url if url.startswith('/') else ''}{url}" if url else None

    @property
    def enhanced_width(self) -> int | None:
        return (self.job.result or {}).get("width")

    @property
    def enhanced_height(self) -> int | None:
        return (self.job.result or {}).get("height")

    @property
    def error(self) -> str | None:
        return self.job.error.message if self.job.error else None


@dataclass(frozen=True)
class Listeners:
    """Plain functions or coroutine functions. `on_error` hears of FAILED and of REFUNDED."""

    on_job_update: Callable[[EnhancedJob], object] | None = None
    on_error: Callable[[str, str], object] | None = None
    on_all_complete: Callable[[list[EnhancedJob]], object] | None = None


class Enhancement:
    """A running session; use it as `async with`, or end it with `aclose()`, which leaves the jobs running."""

    def __init__(
        self, line: Line, jobs: Sequence[Job], listeners: Listeners, pace: Pace | None = None
    ) -> None:
        self._line, self._listeners = line, listeners
        self._jobs = {job.id: EnhancedJob(job, line.url) for job in jobs}
        self._watch = Watch(line, Subject(tuple(self._jobs)), jobs, pace)
        self._settled = asyncio.Event()
        self._completed = False
        self._cancels: set[asyncio.Task[None]] = set()
        self._task = asyncio.create_task(self._follow())
        self._task.add_done_callback(lambda _: self._settled.set())

    @property
    def group(self) -> str | None:
        """The id that the tiers share."""
        return next(iter(self._jobs.values())).job.group

    @property
    def jobs(self) -> list[EnhancedJob]:
        return list(self._jobs.values())

    @property
    def is_processing(self) -> bool:
        return any(not job.ended for job in self._jobs.values())

    @property
    def completed_count(self) -> int:
        return sum(job.status == "COMPLETED" for job in self._jobs.values())

    @property
    def failed_count(self) -> int:
        """FAILED and REFUNDED; a cancelled tier counts as neither completed nor failed."""
        return sum(job.status in FAILED for job in self._jobs.values())

    def cancel_all(self) -> None:
        """Cancel on the server what still runs, without waiting for the answer; the stream will tell."""
        task = asyncio.create_task(self._cancel_quietly())
        self._cancels.add(task)
        task.add_done_callback(self._cancels.discard)

    async def cancel_all_async(self) -> None:
        """Returns once the server has accepted it. Raises its refusals, except for tiers that have ended."""
        running = [job_id for job_id, job in self._jobs.items() if not job.ended or job.connection_lost]
        outcomes = await asyncio.gather(*(self._cancel(job_id) for job_id in running), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome

    async def wait(self) -> list[EnhancedJob]:
        """All tiers, once each has ended or is shown failed because the connection is lost."""
        await self._settled.wait()
        if self._task.done() and not self._task.cancelled():
            self._task.result()  # what a listener raised is raised here
        return self.jobs

    async def aclose(self) -> None:
        """Close the connection; cancels that are under way still reach the server."""
        await asyncio.gather(*self._cancels)
        self._task.cancel()
        await asyncio.wait([self._task])

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _follow(self) -> None:
        try:
            async with aclosing(self._watch.events()) as events:
                async for event in events:
                    await self._take(event)
        except CallsheetError as error:
            await self._fail_open(error)
        await self._ask_for(job_id for job_id, job in self._jobs.items() if not job.ended)

    async def _ask_for(self, unheard: Iterable[str]) -> None:
        """The stream is over and some tier's end was not in it, as when its job was deleted meanwhile."""
        for job_id in list(unheard):
            try:
                answer = await self._line.ask("GET", f"/v1/jobs/{quote(job_id, safe='')}")
                await self._take(Event("update", Job.model_validate(answer)))
            except CallsheetError as error:
                await self._fail(job_id, error)

    async def _fail_open(self, error: CallsheetError) -> None:
        for job_id in [job_id for job_id, job in self._jobs.items() if not job.ended]:
            await self._fail(job_id, error)

    async def _fail(self, job_id: str, error: CallsheetError) -> None:
        reason = JobError(code=error.code if isinstance(error, Refused) else "unknown", message=str(error))
        job = self._jobs[job_id].job.model_copy(update={"status": Status.FAILED, "error": reason})
        await self._take(Event("failed", job))

    async def _take(self, event: Event) -> None:
        listeners, old = self._listeners, self._jobs[event.job.id]
        new = self._jobs[event.job.id] = EnhancedJob(event.job, self._line.url, event.connection_lost)
        await tell(listeners.on_job_update, new)
        if new.status in FAILED and (old.status, old.error) != (new.status, new.error):
            await tell(listeners.on_error, new.job_id, new.error or "The job failed.")
        if not self.is_processing and not self._completed:
            self._completed = True
            await tell(listeners.on_all_complete, self.jobs)
            self._settled.set()

    async def _cancel(self, job_id: str) -> None:
        try:
            await self._line.ask("POST", f"/v1/jobs/{quote(job_id, safe='')}/cancel")
        except Refused as error:
            if error.status != 409:
                raise

    async def _cancel_quietly(self) -> None:
        try:
            await self.cancel_all_async()
        except CallsheetError as error:
            log.warning("cancelling %s: %s", self.group, error)
