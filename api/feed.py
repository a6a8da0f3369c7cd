"""One watcher of Temporal per job per process, however many viewers.

Versions come from a history long-poll: exact, ordered, after their commit, with no worker needed. Progress
finer than a version comes from `describe()` while an activity is under way, and is only ever the newest.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress

from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent

from api.cursor import Cursor, Seen
from api.gateway import Gateway
from api.reading import AWAY, JobReader
from sight import NotStarted, TemporalAway
from storage.catalog import JobMissing
from workflows.contracts.job import Job

log = logging.getLogger("callsheet.feed")
FASTEST_DESCRIBE_S = 0.4
FIRST_RETRY_S, SLOWEST_RETRY_S = 0.05, 1.0
BEGUN = {EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED}
DONE = {
    EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
    EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED,
}


class Watcher:
    """What this process knows of one job, and who wants to hear it."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.finest = job
        self.viewers = 0
        self.changed = asyncio.Event()
        self.looked = asyncio.Event()
        self.gone = False
        self.task: asyncio.Task[None] | None = None

    @property
    def ended(self) -> bool:
        return self.gone or self.job.state.status.ended

    def take(self, job: Job) -> None:
        """A version, or the same one with something new beside it."""
        same_run = job.run_id == self.job.run_id
        if same_run and job.state.version < self.job.state.version:
            return
        finest = job
        if same_run and job.state.version == self.job.state.version:  # the progress since then stays
            finest = self.finest.model_copy(update={"waiting_for": job.waiting_for, "attempt": job.attempt})
        if (job, finest) != (self.job, self.finest):
            self.job, self.finest = job, finest
            self.wake()

    def take_detail(self, job: Job) -> None:
        """Progress inside the newest version; late news of an older one is dropped."""
        known = self.finest
        finer = job.state.version == self.job.state.version and job.state.percent >= known.state.percent
        if finer and job != known:
            self.finest = job
            self.wake()

    def stopped(self, task: asyncio.Task[None]) -> None:
        """A watcher that breaks ends its streams: their viewers come back, and nobody waits for ever."""
        if not task.cancelled() and (error := task.exception()):
            log.error("watching %s broke", self.job.id, exc_info=error)
            self.gone = True
            self.looked.set()
            self.wake()

    def wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()


class Feed:
    """All watchers of this process. `describe_per_s` bounds what fine progress costs Temporal."""

    def __init__(self, reader: JobReader, gateway: Gateway, describe_per_s: float) -> None:
        self._reader = reader
        self._gateway = gateway
        self._describe_per_s = describe_per_s
        self._watchers: dict[str, Watcher] = {}
        self.closing = asyncio.Event()

    async def follow(self, job: Job, after: str | None = None) -> AsyncIterator[Seen]:
        """Everything that happens to the job from now on, or from after that event id; ends with the job."""
        watcher = self._watch(job)
        cursor = Cursor(after)
        try:
            await watcher.looked.wait()
            while True:
                changed = watcher.changed
                for seen in cursor.read(watcher.job, watcher.finest):
                    yield seen
                if watcher.ended or self.closing.is_set():
                    return
                await changed.wait()
        finally:
            self._leave(watcher)

    def close(self) -> None:
        """End every stream at once: the process is going down, its viewers will come back."""
        self.closing.set()
        for watcher in self._watchers.values():
            watcher.looked.set()
            watcher.wake()

    def _watch(self, job: Job) -> Watcher:
        watcher = self._watchers.get(job.id)
        if job.state.status.ended or watcher is None or watcher.ended:
            watcher = Watcher(job)
            if watcher.ended:
                watcher.looked.set()
            else:
                self._watchers[job.id] = watcher
                watcher.task = asyncio.create_task(self._run(watcher))
                watcher.task.add_done_callback(watcher.stopped)
        watcher.viewers += 1
        return watcher

    def _leave(self, watcher: Watcher) -> None:
        watcher.viewers -= 1
        if not watcher.viewers and watcher.task:
            watcher.task.cancel()
        if not watcher.viewers and self._watchers.get(watcher.job.id) is watcher:
            del self._watchers[watcher.job.id]

    async def _run(self, watcher: Watcher) -> None:
        pause = FIRST_RETRY_S
        while not watcher.ended:
            try:
                await self._look(watcher)
                watcher.looked.set()
                if watcher.job.run_id and not watcher.ended:
                    await self._tail(watcher, watcher.job.run_id)
                pause = FIRST_RETRY_S
            except TemporalAway:
                if watcher.looked.is_set():
                    watcher.take(watcher.job.model_copy(update={"waiting_for": AWAY}))
                else:
                    watcher.take(self._reader.as_last_known(watcher.job))
            except NotStarted:
                watcher.take(await self._reader.unstarted(watcher.job))
            except JobMissing:
                watcher.gone = True
                watcher.wake()
            watcher.looked.set()
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, SLOWEST_RETRY_S)

    async def _look(self, watcher: Watcher) -> None:
        sight = await self._gateway.look(watcher.job.id)
        watcher.take(await self._reader.overlay(watcher.job, sight._replace(progress=None)))
        if sight.progress and not watcher.ended:
            watcher.take_detail(await self._reader.overlay(watcher.job, sight))

    async def _tail(self, watcher: Watcher, run_id: str) -> None:
        """Follow one run to its end."""
        details: asyncio.Task[None] | None = None
        try:
            async with aclosing(self._gateway.history(watcher.job.id, run_id)) as history:
                async for event in history:
                    await self._take_event(watcher, event)
                    if event.event_type in BEGUN and not details:
                        details = asyncio.create_task(self._details(watcher))
                    elif event.event_type in DONE and details:
                        details.cancel()
                        details = None
        finally:
            if details:
                details.cancel()

    async def _take_event(self, watcher: Watcher, event: HistoryEvent) -> None:
        if event.event_type != EventType.EVENT_TYPE_WORKFLOW_PROPERTIES_MODIFIED:
            return
        fields = event.workflow_properties_modified_event_attributes.upserted_memo.fields
        state, changes = await self._gateway.memo_of(fields)
        if state.version <= watcher.job.state.version:
            return
        job = watcher.job
        if state.status.ended:
            job = await self._reader.catalog.find(job.id)  # the row knows the refund as well
        watcher.take(job.model_copy(update={"state": state, "changes": changes, "waiting_for": None}))

    async def _details(self, watcher: Watcher) -> None:
        while True:
            await asyncio.sleep(max(FASTEST_DESCRIBE_S, len(self._watchers) / self._describe_per_s))
            with suppress(TemporalAway, NotStarted, JobMissing):
                sight = await self._gateway.look(watcher.job.id)
                if not sight.closed and sight.run_id == watcher.job.run_id:
                    watcher.take_detail(await self._reader.overlay(watcher.job, sight))
