"""Which jobs are listed, in which order, and which one of them is meant."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from callsheet.models import Job
from callsheet.top.facts import name_of, now_of

FIELDS = ("kind", "status", "owner", "group", "id", "name")
STATUSES = ("running", "pending", "failed", "cancelled", "completed")
FAR = float("inf")
ORDERS: dict[str, Callable[[Job], Any]] = {
    "open first": lambda job: job.status.ended,
    "newest": lambda job: 0,
    "status": lambda job: STATUSES.index(job.status.value),
    "kind": lambda job: job.kind,
    "owner": lambda job: job.owner,
    "name": lambda job: name_of(job).casefold(),
    "percent": lambda job: -job.percent,
    "left": lambda job: FAR if job.eta_ms is None or job.status.ended else job.eta_ms,
}
"""Each of them is newest first within."""


def matches(job: Job, wanted: str) -> bool:
    """Every word of it: `kind:import`, `status:failed`, `owner:ann`, or what stands anywhere in the row."""
    return all(_has(job, word) for word in wanted.casefold().split())


def _has(job: Job, word: str) -> bool:
    about, colon, part = word.partition(":")
    if colon and about in FIELDS:
        return part in _field(job, about).casefold()
    texts = (*(_field(job, one) for one in FIELDS), now_of(job))
    return any(word in text.casefold() for text in texts)


def _field(job: Job, name: str) -> str:
    return name_of(job) if name == "name" else str(getattr(job, name) or "")


@dataclass
class Choice:
    """`chosen` is the job that the keys are about, the same one wherever its row goes; None is the first."""

    wanted: str = ""
    open_only: bool = False
    order: str = next(iter(ORDERS))
    chosen: str | None = None
    top: int = 0
    rows: list[Job] = field(default_factory=list)

    @property
    def job(self) -> Job | None:
        return self.rows[self._at()] if self.rows else None

    def look(self, jobs: Iterable[Job]) -> Sequence[Job]:
        """The rows as they are now. Where the chosen one is gone, its neighbour is chosen."""
        at = self._at()
        found = [
            job for job in jobs if not (self.open_only and job.status.ended) and matches(job, self.wanted)
        ]
        found.sort(key=lambda job: job.id)
        found.sort(key=lambda job: job.created_at, reverse=True)
        found.sort(key=ORDERS[self.order])
        self.rows = found
        if self.chosen and all(job.id != self.chosen for job in found):
            self.chosen = found[min(at, len(found) - 1)].id if found else None
        return found

    def window(self, height: int) -> Sequence[Job]:
        """The rows that are to be seen: the chosen one is among them."""
        at, last = self._at(), max(0, len(self.rows) - height)
        self.top = min(max(self.top, at - height + 1), at, last)
        return self.rows[self.top : self.top + height]

    def step(self, by: int) -> None:
        if self.rows:
            self.chosen = self.rows[min(max(self._at() + by, 0), len(self.rows) - 1)].id

    def hold(self) -> Job | None:
        """The job that is meant, which from now on is this one."""
        self.chosen = self.job.id if self.job else None
        return self.job

    def next_order(self) -> None:
        names = list(ORDERS)
        self.order = names[(names.index(self.order) + 1) % len(names)]

    def _at(self) -> int:
        return next((at for at, job in enumerate(self.rows) if job.id == self.chosen), 0)
