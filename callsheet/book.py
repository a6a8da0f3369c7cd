"""What is known of every job: news come twice, late or from two sides; the newest wins, each is told once."""

from collections.abc import Iterable
from typing import NamedTuple

from callsheet.models import Job, Status

NO_RUN = "0" * 12
TERMINAL = frozenset(status.value for status in Status if status.ended)


class Known(NamedTuple):
    """`run` as event ids name it; `told` where whoever watches has heard of it, and of no loss since."""

    job: Job
    run: str | None = None
    told: bool = False


class Book:
    """`web/core/book.js` is the same for a browser; `tests/conformance` holds both to it."""

    def __init__(self, jobs: Iterable[Job] = ()) -> None:
        self._known = {job.id: Known(job) for job in jobs}

    def __bool__(self) -> bool:
        return bool(self._known)

    def take(self, name: str, news: Job, event_id: str | None) -> Job | None:
        """The job as it is to be told, None if that is nothing new. Only a terminal frame tells of an end."""
        ended = news.status.ended
        if ended and name not in TERMINAL:
            return None
        known, run = self._known.get(news.id), _run_of(event_id)
        if known is None or _is_another(known, run, name):
            self._known[news.id] = Known(news, run, told=True)
            return news
        if known.job.status.ended and known.told:
            return None
        stale = not ended and _is_stale(known.job, news)
        job = known.job if stale else _risen(known.job, news)
        if known.told and job == known.job:
            return None
        self._known[job.id] = Known(job, run or known.run, told=True)
        return job

    def lose(self) -> list[Job]:
        """What is open. It is told again when somebody answers, which is part of the repair."""
        lost = [known for known in self._known.values() if not known.job.status.ended]
        self._known |= {known.job.id: known._replace(told=False) for known in lost}
        return [known.job for known in lost]

    @property
    def ended(self) -> set[str]:
        return {name for name, known in self._known.items() if known.told and known.job.status.ended}


def _run_of(event_id: str | None) -> str | None:
    """That of `<run>-<version>` and of `<job id>:<run>-<version>`."""
    return event_id.rpartition(":")[2].rpartition("-")[0] if event_id else None


def _is_another(known: Known, run: str | None, name: str) -> bool:
    if known.run is None:
        return name == "reset"
    return run not in (None, known.run, NO_RUN) and known.run != NO_RUN


def _is_stale(known: Job, news: Job) -> bool:
    if news.version != known.version:
        return news.version < known.version
    processed = known.counts.processed if known.counts else 0
    return news.percent < known.percent or bool(news.counts and news.counts.processed < processed)


def _risen(known: Job, news: Job) -> Job:
    """Progress never falls within a run."""
    return news.model_copy(update={"percent": known.percent}) if news.percent < known.percent else news
