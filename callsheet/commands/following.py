"""A batch seen from outside: how far, how fast, how long yet, and why items fail."""

import time
from collections import deque
from collections.abc import Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field

from callsheet.batch_models import Reason
from callsheet.client import AsyncCallsheet
from callsheet.commands.meter import Meter
from callsheet.commands.wording import tally, words
from callsheet.models import Counts, Job, Status
from callsheet.watch import Event
from callsheet.wire import CallsheetError

WINDOW_S = 10.0
REASONS = 5


@dataclass
class Speed:
    """Items a second, over the last seconds."""

    clock: Callable[[], float] = time.monotonic
    seen: deque[tuple[float, int]] = field(default_factory=deque)

    def now(self, done: int) -> float:
        """0 as long as nobody can know."""
        self.seen.append((self.clock(), done))
        newest, _ = self.seen[-1]
        while len(self.seen) > 2 and newest - self.seen[1][0] >= WINDOW_S:
            self.seen.popleft()
        (since, before), passed = self.seen[0], newest - self.seen[0][0]
        return max(0.0, (done - before) / (newest - since)) if passed > 0 else 0.0


async def follow(callsheet: AsyncCallsheet, job: Job, shown: Meter) -> Event:
    """The last event: how it ended, or that the connection is lost for good."""
    speed, failed, last = Speed(), 0, Event("snapshot", job)
    reasons: list[Reason] = []
    with shown:
        async with aclosing(callsheet.watch(job.id)) as events:
            async for last in events:
                counts = last.job.counts or Counts()
                if counts.failed > failed and not last.connection_lost:
                    failed = counts.failed
                    with suppress(CallsheetError):  # the batch is what is watched
                        reasons = await callsheet.failures(job.id)
                told = _words(last.job, speed.now(counts.processed + counts.skipped))
                news = (last.job.status, last.job.stage, last.job.waiting_for)
                shown.show(last.job.percent, told, [in_words(one) for one in reasons[:REASONS]], news)
                if last.connection_lost:
                    break
    return last


def in_words(reason: Reason) -> str:
    return f"{reason.count:,} x {reason.code}: {reason.message}"


def span(seconds: float) -> str:
    """`8 s`, `3 min`, `2 h 5 min`."""
    minutes = round(seconds / 60)
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"


def _words(job: Job, per_s: float) -> str:
    if job.status is not Status.RUNNING or job.waiting_for or job.counts is None:
        return words(job)
    left = job.counts.total - job.counts.processed - job.counts.skipped
    left_s = job.eta_ms / 1000 if job.eta_ms is not None else left / per_s if per_s else None
    how_fast = [f"{per_s:,.1f}/s"] if per_s else []
    how_long = [f"{span(left_s)} left"] if left_s is not None else []
    stage = f"{job.stage_label}: " if job.stage_label else ""
    return stage + ", ".join([tally(job.counts), *how_fast, *how_long])
