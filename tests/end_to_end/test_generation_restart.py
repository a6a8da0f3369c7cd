"""A worker that comes back finds all its tasks overdue, and asks their provider no more than before."""

from pathlib import Path

from temporalio.client import Client

from tests.support.storm import storm

TASKS, LOOKS_PER_S = 15, 6


async def test_a_worker_that_comes_back_asks_the_provider_no_more_than_it_may(
    temporal: Client, tmp_path: Path
) -> None:
    """kill -9 while fifteen tasks wait: each is looked at again, a few a second, none is ordered twice."""
    seen = await storm(temporal, tmp_path, TASKS, LOOKS_PER_S, away_s=1, poll_s=0.5)
    assert (seen.accepted, seen.succeeded) == (TASKS, TASKS)
    assert max(seen.before, seen.after, seen.at_end) <= LOOKS_PER_S * 1.5
