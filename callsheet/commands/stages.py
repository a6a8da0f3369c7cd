"""The six stages of a documentary, as its events and its timeline tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from callsheet.commands.wording import words
from callsheet.models import Change, Job, Status

LABELS = {
    "identify": "Identifying artist",
    "plan": "Planning documentary",
    "search": "Searching for tracks",
    "backup": "Fetching backup catalog",
    "write": "Generating documentary",
    "save": "Saving playlist",
}
MAY_BE_LEFT_OUT = "backup"


class State(StrEnum):
    """`kept`: the job that this one retries had finished it."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    NOT_NEEDED = "not needed"
    KEPT = "kept"
    FAILED = "failed"
    CANCELLED = "cancelled"
    NOT_REACHED = "not reached"


@dataclass
class Stage:
    """`words` are the last that were said in it, `brief` what is new in them.

    `took_s` is the server's time, None where nobody knows.
    """

    number: int
    name: str
    state: State = State.WAITING
    words: str = ""
    brief: str = ""
    began: datetime | None = None
    took_s: float | None = None

    @property
    def label(self) -> str:
        return LABELS[self.name]

    def close(self, state: State, at: datetime | None) -> None:
        self.state = state
        self.took_s = (at - self.began).total_seconds() if at and self.began else None


class Board:
    """`job` is how it was last seen."""

    def __init__(self, job: Job, changes: Iterable[Change] = ()) -> None:
        self.job = job
        self.stages = [Stage(number, name) for number, name in enumerate(LABELS, 1)]
        self._at = -1
        for change in changes:
            self._move(change.stage, change.stage_label, change.detail, change.at)
        self.take(job)

    def take(self, job: Job) -> None:
        """A newer state of the job. Stages only go forward; what restarts needs a new board."""
        self.job = job
        self._move(job.stage, job.stage_label, job.detail, job.updated_at)
        if job.status.ended:
            self._end(job)

    def _move(self, name: str | None, label: str | None, detail: str | None, at: datetime | None) -> None:
        to = next((index for index, stage in enumerate(self.stages) if stage.name == name), -1)
        if to < 0 or to < self._at:
            return
        if to > self._at:
            self._pass(to, at)
            self.stages[to].state, self.stages[to].began = State.RUNNING, at
            self._at = to
        stage = self.stages[to]
        said = [part for part in (label, detail) if part and part != stage.label]
        if said:
            stage.words, stage.brief = ": ".join(said), said[-1]

    def _pass(self, to: int, at: datetime | None) -> None:
        if self._at >= 0:
            self.stages[self._at].close(State.DONE, at)
        for stage in self.stages[self._at + 1 : to]:
            if self._at >= 0 and stage.name == MAY_BE_LEFT_OUT:
                stage.state = State.NOT_NEEDED
            else:
                stage.state = State.KEPT if self.job.retry_of else State.DONE

    def _end(self, job: Job) -> None:
        if job.status is Status.COMPLETED:
            self._pass(len(self.stages), job.completed_at)
            self._at = len(self.stages)
            return
        if 0 <= self._at < len(self.stages):
            how = State.CANCELLED if job.status is Status.CANCELLED else State.FAILED
            self.stages[self._at].close(how, job.completed_at)
            self.stages[self._at].words = self.stages[self._at].brief = words(job)
        for stage in self.stages[self._at + 1 :]:
            stage.state = State.NOT_REACHED
