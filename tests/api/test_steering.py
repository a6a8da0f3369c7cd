"""Cancel, retry, terminate: every door leads to the same truth."""

import asyncio
import subprocess

import pytest
from temporalio.client import WorkflowFailureError
from temporalio.exceptions import ApplicationError

from api import steering
from api.errors import Problem
from callsheet.devserver import temporal_binary
from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.watching import all_frames


def in_generate(job: dict[str, object]) -> bool:
    return job["stage"] == "generate" and "Tile" in str(job["detail"])


async def temporal_cli(house: House, *words: str) -> None:
    command = [temporal_binary(), *words, "--address", house.settings.temporal_address]
    await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True)


async def test_cancel_through_either_door_is_the_same_and_harms_no_sibling(make_house: MakeHouse) -> None:
    """`temporal workflow cancel` on one child, `POST .../cancel` on another: both CANCELLED and refunded."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    first, second, third = await house.enhance(await house.upload(picture()), "1k", "2k", "4k")
    for job_id in (first, second, third):
        await house.until(job_id, in_generate)
    await temporal_cli(house, "workflow", "cancel", "--workflow-id", first)
    answer = await house.http.post(f"/api/jobs/{second}/cancel")
    assert (answer.status_code, answer.json()["creditsRefunded"], answer.json()["job"]["status"]) == (
        200,
        5,
        "CANCELLED",
    )
    for job_id, price in ((first, 2), (second, 5)):
        job = await house.ended(job_id)
        assert (job["status"], job["credits"]) == ("cancelled", {"charged": price, "refunded": price})
        frames = await all_frames(house.http, f"/api/jobs/{job_id}/stream")
        assert [f.data["type"] for f in frames] == ["connected", "status"]
        assert frames[-1].data["status"] == "CANCELLED"
    assert sorted(staged.cancelled) == sorted([first, second])
    staged.go.set()
    assert (await house.ended(third))["status"] == "completed"
    assert (await house.http.get("/v1/credits")).json()["balance"] == 1000 - 10


async def test_cancelling_twice_repeats_the_answer_and_an_ended_job_refuses(make_house: MakeHouse) -> None:
    """200 or 202 again for a cancelled job with one refund; 409 where it already ended otherwise."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    cancelled, completed = await house.enhance(await house.upload(picture()), "1k", "2k")
    await house.until(cancelled, in_generate)
    first = await house.http.post(f"/api/jobs/{cancelled}/cancel")
    again = await house.http.post(f"/api/jobs/{cancelled}/cancel")
    assert (again.status_code, again.json()) == (200, first.json())
    assert (await house.http.post(f"/v1/jobs/{cancelled}/cancel")).status_code == 202
    staged.go.set()
    await house.ended(completed)
    for face in ("api", "v1"):
        answer = await house.http.post(f"/{face}/jobs/{completed}/cancel")
        assert (answer.status_code, answer.json()["code"]) == (409, "job-terminal")


