"""A rate of calls is kept by everybody together, and nobody is kept waiting for nothing."""

import asyncio
import time

from storage.database import Database
from storage.slots import Rate, Slots

RATE = Rate("provider", most=4, window_s=0.4, call_s=30)  # longer than any of them, on any machine


async def test_no_window_sees_more_calls_than_the_rate_allows(database_url: str) -> None:
    """Three processes, forty calls, some of them long, each counted until a window after its end."""
    databases = [Database(database_url) for _ in range(3)]
    await databases[0].migrate()
    begun: list[tuple[float, float]] = []

    async def call(number: int) -> None:
        slots, holder = Slots(databases[number % 3]), f"call {number}"
        while wait_s := await slots.take(RATE, holder):
            await asyncio.sleep(wait_s)
        start = time.time()
        await asyncio.sleep(0.01 * (number % 4))
        begun.append((start, time.time()))
        await slots.spent(RATE, holder)

    try:
        async with asyncio.TaskGroup() as group:
            for number in range(40):
                group.create_task(call(number))
    finally:
        for one in databases:
            await one.close()
    begun.sort()
    assert len(begun) == 40
    for start, _ in begun:
        counted = [end for other, end in begun if other < start and end + RATE.window_s > start]
        assert len(counted) < RATE.most


async def test_who_waits_gets_a_time_of_their_own(database: Database) -> None:
    """A hundred who come together do not come again together."""
    slots = Slots(database)
    waits = [await slots.take(Rate("p", 2, 10, 1), f"call {number}") for number in range(8)]
    assert waits[:2] == [0, 0]
    assert [round(wait) for wait in waits[2:]] == [10, 10, 20, 20, 30, 30]


async def test_whoever_came_first_is_not_overtaken(database: Database) -> None:
    """Asking again keeps the time that was given."""
    slots, rate = Slots(database), Rate("p", 1, 5, 0)
    assert await slots.take(rate, "at work") == 0
    first = await slots.take(rate, "first")
    second = await slots.take(rate, "second")
    assert await slots.take(rate, "first") <= first < second


async def test_one_who_dies_in_a_call_counts_as_long_as_a_call_may_take(database: Database) -> None:
    """Others ask now and then whether the call has ended after all."""
    slots, rate, begun = Slots(database), Rate("p", 1, 0.2, 0.6), time.time()
    assert await slots.take(rate, "dead") == 0
    while wait_s := await slots.take(rate, "next"):
        assert wait_s < 0.5
        await asyncio.sleep(wait_s)
    assert time.time() >= begun + rate.call_s + rate.window_s


async def test_calls_under_way_hold_nobody_up_who_comes_when_they_have_ended(database: Database) -> None:
    """That each could last half a minute is no reason to come back in half a minute."""
    slots, rate = Slots(database), Rate("p", 2, 10, 30)
    for holder in ("first", "second"):
        assert await slots.take(rate, holder) == 0
    assert round(await slots.take(rate, "third")) == 10


async def test_pools_do_not_know_one_another(database: Database) -> None:
    slots = Slots(database)
    for pool in ("creates", "looks"):
        assert await slots.take(Rate(pool, 1, 60, 1), "one") == 0


async def test_whoever_calls_again_and_again_keeps_the_rate_as_well(database: Database) -> None:
    slots, rate = Slots(database), Rate("looks", 3, 60, 0)
    waits = [await slots.take(rate, "the same") for _ in range(4)]
    assert waits[:3] == [0, 0, 0]
    assert waits[3] > 0
