"""Nothing that people do around a task makes its paid call a second time, or loses what was paid for."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from callsheet.fakekie.faults import Script
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support.generations import KEY, at, create, ended, imagen
from tests.support.house import House
from tests.support.kie import looking_alike


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
