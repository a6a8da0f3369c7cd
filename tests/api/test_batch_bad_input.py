"""Batches that are asked for in a wrong way: refused with words, and nothing is left of them."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from temporalio.client import Client

from tests.conftest import MakeHouse
from tests.support.annotators import ScriptedAnnotator
from tests.support.batches import START, annotate
from tests.support.house import House, open_house
from tests.support.pictures import picture

BATCHES = "/api/batch/annotations"
ANN = {"X-Callsheet-Owner": "ann"}
BEN = {"X-Callsheet-Owner": "ben"}
GOOD: dict[str, Any] = {"imageIds": ["a"]}
ROUTES = [
    ("GET", BATCHES + "/{}/status"),
    ("GET", BATCHES + "/{}/errors"),
    ("GET", BATCHES + "/{}/items"),
    ("GET", BATCHES + "/{}/results.jsonl"),
    ("GET", BATCHES + "/{}/results.csv"),
    ("POST", BATCHES + "/{}/cancel"),
    ("POST", BATCHES + "/{}/retry"),
    ("GET", "/v1/jobs/{}/errors"),
    ("GET", "/v1/jobs/{}/failures"),
    ("GET", "/v1/jobs/{}/items"),
    ("GET", "/v1/jobs/{}/results.jsonl"),
    ("GET", "/v1/jobs/{}/results.csv"),
    ("GET", "/v1/jobs/{}/lineage/results.jsonl"),
]
SHARED = [
    ("GET", "/api/jobs/{}"),
    ("GET", "/api/jobs/{}/stream"),
    ("POST", "/api/jobs/{}/cancel"),
    ("POST", "/api/jobs/{}/retry"),
    ("DELETE", "/api/jobs/{}"),
    ("GET", "/v1/jobs/{}"),
    ("GET", "/v1/jobs/{}/events"),
    ("GET", "/v1/jobs/{}/timeline"),
    ("GET", "/v1/jobs/{}/lineage"),
    ("POST", "/v1/jobs/{}/cancel"),
    ("POST", "/v1/jobs/{}/retry"),
    ("DELETE", "/v1/jobs/{}"),
]


@pytest.fixture(scope="module")
async def idle(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Nobody works: what is accepted stays as accepted."""
    async with open_house(temporal, tmp_path_factory.mktemp("house"), work=False) as house:
        yield house


async def rows(house: House) -> dict[str, int]:
    """How many there are of what a start writes."""
    found = {}
    async with house.database.reading() as connection:
        for table in ("items", "jobs", "starts", "answers"):
            number = await connection.exec_driver_sql(f"select count(*) from {table}")
            found[table] = int(number.scalar_one())
    return found


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"imageIds": None}, "/imageIds"),
    ({"imageIds": []}, "/imageIds"),
    ({"imageIds": "a"}, "/imageIds"),
    ({"imageIds": {"0": "a"}}, "/imageIds"),
    ({"imageIds": ["a", ""]}, "/imageIds/1"),
    ({"imageIds": ["a" * 256]}, "/imageIds/0"),
    ({"imageIds": ["a", 7, True, None, ["a"], {}]}, "/imageIds/1"),
    ({"imageIds": ["a\0b"]}, "/imageIds/0"),
    ({"imageIds": ["\0"]}, "/imageIds/0"),
    ({"imageIds": ["a", "\ud800"]}, "/imageIds/1"),
    *(({"concurrency": value}, "/concurrency") for value in (0, -1, 11, 201, 2.5, "5", True, [5], 10**30)),
    *(({"rateLimitPerMinute": value}, "/rateLimitPerMinute") for value in (9, 501, "10", 10.5, True, -10)),
    ({"text": "yes"}, "/text"),
    ({"text": 1}, "/text"),
    ({"imageids": ["a"]}, "/imageids"),
    ({"priority": 1}, "/priority"),
    ({"ownerId": "no spaces"}, "/ownerId"),
    ({"ownerId": ""}, "/ownerId"),
]


