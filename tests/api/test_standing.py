"""How far a batch is told to be between two of its versions."""

from itertools import pairwise

from api.standing import short_of
from workflows.contracts.job import Counts, JobState, Stage, percent_at


def counts(succeeded: int, failed: int) -> Counts:
    return Counts(total=40, processed=succeeded + failed, succeeded=succeeded, failed=failed)


def test_failures_take_the_place_of_no_success() -> None:
    """While more is done than may be told before a milestone, nothing that was told is taken back."""
    done = [counts(2, 0), counts(9, 0), counts(9, 5), counts(9, 9), counts(20, 9)]
    told: list[Counts] = []
    for one in done:
        told.append(short_of(25, one, told[-1] if told else None))
    assert [(one.processed, one.succeeded, one.failed) for one in told] == [(2, 2, 0), *[(9, 9, 0)] * 4]
    mixed = short_of(25, counts(30, 4), counts(3, 2))
    assert (mixed.processed, mixed.succeeded, mixed.failed) == (9, 5, 4)
    for before, after in pairwise([counts(3, 2), mixed]):
        assert after.succeeded >= before.succeeded
        assert after.failed >= before.failed


def test_a_hundred_is_for_what_has_completed() -> None:
    """A batch all of whose items are done still compares them with one another."""
    comparing = JobState(percent=99, stage=Stage(name="group", label="Comparing", start=99, end=100))
    assert percent_at(comparing, counts(40, 0)) == 99
    annotating = JobState(percent=10, stage=Stage(name="annotate", label="Annotating", start=0, end=99))
    assert percent_at(annotating, counts(20, 0)) == 49
    assert percent_at(annotating, counts(1, 0)) == 10
