"""`waitingFor` says in words why a job does not move, and nothing while it does."""

import asyncio

from tests.api.test_resets import in_generate
from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.pictures import picture
from tests.support.watching import watching


async def test_a_job_that_no_worker_takes_says_so(make_house: MakeHouse) -> None:
    """Before the first step and in the middle, to who asks and to who watches; gone once it moves."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged, work=False)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    async with asyncio.timeout(60), watching(house.http, f"/v1/jobs/{job_id}/events") as stream:
        waiting = await house.until(job_id, lambda job: bool(job["waitingFor"]))
        assert (waiting["status"], "worker" in waiting["waitingFor"]) == ("pending", True)
        async for frame in stream:
            if frame.data["waitingFor"]:
                assert "worker" in frame.data["waitingFor"]
                break
        async with house.working():
            moving = await house.until(job_id, in_generate)
            assert moving["waitingFor"] is None
        stuck = await house.until(job_id, lambda job: "worker" in (job["waitingFor"] or ""))
        assert (stuck["status"], stuck["stage"]) == ("running", "generate")
        async for frame in stream:
            if frame.data["stage"] == "generate" and "worker" in (frame.data["waitingFor"] or ""):
                break
        staged.go.set()
        async with house.working():
            assert (await house.ended(job_id))["waitingFor"] is None


async def test_the_api_face_waits_a_moment_for_the_end(make_house: MakeHouse) -> None:
    """While no worker can stop the work, the answer is the current state and what it waits for."""
    house = await make_house(enhancements=StagedEnhancements(), work=False)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    async with house.working():
        await house.until(job_id, in_generate)
    told = await house.http.post(f"/api/jobs/{job_id}/cancel")
    assert (told.status_code, told.json()["job"]["status"], told.json()["waitingFor"]) == (
        200,
        "PROCESSING",
        "cancelling",
    )
    v1 = await house.http.post(f"/v1/jobs/{job_id}/cancel")
    assert (v1.status_code, v1.json()["status"], v1.json()["waitingFor"]) == (202, "running", "cancelling")
    assert (await house.job(job_id))["waitingFor"] == "cancelling"
    async with house.working():
        job = await house.ended(job_id)
    assert (job["status"], job["credits"]) == ("cancelled", {"charged": 2, "refunded": 2})


async def test_who_watches_hears_why_nothing_moves_between_two_steps(make_house: MakeHouse) -> None:
    """No activity is under way and no version comes: the watcher is told all the same."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged, work=False)
    (first,) = await house.enhance(await house.upload(picture()), "1k")
    async with house.working():
        await house.until(first, in_generate)
        await house.http.post(f"/api/jobs/{first}/cancel")
        await house.ended(first)
    job_id = (await house.http.post(f"/v1/jobs/{first}/retry")).json()["jobId"]
    async with asyncio.timeout(60), watching(house.http, f"/v1/jobs/{job_id}/events") as stream:
        assert (await anext(stream)).data["waitingFor"] is None
        told = await anext(stream)
    assert (told.event, "worker" in told.data["waitingFor"]) == ("detail", True)
