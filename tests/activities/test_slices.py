"""Why a slice of a pack stops."""

from itertools import permutations

from activities.lanes import LimitReached
from activities.slices import stronger

FULL, FULLER = LimitReached("full", 2), LimitReached("fuller", 9)
SHORT, LONG = LimitReached("short", 1, True), LimitReached("long", 3, True)


def test_a_pause_is_kept_whole() -> None:
    """In whatever order its calls end: the longest pause that was asked for, however long the limits wait."""
    for order in permutations((FULL, FULLER, SHORT, LONG)):
        stopped = None
        for reached in order:
            stopped = stronger(stopped, reached)
        assert stopped is LONG


def test_a_limit_is_asked_again_as_soon_as_it_first_said() -> None:
    """Whoever comes back too late would leave a free place empty."""
    assert stronger(stronger(None, FULL), FULLER) is FULL