@pytest.mark.parametrize("dry_run", [False, True])
async def test_what_is_wrong_is_pointed_at_and_nothing_is_started(idle: House, dry_run: bool) -> None:
    """422 with the field, on both faces, tried for real or not."""
    before = await rows(idle)
    for change, pointer in WRONG:
        body = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
        content, typed = json.dumps(body), {"Content-Type": "application/json"}
        answer = await idle.http.post(START, content=content, headers=typed, params={"dry_run": dry_run})
        problem = answer.json()
        assert answer.status_code == 422, (change, answer.text)
        assert pointer in [error["pointer"] for error in problem["errors"]], (change, problem["errors"])
        assert {"error", "message", "code", "requestId"} <= problem.keys()
        if "ownerId" not in change and change != {"concurrency": 11}:  # local is unlimited on /v1
            content = json.dumps({"kind": "annotation", "input": body})
            answer = await idle.http.post("/v1/jobs", content=content, headers=typed)
            pointers = [error["pointer"] for error in answer.json()["errors"]]
            assert (answer.status_code, f"/input{pointer}" in pointers) == (422, True), (change, answer.text)
    assert await rows(idle) == before


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"", "application/json", 422),
        (b"{", "application/json", 400),
        (b'{"imageIds": ["a"', "application/json", 400),
        (b'{"imageIds": ["\xff"]}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b'"imageIds"', "application/json", 422),
        (b"imageIds=a", "application/x-www-form-urlencoded", 415),
    ],
    ids=lambda value: repr(value)[:30],
)
async def test_a_body_that_is_no_batch(idle: House, content: bytes, kind: str, status: int) -> None:
    """Cannot be parsed 400, another media type 415, parsed but wrong 422."""
    before = await rows(idle)
    answer = await idle.http.post(START, content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert await rows(idle) == before


async def test_a_batch_has_at_most_a_hundred_thousand_images(make_house: MakeHouse) -> None:
    """One more is 422; that many are accepted, counted, and cancelled to the last one. An id may have 255
    characters, of any alphabet."""
    house = await make_house(annotator=ScriptedAnnotator())
    ids = ["\U0001f426" * 255, *(f"img{number}" for number in range(99_999))]
    many = await house.http.post(START, json={"imageIds": [*ids, "more"]})
    assert (many.status_code, many.json()["errors"][0]["pointer"]) == (422, "/imageIds")
    assert set((await rows(house)).values()) == {0}
    told = (await house.http.post(START, json={"imageIds": ids})).json()
    assert (told["status"], told["totalItems"]) == ("pending", 100_000)
    job = await house.job(told["jobId"])
    assert (len(job["input"]["imageIds"]), job["input"]["totalItems"]) == (10, 100_000)
    answer = await house.http.post(f"{BATCHES}/{job['id']}/cancel")
    assert (answer.status_code, "cancelled" in answer.json()["message"]) == (200, True)
    job = await house.ended(job["id"])
    assert (job["status"], job["counts"]["total"]) == ("cancelled", 100_000)
    assert job["counts"]["processed"] + job["counts"]["skipped"] == 100_000
    (first,) = (await house.http.get(f"{BATCHES}/{job['id']}/items?limit=1")).json()["items"]
    assert first["itemId"] == ids[0]
    assert (await house.http.delete(f"/v1/jobs/{job['id']}")).status_code == 204
    assert (await rows(house))["items"] == 0


async def test_a_body_of_more_than_32_megabytes_is_refused(idle: House) -> None:
    """413 on both faces; other routes take less."""
    for path in (START, "/v1/jobs"):
        answer = await idle.http.post(path, content=b" " * 32_000_001)
        assert (answer.status_code, answer.json()["code"]) == (413, "too-large"), path
    answer = await idle.http.post("/api/jobs/batch-status", content=b" " * 1_000_001)
    assert answer.status_code == 413


async def test_a_batch_of_another_owner_is_not_there(idle: House) -> None:
    """404 on every route, in the words of a job that never was."""
    job_id = await annotate(idle, ["a"], owner="ann")
    for method, path in (*ROUTES, *SHARED):
        told = []
        for asked in (job_id, "nope"):
            answer = await idle.http.request(method, path.format(asked), headers=BEN)
            told.append((answer.status_code, answer.json()["code"], answer.json()["detail"]))
        assert told[0] == told[1], path
        assert told[0][0] == 404, path
    assert (await idle.http.post(START, json={**GOOD, "ownerId": "ann"}, headers=BEN)).status_code == 403
    assert (await idle.job(job_id))["status"] == "pending"


async def test_a_job_of_another_kind_is_no_batch(idle: House) -> None:
    """404 on every route of batches, for who owns it as well; it is neither listed nor summed there."""
    (job_id,) = await idle.enhance(await idle.upload(picture(), headers=ANN), "1k", ownerId="ann")
    for method, path in ROUTES:
        answer = await idle.http.request(method, path.format(job_id), headers=ANN)
        assert answer.status_code == 404, path
    active = (await idle.http.get(f"{BATCHES}/active", headers=ANN)).json()
    assert job_id not in [one["id"] for one in active["jobs"]]
    assert (await idle.job(job_id))["status"] == "pending"


async def test_pages_that_are_asked_for_in_a_wrong_way(idle: House) -> None:
    """422 that names the parameter; a cursor beyond the end is an empty page."""
    job_id = await annotate(idle, ["a", "b"])
    for face in ("/v1/jobs", BATCHES):
        for page in ("items", "errors"):
            path = f"{face}/{job_id}/{page}"
            for wrong in (
                "cursor=x",
                "cursor=-1",
                "cursor=",
                "cursor=1.0",
                "cursor=1" + 20 * "0",
                "cursor=%C2%B2",
            ):
                answer = await idle.http.get(f"{path}?{wrong}")
                assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "?cursor"), wrong
            for wrong in ("limit=0", "limit=201", "limit=x"):
                answer = await idle.http.get(f"{path}?{wrong}")
                assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "?limit"), wrong
        answer = await idle.http.get(f"{face}/{job_id}/items?outcome=done")
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "?outcome")
        beyond = (await idle.http.get(f"{face}/{job_id}/items?cursor=999999999999999")).json()
        assert (beyond.get("items", beyond.get("data")), beyond["nextCursor"]) == ([], None)
    assert (await idle.http.get(f"{BATCHES}/{job_id}/errors?all=perhaps")).status_code == 422


