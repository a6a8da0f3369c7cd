"""The ledger that people can read."""

import pytest

from tests.conftest import MakeHouse
from tests.support.house import House
from tests.support.pictures import picture


@pytest.fixture
async def idle(make_house: MakeHouse) -> House:
    """Nobody works: what is accepted stays as accepted."""
    return await make_house(work=False, initial_credits=20)


async def test_every_entry_is_there_in_order_and_in_pages(idle: House) -> None:
    """Newest first, each with the balance after it; the cursor leads through all of them."""
    ann = {"X-Callsheet-Owner": "ann"}
    image_id = await idle.upload(picture(), headers=ann)
    body = {"imageId": image_id, "tiers": ["TIER_1K", "TIER_2K"]}
    started = await idle.http.post("/api/images/parallel-enhance", json=body, headers=ann)
    one, two = (job["jobId"] for job in started.json()["jobs"])
    await idle.http.post(f"/api/jobs/{two}/cancel", headers=ann)
    pages, cursor = [], None
    while True:
        params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = (await idle.http.get("/v1/credits/ledger", params=params, headers=ann)).json()
        pages += page["data"]
        if not (cursor := page["nextCursor"]):
            break
    assert [(e["kind"], e["amount"], e["balance"], e["jobId"]) for e in pages] == [
        ("refund", 5, 18, two),
        ("charge", -5, 13, two),
        ("charge", -2, 18, one),
        ("grant", 20, 20, None),
    ]
    assert (await idle.http.get("/v1/credits", headers=ann)).json() == {"owner": "ann", "balance": 18}


async def test_a_job_is_asked_what_it_cost(idle: House) -> None:
    """Its own entries alone, and none of what is another owner's."""
    image_id = await idle.upload(picture())
    one, two = await idle.enhance(image_id, "1k", "2k")
    await idle.http.post(f"/api/jobs/{two}/cancel")
    told = (await idle.http.get("/v1/credits/ledger", params={"job": two})).json()["data"]
    assert [(entry["kind"], entry["amount"], entry["balance"]) for entry in told] == [
        ("refund", 5, 18),
        ("charge", -5, 13),
    ]
    theirs = await idle.http.get("/v1/credits/ledger", params={"job": one, "owner": "ann"})
    assert theirs.json()["data"] == []


async def test_owners_see_their_own_entries_only(idle: House) -> None:
    """The operator sees everybody's."""
    for owner in ("ann", "bob"):
        await idle.http.post("/v1/credits/grants", json={"owner": owner, "amount": 5})
    seen = await idle.http.get("/v1/credits/ledger", headers={"X-Callsheet-Owner": "ann"})
    assert {entry["owner"] for entry in seen.json()["data"]} == {"ann"}
    everything = (await idle.http.get("/v1/credits/ledger")).json()["data"]
    assert [(entry["owner"], entry["balance"]) for entry in everything] == [
        ("bob", 25),
        ("bob", 20),
        ("ann", 25),
        ("ann", 20),
    ]


async def test_only_the_operator_grants(idle: House) -> None:
    """201 with the new balance; an owner is refused; nothing but whole positive amounts."""
    granted = await idle.http.post("/v1/credits/grants", json={"owner": "ann", "amount": 7})
    assert (granted.status_code, granted.json()) == (201, {"owner": "ann", "balance": 27})
    ann = {"X-Callsheet-Owner": "ann"}
    refused = await idle.http.post("/v1/credits/grants", json={"owner": "ann", "amount": 7}, headers=ann)
    assert (refused.status_code, refused.json()["code"]) == (403, "operator-only")
    for amount in (0, -1, 10**10, "x"):
        wrong = await idle.http.post("/v1/credits/grants", json={"owner": "ann", "amount": amount})
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/amount")
        assert amount != 10**10 or wrong.json()["errors"][0]["detail"] == "Must be at most 1,000,000,000."
    assert (await idle.http.get("/v1/credits", headers=ann)).json()["balance"] == 27
