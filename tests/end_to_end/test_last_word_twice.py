"""A job's last word is on its row before Temporal hears of it; in between, everything may die."""

import asyncio
import os
import signal
import sys

from tests.conftest import MakeHouse
from tests.support.batches import annotate, shelve
from tests.support.watching import all_frames
from workflows.contracts.annotation import ShardReport, Tally


async def test_a_version_that_comes_between_has_a_number_of_its_own(make_house: MakeHouse) -> None:
    """A cancelled batch hears of finished images after its worker died over its end: watchers hear of both,
    the end last, and no id twice."""
    house = await make_house(work=False)
    ids = ["a", "b", "c", "d"]
    await shelve(house, ids)
    job_id = await annotate(house, ids)
    settings = house.settings
    named = {
        "CALLSHEET_DATA": str(settings.data),
        "CALLSHEET_TEMPORAL_ADDRESS": settings.temporal_address,
        "CALLSHEET_TASK_QUEUE": settings.task_queue,
    }
    watching = asyncio.create_task(all_frames(house.http, f"/v1/jobs/{job_id}/events"))
    dying = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.dying_worker", env={**os.environ, **named}
    )
    await house.until(job_id, lambda job: job["status"] == "running")
    await house.http.post(f"/v1/jobs/{job_id}/cancel")
    assert await dying.wait() == -signal.SIGKILL
    report = ShardReport(number=0, tally=Tally(succeeded=2), trying=True)
    await house.temporal.get_workflow_handle(job_id).signal("shard", report)
    async with house.working():
        frames = await watching
    assert frames[-1].event == "cancelled"
    told = [frame.id for frame in frames if frame.id]
    assert len(told) == len(set(told))
    assert told == sorted(told, key=lambda one: int(one.rpartition("-")[2]))
    assert (await house.job(job_id))["version"] == int(told[-1].rpartition("-")[2])
