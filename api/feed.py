"""One watcher of Temporal per job per process, however many viewers.

Versions come from a history long-poll: exact, ordered, after their commit, with no worker needed. Progress
finer than a version comes from `describe()` while an activity is under way, and is only ever the newest.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager, suppress

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent

from api.cursor import Seen
from api.gateway import Gateway
from api.newcomers import Newcomers
from api.reading import AWAY, JobReader
from api.watcher import View, Watcher
from sight import NotStarted, TemporalAway, TemporalRefused
from storage.catalog import JobMissing
from workflows.contracts.job import Job

log = logging.getLogger("callsheet.feed")
FASTEST_DESCRIBE_S, SLOWEST_DESCRIBE_S = 0.4, 2.0
FIRST_RETRY_S, SLOWEST_RETRY_S = 0.05, 1.0
LOOKS_AT_ONCE = 50  # an API that starts again is asked for everything at once
PASSING = (TemporalRefused, DBAPIError, ValidationError)
BEGUN = {
    EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
    EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED,
}
DONE = {
    EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED,
    EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_FAILED,
    EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_CANCELED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
    EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED,
}


class Feed:
    """All watchers of this process. `describe_per_s` bounds what fine progress costs Temporal."""

    def __init__(self, reader: JobReader, gateway: Gateway, describe_per_s: float) -> None:
        self._reader = reader
        self._gateway = gateway
        self._describe_per_s = describe_per_s
        self._watchers: dict[str, Watcher] = {}
        self._views: set[View] = set()
        self._first_looks = asyncio.Semaphore(LOOKS_AT_ONCE)
        self.newcomers = Newcomers(reader.catalog)
        self.closing = False

    @contextmanager
    def viewing(self, endless: bool = False) -> Iterator[View]:
        """A view that is closed afterwards."""
        view = View(self._watch, self._leave, endless)
        self._views.add(view)
        try:
            yield view
        finally:
            self._views.discard(view)
            view.close()

    async def follow(self, job: Job) -> AsyncIterator[Seen]:
        """Everything that happens to the job from now on; ends with the job."""
        with self.viewing() as view:
            view.follow(job)
            while not view.over and not self.closing:
                await view.changed()
                for seen in view.read():
                    yield seen

    def close(self) -> None:
        """End every stream at once: the process is going down, its viewers will come back."""
        self.closing = True
        for view in self._views:
            view.wake()

    def _watch(self, job: Job) -> Watcher:
        watcher = self._watchers.get(job.id)
        if not job.state.status.ended and watcher and not watcher.ended:
            return watcher
        watcher = Watcher(job)
        if watcher.ended:
            watcher.has_looked()
        else:
            self._watchers[job.id] = watcher
            watcher.task = asyncio.create_task(self._run(watcher))
            watcher.task.add_done_callback(watcher.stopped)
        return watcher

    def _leave(self, watcher: Watcher, view: View) -> None:
        watcher.views.discard(view)
        if not watcher.views and watcher.task:
            watcher.task.cancel()
        if not watcher.views and self._watchers.get(watcher.job.id) is watcher:
            del self._watchers[watcher.job.id]

    async def _run(self, watcher: Watcher) -> None:
        pause = FIRST_RETRY_S
        while not watcher.ended:
            try:
                await self._look(watcher)
                watcher.has_looked()
                if watcher.job.run_id and not watcher.ended:
                    await self._tail(watcher, watcher.job.run_id)
                pause = FIRST_RETRY_S
            except TemporalAway:
                self._nothing_new(watcher)
            except NotStarted:
                await self._look_unstarted(watcher)
            except JobMissing:
                watcher.is_gone()
            except PASSING as error:
                log.warning("%s cannot be watched just now: %s", watcher.job.id, error)
            watcher.has_looked()
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, SLOWEST_RETRY_S)

    def _nothing_new(self, watcher: Watcher) -> None:
        """Temporal is away. A process that has just begun to watch cannot tell at which version a run is."""
        if watcher.looked:
            watcher.take(watcher.job.model_copy(update={"waiting_for": AWAY}))
            return
        known = self._reader.as_last_known(watcher.job)
        watcher.take(known.model_copy(update={"state": known.state.model_copy(update={"version": 0})}))

    async def _look_unstarted(self, watcher: Watcher) -> None:
        with suppress(JobMissing):
            watcher.take(await self._reader.unstarted(watcher.job))
            return
        watcher.is_gone()

    async def _look(self, watcher: Watcher) -> None:
        async with self._first_looks:
            sight = await self._gateway.look(watcher.job.id)
        finest = await self._reader.overlay(watcher.job, sight)
        if finest.state.status.ended:
            watcher.take(finest)
        else:  # the version as it was committed, then what is known beyond it
            watcher.take(finest.model_copy(update={"state": sight.state}))
            watcher.take_detail(finest)

    async def _tail(self, watcher: Watcher, run_id: str) -> None:
        """Follow one run to its end."""
        pending, pace_s = 0, SLOWEST_DESCRIBE_S
        details = asyncio.create_task(self._details(watcher, pace_s))
        try:
            async with aclosing(self._gateway.history(watcher.job.id, run_id)) as history:
                async for event in history:
                    await self._take_event(watcher, event)
                    pending += (event.event_type in BEGUN) - (event.event_type in DONE)
                    if pace_s != (pace_s := FASTEST_DESCRIBE_S if pending else SLOWEST_DESCRIBE_S):
                        details.cancel()
                        details = asyncio.create_task(self._details(watcher, pace_s))
        finally:
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
        new = {"state": state, "changes": changes, "attempt": 1, "waiting_for": None, "remaining_ms": None}
        job = job.model_copy(update=new)
        self._reader.heard(job)
        watcher.take(job)

    async def _details(self, watcher: Watcher, pace_s: float) -> None:
        """Progress while activities are under way; between them, now and then, why nothing moves."""
        while True:
            await asyncio.sleep(max(pace_s, len(self._watchers) / self._describe_per_s))
            with suppress(TemporalAway, NotStarted, JobMissing, *PASSING):
                sight = await self._gateway.look(watcher.job.id)
                if not sight.closed and sight.run_id == watcher.job.run_id:
                    watcher.take_detail(await self._reader.overlay(watcher.job, sight))
