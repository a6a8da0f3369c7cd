"""Where the seeds disagree or are silent: what was settled, row by row."""

import asyncio
from datetime import timedelta

import pytest
from temporalio.exceptions import ApplicationError

from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.pictures import picture
from tests.support.watching import all_frames


async def test_failed_reads_refunded_only_where_credits_went_back(make_house: MakeHouse) -> None:
    """X4: what cost nothing is FAILED; `/v1` says `failed` in both cases."""
    staged = StagedEnhancements()
    staged.fail = ApplicationError("No", type="no", non_retryable=True)
    staged.go.set()
    house = await make_house(enhancements=staged, enhancement_prices={"1k": 0, "2k": 5, "4k": 10})
    free, paid = await house.enhance(await house.upload(picture()), "1k", "2k")
    for job_id, word in ((free, "FAILED"), (paid, "REFUNDED")):
        assert (await house.ended(job_id))["status"] == "failed"
        frames = await all_frames(house.http, f"/api/jobs/{job_id}/stream")
        assert frames[-1].data["status"] == word
        assert (await house.http.get(f"/api/jobs/{job_id}")).json()["status"] == word
    paid_and_back = [(await house.job(job_id))["credits"] for job_id in (free, paid)]
    assert paid_and_back == [{"charged": 0, "refunded": 0}, {"charged": 5, "refunded": 5}]


async def test_unnamed_frames_on_the_seeds_streams_named_ones_on_v1(make_house: MakeHouse) -> None:
    """X1, X2: one source of events, told in each face's own way, under the same ids."""
    staged = StagedEnhancements()
    staged.go.set()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    await house.ended(job_id)
    seed = await all_frames(house.http, f"/api/jobs/{job_id}/stream")
    v1 = await all_frames(house.http, f"/v1/jobs/{job_id}/events")
    assert {frame.event for frame in seed} == {None}
    assert {frame.data["type"] for frame in seed} == {"connected", "status"}
    assert [frame.event for frame in v1] == ["snapshot", "completed"]
    assert (seed[-1].id, seed[-1].data["status"]) == (v1[-1].id, "COMPLETED")
    assert all(isinstance(frame.data["progress"], int) for frame in seed if "progress" in frame.data)


async def test_a_job_that_ran_out_of_time_is_failed_with_its_refund(make_house: MakeHouse) -> None:
    """`timed-out`, money back, a terminal frame; REFUNDED on the seed's face."""
    house = await make_house(enhancements=StagedEnhancements(), work=False)
    (job_id,) = await house.enhance(await house.upload(picture()), "4k")
    await house.temporal.start_workflow(
        "EnhancementTier",
        {},
        id=job_id,
        task_queue=house.settings.task_queue,
        execution_timeout=timedelta(seconds=1),
    )
    async with asyncio.timeout(30):
        job = await house.ended(job_id)
    assert (job["status"], job["error"]["code"], job["credits"]["refunded"]) == ("failed", "timed-out", 10)
    frames = await all_frames(house.http, f"/api/jobs/{job_id}/stream")
    assert frames[-1].data["status"] == "REFUNDED"


@pytest.mark.parametrize("face", ["/api/jobs", "/v1/jobs"])
async def test_ended_jobs_refuse_alike_on_both_faces(make_house: MakeHouse, face: str) -> None:
    """Cancel of what ended otherwise is 409 with words, retry of what succeeded too, 404 is for strangers."""
    staged = StagedEnhancements()
    staged.go.set()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    await house.ended(job_id)
    cancelled = await house.http.post(f"{face}/{job_id}/cancel")
    assert (cancelled.status_code, cancelled.json()["code"]) == (409, "job-terminal")
    assert cancelled.json()["detail"] == "Cannot cancel job with status: COMPLETED"
    retried = await house.http.post(f"{face}/{job_id}/retry")
    assert (retried.status_code, retried.json()["code"]) == (409, "nothing-to-retry")
    for verb in ("cancel", "retry"):
        for headers in ({"X-Callsheet-Owner": "bob"}, {}):
            name = job_id if headers else "enh_unknown"
            answer = await house.http.post(f"{face}/{name}/{verb}", headers=headers)
            assert (answer.status_code, answer.json()["detail"]) == (404, "Job not found.")


async def test_who_is_refused_on_api_finds_the_seeds_keys(make_house: MakeHouse) -> None:
    """`ok`, `error`, `message` beside the problem's own, the router's refusals included; `/v1` has none."""
    house = await make_house(work=False)
    for path, method in (("/api/jobs/unknown", "GET"), ("/api/nowhere", "GET"), ("/api/images", "DELETE")):
        problem = (await house.http.request(method, path)).json()
        assert (problem["ok"], problem["error"], problem["message"]) == (
            False,
            problem["detail"],
            problem["detail"],
        )
    assert "ok" not in (await house.http.get("/v1/jobs/unknown")).json()


async def test_the_operator_may_name_an_owner_and_an_owner_only_himself(make_house: MakeHouse) -> None:
    """X19: without a header the body's owner counts, else `local`; with one, another name is 403."""
    house = await make_house(work=False)
    image_id = await house.upload(picture())
    body = {"imageId": image_id, "tiers": ["TIER_1K"]}
    start = "/api/images/parallel-enhance"
    owners = []
    for more in ({}, {"ownerId": "ann"}):
        told = await house.http.post(start, json={**body, **more})
        owners.append((await house.job(told.json()["jobs"][0]["jobId"]))["owner"])
    assert owners == ["local", "ann"]
    ann = {"X-Callsheet-Owner": "ann"}
    mine = await house.upload(picture(), headers=ann)
    other = await house.http.post(start, json={**body, "imageId": mine, "ownerId": "bob"}, headers=ann)
    assert (other.status_code, other.json()["errors"][0]["pointer"]) == (403, "/ownerId")
    by_address = await house.http.get("/v1/jobs", params={"owner": "ann"})
    assert {job["owner"] for job in by_address.json()["data"]} == {"ann"}
    assert len((await house.http.get("/v1/jobs")).json()["data"]) == 2
