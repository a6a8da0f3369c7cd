"""Exports, and questions about jobs, as nobody should ask: refused with a pointer, and nothing happens."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from temporalio.client import Client

from tests.support.house import House, open_house
from tests.support.pictures import picture
from tests.support.refusals import check, left
from tests.support.transfers import EXPORT, IMPORT, JOBS, dataset
from tests.support.watching import all_frames

ANN, BEN = {"X-Callsheet-Owner": "ann"}, {"X-Callsheet-Owner": "ben"}
ROUTES = [
    ("GET", "status"),
    ("GET", "download"),
    ("GET", "errors"),
    ("GET", "errors.jsonl"),
    ("POST", "cancel"),
    ("POST", "retry"),
]


@pytest.fixture(scope="module")
async def idle(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Nobody works, and there is a dataset, one without a key, and one of Ann's."""
    async with open_house(temporal, tmp_path_factory.mktemp("house"), work=False) as house:
        await dataset(house)
        await dataset(house, "keyless", {"columns": [{"name": "id", "type": "integer"}]})
        await dataset(house, "hers", owner="ann")
        yield house


def where(*conditions: dict[str, Any]) -> dict[str, Any]:
    return {"filters": {"where": [{"column": "name", "op": "eq", "value": "x", **one} for one in conditions]}}


DEEP: list[Any] = json.loads("[" * 400 + "]" * 400)
NO_LISTS: list[Any] = ["1", {}, 1]
CONDITIONS: list[tuple[dict[str, Any], str]] = [
    ({"column": "zz"}, "column"),
    ({"column": "name; drop table jobs"}, "column"),
    ({"column": None}, "column"),
    *(({"op": it}, "op") for it in ("like", "EQ", "", None, "=")),
    *(({"value": it}, "value") for it in (None, "", ["x"], {"a": 1}, "\0", "\ud800")),
    *(
        ({"column": "id", "value": it}, "value")
        for it in ("x", "1; drop table jobs", 1.5, True, 2**63, "9" * 400)
    ),
    *(({"op": "in", "value": it}, "value") for it in (*NO_LISTS, [], ["x"] * 1_001)),
    *(({"op": "in", "value": ["x", it]}, "value/1") for it in (None, "\0", "\ud800")),
    ({"op": "in", "value": ["x", ["x"]]}, "value"),
    *(({"value": it}, "value") for it in (DEEP, {"a": DEEP})),
    ({"op": "contains", "column": "age", "value": "1"}, "value"),
    *(({"op": "contains", "value": it}, "value") for it in ("", None, "\0", "\ud800")),
    *(({"op": "isnull", "value": it}, "value") for it in ("x", 0, "false")),
    ({"note": "x"}, "note"),
]
EXPORTS: list[tuple[dict[str, Any], int, str | None]] = [
    *(({"dataset": it}, 422, "/dataset") for it in (None, "", 5, "x" * 129, "\ud800")),
    *(({"dataset": it}, 404, None) for it in ("nobody's", "\0", "ds_00000000000000000000", "' or 1=1 --")),
    *(({"format": it}, 422, "/format") for it in ("pdf", "CSV", None, 1)),
    *(({"columns": it}, 422, "/columns") for it in ("id", ["id", "id"], ["id"] * 401, {"id": 1})),
    *(({"columns": ["id", it]}, 422, "/columns/1") for it in ("zz", "", 1, "id; drop table jobs", "*", "ID")),
    *(({"order": it}, 422, "/order") for it in ("id", ["id"] * 21)),
    *(({"order": ["id", it]}, 422, "/order/1") for it in ("zz", "-zz", "--id", "", 1, "id desc", "random()")),
    *(({"raw": it}, 422, "/raw") for it in ("yes", 1, None)),
    ({"colour": "red"}, 422, "/colour"),
    ({"ownerId": "a b"}, 422, "/ownerId"),
    *(({"filters": it}, 422, "/filters") for it in (["x"], 1, "x")),
    ({"filters": {"colour": "red"}}, 422, "/filters/colour"),
    *(({"filters": {"search": it}}, 422, "/filters/search") for it in ("", "\0", "\ud800", "x" * 201, 5)),
    *(({"filters": {"ids": it}}, 422, "/filters/ids") for it in (*NO_LISTS, [*range(10_001)])),
    *(
        ({"filters": {"ids": [1, it]}}, 422, "/filters/ids/1")
        for it in ("x", None, [1], 2**64, "\ud800", True)
    ),
    ({"filters": {"ids": [1, DEEP]}}, 422, "/filters/ids/1"),
    ({"dataset": "keyless", "filters": {"ids": [1]}}, 422, "/filters/ids"),
    (where(*[{}] * 51), 422, "/filters/where"),
    (where(*[{"op": "in", "value": ["x"] * 1_000}] * 21), 422, "/filters/where"),
    *((where({}, change), 422, f"/filters/where/1/{at}") for change, at in CONDITIONS),
    ({"notify": {"phone": "1"}}, 422, "/notify/phone"),
    ({"notify": {"webhookUrl": "http://169.254.169.254/"}}, 422, "/notify/webhookUrl"),
]


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    EXPORTS,
    ids=lambda value: repr(value)[-50:].encode("ascii", "replace").decode(),
)
async def test_what_is_wrong_in_an_export_is_pointed_at(
    idle: House, change: dict[str, Any], status: int, pointer: str | None
) -> None:
    """On both faces, and nothing is started."""
    before = await left(idle)
    body = {"dataset": "people", **change}
    kind = {"Content-Type": "application/json"}
    check(await idle.http.post(EXPORT, content=json.dumps(body), headers=kind), status, pointer)
    inside = pointer and f"/input{pointer}"
    content = json.dumps({"kind": "export", "input": body})
    check(await idle.http.post("/v1/jobs", content=content, headers=kind), status, inside)
    assert await left(idle) == before
    assert (await idle.http.get("/v1/jobs")).json()["data"] == []


