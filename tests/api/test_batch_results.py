"""What a batch leaves behind: files, retries, lineages, the canonical job; and nothing once it is deleted."""

import asyncio
import csv
import io
from typing import Any

import pytest

from storage.outcomes import TABLES
from tests.conftest import MakeHouse
from tests.support.annotators import PLAIN, ScriptedAnnotator, refused
from tests.support.batches import annotate, counts_add_up, results, shelve
from tests.support.house import House
from workflows.contracts.annotated import Box, Exif, TextLine

BATCHES = "/api/batch/annotations"
DOWNLOADS = ("/v1/jobs/{}/results.jsonl", BATCHES + "/{}/results.jsonl")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1")


async def test_b14_b33_a_retry_does_again_what_failed_or_was_skipped(make_house: MakeHouse) -> None:
    """Until all have succeeded; what succeeded is kept, and the lineage tells of it in the first order."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    scripts = {"bad": refused("no"), "worse": refused("no"), "slow": gate, "late": gate}
    annotator.script = lambda name, call: scripts.get(name)
    house = await make_house(annotator=annotator)
    names = ["a", "bad", "slow", "worse", "b", "late"]
    await shelve(house, names)
    first = await annotate(house, names, concurrency=2, text=False)
    await house.until(first, lambda job: bool(job["counts"] and job["counts"]["processed"] == 4))
    await house.http.post(f"/v1/jobs/{first}/cancel")
    assert (await house.ended(first))["counts"]["skipped"] == 2
    before = await results(house, first)
    rest = ["bad", "slow", "worse", "late"]
    del scripts["bad"], scripts["slow"], scripts["late"]

    answer = await house.http.post(f"{BATCHES}/{first}/retry")
    told = answer.json()
    assert (answer.status_code, told["success"], told["retryOf"], told["totalItems"]) == (202, True, first, 4)
    second = told["jobId"]
    job = await house.ended(second)
    assert (job["input"]["concurrency"], job["input"]["text"], job["retryOf"]) == (2, False, first)
    assert [one["itemId"] for one in await results(house, second)] == rest
    assert (job["counts"]["succeeded"], job["counts"]["failed"]) == (3, 1)
    lineage = await lineage_of(house, first)
    assert lineage["counts"] == {"total": 6, "processed": 6, "succeeded": 5, "failed": 1, "skipped": 0}
    assert lineage["items"]["failed"] == ["worse"]

    scripts.clear()
    third = (await house.http.post(f"/v1/jobs/{second}/retry")).json()["jobId"]
    await house.ended(third)
    for job_id in (first, second, third):
        lineage = await lineage_of(house, job_id)
        assert [one["id"] for one in lineage["jobs"]] == [first, second, third]
        assert lineage["counts"] == {"total": 6, "processed": 6, "succeeded": 6, "failed": 0, "skipped": 0}
        assert lineage["items"] == {"succeeded": names, "failed": [], "skipped": []}
        lines = await results(house, job_id, "/v1/jobs/{}/lineage/results.jsonl")
        assert [(one["itemId"], one["outcome"]) for one in lines] == [(name, "succeeded") for name in names]
        assert all(one["annotation"] for one in lines)
    assert annotator.calls["a"] == annotator.calls["b"] == 1
    assert await results(house, first) == before


async def lineage_of(house: House, job_id: str) -> dict[str, Any]:
    answer = await house.http.get(f"/v1/jobs/{job_id}/lineage")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_results_are_one_line_per_item_in_the_order_of_the_start(make_house: MakeHouse) -> None:
    """Each with its outcome, its annotation or its error, while it runs as well; more than a page of them."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: {"bad": refused("no"), "slow": gate}.get(name)
    house = await make_house(annotator=annotator)
    await shelve(house, ["bad", "slow", "a"])
    names = ["bad", *(f"gone{number}" for number in range(620)), "slow", "a"]
    job_id = await annotate(house, names)
    await house.until(job_id, lambda job: bool(job["counts"] and job["counts"]["processed"] == 622))
    lines = await results(house, job_id)
    assert [one["itemId"] for one in lines] == names
    slow = {"itemId": "slow", "outcome": None, "attempts": 0, "completedAt": None}
    assert lines[-2] == {**slow, "annotation": None, "error": None}
    gate.set()
    await house.ended(job_id)
    lines = await results(house, job_id)
    assert lines == await results(house, job_id, DOWNLOADS[1])
    assert [one["itemId"] for one in lines] == names
    assert (lines[0]["outcome"], lines[0]["error"]) == ("failed", {"code": "no", "message": "Refused: no."})
    assert (lines[-1]["outcome"], lines[-1]["annotation"]["engine"]) == ("succeeded", "scripted")
    answer = await house.http.get(f"{BATCHES}/{job_id}/results.jsonl")
    assert answer.headers["content-disposition"] == f'attachment; filename="{job_id}.jsonl"'
    assert answer.headers["content-type"].startswith("application/jsonl")


