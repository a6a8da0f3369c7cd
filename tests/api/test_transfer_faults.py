"""Faults 7 to 13 of the systems that were there before: none of them is here."""

import asyncio
from typing import Any

from tests.api.test_transfer_meetings import HALF, Pausing, cancelled, half_way, people
from tests.conftest import MakeHouse
from tests.support.house import House
from tests.support.rows import Customers
from tests.support.transfers import (
    IMPORT,
    JOBS,
    customers,
    dataset,
    exported,
    fetch,
    imported,
    parsed,
    rows,
    send,
    standing,
    table,
)
from tests.support.watching import all_frames


async def test_fault_7_one_after_the_other_begins_after_a_success(make_house: MakeHouse) -> None:
    """Three replacements of one dataset wait for one another; each begins when the one before has ended well,
    and the last one's rows are there."""
    house = await make_house()
    into = await dataset(house)
    jobs = [await send(house, people(1, 6_000, f"file {at}"), into, mode="replace") for at in range(3)]
    ended = await asyncio.gather(*map(house.ended, jobs))
    assert [job["status"] for job in ended] == ["completed"] * 3
    last = max(ended, key=lambda job: job["completedAt"])
    names = {row["name"] for row in await rows(house, into)}
    assert names == {f"file {jobs.index(last['id'])}"}


async def test_fault_8_an_export_is_found_whatever_its_type_is_said_to_be(house: House) -> None:
    """`type=import` is the old default of the polling hook."""
    into = await dataset(house)
    job_id = await fetch(house, into)
    for kind in ("import", "export", "", "neither"):
        answer = await house.http.get(f"{JOBS}/{job_id}/status", params={"type": kind})
        assert (answer.status_code, answer.json()["type"]) == (200, "export")


async def test_fault_9_the_stream_of_an_export_tells_its_result(house: House) -> None:
    """The last frame has the file that the status call has, and it can be fetched from there."""
    into = await dataset(house)
    await imported(house, people(1, 10), into)
    job_id = await fetch(house, into, format="csv")
    last = (await all_frames(house.http, f"{JOBS}/ws?jobId={job_id}"))[-1].data
    assert last["result"] == (await standing(house, job_id))["result"]
    file = await house.http.get(last["result"]["fileUrl"])
    assert file.headers["content-disposition"].startswith("attachment")
    assert len(file.content) == last["result"]["fileSize"]


async def test_fault_10_nobody_reads_anothers(house: House) -> None:
    """Jobs, streams, errors, files and datasets of another owner are not there; nor can they be used."""
    into = await dataset(house, owner="ann")
    job_id = await send(house, table(["id", "age"], [1, "x"]), into, owner="ann")
    await house.ended(job_id)
    look = {"file": ("p.csv", table(["id"], [1]))}
    file_id = (
        await house.http.post("/v1/datasets/infer", files=look, headers={"X-Callsheet-Owner": "ann"})
    ).json()["fileId"]
    ben = {"X-Callsheet-Owner": "ben"}
    for path in (f"{job_id}/status", f"{job_id}/errors", f"{job_id}/errors.jsonl", f"{job_id}/download"):
        assert (await house.http.get(f"{JOBS}/{path}", headers=ben)).status_code == 404
    (frame,) = await all_frames(house.http, f"{JOBS}/ws?jobId={job_id}", headers=ben)
    assert frame.data == {"type": "error", "message": "Job not found"}
    for path in (f"/v1/datasets/{into}", f"/v1/datasets/{into}/rows", "/v1/datasets/people"):
        assert (await house.http.get(path, headers=ben)).status_code == 404
    assert (await house.http.get("/v1/datasets", headers=ben)).json()["data"] == []
    assert (await house.http.delete(f"/v1/datasets/{into}", headers=ben)).status_code == 404
    for verb in ("cancel", "retry"):
        assert (await house.http.post(f"{JOBS}/{job_id}/{verb}", headers=ben)).status_code == 404
    assert (await house.http.get(IMPORT, headers=ben)).json()["jobs"] == []
    export = await house.http.post("/api/import-export/export", json={"dataset": into}, headers=ben)
    assert export.status_code == 404
    mine = await dataset(house, owner="ben")
    form = {"fileId": (None, file_id), "dataset": (None, mine)}
    assert (await house.http.post(IMPORT, files=form, headers=ben)).status_code == 422
    assert (await house.http.get(IMPORT, headers=ben)).json()["jobs"] == []


async def test_fault_11_what_is_at_work_can_be_cancelled(make_house: MakeHouse) -> None:
    """Not only what waits: an import in the middle of its file ends, keeps what it says, says so twice."""
    pausing = Pausing()
    house = await make_house(loads=pausing)
    job_id = await half_way(house, pausing, await dataset(house))
    assert (await standing(house, job_id))["status"] == "PROCESSING"
    first = await cancelled(house, job_id)
    assert (first["status"], first["importedCount"]) == ("CANCELLED", HALF)
    again = await house.http.post(f"{JOBS}/{job_id}/cancel")
    assert (again.status_code, again.json()["job"]["importedCount"]) == (200, HALF)


async def test_fault_12_the_end_of_the_stream_is_the_end(house: House) -> None:
    """After the last frame the server closes; an EventSource that comes back is told to stay away."""
    into = await customers(house)
    job_id = await send(house, Customers.of(2_000, 10).csv(), into)
    path = f"{JOBS}/ws?jobId={job_id}"
    frames = await all_frames(house.http, path)
    words = [frame.data.get("status") for frame in frames]
    assert (words[-1], words.count("COMPLETED")) == ("COMPLETED", 1)
    back = await house.http.get(path, headers={"Last-Event-ID": str(frames[-1].id)})
    assert (back.status_code, back.content) == (204, b"")


async def test_fault_13_columns_and_their_order_are_those_that_were_asked_for(house: House) -> None:
    """Columns, filters and order of an export hold in every format."""
    into = await dataset(house)
    lines: list[list[Any]] = [[1, "Ann", 30], [2, "Ben", 20], [3, "Cid", 40], [4, "Dora", None]]
    await imported(house, table(["id", "name", "age"], *lines), into)
    where = [{"column": "age", "op": "gte", "value": 25}]
    asked = {"columns": ["age", "name"], "filters": {"where": where}, "order": ["-age"]}
    for format_ in ("csv", "json", "jsonl", "xlsx"):
        found = parsed(await exported(house, into, format_, **asked), format_)
        assert [list(row) for row in found] == [["age", "name"]] * 2
        assert [(float(row["age"]), row["name"]) for row in found] == [(40, "Cid"), (30, "Ann")]
    by_id = parsed(await exported(house, into, filters={"ids": [4, 2]}), "jsonl")
    assert [row["id"] for row in by_id] == [2, 4]
