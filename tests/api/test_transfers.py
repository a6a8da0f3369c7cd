"""Rows come in, and go out again as they were."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.house import House
from tests.support.rows import BAD, Customers
from tests.support.transfers import (
    IMPORT,
    JOBS,
    customers,
    dataset,
    errors,
    exported,
    imported,
    parsed,
    rows,
    send,
    standing,
    table,
)
from tests.support.watching import all_frames

MANY = Customers.of(12_000, 100)


async def test_every_row_is_there_or_reported(house: House) -> None:
    """12,000 rows with bad ones of ten kinds: the counts are exact, each bad row is named once, with its
    column and why; the good ones are there in their order, value by value."""
    into = await customers(house)
    job = await imported(house, MANY.csv(), into)
    assert (job["status"], job["progress"], job["error"]) == ("COMPLETED", 100, None)
    assert (job["totalRows"], job["importedCount"], job["skippedCount"]) == (12_000, 11_900, 100)
    result = job["result"]
    assert (result["insertedCount"], result["updatedCount"], len(result["errors"])) == (11_900, 0, 10)
    told = await errors(house, job["jobId"])
    assert [(one["row"], (one["column"], one["code"])) for one in told] == [
        (row, BAD[kind]) for row, kind in sorted(MANY.bad.items())
    ]
    assert result["errors"][0].startswith(f"Row {told[0]['row']}: ")
    assert sum(one["count"] for one in result["errorsByColumn"]) == 100
    assert parsed(await exported(house, into), "jsonl") == list(MANY.good())
    assert (await house.http.get(f"/v1/datasets/{into}")).json()["rows"] == 11_900


@pytest.mark.parametrize("format_", ["csv", "json", "jsonl", "xlsx"])
async def test_a_file_of_ours_comes_back_as_it_was(house: House, format_: str) -> None:
    """What was exported is imported again, in each format: the same rows, value by value."""
    few = Customers.of(400, 0)
    first, second = await customers(house, "first"), await customers(house, "second")
    await imported(house, few.csv(), first)
    file = await exported(house, first, format_, raw=True)
    job = await imported(house, file, second, file=f"back.{format_}")
    assert (job["status"], job["importedCount"], job["format"]) == ("COMPLETED", 400, format_)
    assert await rows(house, second) == list(few.good())


async def test_a_plain_event_source_hears_all_of_it(house: House) -> None:
    """Connected, then where it stands, to the last: with counts and the result. Whoever returns is told
    that there is no more."""
    into = await customers(house)
    job_id = await send(house, MANY.csv(), into)
    path = f"{JOBS}/ws?jobId={job_id}"
    frames = await all_frames(house.http, path)
    assert frames[0].data == {"type": "connected", "jobId": job_id}
    assert {frame.event for frame in frames} == {None}
    updates = [frame.data for frame in frames[1:]]
    assert {update["type"] for update in updates} == {"status_update"}
    assert [u["progress"] for u in updates] == sorted(u["progress"] for u in updates)
    last = updates[-1]
    assert (last["status"], last["progress"], last["error"]) == ("COMPLETED", 100, None)
    assert last["result"] == (await standing(house, job_id))["result"]
    assert last["result"]["importedCount"] == 11_900
    again = await house.http.get(path, headers={"Last-Event-ID": frames[-1].id or ""})
    assert again.status_code == 204
    late = await all_frames(house.http, path)
    assert [frame.data["type"] for frame in late] == ["connected", "status_update"]


async def test_an_unknown_job_is_an_error_that_stops(house: House) -> None:
    """One frame says so; a return with its id gets 204, which stops an EventSource."""
    (frame,) = await all_frames(house.http, f"{JOBS}/ws?jobId=nobody")
    assert frame.data == {"type": "error", "message": "Job not found"}
    again = await house.http.get(f"{JOBS}/ws?jobId=nobody", headers={"Last-Event-ID": frame.id or ""})
    assert again.status_code == 204
    missing = await house.http.get(f"{JOBS}/ws")
    assert (missing.status_code, missing.json()["error"]) == (400, "jobId parameter required")


async def test_an_upsert_changes_what_is_there(house: House) -> None:
    """Rows with a known key change it, in the columns that the file has; others are new; the last one of a
    key in a file stays."""
    into = await dataset(house)
    await imported(house, table(["id", "name", "age"], [1, "Ann", 30], [2, "Ben", 40]), into)
    again = table(["id", "name"], [2, "Benjamin"], [3, "Cid"], [3, "Cyd"])
    job = await imported(house, again, into, mode="upsert", key="id")
    assert (job["importedCount"], job["skippedCount"]) == (3, 0)
    assert (job["result"]["insertedCount"], job["result"]["updatedCount"]) == (1, 2)
    assert [tuple(row.values()) for row in await rows(house, into)] == [
        (1, "Ann", 30),
        (2, "Benjamin", 40),
        (3, "Cyd", None),
    ]


async def test_an_insert_over_a_key_is_a_bad_row(house: House) -> None:
    into = await dataset(house)
    await imported(house, table(["id", "name"], [1, "Ann"]), into)
    job = await imported(house, table(["id", "name"], [1, "Amy"], [2, "Ben"], [2, "Bob"]), into)
    assert (job["importedCount"], job["skippedCount"]) == (1, 2)
    told = await errors(house, job["jobId"])
    assert [(e["row"], e["column"], e["value"], e["code"]) for e in told] == [
        (1, "id", "1", "duplicate-key"),
        (3, "id", "2", "duplicate-key"),
    ]
    assert [row["name"] for row in await rows(house, into)] == ["Ann", "Ben"]


async def test_a_replacement_is_all_at_once(house: House) -> None:
    """The old rows are gone, the new ones there; a bad file leaves the old ones."""
    into = await dataset(house)
    await imported(house, table(["id", "name"], [1, "Ann"], [2, "Ben"]), into)
    job = await imported(house, table(["id", "name"], [1, "Amy"]), into, mode="replace")
    assert (job["status"], job["importedCount"]) == ("COMPLETED", 1)
    assert [row["name"] for row in await rows(house, into)] == ["Amy"]
    bad = table(["id", "name"], ["x", "Nobody"], [5, "Eve"])
    job = await imported(house, bad, into, mode="replace", maxBadShare=0.1)
    assert (job["status"], job["importedCount"], job["skippedCount"]) == ("FAILED", 1, 1)
    assert "1 of 2 rows are bad" in job["error"]
    assert [row["name"] for row in await rows(house, into)] == ["Amy"]
    assert (await house.http.get(f"/v1/datasets/{into}")).json()["rows"] == 1


async def test_columns_go_where_the_mapping_says(house: House) -> None:
    into = await dataset(house)
    file = table(["Nr", "Full name", "Alter", "else"], [7, "Ann", 30, "x"])
    mapping = {"Nr": "id", "Full name": "name", "Alter": "age"}
    job = await imported(house, file, into, mapping=mapping)
    assert job["importedCount"] == 1
    assert await rows(house, into) == [{"id": 7, "name": "Ann", "age": 30}]
    refused = await house.http.post(IMPORT, files={"file": ("a.csv", file)}, data={"dataset": into})
    assert refused.status_code == 422
    assert (await house.http.get("/v1/jobs?kind=import")).json()["data"][0]["id"] == job["jobId"]


async def test_a_file_is_sent_once(house: House) -> None:
    """Looked at first, it names its columns and types, and goes in by its id, through either face."""
    answer = await house.http.post(
        "/v1/datasets/infer", files={"file": ("p.csv", table(["id", "name", "on"], [1, "Ann", "2024-01-31"]))}
    )
    told = answer.json()
    assert (told["format"], told["encoding"], told["delimiter"]) == ("csv", "utf-8", ",")
    assert [(c["name"], c["type"]) for c in told["columns"]] == [
        ("id", "integer"),
        ("name", "string"),
        ("on", "date"),
    ]
    columns = [{k: v for k, v in one.items() if k != "samples"} for one in told["columns"]]
    into = await dataset(house, "looked-at", {"columns": columns})
    start = {"kind": "import", "input": {"fileId": told["fileId"], "dataset": into}}
    (job,) = (await house.http.post("/v1/jobs", json=start)).json()["jobs"]
    ended = await house.ended(job["id"])
    assert (ended["status"], ended["counts"]["succeeded"]) == ("completed", 1)
    again = await house.http.post(IMPORT, data={"fileId": told["fileId"], "dataset": into}, files={"x": b""})
    assert again.status_code == 422  # `x` is no field
    form = {"fileId": (None, told["fileId"]), "dataset": (None, into)}
    twice = await house.http.post(IMPORT, files=form)
    assert twice.status_code == 201, twice.text
    assert (await house.ended(twice.json()["jobId"]))["counts"]["skipped"] == 1  # its key is there
    assert len(await rows(house, into)) == 1


async def test_the_same_request_twice_is_one_import(house: House) -> None:
    """Under one key and with the same file; what the second sent is not kept."""
    into = await dataset(house)

    async def start(content: str) -> Any:
        files = {"file": ("p.csv", content)}
        headers = {"Idempotency-Key": "once"}
        return await house.http.post(IMPORT, files=files, data={"dataset": into}, headers=headers)

    first, second = [await start(table(["id"], [1])) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["idempotent-replayed"] == "true"
    assert (await start(table(["id"], [2]))).status_code == 422
    await house.ended(first.json()["jobId"])
    assert len(list(Path(house.settings.data, "artifacts", "uploads").iterdir())) == 1
    assert [row["id"] for row in await rows(house, into)] == [1]


async def test_pages_and_lists(house: House) -> None:
    into = await dataset(house)
    jobs = [await imported(house, table(["id"], [number]), into) for number in range(3)]
    for _ in range(2):
        await exported(house, into)
    listed = (await house.http.get(IMPORT, params={"page": 2, "limit": 2, "dataModelId": into})).json()
    assert [job["jobId"] for job in listed["jobs"]] == [jobs[0]["jobId"]]
    assert listed["pagination"] == {"page": 2, "limit": 2, "total": 3, "pages": 2}
    done = (await house.http.get("/api/import-export/export?status=COMPLETED")).json()
    assert (len(done["jobs"]), done["pagination"]["total"]) == (2, 2)
    assert (await house.http.get("/api/import-export/export?status=FAILED")).json()["jobs"] == []
    page = (await house.http.get(f"{JOBS}/{jobs[0]['jobId']}/errors")).json()
    assert page == {"errors": [], "total": 0, "nextCursor": None}


async def test_errors_by_page(house: House) -> None:
    """While it runs or after: in the file's order, from where the last page ended."""
    into = await dataset(house)
    file = table(["id", "age"], *([number, "old"] for number in range(120)))
    job = await imported(house, file, into)
    found: list[int] = []
    cursor: str | None = None
    while True:
        page = (
            await house.http.get(
                f"{JOBS}/{job['jobId']}/errors",
                params={"limit": 50, **({"cursor": cursor} if cursor else {})},
            )
        ).json()
        assert page["total"] == 120
        found += [one["row"] for one in page["errors"]]
        if (cursor := page["nextCursor"]) is None:
            break
    assert found == list(range(1, 121))
    assert json.loads(json.dumps(job["result"]["errorsByColumn"])) == [
        {"column": "age", "code": "type", "count": 120}
    ]
