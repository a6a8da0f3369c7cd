"""Nothing that people do around a task makes its paid call a second time, or loses what was paid for."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import update

from callsheet.fakekie.faults import Script
from callsheet.fakekie.sayings import GARBAGE
from callsheet.fakekie.state import Kie
from storage.creation_rows import REFUSED, UNKNOWN
from storage.creations import Creations
from storage.generation_tables import creations
from tests.conftest import MakeHouse
from tests.support.generations import KEY, at, create, ended, imagen
from tests.support.house import House
from tests.support.kie import looking_alike
from tests.support.resets import reset


@pytest.fixture
async def kie() -> AsyncIterator[Kie]:
    async with looking_alike(key=KEY) as kie:
        yield kie


async def cancel(house: House, task_id: str) -> None:
    await house.http.post(f"/api/generation/tasks/{task_id}/cancel")
    await house.ended(task_id)


async def retry(house: House, task_id: str) -> str:
    answer = await house.http.post(f"/api/generation/tasks/{task_id}/retry")
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


async def delete(house: House, task_id: str) -> None:
    assert (await house.http.delete(f"/api/generation/tasks/{task_id}")).status_code == 204


async def cancelled_though_paid(house: House, kie: Kie) -> str:
    """A task that the provider is at work on."""
    kie.script(Script(holds=True))
    task = await create(house, imagen())
    await kie.accepted(1)
    await house.until(task["id"], lambda job: job["stage"] == "wait")
    await cancel(house, task["id"])
    return str(task["id"])


async def came_home_unpaid(house: House, kie: Kie, task_id: str) -> None:
    (made,) = kie.tasks.values()
    kie.release(made)
    done = await ended(house, task_id)
    assert (done["status"], done["externalTaskId"]) == ("SUCCESS", made.id)
    assert len(kie.truth.of("accepted")) == 1


async def test_deleting_a_task_whose_retry_has_not_begun_does_not_pay_again(
    make_house: MakeHouse, kie: Kie
) -> None:
    house = await make_house(**at(kie), work=False)
    async with house.working():
        task_id = await cancelled_though_paid(house, kie)
    again = await retry(house, task_id)
    await delete(house, task_id)
    async with house.working():
        await came_home_unpaid(house, kie, again)


async def test_retries_that_never_began_are_deleted_in_any_order_and_the_last_one_does_not_pay_again(
    make_house: MakeHouse, kie: Kie
) -> None:
    house = await make_house(**at(kie), work=False)
    async with house.working():
        task_id = await cancelled_though_paid(house, kie)
    second = await retry(house, task_id)
    await house.http.post(f"/api/generation/tasks/{second}/cancel")
    async with house.working():
        await house.ended(second)
    third = await retry(house, second)
    for gone in (second, task_id):
        await delete(house, gone)
    async with house.working():
        await came_home_unpaid(house, kie, third)


async def test_a_task_whose_retry_was_deleted_is_retried_without_paying_again(
    make_house: MakeHouse, kie: Kie
) -> None:
    house = await make_house(**at(kie))
    task_id = await cancelled_though_paid(house, kie)
    again = await retry(house, task_id)
    await house.until(again, lambda job: job["stage"] == "wait")
    await cancel(house, again)
    await delete(house, again)
    await came_home_unpaid(house, kie, await retry(house, task_id))


async def test_previews_are_not_shown_as_what_a_provider_was_paid_for(
    make_house: MakeHouse, kie: Kie
) -> None:
    """Some were drawn, then a key was set: what a retry orders is what it shows."""
    offline = await make_house(tiles_at_once=1)  # one picture after the other
    harbour: dict[str, Any] = imagen("A quiet harbour", number=4)
    task = await create(offline, harbour)
    await offline.until(task["id"], lambda job: "of 4 files" in str(job["detail"]))
    await cancel(offline, task["id"])
    assert (await ended(offline, task["id"]))["assets"]
    house = await make_house(**at(kie))
    done = await ended(house, await retry(house, task["id"]))
    (made,) = kie.tasks.values()
    assert [asset["sha256"] for asset in done["assets"]] == [file.sha256 for file in made.made]


async def lost(house: House, kie: Kie) -> str:
    """A task whose call was accepted, and nobody knows."""
    kie.script(Script(create=GARBAGE, accepts=True))
    task = await create(house, imagen())
    await house.until(task["id"], lambda job: job["waitingFor"] == "outcome-unknown")
    return str(task["id"])


async def test_a_callback_overrules_an_operator_who_says_that_nothing_was_accepted(
    make_house: MakeHouse, kie: Kie
) -> None:
    """It comes before the call is made again."""
    house = await make_house(**at(kie), work=False)
    async with house.working():
        task_id = await lost(house, kie)
    (made,) = await kie.accepted(1)
    kept = await Creations(house.database).of_job(task_id)
    assert kept is not None
    said = await house.http.post(f"/api/generation/tasks/{task_id}/outcome", json={"accepted": False})
    assert said.status_code == 200, said.text
    body = {"code": 200, "data": {"taskId": made.id}}
    address = f"/api/generation/callbacks/kie?creation={kept.id}"
    assert (await house.http.post(address, json=body)).status_code == 200
    async with house.working():
        await came_home_unpaid(house, kie, task_id)


async def test_one_task_of_the_provider_is_not_shown_as_two_of_ours(make_house: MakeHouse, kie: Kie) -> None:
    """The answers to two calls of the same words were lost, and an operator names one task for both."""
    house = await make_house(**at(kie))
    first, second = [await lost(house, kie) for _ in range(2)]
    made, other = await kie.accepted(2)

    async def named(task_id: str, external_id: str) -> None:
        address = f"/api/generation/tasks/{task_id}/outcome"
        told = await house.http.post(address, json={"externalTaskId": external_id})
        assert told.status_code == 200, told.text

    await named(first, made.id)
    assert (await ended(house, first))["externalTaskId"] == made.id
    for external_id in (made.id, other.id):
        await named(second, external_id)
    assert (await ended(house, second))["externalTaskId"] == other.id


async def test_a_refusal_that_comes_late_ends_the_waiting(make_house: MakeHouse, kie: Kie) -> None:
    """The attempt that made the call had been given up."""
    house = await make_house(**at(kie))
    task_id = await lost(house, kie)
    async with house.database.writing() as connection:
        ours = creations.c.job_id == task_id
        await connection.execute(update(creations).where(ours).values(state=REFUSED))
    await house.temporal.get_workflow_handle(task_id).signal("callback")
    failed = await ended(house, task_id)
    assert (failed["failCode"], failed["completedBy"]) == ("provider-refused", None)
    assert failed["credits"] == {"charged": 2, "refunded": 2}


async def test_what_an_operator_said_of_an_earlier_call_is_not_believed_of_a_later_one(
    make_house: MakeHouse, kie: Kie
) -> None:
    """A reset says it again, as the task begins anew."""
    house = await make_house(**at(kie))
    task_id = await lost(house, kie)
    kie.script(Script(create=GARBAGE, accepts=True))
    handle = house.temporal.get_workflow_handle(task_id)
    await handle.signal("resolve", {})
    await kie.accepted(2)
    await house.until(task_id, lambda job: job["waitingFor"] == "outcome-unknown")
    await reset(house, task_id, first_task=True)
    await house.until(task_id, lambda job: job["waitingFor"] == "outcome-unknown")
    kept = await Creations(house.database).of_job(task_id)
    assert kept is not None
    assert kept.state == UNKNOWN
    assert len(kie.truth.of("accepted")) == 2
