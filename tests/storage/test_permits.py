"""Permits are exact: across jobs, workers and crashes, whatever the calls do."""

import asyncio
import random
import time

import pytest

from storage.database import Database
from storage.permits import LEASE_S, Claim, Permits
from storage.tables import leases
from storage.tiers import Limits, Owners, Tiers

TIERS = Tiers({"free": Limits(2, 10), "paid": Limits(10, 50), "unlimited": Limits(50, None)}, "free")
WINDOW_S, CALL_S = 0.4, 0.2
ASKED = Limits(5, None)


@pytest.fixture
async def database(database: Database) -> Database:
    """With an owner, as whoever asks for permits has a job and so a row: there rivals take turns."""
    await Owners(database, TIERS, 0).set_tier("ann", "free")
    return database


def permits(database: Database, window_s: float = WINDOW_S) -> Permits:
    return Permits(database, TIERS, window_s, CALL_S)


def claim(job_id: str = "job", holder: str = "", owner: str = "ann", own: Limits = ASKED) -> Claim:
    return Claim(holder or job_id, owner, job_id, own)


async def test_simultaneous_calls_get_as_many_permits_as_there_are(database: Database) -> None:
    """Fifty at once from two jobs of a free owner: ten."""
    asking = (permits(database, 60).take(claim(f"job {n % 2}"), 1) for n in range(50))
    assert sum(len(taken.ids) for taken in await asyncio.gather(*asking)) == 10


@pytest.mark.parametrize(("own", "limit"), [(Limits(5, None), 10), (Limits(5, 4), 4)])
async def test_no_window_sees_more_calls_than_the_limit(database: Database, own: Limits, limit: int) -> None:
    """However late a call arrives after its permit, and however long it takes, over several windows.

    The job's own rate binds like the owner's.
    """
    arrived: list[float] = []
    over = time.monotonic() + 4 * WINDOW_S

    async def caller(number: int) -> None:
        mine, chance = permits(database), random.Random(number)  # as many workers
        while time.monotonic() < over:
            taken = await mine.take(claim(holder=str(number), own=own), 1)
            if not taken.ids:
                await asyncio.sleep(taken.wait_s)
                continue
            await asyncio.sleep(chance.uniform(0, CALL_S / 2))
            arrived.append(time.monotonic())
            await asyncio.sleep(chance.uniform(0, CALL_S / 2))
            async with database.writing() as connection:
                await mine.spent(connection, taken.ids)

    await asyncio.gather(*map(caller, range(8)))
    arrived.sort()
    worst = max(sum(at <= other < at + WINDOW_S for other in arrived) for at in arrived)
    assert worst <= limit
    assert len(arrived) > 2 * limit  # it refills


async def test_a_call_that_nobody_ended_counts_for_as_long_as_it_may_take(database: Database) -> None:
    """Its worker died: when it arrived nobody knows, so nobody else gets its place before that is over."""
    mine, began = permits(database), time.monotonic()
    assert len((await mine.take(claim(), 10)).ids) == 10
    while not (taken := await mine.take(claim(), 10)).ids:
        await asyncio.sleep(taken.wait_s)
    assert time.monotonic() - began >= WINDOW_S + CALL_S


async def test_a_permit_without_a_call_is_given_back(database: Database) -> None:
    mine = permits(database, 60)
    taken = await mine.take(claim(), 10)
    assert not (await mine.take(claim(), 1)).ids
    await mine.give_back(taken.ids[:3], taken.ids[3:])
    assert len((await mine.take(claim(), 10)).ids) == 3


async def test_a_tier_binds_from_the_next_call_on(database: Database) -> None:
    """Paid for, and taken away again."""
    mine, owners = permits(database, 60), Owners(database, TIERS, 0)
    await mine.take(claim(), 10)
    await owners.set_tier("ann", "paid")
    assert len((await mine.take(claim(), 100)).ids) == 40
    await owners.set_tier("ann", "free")
    assert not (await mine.take(claim(), 1)).ids


async def test_lanes_are_the_owners_over_all_their_jobs(database: Database) -> None:
    """Two for a free owner, whoever asks; what is given back is there for others."""
    mine = permits(database)
    assert (await mine.lease(claim("one"), 5)).lanes == 2
    assert (await mine.lease(claim("two"), 5)).lanes == 0
    assert (await mine.lease(claim("three", owner="ben"), 5)).lanes == 2
    await mine.release("one")
    assert (await mine.lease(claim("two"), 5)).lanes == 2


async def test_jobs_of_one_owner_share_their_lanes(database: Database) -> None:
    """Who had all of them gets its part when it asks again, because another one waits."""
    mine = permits(database)
    assert (await mine.lease(claim("one"), 5)).lanes == 2
    assert (await mine.lease(claim("two"), 5)).lanes == 0
    assert (await mine.lease(claim("one"), 5)).lanes == 1
    assert (await mine.lease(claim("two"), 5)).lanes == 1


async def test_who_waits_for_lanes_goes_before_who_has_just_had_some(database: Database) -> None:
    """More jobs than lanes take turns, however fast one of them asks again."""
    mine = permits(database)
    assert [(await mine.lease(claim(job), 1)).lanes for job in ("one", "two", "three")] == [1, 1, 0]
    await mine.release("one")
    assert (await mine.lease(claim("one"), 1)).lanes == 0
    assert (await mine.lease(claim("three", "its next attempt"), 1)).lanes == 1
    await mine.release("two")
    assert (await mine.lease(claim("two"), 1)).lanes == 0
    assert (await mine.lease(claim("one", "its next attempt"), 1)).lanes == 1


async def test_a_job_gets_no_more_lanes_than_it_asked_for(database: Database) -> None:
    """Over all its packs."""
    mine = permits(database)
    leased = [(await mine.lease(claim("job", holder, "local", Limits(5, None)), 3)).lanes for holder in "abc"]
    assert leased == [3, 2, 0]


async def test_a_dead_holders_lanes_come_back_and_it_learns_of_it(database: Database) -> None:
    """Its lease runs out; if it was only asleep, it is told that it has none any more."""
    mine = permits(database)
    await mine.lease(claim("one"), 2)
    assert await mine.renew("one", 2)
    async with database.writing() as connection:
        await connection.execute(leases.update().values(expires=leases.c.expires - LEASE_S - 1))
    assert (await mine.lease(claim("two"), 2)).lanes == 2
    assert not await mine.renew("one", 2)