async def test_a_job_cancelled_before_it_began_never_begins(make_house: MakeHouse) -> None:
    """With no worker there is no workflow yet: the cancel holds, and a later worker respects it."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged, work=False)
    kept, dropped = await house.enhance(await house.upload(picture()), "1k", "2k")
    answer = await house.http.post(f"/api/jobs/{dropped}/cancel")
    assert (answer.json()["job"]["status"], answer.json()["creditsRefunded"]) == ("CANCELLED", 5)
    staged.go.set()
    async with house.working():
        assert (await house.ended(kept))["status"] == "completed"
        described = await house.temporal.get_workflow_handle(dropped).result()
    assert described["status"] == "cancelled"
    assert (await house.job(dropped))["status"] == "cancelled"


async def test_a_failed_tier_is_refunded_and_can_be_carried_on(make_house: MakeHouse) -> None:
    """REFUNDED on the stream, `failed` in v1; the retry is a new job of the same group, charged again."""
    staged = StagedEnhancements()
    staged.fail = ApplicationError("The picture cannot be enlarged", type="too-strange", non_retryable=True)
    staged.go.set()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "4k")
    frames = await all_frames(house.http, f"/api/jobs/{job_id}/stream")
    assert (frames[-1].data["status"], frames[-1].data["errorMessage"]) == (
        "REFUNDED",
        "The picture cannot be enlarged",
    )
    job = await house.ended(job_id)
    assert job["error"] == {
        "code": "too-strange",
        "message": "The picture cannot be enlarged",
        "retryable": False,
    }
    staged.fail = None
    answer = await house.http.post(f"/v1/jobs/{job_id}/retry")
    assert answer.status_code == 202
    again = await house.ended(answer.json()["jobId"])
    assert (again["status"], again["retryOf"], again["group"]) == ("completed", job_id, job["group"])
    assert (await house.http.get("/v1/credits")).json()["balance"] == 990
    assert (await house.http.post(f"/v1/jobs/{again['id']}/retry")).status_code == 409
    assert (await house.http.post(f"/v1/jobs/{job_id}/retry")).json()["code"] == "already-retried"
    group = (await house.http.get(f"/v1/groups/{job['group']}")).json()
    assert (group["status"], group["counts"]["total"], len(group["jobs"])) == ("completed", 1, 2)


async def test_a_terminated_job_is_failed_and_refunded_for_every_reader(make_house: MakeHouse) -> None:
    """`temporal workflow terminate` leaves no lie behind: `terminated`, money back, a terminal frame."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "4k")
    staged.done = 5
    await house.until(job_id, lambda job: job["percent"] == 52)
    watcher = asyncio.create_task(all_frames(house.http, f"/api/jobs/{job_id}/stream"))
    await temporal_cli(house, "workflow", "terminate", "--workflow-id", job_id)
    frames = await watcher
    assert [f.data["status"] for f in frames if f.data.get("status") == "REFUNDED"] == ["REFUNDED"]
    assert frames[-1].data["progress"] == 52
    job = await house.ended(job_id)
    assert (job["status"], job["error"]["code"], job["credits"]["refunded"]) == ("failed", "terminated", 10)
    assert (await house.http.get("/v1/credits")).json()["balance"] == 1000


async def test_an_ended_job_can_be_deleted_and_a_running_one_not(make_house: MakeHouse) -> None:
    """204 and then 404, its bytes gone too; 409 while it runs."""
    house = await make_house()
    image_id = await house.upload(picture(1100, 900))
    (ended,) = await house.enhance(image_id, "1k")
    url = (await house.ended(ended))["result"]["url"]
    (running,) = await house.enhance(image_id, "4k")
    assert (await house.http.delete(f"/v1/jobs/{running}")).status_code == 409
    await house.http.post(f"/api/jobs/{running}/cancel")
    assert (await house.http.delete(f"/v1/jobs/{ended}")).status_code == 204
    assert (await house.http.get(f"/v1/jobs/{ended}")).status_code == 404
    assert (await house.http.get(url)).status_code == 404
    assert await house.rooms.artifacts.names("results") == set()


async def test_a_whole_group_is_read_and_cancelled(make_house: MakeHouse) -> None:
    """One status for the group; cancel reaches every job that still runs."""
    house = await make_house(enhancements=StagedEnhancements())
    ids = await house.enhance(await house.upload(picture()), "1k", "2k")
    group = (await house.job(ids[0]))["group"]
    for job_id in ids:
        await house.until(job_id, in_generate)
    assert (await house.http.get(f"/v1/groups/{group}")).json()["status"] == "running"
    assert (await house.http.post(f"/v1/groups/{group}/cancel")).status_code == 202
    for job_id in ids:
        assert (await house.ended(job_id))["status"] == "cancelled"
    told = (await house.http.get(f"/v1/groups/{group}")).json()
    assert (told["status"], told["counts"]["cancelled"], [j["id"] for j in told["jobs"]]) == (
        "cancelled",
        2,
        ids,
    )


async def test_cancelling_the_parent_in_temporal_cancels_every_tier(make_house: MakeHouse) -> None:
    """`temporal workflow cancel` on the group: all tiers cancelled and refunded, the parent too."""
    house = await make_house(enhancements=StagedEnhancements())
    ids = await house.enhance(await house.upload(picture()), "1k", "2k", "4k")
    for job_id in ids:
        await house.until(job_id, in_generate)
    group = str((await house.job(ids[0]))["group"])
    await temporal_cli(house, "workflow", "cancel", "--workflow-id", group)
    for job_id in ids:
        assert (await house.ended(job_id))["status"] == "cancelled"
    assert (await house.http.get("/v1/credits")).json()["balance"] == 1000
    with pytest.raises(WorkflowFailureError):
        await house.temporal.get_workflow_handle(group).result()