async def test_nothing_in_a_table_of_results_is_a_formula(make_house: MakeHouse) -> None:
    """An id, a text, a camera that begins like one is text to a spreadsheet; numbers stay numbers, and
    JSON has the very words."""
    annotator = ScriptedAnnotator()
    box = Box(x=0, y=0, width=1, height=1)
    found = [
        PLAIN.model_copy(
            update={
                "text": (TextLine(text=formula, confidence=1, box=box),),
                "exif": Exif(camera=formula, taken_at=None, has_gps=False),
                "brightness": 0.25,
            }
        )
        for formula in FORMULAS
    ]
    annotator.script = lambda name, call: found[int(name)]
    house = await make_house(annotator=annotator)
    contents = {formula: str(number).encode() for number, formula in enumerate(FORMULAS)}
    await shelve(house, contents)
    job_id = await annotate(house, FORMULAS)
    await house.ended(job_id)
    for face in ("/v1/jobs", BATCHES):
        answer = await house.http.get(f"{face}/{job_id}/results.csv")
        assert answer.headers["content-disposition"] == f'attachment; filename="{job_id}.csv"'
        table = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
        assert [row["itemId"] for row in table] == [f"'{formula}" for formula in FORMULAS]
        assert [(row["text"], row["camera"]) for row in table] == [(f"'{f}", f"'{f}") for f in FORMULAS]
        assert {(row["brightness"], row["attempts"], row["errorCode"]) for row in table} == {
            ("0.25", "1", "")
        }
    lines = await results(house, job_id)
    assert [one["itemId"] for one in lines] == [*FORMULAS]
    assert [one["annotation"]["text"][0]["text"] for one in lines] == [*FORMULAS]


async def test_words_of_any_alphabet_break_no_line(make_house: MakeHouse) -> None:
    """What some reader takes for the end of a line is inside one: a text, an id; links to an id are whole."""
    annotator = ScriptedAnnotator()
    strange = "a\u2028b\u0085c/../d?e#f\u00e9"
    box = Box(x=0, y=0, width=1, height=1)
    annotator.script = lambda name, call: PLAIN.model_copy(
        update={"text": (TextLine(text=strange, confidence=1, box=box),)}
    )
    house = await make_house(annotator=annotator)
    await shelve(house, {strange: b"strange"})
    job_id = await annotate(house, [strange])
    await house.ended(job_id)
    (line,) = await results(house, job_id)
    assert (line["itemId"], line["annotation"]["text"][0]["text"]) == (strange, strange)
    (item,) = (await house.http.get(f"/v1/jobs/{job_id}/items")).json()["data"]
    path = item["imageUrl"].removeprefix("/api/images/").removesuffix("/content")
    assert not {*path} & {*"/?#\u2028"}


async def test_the_same_batch_through_v1(make_house: MakeHouse) -> None:
    """202 with a location and one job without a group; input, counts, milestones and result as documented."""
    annotator = ScriptedAnnotator()
    house = await make_house(annotator=annotator)
    await shelve(house, ["a", "b"])
    asked = {"imageIds": ["a", "b", "gone", "a"], "concurrency": 3, "rateLimitPerMinute": 100, "text": False}
    answer = await house.http.post("/v1/jobs", json={"kind": "annotation", "input": asked})
    (job,) = answer.json()["jobs"]
    assert (answer.status_code, answer.json()["group"], job["group"]) == (202, None, None)
    assert (answer.headers["location"], job["kind"]) == (f"/v1/jobs/{job['id']}", "annotation")
    assert job["input"] == {
        "imageIds": ["a", "b", "gone"],
        "totalItems": 3,
        "duplicateCount": 1,
        "duplicateIds": ["a"],
        "concurrency": 3,
        "rateLimitPerMinute": 100,
        "effectiveConcurrency": 3,
        "effectiveRateLimitPerMinute": 100,
        "tier": "unlimited",
        "text": False,
        "notify": None,
    }
    job = await house.ended(job["id"])
    counts = {"total": 3, "processed": 3, "succeeded": 2, "failed": 1, "skipped": 0}
    assert counts_add_up(job) == counts
    assert job["result"].items() >= {**counts, "duplicateGroups": 0}.items()
    assert (job["status"], job["percent"], job["result"]["elapsedMs"] > 0) == ("completed", 100, True)
    lines = (await house.http.get(f"/v1/jobs/{job['id']}/timeline")).json()["data"]
    assert [line["milestone"] for line in lines if line["milestone"]] == [25, 50, 75, 100]
    assert [line["stage"] for line in lines] == ["annotate"] * 5 + ["group", None]


