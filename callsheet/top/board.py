"""What is known of jobs, newest states only, and how much happens in a while."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from callsheet.models import Job, Status

KEPT = 2000
ITEMS_S = 10.0
ENDS_S = 60.0


@dataclass
class Pulse:
    """Items done a second, over the last ten; jobs ended, over the last minute."""

    clock: Callable[[], float] = time.monotonic
    items: deque[tuple[float, int]] = field(default_factory=deque)
    ends: deque[float] = field(default_factory=deque)

    def take(self, before: Job, now: Job) -> None:
        at = self.clock()
        if (done := _done(now) - _done(before)) > 0:
            self.items.append((at, done))
        if now.status.ended and not before.status.ended:
            self.ends.append(at)

    def items_per_s(self) -> float:
        while self.items and self.items[0][0] < self.clock() - ITEMS_S:
            self.items.popleft()
        return sum(done for _, done in self.items) / ITEMS_S

    def ends_per_min(self) -> int:
        while self.ends and self.ends[0] < self.clock() - ENDS_S:
            self.ends.popleft()
        return len(self.ends)


@dataclass
class Board:
    """`turn` counts what was told, so that an older answer can be known as such."""

    pulse: Pulse = field(default_factory=Pulse)
    jobs: dict[str, Job] = field(default_factory=dict)
    turn: int = 0
    told_in: dict[str, int] = field(default_factory=dict)

    def take(self, job: Job) -> bool:
        """Whether credits may have moved: the job is new here, or open no more, or open again."""
        before = self.jobs.get(job.id)
        self.turn += 1
        self.told_in[job.id], self.jobs[job.id] = self.turn, job
        if before:
            self.pulse.take(before, job)
        else:
            self._forget_oldest()
        return before is None or before.status.ended != job.status.ended

    def take_answer(self, jobs: Iterable[Job], asked_in: int) -> None:
        """What was asked for at that turn; what was told of a job since is newer."""
        for job in jobs:
            if self.told_in.get(job.id, 0) <= asked_in and self.jobs.get(job.id) != job:
                self.take(job)

    def drop(self, job_id: str) -> None:
        self.jobs.pop(job_id, None)
        self.told_in.pop(job_id, None)

    def counts(self) -> Counter[Status]:
        return Counter(job.status for job in self.jobs.values())

    def open_ids(self) -> list[str]:
        return [job.id for job in self.jobs.values() if not job.status.ended]

    def _forget_oldest(self) -> None:
        if len(self.jobs) <= KEPT:
            return
        ended = [job for job in self.jobs.values() if job.status.ended]
        if ended:
            self.drop(min(ended, key=lambda job: job.created_at).id)


def _done(job: Job) -> int:
    return job.counts.processed + job.counts.skipped if job.counts else 0