async def test_operators_find_jobs_by_kind_owner_status_and_group(make_house: MakeHouse) -> None:
    """Search attributes on parent and children, a sentence in the details."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture(), "cat.png"), "1k", ownerId="ann")
    await house.until(job_id, in_generate)
    group = (await house.job(job_id))["group"]
    query = f'JobKind="enhancement" AND JobOwner="ann" AND JobStatus="running" AND JobGroup="{group}"'
    async with asyncio.timeout(10):
        while {e.id async for e in house.temporal.list_workflows(query)} != {job_id, group}:
            await asyncio.sleep(0.05)
    described = await house.temporal.get_workflow_handle(job_id).describe()
    assert (described.parent_id, await described.static_summary()) == (group, "cat.png to 1K for ann")
    state = await house.temporal.get_workflow_handle(job_id).query("job")
    assert state["stage"]["name"] == "generate"
    staged.go.set()
    query = f'JobStatus="completed" AND JobGroup="{group}"'
    async with asyncio.timeout(10):
        while {e.id async for e in house.temporal.list_workflows(query)} != {job_id, group}:
            await asyncio.sleep(0.05)


async def test_a_job_cancelled_before_its_first_step_is_closed_and_refunded(make_house: MakeHouse) -> None:
    """A workflow whose cancel comes before any worker saw it still writes its last word."""
    staged = StagedEnhancements()
    staged.fail = ApplicationError("No", type="no", non_retryable=True)
    staged.go.set()
    house = await make_house(enhancements=staged, work=False)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    async with house.working():
        await house.ended(job_id)
    again = (await house.http.post(f"/v1/jobs/{job_id}/retry")).json()["jobId"]
    twice = await house.http.post(f"/v1/jobs/{job_id}/retry")
    assert (twice.status_code, twice.json()["code"]) == (409, "already-retried")
    await house.temporal.get_workflow_handle(again).cancel()
    async with house.working():
        with pytest.raises(WorkflowFailureError):
            await house.temporal.get_workflow_handle(again).result()
    row = await house.rooms.catalog.find(again)
    assert (row.state.status, row.charged, row.refunded) == ("cancelled", 2, 2)


@pytest.mark.parametrize(("verb", "status"), [("cancel", "cancelled"), ("terminate", "failed")])
async def test_a_group_stopped_before_it_began_leaves_no_job_waiting(
    make_house: MakeHouse, verb: str, status: str
) -> None:
    """Stopped in Temporal before a worker saw the parent: its jobs end and are refunded."""
    house = await make_house(enhancements=StagedEnhancements(), work=False)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    parent = house.temporal.get_workflow_handle(str((await house.job(job_id))["group"]))
    await getattr(parent, verb)()
    async with house.working():
        with pytest.raises(WorkflowFailureError):
            await parent.result()
        job = await house.ended(job_id)
    assert (job["status"], job["credits"]) == (status, {"charged": 2, "refunded": 2})


async def test_a_cancel_that_comes_after_an_operators_terminate_finds_it_failed(
    make_house: MakeHouse,
) -> None:
    """Nobody had read the job since: the row says `terminated`, and the cancel is refused, on both faces."""
    house = await make_house(enhancements=StagedEnhancements())
    ids = await house.enhance(await house.upload(picture()), "1k", "2k")
    rows = [await house.until(job_id, in_generate) for job_id in ids]
    assert [row["status"] for row in rows] == ["running", "running"]
    for face, job_id in zip(("/api/jobs", "/v1/jobs"), ids, strict=True):
        known = await house.rooms.reader.read(job_id)
        await house.temporal.get_workflow_handle(job_id).terminate()
        with pytest.raises(Problem, match="FAILED"):
            await steering.cancel(house.rooms, known)
        assert (await house.http.post(f"{face}/{job_id}/cancel")).status_code == 409
        assert (await house.job(job_id))["error"]["code"] == "terminated"
