"""What operators do in Temporal behind our back: state, stream and ledger agree."""

import asyncio
from typing import Any

from temporalio.exceptions import ApplicationError

from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.resets import reset
from tests.support.watching import all_frames, watching
from workflows.contracts.job import Closing


def in_generate(job: dict[str, Any]) -> bool:
    return bool(job["stage"] == "generate")


async def test_a_running_job_that_is_reset_goes_on_and_is_charged_once(make_house: MakeHouse) -> None:
    """The watcher is told of the new run by a `reset`, then of one end; one charge, no refund."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "4k")
    await house.until(job_id, in_generate)
    async with asyncio.timeout(30), watching(house.http, f"/v1/jobs/{job_id}/events") as stream:
        first = await anext(stream)
        run_id = await reset(house, job_id)
        async for frame in stream:
            if frame.event == "reset":
                break
        assert frame.id is not None
        assert first.id is not None
        assert frame.id.startswith(run_id.replace("-", "")[-12:])
        assert not first.id.startswith(frame.id[:12])
        staged.go.set()
        rest = [frame async for frame in stream]
    assert [frame.event for frame in rest].count("completed") == 1
    job = await house.ended(job_id)
    assert (job["status"], job["credits"]) == ("completed", {"charged": 10, "refunded": 0})
    row = await house.rooms.catalog.find(job_id)
    assert row.run_id == run_id
    assert await amounts(house, job_id) == [("charge", -10)]


async def test_a_failed_job_that_is_reset_is_open_again_and_charged_again(make_house: MakeHouse) -> None:
    """Its reader and its watchers see the new run; what was refunded is charged under that run."""
    staged = StagedEnhancements()
    staged.fail = ApplicationError("No", type="no", non_retryable=True)
    staged.go.set()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "4k")
    ended = await all_frames(house.http, f"/v1/jobs/{job_id}/events")
    assert (await house.job(job_id))["credits"] == {"charged": 10, "refunded": 10}
    staged.fail = None
    staged.go.clear()
    await reset(house, job_id)
    job = await house.until(job_id, in_generate)
    assert (job["status"], job["credits"]) == ("running", {"charged": 20, "refunded": 10})
    back = {"Last-Event-ID": str(ended[-1].id)}
    async with asyncio.timeout(30), watching(house.http, f"/v1/jobs/{job_id}/events", headers=back) as stream:
        assert (await anext(stream)).event == "reset"
        staged.go.set()
        rest = [frame async for frame in stream]
    assert rest[-1].event == "completed"
    assert (await house.job(job_id))["credits"] == {"charged": 20, "refunded": 10}
    assert await amounts(house, job_id) == [("charge", -10), ("refund", 10), ("charge", -10)]


async def test_a_completed_job_that_is_reset_is_not_charged_twice(make_house: MakeHouse) -> None:
    """What it was charged is still paid; a failure of the second run gives it back, once."""
    staged = StagedEnhancements()
    staged.go.set()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "4k")
    assert (await house.ended(job_id))["status"] == "completed"
    staged.fail = ApplicationError("No", type="no", non_retryable=True)
    await reset(house, job_id, first_task=True)
    job = await house.until(job_id, lambda job: bool(job["status"] == "failed"))
    assert job["credits"] == {"charged": 10, "refunded": 10}
    assert await amounts(house, job_id) == [("charge", -10), ("refund", 10)]
    assert (await house.http.get("/v1/credits")).json()["balance"] == 1000


async def test_a_reset_that_nobody_saw_still_ends_with_the_truth(make_house: MakeHouse) -> None:
    """Reset, run and ended before anybody looked: the row belongs to the new run all the same."""
    staged = StagedEnhancements()
    staged.fail = ApplicationError("No", type="no", non_retryable=True)
    staged.go.set()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "2k")
    await house.ended(job_id)
    staged.fail = None
    run_id = await reset(house, job_id)
    await house.temporal.get_workflow_handle(job_id, run_id=run_id).result()
    row = await house.rooms.catalog.find(job_id)
    assert (row.run_id, row.state.status, row.charged, row.refunded) == (run_id, "completed", 10, 5)


async def test_the_word_of_a_stale_run_is_not_heard(make_house: MakeHouse) -> None:
    """A run that was reset away closes late: the row of the run that goes on does not change."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    await house.until(job_id, in_generate)
    old = await house.rooms.catalog.find(job_id)
    await reset(house, job_id)
    await house.until(job_id, lambda job: bool(job["version"] > 0))
    rows = {activity.__name__: activity for activity in house.activities(None)}
    state = old.state.model_copy(update={"version": 9, "status": "failed"})
    stale = {"job_id": job_id, "run_id": old.run_id, "state": state, "changes": ()}
    await rows["close"](Closing.model_validate(stale))
    assert not await rows["begin"](job_id, str(old.run_id))
    assert (await house.job(job_id))["status"] == "running"
    staged.go.set()
    assert (await house.ended(job_id))["status"] == "completed"
    assert await amounts(house, job_id) == [("charge", -2)]


async def amounts(house: House, job_id: str) -> list[tuple[str, int]]:
    """The job's credit entries, oldest first."""
    entries = (await house.http.get("/v1/credits/ledger", params={"limit": 200})).json()["data"]
    return [(entry["kind"], entry["amount"]) for entry in reversed(entries) if entry["jobId"] == job_id]
