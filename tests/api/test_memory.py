"""Percent never falls within a run, whoever looks next."""

from datetime import UTC, datetime

from api.memory import Memory
from workflows.contracts.job import Job, JobState, Status


def job(percent: int, run_id: str = "a", noted: int | None = None, version: int = 2) -> Job:
    return Job(
        id="j",
        kind="enhancement",
        owner="ann",
        input={},
        created_at=datetime.now(UTC),
        run_id=run_id,
        state=JobState(version=version, status=Status.RUNNING, percent=percent),
        noted=None if noted is None else JobState(percent=noted),
    )


def test_what_was_seen_before_is_the_least() -> None:
    """Within a run; another run begins anew."""
    memory = Memory()
    assert [memory.keep(job(p)).state.percent for p in (10, 38, 10, 40)] == [10, 38, 38, 40]
    assert memory.keep(job(5, "b")).state.percent == 5


def test_a_look_that_was_overtaken_is_answered_with_what_overtook_it() -> None:
    """An older version never carries the percent of a newer one."""
    memory = Memory()
    memory.keep(job(95, version=4))
    assert memory.keep(job(0, version=1)).state == job(95, version=4).state


def test_what_another_process_noted_counts_too() -> None:
    """An API that has just started knows the row before it knows anything else."""
    memory = Memory()
    assert memory.keep(job(10, noted=38)).state.percent == 38
    assert memory.keep(job(10, noted=12)).state.percent == 38


def test_news_is_what_changed_since() -> None:
    """And nothing of jobs that have ended."""
    memory = Memory()
    memory.keep(job(10))
    assert [seen.state.percent for seen in memory.news()] == [10]
    memory.keep(job(10))
    assert memory.news() == []
    memory.keep(job(11))
    memory.keep(job(12).model_copy(update={"state": JobState(status=Status.CANCELLED)}))
    assert (memory.news(), memory.recall("j")) == ([], None)
