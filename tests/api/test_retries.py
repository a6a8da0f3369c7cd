"""Carrying on: a new job, charged like any other, and one view of all of them."""

import asyncio
import json

from temporalio.exceptions import ApplicationError

from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.watching import watching

KEY = {"Idempotency-Key": "again"}


async def failed_once(make_house: MakeHouse, **settings: object) -> tuple[House, str, StagedEnhancements]:
    staged = StagedEnhancements()
    staged.fail = ApplicationError("No", type="no", non_retryable=True)
    staged.go.set()
    house = await make_house(enhancements=staged, **settings)
    (job_id,) = await house.enhance(await house.upload(picture()), "4k")
    await house.ended(job_id)
    return house, job_id, staged


async def test_the_same_retry_twice_is_one_job(make_house: MakeHouse) -> None:
    """On both faces: under its key the same answer, without a key 409 that names the job."""
    house, job_id, staged = await failed_once(make_house)
    staged.go.clear()
    first = await house.http.post(f"/v1/jobs/{job_id}/retry", headers=KEY)
    again = await house.http.post(f"/v1/jobs/{job_id}/retry", headers=KEY)
    assert (first.status_code, again.content) == (202, first.content)
    assert (again.headers["idempotent-replayed"], again.headers["location"]) == (
        "true",
        first.headers["location"],
    )
    other = await house.http.post(f"/api/jobs/{job_id}/retry", headers=KEY)
    assert (other.status_code, other.json()["code"]) == (409, "already-retried")
    assert first.json()["jobId"] in other.json()["error"]
    assert (await house.http.get("/v1/credits")).json()["balance"] == 990


async def test_a_retry_is_admitted_like_any_start(make_house: MakeHouse) -> None:
    """402 without credits, 429 without a place, and neither leaves a job behind."""
    house, job_id, staged = await failed_once(make_house, initial_credits=12, open_jobs=1)
    staged.go.clear()
    (running,) = await house.enhance(await house.upload(picture()), "2k")
    full = await house.http.post(f"/v1/jobs/{job_id}/retry")
    assert (full.status_code, full.json()["code"]) == (429, "too-many-open-jobs")
    staged.fail = None
    staged.go.set()
    await house.ended(running)
    poor = await house.http.post(f"/api/jobs/{job_id}/retry")
    assert (poor.status_code, poor.json()["required"], poor.json()["balance"]) == (402, 10, 7)
    assert len((await house.http.get("/v1/jobs")).json()["data"]) == 2


async def test_what_a_retry_brings_is_json_or_nothing(make_house: MakeHouse) -> None:
    """Another kind of body is 415, as with a start; where there is none, its kind is nobody's business."""
    house, job_id, _ = await failed_once(make_house)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for face in ("api", "v1"):
        retry = f"/{face}/jobs/{job_id}/retry"
        answer = await house.http.post(retry, content=b"accessToken=a", headers=form)
        assert (answer.status_code, answer.json()["code"]) == (415, "not-json")
        assert (await house.http.post(retry, content=b"{")).status_code == 415
    assert (await house.http.post(f"/v1/jobs/{job_id}/retry", content=b"", headers=form)).status_code == 202


async def test_lineage_is_one_view_of_a_job_and_its_retries(make_house: MakeHouse) -> None:
    """From whichever of them it is asked: all jobs in order, and what came of it in the end."""
    house, first, staged = await failed_once(make_house)
    second = (await house.http.post(f"/v1/jobs/{first}/retry")).json()["jobId"]
    await house.ended(second)
    told = (await house.http.get(f"/v1/jobs/{first}/lineage")).json()
    assert (told["counts"]["failed"], told["items"]["failed"]) == (1, [second])
    staged.fail = None
    third = (await house.http.post(f"/v1/jobs/{second}/retry")).json()["jobId"]
    await house.ended(third)
    for job_id in (first, second, third):
        told = (await house.http.get(f"/v1/jobs/{job_id}/lineage")).json()
        assert [job["id"] for job in told["jobs"]] == [first, second, third]
        assert told["counts"] == {"total": 1, "processed": 1, "succeeded": 1, "failed": 0, "skipped": 0}
        assert told["items"] == {"succeeded": [third], "failed": [], "skipped": []}
    bob = {"X-Callsheet-Owner": "bob"}
    assert (await house.http.get(f"/v1/jobs/{first}/lineage", headers=bob)).status_code == 404


async def test_a_stream_of_a_group_stays_for_the_retry_in_it(make_house: MakeHouse) -> None:
    """One tier is cancelled and carried on while another runs: the stream ends with the last of them."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    one, two = await house.enhance(await house.upload(picture()), "1k", "2k")
    group = (await house.job(one))["group"]
    async with asyncio.timeout(30), watching(house.http, "/v1/events", params={"group": group}) as stream:
        for job_id in (one, two):
            await house.until(job_id, lambda job: bool(job["stage"] == "generate"))
        await house.http.post(f"/api/jobs/{one}/cancel")
        again = (await house.http.post(f"/v1/jobs/{one}/retry")).json()["jobId"]
        await house.until(again, lambda job: bool(job["stage"] == "generate"))
        await house.http.post(f"/api/jobs/{two}/cancel")
        staged.go.set()
        frames = [frame async for frame in stream]
    assert frames[-1].event == "end"
    assert ("completed", again) in [(frame.event, frame.data.get("id")) for frame in frames]


async def test_a_job_that_failed_again_is_carried_on_by_its_own_retry(make_house: MakeHouse) -> None:
    """The first one names the job that carries it on; what all of them finished is taken along."""
    house, first, _ = await failed_once(make_house)
    second = (await house.http.post(f"/v1/jobs/{first}/retry")).json()["jobId"]
    await house.ended(second)
    refused = await house.http.post(f"/v1/jobs/{first}/retry")
    assert (refused.status_code, refused.json()["code"], second in refused.json()["detail"]) == (
        409,
        "already-retried",
        True,
    )
    third = (await house.http.post(f"/v1/jobs/{second}/retry")).json()["jobId"]
    await house.ended(third)
    history = await house.temporal.get_workflow_handle(third).fetch_history()
    (payload,) = history.events[0].workflow_execution_started_event_attributes.input.payloads
    asked = json.loads(payload.data)
    assert (asked["carry_on"], asked["carry_also"]) == (f"work/{second}", [f"work/{first}"])
