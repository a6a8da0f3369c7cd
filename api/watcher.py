"""What this process knows of one job, and how those who watch it hear of it.

A view is stirred and reads when it can: what happens meanwhile waits as the newest state, never as a queue.
"""

import asyncio
import logging
from collections.abc import Callable

from api.cursor import Cursor, Seen
from workflows.contracts.job import Job, JobState

log = logging.getLogger("callsheet.feed")


class Watcher:
    """What this process knows of one job, and who wants to hear it.

    `job` is a version as every process tells it, `finest` what this one has seen besides.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.finest = job
        self.views: set[View] = set()
        self.looked = False
        self.gone = False
        self.broken = False
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
        if same_run and job.state.version == self.job.state.version:
            behind = job.state.percent < self.finest.state.percent  # the progress since then stays
            beside = {"waiting_for": job.waiting_for, "attempt": job.attempt}
            beside["remaining_ms"] = job.remaining_ms
            finest = (self.finest if behind else job).model_copy(update=beside)
        elif same_run and _was_outrun(job, self.finest.state):
            seen = {name: getattr(self.finest.state, name) for name in ("percent", "counts", "detail")}
            finest = job.model_copy(update={"state": job.state.model_copy(update=seen)})
        version = job.model_copy(update={"attempt": 1, "waiting_for": None, "remaining_ms": None})
        if (version, finest) != (self.job, self.finest):
            self.job = self.job if version == self.job else version  # its bytes are known by its identity
            self.finest = finest
            self._stir()

    def take_detail(self, job: Job) -> None:
        """Progress inside the newest version; late news of an older one is dropped."""
        known = self.finest
        finer = job.state.version == self.job.state.version and job.state.percent >= known.state.percent
        if finer and job != known:
            self.finest = job
            self._stir()

    def has_looked(self) -> None:
        """From now on there is something to tell."""
        if not self.looked:
            self.looked = True
            self._stir()

    def is_gone(self) -> None:
        """The job is there no more, or cannot be watched: its streams end without a last word."""
        self.gone = self.looked = True
        self._stir()

    def stopped(self, task: asyncio.Task[None]) -> None:
        """A watcher that breaks ends its streams: their viewers come back, and nobody waits for ever."""
        if not task.cancelled() and (error := task.exception()):
            log.error("watching %s broke", self.job.id, exc_info=error)
            self.broken = True
            self.is_gone()

    def _stir(self) -> None:
        if self.looked:
            for view in self.views:
                view.stir(self)


def _was_outrun(job: Job, seen: JobState) -> bool:
    """Whether a version that is no line of the timeline tells of fewer items than were seen before it."""
    counts = job.state.counts
    fewer = counts and seen.counts and counts.processed < seen.counts.processed
    return bool(fewer) and job.state.version not in {change.version for change in job.changes}


class View:
    """One viewer's place: the jobs it follows, and which of them have something new for it.

    `endless`: it stays when all its jobs have ended, since others may join.
    """

    __slots__ = ("_cursors", "_endless", "_join", "_leave", "_news", "_waiter", "closed", "lost")

    def __init__(
        self, join: Callable[[Job], Watcher], leave: Callable[[Watcher, "View"], None], endless: bool
    ) -> None:
        self._join, self._leave, self._endless = join, leave, endless
        self._cursors: dict[Watcher, Cursor] = {}
        self._news: dict[Watcher, None] = {}  # in order, so that each job has its turn
        self._waiter: asyncio.Future[None] | None = None
        self.closed = False
        self.lost = False

    @property
    def over(self) -> bool:
        """Nothing will come any more."""
        return self.closed or not (self._cursors or self._endless)

    def follow(self, job: Job, after: str | None = None) -> None:
        """Everything that happens to the job from now on, or from after that event id."""
        watcher = self._join(job)
        watcher.views.add(self)
        self._cursors.setdefault(watcher, Cursor(after))
        if watcher.looked:
            self.stir(watcher)

    def stir(self, watcher: Watcher) -> None:
        self._news[watcher] = None
        self.wake()

    def wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    def read(self) -> list[Seen]:
        """All that is new about the job that has waited longest; empty: there is nothing new."""
        while self._news:
            watcher = next(iter(self._news))
            del self._news[watcher]
            told = not watcher.broken and (watcher.job.state.status.ended or not watcher.gone)
            seen = self._cursors[watcher].read(watcher.job, watcher.finest) if told else []
            if watcher.ended:
                self.lost = self.lost or not watcher.job.state.status.ended
                del self._cursors[watcher]
                self._leave(watcher, self)
            if watcher.broken:
                self.close()
            if seen:
                return seen
        return []

    async def changed(self) -> None:
        """Until there may be something to read, or it is over."""
        if not self._news and not self.over:
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter

    def close(self) -> None:
        """Hear of nothing any more; whoever waits is woken."""
        self.closed = True
        for watcher in self._cursors:
            self._leave(watcher, self)
        self._cursors.clear()
        self._news.clear()
        self.wake()
