"""Batches as the people of the dashboard know them: start, watch, list, cancel."""

import asyncio
from typing import Any

import pytest

from activities.providers.base import ProviderBusy
from tests.conftest import MakeHouse
from tests.support.annotators import ScriptedAnnotator, refused
from tests.support.batches import START, annotate, shelve, standing
from tests.support.house import House

BATCHES = "/api/batch/annotations"
ANN = {"X-Callsheet-Owner": "ann"}
STARTED = {"jobId", "status", "totalItems", "duplicateCount", "duplicateIds", "tier", "effectiveConcurrency"}
STARTED |= {"effectiveRateLimitPerMinute", "estimatedDuration", "message"}


@pytest.fixture
async def idle(make_house: MakeHouse) -> House:
    """Nobody works: what is accepted stays as accepted."""
    return await make_house(work=False)


async def tell(house: House, path: str, **asked: Any) -> Any:
    answer = await house.http.get(path, **asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def set_tier(house: House, owner: str, tier: str) -> None:
    assert (await house.http.put(f"/v1/owners/{owner}", json={"tier": tier})).status_code == 200


async def test_b1_b3_b24_a_start_is_answered_with_201_and_the_job(idle: House) -> None:
    """Ids need not be anything in particular; the job is there to be read at once, and owed to Temporal."""
    body = {"imageIds": ["uuid1", "uuid2", "uuid3"], "concurrency": 2}
    answer = await idle.http.post(START, json=body)
    told = answer.json()
    assert (answer.status_code, told.keys()) == (201, STARTED)
    assert (told["status"], told["totalItems"], told["effectiveConcurrency"]) == ("pending", 3, 2)
    assert told["message"] == "Batch job started successfully"
    told = await standing(idle, told["jobId"])
    assert (told["status"], told["progress"]["total"]) == ("pending", 3)


@pytest.mark.parametrize(
    ("tier", "asked", "effective", "estimate_ms"),
    [
        ("free", {}, (2, 10), 2 * 60_000),
        ("free", {"concurrency": 10, "rateLimitPerMinute": 500}, (2, 10), 2 * 60_000),
        ("paid", {}, (5, 500), 5 * 2000),
        ("paid", {"concurrency": 10, "rateLimitPerMinute": 500}, (10, 500), 3 * 2000),
        ("paid", {"concurrency": 1, "rateLimitPerMinute": 26}, (1, 26), 25 * 2000),
        ("unlimited", {}, (50, None), 2000),
        ("unlimited", {"concurrency": 5, "rateLimitPerMinute": 10}, (5, 10), 2 * 60_000),
    ],
)
async def test_b2_b11_b12_b28_what_is_above_the_tier_is_clamped_and_told(
    idle: House, tier: str, asked: dict[str, int], effective: tuple[int, int | None], estimate_ms: int
) -> None:
    """X9: five at the same time unless another number is asked for, never more than the tier allows; the
    answer says what binds, and how long 25 images will take."""
    await set_tier(idle, "ann", tier)
    body = {"imageIds": [f"img{number}" for number in range(25)], **asked}
    told = (await idle.http.post(START, json=body, headers=ANN)).json()
    assert (told["effectiveConcurrency"], told["effectiveRateLimitPerMinute"]) == effective
    assert (told["tier"], told["estimatedDuration"]) == (tier, estimate_ms)
    now = await standing(idle, told["jobId"])
    assert (now["effectiveConcurrency"], now["effectiveRateLimitPerMinute"]) == effective


async def test_a_dry_run_tells_the_same_and_makes_nothing(idle: House) -> None:
    """200 without a job id: no job, no items, no owner; what would be refused is refused."""
    body = {"imageIds": ["one", "two", "one"], "rateLimitPerMinute": 10}
    answer = await idle.http.post(START, json=body, params={"dry_run": True}, headers=ANN)
    told = answer.json()
    assert (answer.status_code, told.keys()) == (200, STARTED - {"jobId", "status"} | {"dryRun"})
    assert (told["dryRun"], told["message"], told["duplicateCount"]) == (True, "Nothing was started", 1)
    assert (await idle.http.get("/v1/jobs")).json()["data"] == []
    assert (await tell(idle, f"{BATCHES}/active")) == {"jobs": [], "count": 0}
    async with idle.database.reading() as connection:
        for table in ("items", "jobs", "starts", "owners"):
            assert (await connection.exec_driver_sql(f"select * from {table}")).first() is None, table
    started = (await idle.http.post(START, json=body, headers=ANN)).json()
    assert {key: started[key] for key in told if key not in ("dryRun", "message")} == {
        key: told[key] for key in told if key not in ("dryRun", "message")
    }


async def test_an_id_that_comes_twice_is_told_and_done_once(make_house: MakeHouse) -> None:
    """Counted once, in its first place; the answer names what came again."""
    annotator = ScriptedAnnotator()
    house = await make_house(annotator=annotator)
    await shelve(house, ["a", "b", "c"])
    body = {"imageIds": ["b", "a", "b", "c", "a", "b"]}
    told = (await house.http.post(START, json=body)).json()
    assert (told["totalItems"], told["duplicateCount"], told["duplicateIds"]) == (3, 2, ["b", "a"])
    await house.ended(told["jobId"])
    items = (await tell(house, f"{BATCHES}/{told['jobId']}/items"))["items"]
    assert [item["itemId"] for item in items] == ["b", "a", "c"]
    assert annotator.calls == {"a": 1, "b": 1, "c": 1}


async def test_b4_b7_b25_b30_the_status_of_a_batch_says_how_it_went(make_house: MakeHouse) -> None:
    """X13: with the times of its start and end, and one error for each failed item; B31: by reason too."""
    annotator = ScriptedAnnotator()
    annotator.script = lambda name, call: refused("image-broken") if name.startswith("bad") else None
    house = await make_house(annotator=annotator)
    await shelve(house, ["a", "bad1", "b", "bad2"])
    job_id = await annotate(house, ["a", "bad1", "gone", "b", "bad2"])
    await house.ended(job_id)
    told = await standing(house, job_id)
    progress = {"total": 5, "processed": 5, "successful": 2, "failed": 3, "skipped": 0, "percentage": 100}
    assert (told["jobId"], told["status"], told["progress"]) == (job_id, "completed", progress)
    times = [told[name] for name in ("createdAt", "startedAt", "updatedAt", "completedAt")]
    assert times == sorted(times)
    assert told["errorsTotal"] == 3
    assert {(one["itemId"], one["error"], one["code"], one["attemptNumber"]) for one in told["errors"]} == {
        ("bad1", "Refused: image-broken.", "image-broken", 1),
        ("bad2", "Refused: image-broken.", "image-broken", 1),
        ("gone", "There is no such image.", "image-not-found", 1),
    }
    reasons = (await tell(house, f"/v1/jobs/{job_id}/failures"))["data"]
    assert [(one["code"], one["count"]) for one in reasons] == [("image-broken", 2), ("image-not-found", 1)]
    shared = await tell(house, f"/api/jobs/{job_id}")
    assert shared == {key: value for key, value in told.items() if not key.startswith("errors")}


async def test_an_image_that_is_not_the_owners_is_an_item_that_failed(make_house: MakeHouse) -> None:
    """What nobody has and what another has are told alike; an operator's batch may use everybody's."""
    annotator = ScriptedAnnotator()
    house = await make_house(annotator=annotator)
    await shelve(house, ["ben's"], owner="ben")
    job_id = await annotate(house, ["ben's", "nobody's"], owner="ann")
    job = await house.ended(job_id)
    assert (job["status"], job["counts"]["failed"], annotator.calls) == ("completed", 2, {})
    told = await standing(house, job_id)
    assert {(one["error"], one["code"]) for one in told["errors"]} == {
        ("There is no such image.", "image-not-found")
    }
    job = await house.ended(await annotate(house, ["ben's"]))
    assert job["counts"]["succeeded"] == 1


async def test_b7_errors_are_told_newest_first_and_page_by_page(make_house: MakeHouse) -> None:
    """X12: one per failed item, newest first, in the status and in pages; `total` says how many."""
    annotator = ScriptedAnnotator()
    annotator.script = lambda name, call: refused("invalid-image")
    house = await make_house(annotator=annotator)
    names = [f"i{number}" for number in range(7)]
    await shelve(house, names)
    job_id = await annotate(house, names, concurrency=1)
    await house.ended(job_id)
    every = (await standing(house, job_id))["errors"]
    assert [one["itemId"] for one in every] == names[::-1]
    assert [one["timestamp"] for one in every] == sorted((one["timestamp"] for one in every), reverse=True)
    for path, key in ((f"{BATCHES}/{job_id}/errors", "errors"), (f"/v1/jobs/{job_id}/errors", "data")):
        paged: list[Any] = []
        cursor: dict[str, str] = {}
        while True:
            page = await tell(house, path, params={"limit": 3, **cursor})
            assert (page["total"], len(page[key]) <= 3) == (7, True)
            paged += page[key]
            if page["nextCursor"] is None:
                break
            cursor = {"cursor": page["nextCursor"]}
        assert paged == every


async def test_items_are_told_in_the_order_of_the_start_by_outcome(make_house: MakeHouse) -> None:
    """While it runs: what is done, what failed, what is not done yet; after a cancel that is skipped."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    scripts: dict[str, object] = {"bad": refused("too-strange"), "slow": gate, "late": gate}
    annotator.script = lambda name, call: scripts.get(name)
    house = await make_house(annotator=annotator)
    await shelve(house, ["a", "bad", "slow", "b", "late"])
    job_id = await annotate(house, ["a", "bad", "slow", "b", "late", "gone"], concurrency=5)

    async def ids(face: str, key: str, outcome: str | None) -> list[str]:
        asked = {"outcome": outcome} if outcome else {}
        told = await tell(house, f"{face}/{job_id}/items", params=asked)
        assert {one["outcome"] for one in told[key]} <= {
            None if outcome == "pending" else outcome
        } or not outcome
        return [one["itemId"] for one in told[key]]

    async def split(*outcomes: str) -> list[list[str]]:
        found = [await ids(BATCHES, "items", outcome) for outcome in outcomes]
        assert found == [await ids("/v1/jobs", "data", outcome) for outcome in outcomes]
        return found

    while (await standing(house, job_id))["progress"]["processed"] < 4:
        await asyncio.sleep(0.02)
    assert await split("succeeded", "failed", "pending", "skipped") == [
        ["a", "b"],
        ["bad", "gone"],
        ["slow", "late"],
        [],
    ]
    await house.http.post(f"{BATCHES}/{job_id}/cancel")
    await house.ended(job_id)
    assert await split("succeeded", "failed", "pending", "skipped") == [
        ["a", "b"],
        ["bad", "gone"],
        [],
        ["slow", "late"],
    ]
    assert await ids(BATCHES, "items", None) == ["a", "bad", "slow", "b", "late", "gone"]
    first = await tell(house, f"{BATCHES}/{job_id}/items", params={"limit": 4})
    rest = await tell(house, f"{BATCHES}/{job_id}/items", params={"limit": 4, "cursor": first["nextCursor"]})
    assert [one["number"] for one in (*first["items"], *rest["items"])] == [*range(6)]
    bad, gone = first["items"][1], rest["items"][1]
    assert bad["error"] == {"code": "too-strange", "message": "Refused: too-strange."}
    assert (bad["attempts"], bad["annotation"], bad["imageUrl"]) == (1, None, "/api/images/bad/content")
    assert (first["items"][0]["annotation"]["engine"], gone["imageUrl"]) == ("scripted", None)
    assert (await house.http.get(bad["imageUrl"])).content == b"bad"


async def test_b5_b6_b17_b19_b21_what_runs_is_listed_and_summed(make_house: MakeHouse) -> None:
    """B13, B26: newest first, open ones only, several at once; the sums are over those alone. An owner sees
    their own."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: {"slow": gate, "bad": refused("no")}.get(name)
    house = await make_house(annotator=annotator)
    await shelve(house, ["a", "b", "slow", "bad"])
    await set_tier(house, "ann", "paid")
    await house.ended(await annotate(house, ["a", "bad"]))
    first = await annotate(house, ["a", "bad", "b", "slow"])
    second = await annotate(house, ["a", "slow"], rateLimitPerMinute=30, concurrency=2)
    third = await annotate(house, ["nobody's"], owner="ann")
    await house.ended(third)
    for job_id, done in ((first, 3), (second, 1)):
        while (await standing(house, job_id))["progress"]["processed"] < done:
            await asyncio.sleep(0.02)
    told = await tell(house, f"{BATCHES}/active")
    assert ([one["id"] for one in told["jobs"]], told["count"]) == ([second, first], 2)
    one = told["jobs"][1]
    counts = [one[f"{name}Items"] for name in ("total", "processed", "successful", "failed", "skipped")]
    assert (one["jobType"], one["status"], counts) == ("annotation_generation", "processing", [4, 3, 2, 1, 0])
    assert ([error["itemId"] for error in one["errors"]], bool(one["startedAt"])) == (["bad"], True)
    assert told["jobs"][0]["metadata"] == {
        "imageIds": ["a", "slow"],
        "concurrency": 2,
        "rateLimitPerMinute": 30,
    }
    sums = {"activeJobs": 2, "totalProcessing": 4, "totalSuccessful": 3, "totalFailed": 1}
    assert await tell(house, f"{BATCHES}/stats") == sums
    assert await tell(house, f"{BATCHES}/active", headers=ANN) == {"jobs": [], "count": 0}
    assert set((await tell(house, f"{BATCHES}/stats", headers=ANN)).values()) == {0}
    gate.set()
    await asyncio.gather(house.ended(first), house.ended(second))
    assert set((await tell(house, f"{BATCHES}/stats")).values()) == {0}


async def test_b17_how_long_it_will_take_is_told_in_milliseconds_while_it_runs(make_house: MakeHouse) -> None:
    """What is left at the pace of late; nothing before the first item, nothing after the end."""
    annotator, gate = ScriptedAnnotator(latency_s=0.02), asyncio.Event()
    annotator.script = lambda name, call: gate if name == "i5" else None
    house = await make_house(annotator=annotator)
    names = [f"i{number}" for number in range(10)]
    await shelve(house, names)
    job_id = await annotate(house, names, concurrency=1)
    while (told := await standing(house, job_id))["progress"]["processed"] < 5:
        await asyncio.sleep(0.02)
    assert told["estimatedTimeRemaining"] > 0
    assert (told["progress"]["percentage"], told["currentStage"], told["detail"]) == (
        50,
        "annotate",
        "5 of 10",
    )
    gate.set()
    await house.ended(job_id)
    told = await standing(house, job_id)
    assert (told["estimatedTimeRemaining"], told["currentStage"]) == (None, None)


async def test_b15_b16_b27_a_cancel_keeps_what_is_done_and_says_how_much(make_house: MakeHouse) -> None:
    """X11: 200 with "cancelled", the same again; 409 for what ended otherwise, 404 for what is not there."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: gate if name == "slow" else None
    house = await make_house(annotator=annotator)
    await shelve(house, ["a", "b", "slow", "c", "d"])
    job_id = await annotate(house, ["a", "b", "slow", "c", "d"], concurrency=1)
    while (await standing(house, job_id))["progress"]["processed"] < 2:
        await asyncio.sleep(0.02)
    first = await house.http.post(f"{BATCHES}/{job_id}/cancel")
    told = first.json()
    assert (first.status_code, told["message"]) == (200, "Job cancelled successfully")
    assert (told["jobId"], told["status"], told["kept"]) == (job_id, "cancelled", 2)
    progress = told["progress"]
    assert [progress[name] for name in ("total", "processed", "successful", "skipped")] == [5, 2, 2, 3]
    assert (await standing(house, job_id))["progress"] == progress
    again = await house.http.post(f"{BATCHES}/{job_id}/cancel")
    assert (again.status_code, again.json()) == (200, told)
    assert (await house.http.post(f"/api/jobs/{job_id}/cancel")).json() == told
    ended = await annotate(house, ["a"])
    await house.ended(ended)
    late = await house.http.post(f"{BATCHES}/{ended}/cancel")
    assert (late.status_code, late.json()["code"]) == (409, "job-terminal")
    unknown = await house.http.post(f"{BATCHES}/nope/cancel")
    assert (unknown.status_code, unknown.json()["error"]) == (404, "Job not found or already completed.")


async def test_b22_the_operator_may_cancel_anybodys_batch(make_house: MakeHouse) -> None:
    """Through any of the doors; another owner finds nothing to cancel."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: gate
    house = await make_house(annotator=annotator)
    await shelve(house, ["a", "b", "c"], owner="ann")
    for door, status in (
        (f"{BATCHES}/{{}}/cancel", 200),
        ("/api/jobs/{}/cancel", 200),
        ("/v1/jobs/{}/cancel", 202),
    ):
        job_id = await annotate(house, ["a", "b", "c"], owner="ann")
        await house.until(job_id, lambda job: job["status"] == "running")
        assert (
            await house.http.post(door.format(job_id), headers={"X-Callsheet-Owner": "ben"})
        ).status_code == 404
        assert (await house.http.post(door.format(job_id))).status_code == status
        job = await house.ended(job_id)
        assert (job["status"], job["counts"]["skipped"], job["owner"]) == ("cancelled", 3, "ann")


async def test_b23_a_batch_that_is_cancelled_at_once_is_cancelled(make_house: MakeHouse) -> None:
    """Whether or not its workflow has begun; its total is right from the first moment on."""
    house = await make_house(annotator=ScriptedAnnotator(latency_s=1))
    names = [f"img{number}" for number in range(100)]
    await shelve(house, names)
    job_id = await annotate(house, names, concurrency=5)
    answer = await house.http.post(f"{BATCHES}/{job_id}/cancel")
    assert (answer.status_code, "cancelled" in answer.json()["message"]) == (200, True)
    job = await house.ended(job_id)
    counts = job["counts"]
    assert (job["status"], counts["total"]) == ("cancelled", 100)
    assert counts["processed"] + counts["skipped"] == 100
    assert (await standing(house, job_id))["status"] == "cancelled"


async def test_a_batch_whose_items_all_fail_is_completed(make_house: MakeHouse) -> None:
    """Items fail, not the batch."""
    annotator = ScriptedAnnotator()
    ends = {"bad": refused("image-broken"), "busy": ProviderBusy("Too busy.", tries=1)}
    annotator.script = lambda name, call: ends[name]
    house = await make_house(annotator=annotator)
    await shelve(house, [*ends])
    job = await house.ended(await annotate(house, [*ends, "gone"]))
    assert (job["status"], job["counts"]["failed"], job["error"]) == ("completed", 3, None)
