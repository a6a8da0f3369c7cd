"""Temporal comes and goes; what was accepted stays accepted."""

import asyncio
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from callsheet.devserver import temporal_command
from callsheet.processes import Child
from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.watching import Frame, watching


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def temporal_at(port: int) -> AsyncIterator[Client]:
    with tempfile.TemporaryDirectory() as folder:
        child = Child("temporal", temporal_command(port, None, None), {}, Path(folder, "log"))
        await child.start()
        try:
            while True:
                try:
                    yield await Client.connect(f"127.0.0.1:{port}", data_converter=pydantic_data_converter)
                    return
                except RuntimeError:
                    await asyncio.sleep(0.05)
        finally:
            await child.stop()


async def test_a_start_while_temporal_is_away_is_accepted_and_says_what_it_waits_for(
    make_house: MakeHouse,
) -> None:
    """200 with a charge, `pending` with words; once Temporal is there, the job begins by itself."""
    port = free_port()
    house = await make_house(work=False, temporal_address=f"127.0.0.1:{port}", temporal_timeout_s=0.5)
    image_id = await house.upload(picture())
    body = {"imageId": image_id, "tiers": ["TIER_1K"]}
    answer = await house.http.post("/api/images/parallel-enhance", json=body)
    (told,) = answer.json()["jobs"]
    assert (answer.status_code, told["status"]) == (200, "PENDING")
    job_id = told["jobId"]
    job = await house.job(job_id)
    assert (job["status"], job["credits"]["charged"]) == ("pending", 2)
    assert "Temporal" in job["waitingFor"]
    ready = await house.http.get("/readyz")
    assert (ready.status_code, "temporal" in ready.json()["missing"]) == (503, True)
    (dropped,) = await house.enhance(image_id, "2k")
    cancelled = await house.http.post(f"/api/jobs/{dropped}/cancel")
    assert (cancelled.status_code, cancelled.json()["creditsRefunded"]) == (200, 5)
    async with temporal_at(port) as client:
        house.temporal = client
        group = job["group"]
        async with asyncio.timeout(30), house.working():
            done = await house.ended(job_id)
            assert done["status"] == "completed", done
            await client.get_workflow_handle(group).result()
            assert (await house.job(dropped))["status"] == "cancelled"


async def test_percent_does_not_fall_while_temporal_is_away(make_house: MakeHouse) -> None:
    """Streams and reads keep what they knew, and say why nothing moves."""
    port = free_port()
    staged = StagedEnhancements()
    staged.done = 5
    seen: list[Frame] = []
    house: House
    job_id = ""

    async def watch() -> None:
        async with watching(house.http, f"/v1/jobs/{job_id}/events") as stream:
            async for frame in stream:
                seen.append(frame)  # noqa: PERF401 (each is looked at while more are to come)

    async with temporal_at(port) as client:
        house = await make_house(
            enhancements=staged, work=False, temporal_address=f"127.0.0.1:{port}", temporal_timeout_s=0.5
        )
        house.temporal = client
        async with house.working():
            (job_id,) = await house.enhance(await house.upload(picture()), "1k")
            watcher = asyncio.create_task(watch())
            before = await house.until(job_id, lambda job: job["percent"] == 52)
            async with asyncio.timeout(10):
                while not any(frame.data["percent"] == 52 for frame in seen):
                    await asyncio.sleep(0.02)
                while not (noted := (await house.rooms.catalog.find(job_id)).noted) or noted.percent != 52:
                    await asyncio.sleep(0.02)
    async with asyncio.timeout(30):
        while not seen[-1].data["waitingFor"]:
            await asyncio.sleep(0.05)
    watcher.cancel()
    async with asyncio.timeout(30), watching(house.http, f"/v1/jobs/{job_id}/events") as stream:
        again = await anext(stream)
    now = await house.job(job_id)
    assert (now["status"], now["percent"], now["version"]) == ("running", 52, before["version"])
    assert "Temporal" in now["waitingFor"]
    assert (again.event, again.data["percent"]) == ("snapshot", 52)
    successor = await make_house(work=False, temporal_address=f"127.0.0.1:{port}", temporal_timeout_s=0.5)
    told = await successor.job(job_id)
    assert (told["status"], told["percent"], told["stage"]) == ("running", 52, "generate")
    async with asyncio.timeout(30), watching(successor.http, f"/v1/jobs/{job_id}/events") as stream:
        first = await anext(stream)
    assert (first.event, first.id, first.data["percent"]) == ("snapshot", None, 52)
    percents = [frame.data["percent"] for frame in seen]
    assert percents == sorted(percents)
