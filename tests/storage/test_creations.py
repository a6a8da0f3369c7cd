"""A paid call is begun by one attempt of one job, and what became of it is said by that attempt alone."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from settling import cancelled_before_start
from storage import slots
from storage.creations import (
    ACCEPTED,
    CALLING,
    ENDED,
    MOST_HINTS,
    READY,
    REFUSED,
    UNKNOWN,
    CreationMissing,
    Creations,
    CreationTaken,
    Made,
)
from storage.database import Database
from storage.slots import Rate
from storage.tables import starts
from tests.conftest import MakeHouse
from tests.support.generations import create, imagen
from tests.support.house import House
from workflows.contracts.generation import GenerationRequest, Standing

RATE = Rate("test-create", 100, 10, 5)
LOOKS = Rate("test-look", 100, 1, 0)


@pytest.fixture
async def idle(make_house: MakeHouse) -> House:
    """Accepts tasks; nobody works at them."""
    return await make_house(work=False)


async def ordered(house: House, **more: Any) -> GenerationRequest:
    """What a worker would be asked for a new task."""
    return await request_of(house, (await create(house, imagen(), **more))["id"])


async def request_of(house: House, job_id: str) -> GenerationRequest:
    query = select(starts.c.request).where(starts.c.workflow_id == job_id)
    async with house.database.reading() as connection:
        return GenerationRequest.model_validate(await connection.scalar(query))


async def test_of_two_attempts_one_makes_the_call(idle: House) -> None:
    """The other finds it begun, and nobody can tell how it will go."""
    request, creations = await ordered(idle), Creations(idle.database)
    made = await asyncio.gather(*(creations.begin(request, holder, RATE) for holder in "abcde"))
    assert sum(one.mine for one in made) == 1
    assert {one.state for one in made} == {CALLING, UNKNOWN}


async def test_a_task_that_is_looked_at_again_and_again_counts_each_time(idle: House) -> None:
    """Two looks in a minute are two, though both are at the same task."""
    request, creations = await ordered(idle), Creations(idle.database)
    rate = Rate("test-look", 2, 60, 0)
    looks = [await creations.look(request, rate) for _ in range(3)]
    assert [isinstance(one, float) for one in looks] == [False, False, True]


async def test_a_late_answer_is_heard(idle: House) -> None:
    """Its attempt was given up, and the call had been made all the same."""
    request, creations = await ordered(idle), Creations(idle.database)
    assert (await creations.begin(request, "first", RATE)).mine
    assert (await creations.begin(request, "second", RATE)).state == UNKNOWN
    assert not await creations.answered(request.creation, "second", RATE, "not-mine")
    assert await creations.answered(request.creation, "first", RATE, "theirs-1")
    third = await creations.begin(request, "third", RATE)
    assert (third.state, third.external_id, third.mine) == (ACCEPTED, "theirs-1", False)


async def test_a_call_that_was_surely_not_accepted_is_made_again(idle: House) -> None:
    request, creations = await ordered(idle), Creations(idle.database)
    await creations.begin(request, "first", RATE)
    await creations.refused(request.creation, "first", RATE, final=False)
    assert (await creations.begin(request, "second", RATE)).mine
    await creations.refused(request.creation, "first", RATE, final=True)  # it has nothing to say any more
    await creations.refused(request.creation, "second", RATE, final=True)
    assert (await creations.begin(request, "third", RATE)).state == REFUSED


async def test_a_job_that_has_ended_begins_no_call(idle: House) -> None:
    """An attempt that comes late pays for nothing."""
    request, creations = await ordered(idle), Creations(idle.database)
    await idle.http.post(f"/api/generation/tasks/{request.job_id}/cancel")
    async with idle.working():
        await idle.ended(request.job_id)
    with pytest.raises(CreationTaken):
        await creations.begin(request, "late", RATE)


async def test_a_job_does_not_end_while_its_call_is_being_begun(idle: House) -> None:
    """Whoever then retries it would find that nothing was ordered."""
    request, creations = await ordered(idle), Creations(idle.database)
    job, other = await idle.rooms.catalog.find(request.job_id), Database(idle.settings.database)
    async with other.writing() as connection:
        await slots.take(connection, RATE, "somebody else")  # it comes so far, and no further
        beginning = asyncio.create_task(creations.begin(request, "first", RATE))
        ending = asyncio.create_task(idle.rooms.catalog.close(cancelled_before_start(job)))
        ended, _ = await asyncio.wait([ending], timeout=0.5)
        known = await creations.find(request.creation)
    await other.close()
    begun, _ = await asyncio.gather(beginning, ending, return_exceptions=True)
    assert not ended or known or isinstance(begun, CreationTaken)


async def test_news_wake_somebody_once_until_they_have_looked(idle: House) -> None:
    request, creations = await ordered(idle), Creations(idle.database)
    await creations.begin(request, "first", RATE)
    assert await creations.hint(request.creation, "theirs-1") == request.job_id
    assert [await creations.hint(request.creation, "theirs-1") for _ in range(5)] == [None] * 5
    kept = await creations.look(request, LOOKS)
    assert not isinstance(kept, float)
    assert (kept.hints, kept.hinted) == (("theirs-1",), True)
    assert await creations.hint(request.creation, "theirs-1") == request.job_id


async def test_news_of_a_task_of_nobody_are_refused(idle: House) -> None:
    for creation, external_id in (("nobody's", "x"), (None, "x")):
        with pytest.raises(CreationMissing):
            await Creations(idle.database).hint(creation, external_id)


async def test_the_first_last_word_stays(idle: House) -> None:
    request, creations = await ordered(idle), Creations(idle.database)
    await creations.begin(request, "first", RATE)
    first = await creations.end(request.creation, Standing(state="succeeded", urls=("u",)))
    assert await creations.end(request.creation, Standing(state="failed")) == first
    assert await creations.hint(request.creation, "theirs-1") is None
    assert (await creations.begin(request, "second", RATE)).state == ENDED


async def test_only_an_unknown_outcome_is_set_free(idle: House) -> None:
    """One whose call is being made is not: it would be made twice."""
    request, creations = await ordered(idle), Creations(idle.database)
    await creations.begin(request, "first", RATE)
    assert await creations.set_free(request.creation, RATE.call_s) is None
    await creations.unanswered(request.creation, "first", RATE)
    assert await creations.set_free(request.creation, RATE.call_s) == 0
    kept = await creations.find(request.creation)
    assert kept is not None
    assert kept.state == READY
    assert (await creations.begin(request, "second", RATE)).mine
    assert not await creations.answered(request.creation, "first", RATE, "theirs-1")


async def test_a_call_that_nobody_saw_end_is_not_set_free_while_it_may_be_answered(idle: House) -> None:
    """Its worker is not heard of, and may be there all the same."""
    request, creations = await ordered(idle), Creations(idle.database)
    await creations.begin(request, "first", RATE)
    assert (await creations.begin(request, "second", RATE)).state == UNKNOWN
    wait_s = await creations.set_free(request.creation, RATE.call_s)
    assert wait_s is not None
    assert 0 < wait_s <= RATE.call_s
    assert (await creations.begin(request, "third", RATE)).state == UNKNOWN
    assert await creations.answered(request.creation, "first", RATE, "theirs-1")


async def test_news_of_a_call_that_was_set_free_are_looked_at_before_another_is_made(idle: House) -> None:
    request, creations = await ordered(idle), Creations(idle.database)
    await creations.begin(request, "first", RATE)
    await creations.unanswered(request.creation, "first", RATE)
    await creations.set_free(request.creation, RATE.call_s)
    await creations.hint(request.creation, "theirs-1")
    assert (await creations.begin(request, "second", RATE)).state == UNKNOWN
    await creations.look(request, LOOKS)
    assert (await creations.begin(request, "second", RATE)).mine


async def test_who_is_not_prepared_begins_no_call(idle: House) -> None:
    request, creations = await ordered(idle), Creations(idle.database)
    assert await creations.begin(request, "first", RATE, prepared=False) == Made(READY, None)


async def test_a_task_of_the_provider_answers_one_call(idle: House) -> None:
    first, second = await ordered(idle), await ordered(idle)
    creations = Creations(idle.database)
    for request in (first, second):
        await creations.begin(request, "holder", RATE)
        await creations.unanswered(request.creation, "holder", RATE)
    assert await creations.adopt(first.creation, "theirs-1")
    assert not await creations.adopt(second.creation, "theirs-1")
    assert await creations.adopt(second.creation, "theirs-2")


async def test_a_flood_of_news_wakes_somebody_a_few_times(idle: House) -> None:
    """Whoever knows where to call may name a thousand tasks, and is not listened to for long."""
    request, creations = await ordered(idle), Creations(idle.database)
    await creations.begin(request, "first", RATE)
    woken = [await creations.hint(request.creation, f"made up {number}") for number in range(50)]
    assert sum(job_id is not None for job_id in woken) <= MOST_HINTS + 1
    await creations.answered(request.creation, "first", RATE, "theirs-1")
    assert [await creations.hint(request.creation, f"more {number}") for number in range(5)] == [None] * 5


async def test_the_rate_keeps_back_the_intent_as_well(idle: House) -> None:
    """Who waits for a slot and is killed there leaves nothing unknown."""
    rate = Rate("narrow", 1, 10, 5)
    first, second = await ordered(idle), await ordered(idle)
    creations = Creations(idle.database)
    assert (await creations.begin(first, "a", rate)).mine
    made = await creations.begin(second, "b", rate)
    assert (made.state, made.mine) == (READY, False)
    assert made.wait_s > 0