async def test_an_export_is_asked_for_in_few_words(idle: House) -> None:
    """What Temporal would not take is refused before there is a job, on the face whose bodies may be long."""
    before = await left(idle)
    body = {"dataset": "people", **where({"value": "x" * 1_000_001})}
    check(await idle.http.post(EXPORT, json=body), 413)
    check(await idle.http.post("/v1/jobs", json={"kind": "export", "input": body}), 422, "/input/filters")
    assert await left(idle) == before


async def test_a_body_that_is_no_export(idle: House) -> None:
    before = await left(idle)
    sent: list[tuple[bytes, str, int]] = [
        (b"", "application/json", 422),
        (b"{", "application/json", 400),
        (b'{"dataset": "people"', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b'{"dataset": "people", "filters": {"ids": [NaN]}}', "application/json", 422),
        (b'{"dataset": "people", "filters": {"ids": [1e999]}}', "application/json", 422),
        (b"dataset=people", "application/x-www-form-urlencoded", 415),
    ]
    for content, kind, status in sent:
        check(await idle.http.post(EXPORT, content=content, headers={"Content-Type": kind}), status)
    assert await left(idle) == before


async def test_a_dataset_of_another_is_not_exported(idle: House) -> None:
    before = await left(idle)
    check(await idle.http.post(EXPORT, json={"dataset": "hers"}, headers=BEN), 404)
    check(
        await idle.http.post(EXPORT, json={"dataset": "hers", "ownerId": "ann"}, headers=BEN), 403, "/ownerId"
    )
    assert await left(idle) == before


@pytest.mark.parametrize("face", [IMPORT, EXPORT])
async def test_lists_that_there_are_not(idle: House, face: str) -> None:
    """422 that names the parameter; a page beyond the end is empty; another's dataset is not there."""
    wrong = [
        "page=0",
        "page=x",
        "page=-1",
        "page=1000001",
        "limit=0",
        "limit=201",
        "limit=",
        "status=completed",
        "status=",
    ]
    for query in wrong:
        check(await idle.http.get(f"{face}?{query}"), 422, f"?{query.partition('=')[0]}")
    for query in ("dataset=nobody's", "dataModelId=nobody's", "dataset=%00"):
        check(await idle.http.get(f"{face}?{query}"), 404)
    check(await idle.http.get(f"{face}?dataset=hers", headers=BEN), 404)
    beyond = (await idle.http.get(f"{face}?page=1000000&limit=200")).json()
    assert beyond == {"jobs": [], "pagination": {"page": 1000000, "limit": 200, "total": 0, "pages": 0}}


@pytest.mark.parametrize("job_id", ["nope", "imp_00000000000000000000", "%00", "%ED%A0%80", "x" * 5000])
async def test_unknown_jobs_are_not_there(idle: House, job_id: str) -> None:
    for method, route in ROUTES:
        check(await idle.http.request(method, f"{JOBS}/{job_id}/{route}"), 404)


async def test_a_job_of_another_kind_is_not_there(idle: House) -> None:
    """404 on every route of imports and exports, and no stream; it stays what it was."""
    (job_id,) = await idle.enhance(await idle.upload(picture(), headers=ANN), "1k", ownerId="ann")
    for method, route in ROUTES:
        check(await idle.http.request(method, f"{JOBS}/{job_id}/{route}"), 404)
    (frame,) = await all_frames(idle.http, f"{JOBS}/ws?jobId={job_id}")
    assert frame.data == {"type": "error", "message": "Job not found"}
    assert (await idle.job(job_id))["status"] == "pending"


async def test_a_stream_is_of_a_job(idle: House) -> None:
    """400 in the old words where none is named; a name that none can have is refused or unknown."""
    for query in ("", "?jobId=", "?job=x", "?jobid=x"):
        answer = await idle.http.get(f"{JOBS}/ws{query}")
        check(answer, 400, "?jobId")
        assert answer.json()["error"] == "jobId parameter required"
    check(await idle.http.get(f"{JOBS}/ws?jobId={'x' * 129}"), 422, "?jobId")
    for odd in ("%00", "%ED%A0%80", "..", "x%0Adata:%20y"):
        (frame,) = await all_frames(idle.http, f"{JOBS}/ws?jobId={odd}")
        assert frame.data == {"type": "error", "message": "Job not found"}
