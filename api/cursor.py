"""How far one viewer has come, and what it has not heard yet."""

from enum import StrEnum
from typing import NamedTuple

from workflows.contracts.job import Change, Job, JobState, Status

NO_RUN = "0" * 12


class Moment(StrEnum):
    """What a viewer is told: where things stand, a version, finer progress, another run, the end."""

    SNAPSHOT = "snapshot"
    UPDATE = "update"
    DETAIL = "detail"
    RESET = "reset"
    END = "end"


class Seen(NamedTuple):
    """`event_id` is None for what is not durable."""

    moment: Moment
    job: Job
    event_id: str | None

    @property
    def committed(self) -> bool:
        """A version and nothing beside it: every replica tells it alike, whenever it does."""
        return self.moment in (Moment.UPDATE, Moment.END)


def event_id(job: Job) -> str:
    """`<last 12 digits of the run id>-<version>`: the same on every replica, after any restart."""
    return f"{tail_of(job)}-{job.state.version}"


def tail_of(job: Job) -> str:
    return (job.run_id or NO_RUN).replace("-", "")[-12:]


class Words(NamedTuple):
    """All that a frame tells beyond the row."""

    state: JobState
    attempt: int
    waiting_for: str | None


class Cursor:
    """How far one viewer has come."""

    def __init__(self, after: str | None) -> None:
        self._after = after
        self._run: str | None = None
        self._version = -1
        self._said: Words | None = None
        self._blind = False

    def read(self, job: Job, finest: Job) -> list[Seen]:
        """What this viewer has not heard yet, in order: every change of stage, then the newest state.

        `job` is the newest version, `finest` the same with the progress since then.
        """
        another_run = self._is_another(tail_of(job))
        if self._run is None:
            moments = self._enter(job, finest)
        elif another_run:
            moments = [self._whole(Moment.RESET, finest)]
        elif self._blind and job.state.version:
            self._version, moments, self._blind = job.state.version, [], False  # what was told covers it
        else:
            moments = self._updates(job, finest)
        self._version = job.state.version if another_run else max(self._version, job.state.version)
        self._run = tail_of(job)
        if job.state.status.ended:
            return [
                *(seen for seen in moments if not _is_last(seen, job)),
                Seen(Moment.END, job, event_id(job)),
            ]
        return [*moments, *self._finer(finest)]

    def _is_another(self, run: str) -> bool:
        """Whether it is a new run to this viewer. A job cancelled as its run began ends without one."""
        ended_unbegun = run == NO_RUN and self._version == 0
        return self._run not in (None, NO_RUN, run) and not ended_unbegun

    def _enter(self, job: Job, finest: Job) -> list[Seen]:
        if self._after is None:
            return [self._whole(Moment.SNAPSHOT, finest)]
        run, _, version = self._after.rpartition("-")
        number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None
        if number is not None and run == tail_of(job) != NO_RUN and job.state.version == 0:
            self._version = number  # a run that nobody can tell of now: go on where the viewer is
            self._said = _words(finest)  # who leaves again comes back to versions before what was noted
            return []
        same = run == tail_of(job) or (run, version) == (NO_RUN, "0")
        same = same or (number == 0 and tail_of(job) == NO_RUN and job.state.status.ended)
        if number is not None and same and number <= job.state.version:
            self._version = number
            return self._updates(job, finest)
        return [self._whole(Moment.RESET, finest)]

    def _whole(self, moment: Moment, job: Job) -> Seen:
        """The full state. An ended job's has no id: only the terminal frame after it may end the watching.

        Nor has that of a run whose version nobody can tell now.
        """
        self._said = _words(job)
        unknown = job.state.status is Status.RUNNING and job.state.version == 0
        self._blind = unknown and job.run_id is not None
        return Seen(moment, job, None if self._blind or job.state.status.ended else event_id(job))

    def _updates(self, job: Job, finest: Job) -> list[Seen]:
        if job.state.version <= self._version:
            return []
        next_one = job.state.version == self._version + 1  # as nearly always: nothing can have been missed
        missed = () if next_one else [c for c in job.changes if self._version < c.version < job.state.version]
        told = [_at(job, change) for change in missed]
        if not self._behind(job, finest):  # a viewer who has seen more of it needs no step back
            told.append(job)
        self._said = _words(told[-1]) if told else self._said
        return [Seen(Moment.UPDATE, one, event_id(one)) for one in told]

    def _behind(self, job: Job, finest: Job) -> bool:
        """Whether more items of the job were told of already, or to a viewer who comes back may have been;
        what the timeline has is told nevertheless."""
        known = self._said.state if self._said else finest.state
        return _fewer(job.state, known) and job.state.version not in {one.version for one in job.changes}

    def _finer(self, finest: Job) -> list[Seen]:
        if finest.state.version < self._version or (self._said and _fewer(finest.state, self._said.state)):
            return []  # the viewer knows more than we do now
        said, self._said = self._said, _words(finest)
        if said == self._said:
            return []
        return [Seen(Moment.DETAIL, finest, None)]


def _at(job: Job, change: Change) -> Job:
    """The job as it stood at an earlier change."""
    state = JobState(
        version=change.version,
        status=change.status,
        stage=change.stage,
        percent=change.percent,
        detail=change.detail,
        counts=change.counts,
        milestone=change.milestone,
        started_at=job.state.started_at,
        updated_at=change.at,
    )
    return job.model_copy(update={"state": state})


def _fewer(state: JobState, known: JobState) -> bool:
    return bool(state.counts and known.counts and state.counts.processed < known.counts.processed)


def _words(job: Job) -> Words:
    return Words(job.state, job.attempt, job.waiting_for)


def _is_last(seen: Seen, job: Job) -> bool:
    return seen.moment is Moment.UPDATE and seen.job.state.version == job.state.version
