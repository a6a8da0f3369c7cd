"""Tiers: who has which, who may give them, and that they bind from the next call on."""

import asyncio

import pytest

from tests.conftest import MakeHouse
from tests.support.annotators import ScriptedAnnotator
from tests.support.batches import START, annotate, shelve
from tests.support.house import House
from tests.support.pictures import picture

ANN = {"X-Callsheet-Owner": "ann"}
FREE = {"owner": "ann", "tier": "free", "ratePerMinute": 10, "concurrency": 2, "balance": 1000, "openJobs": 0}
PAID = {**FREE, "tier": "paid", "ratePerMinute": 500, "concurrency": 10}
UNLIMITED = {**FREE, "tier": "unlimited", "ratePerMinute": None, "concurrency": 50}


@pytest.fixture
async def idle(make_house: MakeHouse) -> House:
    return await make_house(work=False)


async def test_the_operator_gives_tiers(idle: House) -> None:
    """An owner who is not there yet has the default one, and is made when given another; credits stay."""
    assert (await idle.http.get("/v1/owners")).json() == {"data": []}
    assert (await idle.http.get("/v1/owners/ann")).json() == FREE
    for tier, told in (("paid", PAID), ("unlimited", UNLIMITED), ("free", FREE)):
        answer = await idle.http.put("/v1/owners/ann", json={"tier": tier})
        assert (answer.status_code, answer.json()) == (200, told)
        assert (await idle.http.get("/v1/owners/ann")).json() == told
        assert (await idle.http.get("/v1/owners")).json() == {"data": [told]}
    await idle.http.post("/v1/credits/grants", json={"owner": "ann", "amount": 5})
    answer = await idle.http.put("/v1/owners/ann", json={"tier": "paid"})
    assert answer.json() == {**PAID, "balance": 1005}


async def test_an_owner_sees_themselves_and_sets_nothing(idle: House) -> None:
    """Others are not there for them, known or not; 403 for a tier, their own included."""
    await idle.http.put("/v1/owners/ben", json={"tier": "paid"})
    assert (await idle.http.get("/v1/owners", headers=ANN)).json() == {"data": [FREE]}
    assert (await idle.http.get("/v1/owners/ann", headers=ANN)).json() == FREE
    for other in ("ben", "nobody"):
        answer = await idle.http.get(f"/v1/owners/{other}", headers=ANN)
        assert (answer.status_code, answer.json()["code"]) == (404, "owner-not-found")
    for name in ("ann", "ben"):
        answer = await idle.http.put(f"/v1/owners/{name}", json={"tier": "unlimited"}, headers=ANN)
        assert (answer.status_code, answer.json()["code"]) == (403, "operator-only")
    assert (await idle.http.get("/v1/owners/ben")).json()["tier"] == "paid"


async def test_an_owner_is_told_with_the_jobs_that_have_not_ended(idle: House) -> None:
    """A cancelled one counts no more, and others' never did."""
    image_id = await idle.upload(picture(), headers=ANN)
    one, _ = await idle.enhance(image_id, "1k", "2k", ownerId="ann")
    assert (await idle.http.get("/v1/owners/ann")).json()["openJobs"] == 2
    await idle.http.post(f"/api/jobs/{one}/cancel", headers=ANN)
    assert (await idle.http.get("/v1/owners/ann")).json()["openJobs"] == 1
    assert (await idle.http.get("/v1/owners/ben")).json()["openJobs"] == 0


async def test_who_sits_at_the_machine_is_unlimited(make_house: MakeHouse) -> None:
    """`local` unless it is given another tier; the default of all others is a setting."""
    house = await make_house(work=False, default_tier="paid")
    assert (await house.http.get("/v1/owners/local")).json()["tier"] == "unlimited"
    assert (await house.http.get("/v1/owners/ann")).json() == PAID
    assert (await house.http.put("/v1/owners/local", json={"tier": "free"})).json()["tier"] == "free"
    assert (await house.http.post(START, json={"imageIds": ["a"]})).json()["tier"] == "free"


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("ann", {"tier": "gold"}, 422),
        ("ann", {"tier": None}, 422),
        ("ann", {}, 422),
        ("ann", {"tier": "paid", "until": "2030"}, 422),
        ("no%20spaces", {"tier": "paid"}, 422),
        ("a" * 65, {"tier": "paid"}, 422),
        ("a%2Fb", {"tier": "paid"}, 404),
    ],
)
async def test_what_is_no_tier_or_no_owner(idle: House, name: str, body: object, status: int) -> None:
    """422 with words, and nobody is made."""
    answer = await idle.http.put(f"/v1/owners/{name}", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (await idle.http.get("/v1/owners")).json() == {"data": []}


@pytest.mark.parametrize(("before", "after", "calls"), [("free", "paid", 12), ("paid", "free", 10)])
async def test_a_tier_binds_from_the_next_call_on(
    make_house: MakeHouse, before: str, after: str, calls: int
) -> None:
    """A batch that is at work goes on with the new one: ten calls a minute, or as many as it has images."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: gate if name == "i3" else None
    house = await make_house(annotator=annotator, rate_window_s=600)
    names = [f"i{number}" for number in range(12)]
    await shelve(house, names, owner="ann")
    await house.http.put("/v1/owners/ann", json={"tier": before})
    job_id = await annotate(house, names, owner="ann", concurrency=1)
    while not annotator.calls["i3"]:
        await asyncio.sleep(0.02)
    await house.http.put("/v1/owners/ann", json={"tier": after})
    gate.set()
    job = await house.until(job_id, lambda job: job["completedAt"] or "10 calls" in str(job["waitingFor"]))
    assert (job["status"] == "completed", annotator.calls.total()) == (after == "paid", calls)
    told = (await house.http.post(START, json={"imageIds": ["a"], "concurrency": 10}, headers=ANN)).json()
    assert (told["tier"], told["effectiveConcurrency"]) == (after, {"free": 2, "paid": 10}[after])
