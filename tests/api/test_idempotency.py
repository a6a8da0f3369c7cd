"""The same request twice is one request."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from storage.tables import answers
from tests.conftest import MakeHouse
from tests.support.house import House
from tests.support.pictures import picture

START = "/api/images/parallel-enhance"
KEY = {"Idempotency-Key": "a-key"}


@pytest.fixture
async def idle(make_house: MakeHouse) -> House:
    """Nobody works: what is accepted stays as accepted."""
    return await make_house(work=False, initial_credits=20)


async def balance(house: House, owner: str = "local") -> int:
    return int((await house.http.get("/v1/credits", params={"owner": owner})).json()["balance"])


async def test_twenty_clients_with_one_key_start_one_job(idle: House) -> None:
    """At the same moment: one job, one charge, twenty equal answers, nineteen of them marked as replayed."""
    body = {"imageId": await idle.upload(picture()), "tiers": ["TIER_4K"]}
    answers = await asyncio.gather(
        *(idle.http.post(START, json=body, headers=KEY, timeout=60) for _ in range(20))
    )
    assert {(a.status_code, a.content) for a in answers} == {(200, answers[0].content)}
    assert sum(a.headers.get("idempotent-replayed") == "true" for a in answers) == 19
    assert len((await idle.http.get("/v1/jobs")).json()["data"]) == 1
    assert await balance(idle) == 10


async def test_a_key_gets_its_answer_even_at_capacity(make_house: MakeHouse) -> None:
    """No credits, no free place, the image gone: what was accepted once is still the answer."""
    house = await make_house(work=False, initial_credits=2, open_jobs=1)
    body = {"imageId": await house.upload(picture()), "tiers": ["TIER_1K"]}
    first = await house.http.post(START, json=body, headers=KEY)
    assert (await house.http.post(START, json=body)).status_code == 429
    again = await house.http.post(START, json=body, headers=KEY)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers


async def test_another_body_under_the_same_key_is_refused(idle: House) -> None:
    """422 that names the header; the order of the fields and defaults said aloud make no difference."""
    image_id = await idle.upload(picture())
    await idle.http.post(START, json={"imageId": image_id, "tiers": ["TIER_1K"]}, headers=KEY)
    other = await idle.http.post(START, json={"imageId": image_id, "tiers": ["TIER_2K"]}, headers=KEY)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    same = {"tiers": ["1k"], "engine": "quality", "imageId": image_id}
    assert (await idle.http.post(START, json=same, headers=KEY)).headers["idempotent-replayed"] == "true"
    assert await balance(idle) == 18


async def test_a_key_belongs_to_its_owner_and_its_route(idle: House) -> None:
    """The same key of another owner, or on another route, is another key."""
    image_id = await idle.upload(picture())
    body = {"imageId": image_id, "tiers": ["TIER_1K"]}
    one = await idle.http.post(START, json=body, headers=KEY)
    ann = await idle.http.post(START, json={**body, "ownerId": "ann"}, headers=KEY)
    v1 = await idle.http.post("/v1/jobs", json={"kind": "enhancement", "input": body}, headers=KEY)
    groups = {one.json()["groupId"], ann.json()["groupId"], v1.json()["group"]}
    assert (one.status_code, ann.status_code, v1.status_code, len(groups)) == (200, 200, 202, 3)
    repeated = await idle.http.post("/v1/jobs", json={"kind": "enhancement", "input": body}, headers=KEY)
    assert (repeated.status_code, repeated.headers["location"], repeated.json()) == (
        202,
        v1.headers["location"],
        v1.json(),
    )


async def test_what_was_refused_may_be_asked_again(idle: House) -> None:
    """Only what was accepted is kept: with credits the same key works."""
    body = {"imageId": await idle.upload(picture()), "tiers": ["TIER_1K", "TIER_2K", "TIER_4K"]}
    await idle.http.post(START, json={**body, "tiers": ["TIER_2K"]})
    poor = await idle.http.post(START, json=body, headers=KEY)
    assert (poor.status_code, poor.json()["required"], poor.json()["balance"]) == (402, 17, 15)
    await idle.http.post("/v1/credits/grants", json={"owner": "local", "amount": 10})
    accepted = await idle.http.post(START, json=body, headers=KEY)
    assert (accepted.status_code, "idempotent-replayed" in accepted.headers) == (200, False)


async def test_a_key_is_forgotten_after_a_day(idle: House) -> None:
    """24 hours later it is a new one."""
    body = {"imageId": await idle.upload(picture()), "tiers": ["TIER_1K"]}
    first = (await idle.http.post(START, json=body, headers=KEY)).json()
    async with idle.database.writing() as connection:
        a_day_ago = datetime.now(UTC) - timedelta(hours=24)
        await connection.execute(answers.update().values(created_at=a_day_ago))
    second = (await idle.http.post(START, json=body, headers=KEY)).json()
    assert second["groupId"] != first["groupId"]


@pytest.mark.parametrize("key", ["", "k" * 256])
async def test_a_key_has_one_to_255_characters(idle: House, key: str) -> None:
    """422 that names the header, and nothing is started."""
    body = {"imageId": await idle.upload(picture()), "tiers": ["TIER_1K"]}
    answer = await idle.http.post(START, json=body, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "?Idempotency-Key")
    assert await balance(idle) == 20


async def test_a_limit_of_two_admits_two_of_fifty(make_house: MakeHouse) -> None:
    """At the same moment; the rest 429 with words and Retry-After, and not charged."""
    house = await make_house(work=False, open_jobs=2)
    body = {"imageId": await house.upload(picture()), "tiers": ["TIER_1K"]}
    tries = (house.http.post(START, json=body, timeout=60) for _ in range(50))
    told = await asyncio.gather(*tries)
    refused = [a for a in told if a.status_code == 429]
    assert (len(refused), sum(a.status_code == 200 for a in told)) == (48, 2)
    assert {a.json()["code"] for a in refused} == {"too-many-open-jobs"}
    assert all(a.headers["retry-after"] for a in refused)
    assert await balance(house) == 996
    assert (await house.http.post(START, json={**body, "ownerId": "ann"})).status_code == 200


async def test_a_terminated_workflow_keeps_no_place(make_house: MakeHouse) -> None:
    """Before a limit refuses, the open jobs are compared with Temporal."""
    house = await make_house(work=False, open_jobs=1)
    image_id = await house.upload(picture())
    (job_id,) = await house.enhance(image_id, "1k")
    row = await house.rooms.catalog.find(job_id)
    await house.temporal.get_workflow_handle(str(row.group)).terminate()
    (second,) = await house.enhance(image_id, "1k")
    assert second != job_id
    assert (await house.rooms.catalog.find(job_id)).refunded == 2


async def test_fifty_starts_with_credits_for_three(make_house: MakeHouse) -> None:
    """At the same moment: exactly three accepted, the rest 402 with what it takes, balance zero."""
    house = await make_house(work=False, initial_credits=30)
    body = {"imageId": await house.upload(picture()), "tiers": ["TIER_4K"]}
    told = await asyncio.gather(*(house.http.post(START, json=body, timeout=60) for _ in range(50)))
    refused = [a.json() for a in told if a.status_code == 402]
    assert (len(refused), sum(a.status_code == 200 for a in told)) == (47, 3)
    assert {(problem["required"], problem["balance"]) for problem in refused} == {(10, 0)}
    assert await balance(house) == 0
    ledger = (await house.http.get("/v1/credits/ledger", params={"limit": 200})).json()["data"]
    assert [entry["amount"] for entry in ledger] == [-10, -10, -10, 30]
    assert min(entry["balance"] for entry in ledger) == 0