async def test_an_unlimited_owner_may_ask_for_two_hundred_at_a_time(make_house: MakeHouse) -> None:
    """On `/v1`; more than the tier has is clamped. Others may ask for ten."""
    house = await make_house(work=False)
    batch = {"kind": "annotation", "input": {"imageIds": ["a"], "concurrency": 200}}
    (job,) = (await house.http.post("/v1/jobs", json=batch)).json()["jobs"]
    assert (job["input"]["concurrency"], job["input"]["effectiveConcurrency"]) == (200, 50)
    refused = await house.http.post("/v1/jobs", json={**batch, "owner": "ann"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/input/concurrency")
    misplaced = {"kind": "annotation", "input": {"imageIds": ["a"], "ownerId": "ann"}}
    assert (await house.http.post("/v1/jobs", json=misplaced)).status_code == 422


async def test_a_deleted_batch_leaves_nothing(make_house: MakeHouse) -> None:
    """No row of it in any table, nothing to download; an open one is not deleted."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: {"bad": refused("no"), "slow": gate}.get(name)
    house = await make_house(annotator=annotator)
    await shelve(house, ["a", "bad", "slow"])
    kept = await annotate(house, ["a", "bad"])
    job_id = await annotate(house, ["a", "bad", "slow"])
    assert (await house.http.delete(f"/v1/jobs/{job_id}")).status_code == 409
    gate.set()
    await asyncio.gather(house.ended(kept), house.ended(job_id))
    assert (await house.http.delete(f"/v1/jobs/{job_id}")).status_code == 204
    async with house.database.reading() as connection:
        for table in TABLES:
            found = await connection.exec_driver_sql(f"select distinct job_id from {table.name}")
            assert list(found.scalars()) == [kept], table.name
    for path in ("status", "items", "errors", "results.jsonl", "results.csv"):
        assert (await house.http.get(f"{BATCHES}/{job_id}/{path}")).status_code == 404, path


@pytest.mark.parametrize("state", ["completed", "running"])
async def test_what_cannot_be_retried(make_house: MakeHouse, state: str) -> None:
    """409 where all have succeeded, or it has not ended; no items are left behind."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: gate if state == "running" else None
    house = await make_house(annotator=annotator)
    await shelve(house, ["a"])
    job_id = await annotate(house, ["a"])
    await house.until(job_id, lambda job: job["status"] == state)
    for path in (f"{BATCHES}/{job_id}/retry", f"/api/jobs/{job_id}/retry", f"/v1/jobs/{job_id}/retry"):
        answer = await house.http.post(path)
        assert (answer.status_code, answer.json()["code"]) == (409, "nothing-to-retry"), path
    await only_items_of(house, job_id)


async def test_a_batch_is_carried_on_once(make_house: MakeHouse) -> None:
    """The same key gets the same answer, another retry 409 with the job; neither leaves items behind. A retry
    needs a place like any start."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: gate
    house = await make_house(annotator=annotator, open_jobs=1)
    await shelve(house, ["slow"])
    job_id = await annotate(house, ["gone"])
    await house.ended(job_id)
    busy = await annotate(house, ["slow"])
    key = {"Idempotency-Key": "again"}
    full = await house.http.post(f"{BATCHES}/{job_id}/retry", headers=key)
    assert (full.status_code, full.json()["code"]) == (429, "too-many-open-jobs")
    gate.set()
    await house.ended(busy)
    first, again = [await house.http.post(f"{BATCHES}/{job_id}/retry", headers=key) for _ in range(2)]
    assert (first.status_code, again.content) == (202, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    await house.ended(first.json()["jobId"])
    other = await house.http.post(f"/v1/jobs/{job_id}/retry")
    assert (other.status_code, other.json()["code"]) == (409, "already-retried")
    await only_items_of(house, job_id, busy, first.json()["jobId"])


async def only_items_of(house: House, *jobs: str) -> None:
    async with house.database.reading() as connection:
        found = await connection.exec_driver_sql("select distinct job_id from items")
        assert {*found.scalars()} == {*jobs}
