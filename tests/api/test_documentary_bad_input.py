"""Whatever is asked wrongly is refused with a pointer, starts nothing and breaks nothing."""

from typing import Any

import pytest

from tests.conftest import MakeHouse
from tests.support.documentaries import messages, start
from tests.support.studio import Rehearsal

FORGED = 'x\r\n\r\nevent: complete\ndata: {"type":"complete"}\n\nid: 000000000000-9\n\x00\x1b[31m'


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/topic"),
        ({"topic": None}, "/topic"),
        ({"topic": ""}, "/topic"),
        ({"topic": " \t\n"}, "/topic"),
        ({"topic": "\u200b\u2060\ufeff\u3164\u00ad"}, "/topic"),
        ({"topic": "\ufe0f\u034f\u0301"}, "/topic"),
        ({"topic": "x" * 201}, "/topic"),
        ({"topic": ["Radiohead"]}, "/topic"),
        *(({"topic": "x", "narrationTargetSecs": it}, "/narrationTargetSecs") for it in (0, -1, 9, 3601)),
        *(({"topic": "x", "narrationTargetSecs": it}, "/narrationTargetSecs") for it in ("180", True, None)),
        ({"topic": "x", "accessToken": "t" * 10_000}, "/accessToken"),
        ({"topic": "x", "market": "USA"}, "/market"),
        *(({"topic": "x", "market": it}, "/market") for it in ("1!", "12", "XX", "ZZ", "UK", "us\n", None)),
        ({"topic": "x", "ownerId": "a b"}, "/ownerId"),
        ({"topic": "x", "prompt": "p" * 4001}, "/prompt"),
        ({"topic": "x", "narrate": "yes"}, "/narrate"),
        ({"topic": "x", "colour": "red"}, "/colour"),
    ],
)
async def test_what_is_wrong_is_pointed_at(make_house: MakeHouse, body: dict[str, Any], pointer: str) -> None:
    """422 on both faces; a token is not repeated."""
    house = await make_house(work=False, rehearsal=Rehearsal())
    answer = await house.http.post("/api/music-doc", json=body)
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert answer.json()["ok"] is False
    assert answer.json()["error"]
    assert "tttt" not in answer.text
    if pointer != "/ownerId":
        v1 = await house.http.post("/v1/jobs", json={"kind": "documentary", "input": body})
        assert (v1.status_code, v1.json()["errors"][0]["pointer"]) == (422, f"/input{pointer}")
    assert (await house.http.get("/v1/jobs")).json()["data"] == []


@pytest.mark.parametrize("body", [{}, {"topic": ""}, {"topic": None}, {"topic": 5}])
async def test_a_missing_topic_is_named_as_it_always_was(make_house: MakeHouse, body: dict[str, Any]) -> None:
    """In the words of the player's first server, which its clients show."""
    house = await make_house(work=False, rehearsal=Rehearsal())
    answer = await house.http.post("/api/music-doc", json=body)
    assert answer.json()["error"] == "Missing required field: topic (string)"
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/topic"]


async def test_a_token_that_is_too_long_is_told_in_characters(make_house: MakeHouse) -> None:
    """With a start and with a retry."""
    house = await make_house(work=False, rehearsal=Rehearsal())
    body = {"topic": "x", "accessToken": "t" * 4097}
    job_id = await start(house)
    lent = {"accessToken": body["accessToken"]}
    for path, said in (("/api/music-doc", body), (f"/api/jobs/{job_id}/retry", lent)):
        answer = await house.http.post(path, json=said)
        assert answer.status_code == 422
        assert answer.json()["error"] == "An access token has at most 4,096 characters."
        assert [error["pointer"] for error in answer.json()["errors"]] == ["/accessToken"]


async def test_a_market_is_a_country(make_house: MakeHouse) -> None:
    """In letters of any case; Kosovo too, which music services know."""
    house = await make_house(work=False, rehearsal=Rehearsal())
    for owner, market in enumerate(("gb", "De", "XK")):
        job_id = await start(house, market=market, ownerId=f"owner-{owner}")
        assert (await house.job(job_id))["input"]["market"] == market.upper()


async def test_what_cannot_be_read_is_refused(make_house: MakeHouse) -> None:
    """Broken JSON, NaN, a megabyte, another's name."""
    house = await make_house(work=False, rehearsal=Rehearsal())
    json = {"content-type": "application/json"}
    nan = b'{"topic": "x", "narrationTargetSecs": NaN}'
    assert (await house.http.post("/api/music-doc", content=b"{", headers=json)).status_code == 400
    assert (await house.http.post("/api/music-doc", content=nan, headers=json)).status_code in (400, 422)
    assert (await house.http.post("/api/music-doc", json={"topic": "x" * 1_100_000})).status_code == 413
    body, ben = {"topic": "x", "ownerId": "ann"}, {"X-Callsheet-Owner": "ben"}
    assert (await house.http.post("/api/music-doc", json=body, headers=ben)).status_code == 403
    assert (await house.http.get("/v1/jobs")).json()["data"] == []


async def test_nothing_in_a_text_breaks_a_frame(make_house: MakeHouse) -> None:
    """Control characters and forged events are text like any other; what cannot be seen is dropped."""
    house = await make_house(rehearsal=Rehearsal())
    job_id = await start(house, f"Radio{FORGED}", prompt=FORGED, narrate=False)
    told = await messages(house, job_id)
    assert [one["type"] for one in told].count("complete") == 1
    topic = (await house.job(job_id))["input"]["topic"]
    assert topic.isprintable()
    assert topic.startswith("Radiox event: complete data:")


@pytest.mark.parametrize("path", ["", "/stream", "/history", "/cancel", "/retry"])
async def test_unknown_ids_are_not_there(make_house: MakeHouse, path: str) -> None:
    """404, and so is a playlist that nobody made."""
    house = await make_house(work=False, rehearsal=Rehearsal())
    method = "POST" if path in ("/cancel", "/retry") else "GET"
    assert (await house.http.request(method, f"/api/jobs/job_1_unknown00{path}")).status_code == 404
    for call in ("GET", "DELETE"):
        assert (await house.http.request(call, "/api/playlists/pl_unknown")).status_code == 404


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"narrationTargetSecs": 9}, "Must be at least 10."),
        ({"narrationTargetSecs": 3601}, "Must be at most 3,600."),
        ({"market": "USA"}, "There is no such market: say two letters of ISO 3166-1, as US, DE or GB."),
    ],
)
async def test_a_refusal_says_what_would_do(make_house: MakeHouse, wish: dict[str, Any], told: str) -> None:
    """People read it beside the field: no regular expression, no talk of inputs."""
    house = await make_house(work=False, rehearsal=Rehearsal())
    answer = await house.http.post("/api/music-doc", json={"topic": "x", **wish})
    assert [error["detail"] for error in answer.json()["errors"]] == [told]
