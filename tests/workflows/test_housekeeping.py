"""The rows that nobody reads."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.housekeeping import Housekeeper
from schedules import keep_house
from sight import NotStarted
from storage.tables import jobs, starts
from tests.api.test_resets import in_generate
from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.resets import reset
from workflows.contracts.housekeeping import Swept
from workflows.contracts.job import Job
from workflows.housekeeping import Housekeeping


async def sweep(house: House) -> Swept:
    name = f"sweep-{house.settings.task_queue}"
    return await house.temporal.execute_workflow(
        Housekeeping.run, id=name, task_queue=house.settings.task_queue
    )


async def row(house: House, job_id: str) -> Job:
    """What the row alone says."""
    return await house.rooms.catalog.find(job_id)


async def test_what_temporal_closed_is_closed_with_its_refund(make_house: MakeHouse) -> None:
    """Terminated in mid-work, and terminated before any worker saw it; a running job is left alone."""
    house = await make_house(enhancements=StagedEnhancements())
    image_id = await house.upload(picture())
    terminated, running = await house.enhance(image_id, "1k", "2k")
    for job_id in (terminated, running):
        await house.until(job_id, in_generate)
    await house.temporal.get_workflow_handle(terminated).terminate()
    swept = await sweep(house)
    assert swept == Swept(settled=1)
    told = await row(house, terminated)
    assert (told.state.status, told.state.error and told.state.error.code, told.refunded) == (
        "failed",
        "terminated",
        2,
    )
    assert (await row(house, running)).state.status == "pending"


async def test_a_job_that_temporal_lost_is_failed_and_refunded(make_house: MakeHouse) -> None:
    """Started, and then neither the job nor its group is known; a start that is still owed is not lost."""
    house = await make_house(enhancements=StagedEnhancements(), lost_after_s=0)
    image_id = await house.upload(picture())
    lost, owed = [(await house.enhance(image_id, "1k"))[0] for _ in range(2)]
    async with house.database.writing() as connection:
        for job_id in (lost, owed):
            at = datetime.now(UTC) if job_id == lost else None
            group = (await row(house, job_id)).group
            elsewhere = {"group": f"unknown-{job_id}", "id": f"unknown-{job_id}-1k", "run_id": None}
            await connection.execute(jobs.update().where(jobs.c.id == job_id).values(elsewhere))
            values: dict[str, Any] = {"workflow_id": f"unknown-{job_id}", "dispatched_at": at}
            if job_id == owed:
                values["attributes"] = {"Unheard": "of"}  # Temporal refuses it: it stays owed
            await connection.execute(starts.update().where(starts.c.workflow_id == group).values(values))
    await sweep(house)
    assert (await row(house, f"unknown-{lost}-1k")).state.status == "pending"  # once may be a mistake
    await sweep(house)
    told = await row(house, f"unknown-{lost}-1k")
    assert (told.state.status, told.state.error and told.state.error.code) == ("failed", "lost")
    assert (await row(house, f"unknown-{owed}-1k")).state.status == "pending"


async def test_a_reset_of_an_ended_job_is_noticed(make_house: MakeHouse) -> None:
    """Nobody reads it, and yet its row is open and charged again."""
    staged = StagedEnhancements()
    staged.fail = ApplicationError("No", type="no", non_retryable=True)
    staged.go.set()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    await house.ended(job_id)
    staged.fail = None
    staged.go.clear()
    run_id = await reset(house, job_id)
    async with asyncio.timeout(30):
        while (await row(house, job_id)).run_id != run_id:  # visibility lags a little
            await sweep(house)
    told = await row(house, job_id)
    assert (told.state.status, told.charged, told.refunded) == ("pending", 4, 2)


async def test_what_has_expired_goes_with_its_artifacts(make_house: MakeHouse) -> None:
    """Row, result and unfinished tiles; credit entries and younger jobs stay, then 404."""
    house = await make_house(retention_days=10)
    image_id = await house.upload(picture(1100, 900))
    old, young = [(await house.enhance(image_id, "1k"))[0] for _ in range(2)]
    urls = [(await house.ended(job_id))["result"]["url"] for job_id in (old, young)]
    await house.rooms.artifacts.put(f"work/{old}/1", b"a tile")
    async with house.database.writing() as connection:
        at = datetime.now(UTC) - timedelta(days=11)
        await connection.execute(jobs.update().where(jobs.c.id == old).values(completed_at=at))
    assert (await sweep(house)).purged == 1
    assert [(await house.http.get(f"/v1/jobs/{job_id}")).status_code for job_id in (old, young)] == [404, 200]
    assert [(await house.http.get(url)).status_code for url in urls] == [404, 200]
    assert await house.rooms.artifacts.names(f"work/{old}") == set()
    assert (await house.http.get("/v1/credits")).json()["balance"] == 996


async def test_its_own_earlier_rounds_leave_temporal(make_house: MakeHouse) -> None:
    """Thousands a day would fill the server's store long before jobs do."""
    house = await make_house(enhancements=StagedEnhancements())
    await sweep(house)
    rooms, long = house.rooms, timedelta(days=1)
    keeper = Housekeeper(rooms.catalog, rooms.gateway, rooms.expiry, long, rounds_kept=timedelta(0))
    environment = ActivityEnvironment()
    queue = house.settings.task_queue
    environment.info = replace(environment.info, workflow_type="Housekeeping", task_queue=queue)
    async with asyncio.timeout(100):  # the server takes its time to delete
        while await is_known(house, f"sweep-{house.settings.task_queue}"):  # visibility lags a little
            await environment.run(keeper.purge)
            await asyncio.sleep(0.1)


async def is_known(house: House, workflow_id: str) -> bool:
    try:
        await house.rooms.gateway.look(workflow_id)
    except NotStarted:
        return False
    return True


async def test_the_schedule_is_there_once_for_all_workers(make_house: MakeHouse) -> None:
    """Every worker asks for it at its start; the newest interval counts, and it really runs."""
    house = await make_house(enhancements=StagedEnhancements(), housekeeping_s=3600)
    await keep_house(house.temporal, house.settings)
    often = house.settings.model_copy(update={"housekeeping_s": 1.0})
    await keep_house(house.temporal, often)
    handle = house.temporal.get_schedule_handle(f"housekeeping-{house.settings.task_queue}")
    try:
        async with asyncio.timeout(30):
            while not (await handle.describe()).info.recent_actions:
                await asyncio.sleep(0.1)
    finally:
        await handle.delete()
