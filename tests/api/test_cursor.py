"""What one viewer is told, whatever happens to the job meanwhile."""

from datetime import UTC, datetime

from api.cursor import Cursor, Moment
from api.watcher import Watcher
from workflows.contracts.job import Change, Counts, Job, JobState, Stage, Status

NOW = datetime(2026, 1, 1, tzinfo=UTC)
RUN, OTHER = "0190c0de-0000-7000-8000-aaaaaaaaaaaa", "0190c0de-0000-7000-8000-bbbbbbbbbbbb"
WORK = Stage(name="work", label="Working", start=10, end=90)


def job_at(version: int, percent: int, run: str | None = RUN) -> Job:
    """A job whose every version was a change of stage."""
    state = JobState(version=version, status=Status.RUNNING, percent=percent, stage=WORK, updated_at=NOW)
    changes = tuple(
        Change(version=n, status=Status.RUNNING, percent=n, at=NOW) for n in range(1, version + 1)
    )
    return Job(
        id="j", kind="k", owner="ann", input={}, created_at=NOW, run_id=run, state=state, changes=changes
    )


def told(cursor: Cursor, job: Job, finest: Job | None = None) -> list[tuple[Moment, int, int]]:
    return [(s.moment, s.job.state.version, s.job.state.percent) for s in cursor.read(job, finest or job)]


def test_who_returns_while_nothing_is_known_hears_nothing_old() -> None:
    """An API that has just started, Temporal away: no zero percent, and no repetition once it is back."""
    cursor = Cursor("aaaaaaaaaaaa-3")
    unknown = job_at(0, 0)
    assert told(cursor, unknown) == []
    assert told(cursor, job_at(3, 40)) == [(Moment.DETAIL, 3, 40)]
    assert told(cursor, job_at(5, 60)) == [(Moment.UPDATE, 4, 4), (Moment.UPDATE, 5, 60)]


def test_who_returns_from_the_very_beginning_is_told_nothing_of_later_without_an_id() -> None:
    """Whoever loses the connection again comes back with the same id: it would be a step back from there."""
    cursor = Cursor("aaaaaaaaaaaa-0")
    assert told(cursor, job_at(0, 10)) == []
    assert told(cursor, job_at(2, 10)) == [(Moment.UPDATE, 1, 1), (Moment.UPDATE, 2, 10)]


def test_who_comes_while_nothing_is_known_hears_nothing_smaller_later() -> None:
    """What was noted is told without an id; once versions are known, none that it covers is repeated."""
    cursor = Cursor(None)
    (first,) = cursor.read(job_at(0, 47), job_at(0, 47))
    assert (first.moment, first.event_id, first.job.state.percent) == (Moment.SNAPSHOT, None, 47)
    assert told(cursor, job_at(4, 10), job_at(4, 47)) == [(Moment.DETAIL, 4, 47)]
    assert told(cursor, job_at(5, 90)) == [(Moment.UPDATE, 5, 90)]


def counting(version: int, processed: int) -> Job:
    """A batch of a hundred at a version that is no line of its timeline; all before it were."""
    counts = Counts(total=100, processed=processed, succeeded=processed, failed=0, skipped=0)
    job, before = job_at(version, processed), job_at(version - 1, 0)
    state = job.state.model_copy(update={"counts": counts})
    return job.model_copy(update={"state": state, "changes": before.changes})


def test_who_comes_back_to_a_batch_is_not_told_less_of_it_than_before() -> None:
    """Progress that has no id outran the version that came meanwhile; what the timeline has is repeated."""
    assert told(Cursor("aaaaaaaaaaaa-1"), counting(2, 14), counting(2, 21)) == [(Moment.DETAIL, 2, 21)]
    assert told(Cursor("aaaaaaaaaaaa-1"), counting(3, 14), counting(3, 21)) == [
        (Moment.UPDATE, 2, 2),
        (Moment.DETAIL, 3, 21),
    ]
    assert told(Cursor("aaaaaaaaaaaa-1"), counting(2, 21)) == [(Moment.UPDATE, 2, 21)]


def test_a_version_that_was_outrun_takes_back_nothing_that_was_seen() -> None:
    """Whoever comes before the next look hears what others have heard."""
    watcher = Watcher(counting(1, 5))
    watcher.take_detail(counting(1, 21))
    watcher.take(counting(2, 14))
    assert (watcher.job, watcher.finest.state.percent) == (counting(2, 14), 21)
    assert watcher.finest.state.counts == counting(2, 21).state.counts


def test_a_job_that_gets_its_run_goes_on_without_a_reset() -> None:
    """Watched from before it had a run: its versions follow, each once."""
    cursor = Cursor(None)
    assert told(cursor, job_at(0, 0, run=None)) == [(Moment.SNAPSHOT, 0, 0)]
    assert told(cursor, job_at(2, 20)) == [(Moment.UPDATE, 1, 1), (Moment.UPDATE, 2, 20)]
    assert told(cursor, job_at(2, 20)) == []


def test_a_job_cancelled_as_its_run_began_ends_without_a_reset() -> None:
    """The run was seen, but the row had ended before it began: nobody is told to start anew."""
    end = JobState(version=1, status=Status.CANCELLED, updated_at=NOW)
    cancelled = job_at(1, 0, run=None).model_copy(update={"state": end})
    watching, returning = Cursor(None), Cursor("aaaaaaaaaaaa-0")
    told(watching, job_at(0, 0, run=None))
    assert told(watching, job_at(0, 0)) == []
    assert told(watching, cancelled) == [(Moment.END, 1, 0)]
    assert told(returning, cancelled) == [(Moment.END, 1, 0)]


def test_another_run_is_a_reset_to_its_state() -> None:
    """After `temporal workflow reset` versions begin again, and the viewer is told so."""
    cursor = Cursor(None)
    told(cursor, job_at(5, 60))
    assert told(cursor, job_at(2, 20, run=OTHER)) == [(Moment.RESET, 2, 20)]
    assert told(cursor, job_at(3, 30, run=OTHER)) == [(Moment.UPDATE, 3, 30)]
