"""A task that takes long leaves little behind in Temporal: a look costs no event, a callback a few."""

from callsheet.fakekie.faults import Script
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support.generations import KEY, at, create, ended, imagen
from tests.support.kie import looking_alike
from tests.support.returning import until

LOOKS, CALLBACKS = 110, 20
"""What half an hour has by default: twelve looks in the first half minute, as many until the second minute,
then one every twenty seconds."""


async def test_half_an_hour_of_looks_and_callbacks_is_a_short_history(make_house: MakeHouse) -> None:
    """A hundred looks, and twenty times somebody says that there is news."""
    async with looking_alike(key=KEY) as kie:
        house = await make_house(**at(kie, kie_poll_s=0.002, kie_looks_per_s=1000))
        kie.script(Script(holds=True))
        task = await create(house, imagen(number=4))
        (made,) = await kie.accepted(1)
        await house.until(task["id"], lambda job: job["stage"] == "wait")
        for number in range(1, CALLBACKS + 1):
            said = {"code": 200, "data": {"taskId": made.id, "state": "generating"}}
            answer = await house.http.post("/api/generation/callbacks/kie", json=said)
            assert answer.status_code == 200, answer.text
            await looked(kie, number * LOOKS // CALLBACKS)
        kie.release(made)
        assert (await ended(house, task["id"]))["status"] == "SUCCESS"
    history = await house.temporal.get_workflow_handle(task["id"]).fetch_history()
    signals = [
        event for event in history.events if event.HasField("workflow_execution_signaled_event_attributes")
    ]
    assert len(signals) == CALLBACKS
    assert len(history.events) < 500


async def looked(kie: Kie, times: int) -> None:
    await until(lambda: kie.truth.count("looks") >= times)
