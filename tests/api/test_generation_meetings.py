"""Requests about one task that meet: one of them wins, nothing is paid or refunded twice, nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from callsheet.fakekie.faults import Failure, Script
from callsheet.fakekie.sayings import GARBAGE
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support.generations import KEY, SUNSET, at, create, ended, imagen, task_of
from tests.support.house import House
from tests.support.kie import looking_alike

TASKS = "/api/generation/tasks"
ANN = {"X-Callsheet-Owner": "ann"}
FULL = 1000


@pytest.fixture
async def kie() -> AsyncIterator[Kie]:
    async with looking_alike(key=KEY) as kie:
        yield kie


async def at_once(*requests: Any) -> list[httpx.Response]:
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(one) for one in requests]
    return [one.result() for one in asked]


async def balance(house: House) -> int:
    return int((await house.http.get("/v1/credits", headers=ANN)).json()["balance"])


async def test_ten_at_once_under_one_key_are_one_task(make_house: MakeHouse, kie: Kie) -> None:
    """One charge, one order; each hears of the same task."""
    house = await make_house(**at(kie))
    key, body = {**ANN, "Idempotency-Key": "once"}, {"promptId": "p", "providerParams": SUNSET}
    answers = await at_once(*(house.http.post(TASKS, json=body, headers=key) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {201}
    (task_id,) = {answer.json()["data"]["id"] for answer in answers}
    assert (await ended(house, task_id))["status"] == "SUCCESS"
    assert len(kie.tasks) == 1
    assert await balance(house) == FULL - 8


async def test_of_retries_at_once_one_is_taken(make_house: MakeHouse, kie: Kie) -> None:
    """The others hear that there is one; it is charged and ordered once."""
    house = await make_house(**at(kie))
    kie.script(Script(fails=Failure("501", "Too dark to see")))
    failed = await ended(house, (await create(house, imagen(), headers=ANN))["id"])
    paths = [f"{face}/{failed['id']}/retry" for face in (TASKS, "/api/jobs", "/v1/jobs")]
    answers = await at_once(*(house.http.post(path, headers=ANN) for path in paths * 2))
    assert sorted(answer.status_code for answer in answers) == [202] + [409] * 5
    codes = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert codes == {"already-retried"}
    (again,) = (answer.json()["jobId"] for answer in answers if answer.status_code == 202)
    assert (await ended(house, again))["status"] == "SUCCESS"
    assert len(kie.tasks) == 2
    assert await balance(house) == FULL - 2


@pytest.mark.parametrize("percent", [0, 1, 10, 30, 80, 99], ids=lambda percent: f"at-{percent}")
async def test_a_cancel_that_meets_the_end_is_one_or_the_other(
    make_house: MakeHouse, kie: Kie, percent: int
) -> None:
    """Cancelled and refunded, or done and paid; whatever it is stays so, and was ordered once at most."""
    house = await make_house(**at(kie))
    task = await create(house, imagen(), headers=ANN)
    await house.until(task["id"], lambda job: job["percent"] >= percent)
    answers = await at_once(*(house.http.post(f"{TASKS}/{task['id']}/cancel", headers=ANN) for _ in range(3)))
    assert {answer.status_code for answer in answers} <= {200, 409}
    done = await ended(house, task["id"])
    if done["status"] == "SUCCESS":
        assert (done["credits"]["refunded"], len(done["assets"]), await balance(house)) == (0, 1, FULL - 2)
    else:
        assert (done["failCode"], done["credits"]["refunded"]) == ("CANCELLED", 2)
        assert await balance(house) == FULL
    assert len(kie.tasks) <= 1
    assert await task_of(house, task["id"]) == done


async def test_a_delete_that_meets_a_retry_takes_nothing_from_it(make_house: MakeHouse, kie: Kie) -> None:
    """Whoever comes first: there is nothing to retry any more, or what was paid for comes home."""
    house = await make_house(**at(kie))
    for number in range(1, 6):
        kie.script(Script(holds=True))
        task = await create(house, imagen(), headers=ANN)
        await house.until(task["id"], lambda job: job["stage"] == "wait")
        made = next(one for one in kie.tasks.values() if not one.ended.is_set())
        await house.http.post(f"{TASKS}/{task['id']}/cancel", headers=ANN)
        await house.ended(task["id"])
        retried, deleted = await at_once(
            house.http.post(f"{TASKS}/{task['id']}/retry", headers=ANN),
            house.http.delete(f"{TASKS}/{task['id']}", headers=ANN),
        )
        kie.release(made)
        assert deleted.status_code == 204, deleted.text
        assert retried.status_code in (202, 404), retried.text
        if retried.status_code == 202:
            done = await ended(house, retried.json()["id"])
            assert (done["status"], done["externalTaskId"]) == ("SUCCESS", made.id), done["failMsg"]
        assert len(kie.tasks) == number


async def test_a_task_is_paid_once_though_the_one_it_carries_on_is_deleted(
    make_house: MakeHouse, kie: Kie
) -> None:
    """Before it began: it waits for what was ordered then, and so does the one that carries on that."""
    house = await make_house(**at(kie), work=False)
    kie.script(Script(holds=True))
    async with house.working():
        first = await create(house, imagen())
        (made,) = await kie.accepted(1)
        await house.until(first["id"], lambda job: job["stage"] == "wait")
        await house.http.post(f"{TASKS}/{first['id']}/cancel")
        await house.ended(first["id"])
    second = (await house.http.post(f"{TASKS}/{first['id']}/retry")).json()
    await house.http.post(f"{TASKS}/{second['id']}/cancel")
    async with house.working():
        await house.ended(second["id"])
    third = (await house.http.post(f"{TASKS}/{second['id']}/retry")).json()
    for gone in (first, second):
        assert (await house.http.delete(f"{TASKS}/{gone['id']}")).status_code == 204
    kie.release(made)
    async with house.working():
        done = await ended(house, third["id"])
    assert (done["status"], done["externalTaskId"]) == ("SUCCESS", made.id)
    assert len(kie.tasks) == 1


async def test_two_operators_at_once_order_it_once(make_house: MakeHouse, kie: Kie) -> None:
    """Both say that the call was never taken: it is made again once, and the other hears that it is known."""
    house = await make_house(**at(kie))
    kie.script(Script(create=GARBAGE, accepts=False))
    task = await create(house, imagen())
    await house.until(task["id"], lambda job: job["waitingFor"] == "outcome-unknown")
    path = f"{TASKS}/{task['id']}/outcome"
    answers = await at_once(*(house.http.post(path, json={"accepted": False}) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert (await ended(house, task["id"]))["status"] == "SUCCESS"
    assert len(kie.tasks) == 1


async def test_a_prompt_that_is_made_at_once_is_one(house: House) -> None:
    """And of two with different words under one id, one is refused."""
    same = {"content": "A sunset", "id": "same"}
    answers = await at_once(*(house.http.post("/v1/prompts", json=same, headers=ANN) for _ in range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    others = [{"content": words, "id": "one of two"} for words in ("A sunset", "A sunrise")]
    answers = await at_once(*(house.http.post("/v1/prompts", json=one) for one in others))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