async def test_a_key_starts_one_batch(idle: House) -> None:
    """The same key gets the same bytes; ten at the same moment are one batch, and what the others had
    prepared is taken back. Another body is 422."""
    before = await rows(idle)
    body, key = {"imageIds": ["a", "b", "c"], "concurrency": 3}, {"Idempotency-Key": "one"}
    tries = [idle.http.post(START, json=body, headers=key, timeout=60) for _ in range(10)]
    answers = await asyncio.gather(*tries)
    assert {(a.status_code, a.content) for a in answers} == {(201, answers[0].content)}
    assert sum(a.headers.get("idempotent-replayed") == "true" for a in answers) == 9
    again = await idle.http.post(START, json=body, headers=key)
    assert (again.status_code, again.content) == (201, answers[0].content)
    other = await idle.http.post(START, json={**body, "concurrency": 2}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    after = {"items": 3, "jobs": 1, "starts": 1, "answers": 1}
    assert await rows(idle) == {table: before[table] + more for table, more in after.items()}


async def test_a_batch_that_finds_no_place_leaves_nothing(make_house: MakeHouse) -> None:
    """429 with Retry-After beyond the open jobs of its owner; its items are taken back."""
    house = await make_house(work=False, open_jobs=2)
    told = await asyncio.gather(*(house.http.post(START, json=GOOD, timeout=60) for _ in range(8)))
    refused = [answer for answer in told if answer.status_code == 429]
    assert (len(refused), sum(answer.status_code == 201 for answer in told)) == (6, 2)
    assert {answer.json()["code"] for answer in refused} == {"too-many-open-jobs"}
    assert all(answer.headers["retry-after"] for answer in refused)
    assert await rows(house) == {"items": 2, "jobs": 2, "starts": 2, "answers": 0}
    assert (await house.http.post(START, json=GOOD, headers=ANN)).status_code == 201
