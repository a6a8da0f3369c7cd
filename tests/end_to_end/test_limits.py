"""A tier's limits hold to the request, as the annotator itself counts them."""

from pathlib import Path

from tests.support.limits import Wanted, seen_of, tiers


async def test_no_window_sees_more_calls_than_a_tier_allows(tmp_path: Path) -> None:
    """Two owners with two batches each, two workers; ten and a hundred calls per (shortened) minute, and no
    more than two and ten of them at the same time."""
    wanted = [Wanted("ann", "free", (20, 20)), Wanted("ben", "paid", (200, 150))]
    limits = {"rate_window_s": "1.5", "tiers": tiers(free=(2, 10), paid=(10, 100))}
    seen = await seen_of(tmp_path / "data", wanted, workers=2, latency_s=0.01, **limits)
    assert (seen["ann"].calls, seen["ben"].calls) == (40, 350)
    assert seen["ann"].worst <= 10
    assert seen["ben"].worst <= 100
    assert seen["ann"].at_once <= 2
    assert seen["ben"].at_once <= 10
