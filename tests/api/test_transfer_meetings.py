"""Two at one dataset, and what is stopped half-way: outcomes that are defined."""

import asyncio
from typing import Any

import pytest

from storage.database import Database
from storage.loads import Loads
from tests.conftest import MakeHouse
from tests.support.house import House
from tests.support.resets import reset
from tests.support.transfers import (
    JOBS,
    PausedLoads,
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

MANY = 20_000
HALF = MANY // 2


def people(first: int, number: int, name: str = "new") -> str:
    return table(["id", "name"], *([row, name] for row in range(first, first + number)))


class Pausing:
    """Makes the house's loads; the one that was made last pauses at half of the file."""

    def __init__(self, at: int = HALF) -> None:
        self.at = at
        self.loads: PausedLoads

    def __call__(self, database: Database) -> Loads:
        self.loads = PausedLoads(database, self.at)
        return self.loads


async def half_way(house: House, pausing: Pausing, into: str, **more: Any) -> str:
    """An import that has read half of its file, and waits."""
    job_id = await send(house, people(1, MANY), into, **more)
    async with asyncio.timeout(30):
        await pausing.loads.reached.wait()
    return job_id


async def cancelled(house: House, job_id: str) -> dict[str, Any]:
    answer = await house.http.post(f"{JOBS}/{job_id}/cancel")
    assert answer.status_code == 200, answer.text
    await house.ended(job_id)
    return await standing(house, job_id)


async def carried_on(house: House, job_id: str) -> dict[str, Any]:
    answer = await house.http.post(f"{JOBS}/{job_id}/retry")
    assert answer.status_code == 202, answer.text
    again = answer.json()["jobId"]
    await house.ended(again)
    return await standing(house, again)


async def test_a_cancelled_insert_keeps_what_it_says(make_house: MakeHouse) -> None:
    """Cancelled at half: so many rows are there as it reports, and the retry reads on from there; no row is
    there twice, none is missing, and the counts of both are those of the whole file."""
    pausing = Pausing()
    house = await make_house(loads=pausing)
    into = await dataset(house)
    job_id = await half_way(house, pausing, into)
    job = await cancelled(house, job_id)
    assert (job["status"], job["importedCount"], job["result"]["importedCount"]) == ("CANCELLED", HALF, HALF)
    assert (await house.http.get(f"/v1/datasets/{into}")).json()["rows"] == HALF
    assert len(await rows(house, into)) == HALF
    pausing.loads.go.set()
    job = await carried_on(house, job_id)
    assert (job["status"], job["importedCount"], job["retryOf"]) == ("COMPLETED", MANY, job_id)
    assert [row["id"] for row in await rows(house, into)] == list(range(1, MANY + 1))


async def test_a_cancelled_replacement_changes_nothing(make_house: MakeHouse) -> None:
    """Readers see the old rows while the new ones come, and after a cancel; the retry goes on from there."""
    pausing = Pausing()
    house = await make_house(loads=pausing)
    into = await dataset(house)
    old = await imported(house, people(1, 3, "old"), into)
    job_id = await half_way(house, pausing, into, mode="replace")
    assert [row["name"] for row in await rows(house, into)] == ["old"] * 3
    job = await cancelled(house, job_id)
    assert (job["status"], job["importedCount"], old["status"]) == ("CANCELLED", HALF, "COMPLETED")
    assert [row["name"] for row in await rows(house, into)] == ["old"] * 3
    pausing.loads.go.set()
    job = await carried_on(house, job_id)
    assert (job["status"], job["importedCount"]) == ("COMPLETED", MANY)
    found = await rows(house, into)
    assert (len(found), {row["name"] for row in found}) == (MANY, {"new"})


async def test_two_inserts_at_once_share_the_keys(make_house: MakeHouse) -> None:
    """Both end; each key is there once, whoever came first, and the other reports it."""
    house = await make_house()
    into = await dataset(house)
    jobs = [await send(house, people(1 + 2_000 * at, 4_000, f"file {at}"), into) for at in range(2)]
    await asyncio.gather(*map(house.ended, jobs))
    told = [await standing(house, job_id) for job_id in jobs]
    assert sum(one["importedCount"] for one in told) == 6_000
    assert sum(one["skippedCount"] for one in told) == 2_000
    assert sorted(row["id"] for row in await rows(house, into)) == list(range(1, 6_001))


async def test_a_replacement_is_alone_with_its_dataset(make_house: MakeHouse) -> None:
    """An insert that comes while the rows are being replaced waits, says so, and adds to the new rows."""
    pausing = Pausing()
    house = await make_house(loads=pausing)
    into = await dataset(house)
    replacing = await half_way(house, pausing, into, mode="replace")
    adding = await send(house, people(MANY + 1, 5), into)
    waiting = await house.until(adding, lambda job: bool(job["waitingFor"]))
    assert waiting["waitingFor"] == f"Another import has to end first ({replacing})"
    pausing.loads.go.set()
    await asyncio.gather(house.ended(replacing), house.ended(adding))
    assert (await standing(house, adding))["importedCount"] == 5
    assert len(await rows(house, into)) == MANY + 5


async def test_what_waits_for_its_turn_can_be_cancelled(make_house: MakeHouse) -> None:
    """And who was waited for goes on."""
    pausing = Pausing()
    house = await make_house(loads=pausing)
    into = await dataset(house)
    first = await half_way(house, pausing, into)
    second = await send(house, people(1, 5), into, mode="replace")
    await house.until(second, lambda job: bool(job["waitingFor"]))
    assert (await cancelled(house, second))["status"] == "CANCELLED"
    pausing.loads.go.set()
    await house.ended(first)
    assert len(await rows(house, into)) == MANY


async def test_an_export_is_of_one_instant(make_house: MakeHouse) -> None:
    """An export in the middle of an import has the rows that were there when it began, and no others."""
    pausing = Pausing()
    house = await make_house(loads=pausing)
    into = await dataset(house)
    job_id = await half_way(house, pausing, into)
    found = parsed(await exported(house, into), "jsonl")
    assert [row["id"] for row in found] == list(range(1, HALF + 1))
    pausing.loads.go.set()
    await house.ended(job_id)
    assert len(parsed(await exported(house, into), "jsonl")) == MANY


async def test_a_dataset_that_is_deleted_ends_its_imports(make_house: MakeHouse) -> None:
    """The import fails and says why; nothing of its rows stays anywhere; the name is free again."""
    pausing = Pausing()
    house = await make_house(loads=pausing)
    into = await dataset(house)
    job_id = await half_way(house, pausing, into)
    assert (await house.http.delete(f"/v1/datasets/{into}")).status_code == 204
    pausing.loads.go.set()
    job = await house.ended(job_id)
    assert (job["status"], job["error"]["code"]) == ("failed", "dataset-gone")
    assert (await house.http.get(f"/v1/datasets/{into}")).status_code == 404
    assert (await house.http.post(f"{JOBS}/{job_id}/retry")).status_code == 409
    again = await dataset(house)
    assert await rows(house, again) == []


async def test_an_export_survives_the_deletion_of_its_dataset(make_house: MakeHouse) -> None:
    """It began before, so it ends with all rows; a later one is told that there is no such dataset."""
    house = await make_house()
    into = await dataset(house)
    await imported(house, people(1, MANY), into)
    job_id = await fetch(house, into, format="xlsx")
    await house.until(job_id, lambda job: bool(job["counts"] or job["status"] == "completed"))
    assert (await house.http.delete(f"/v1/datasets/{into}")).status_code == 204
    job = await house.ended(job_id)
    assert (job["status"], job["result"]["rowCount"]) == ("completed", MANY)
    late = await house.http.post("/api/import-export/export", json={"dataset": into})
    assert late.status_code == 404


async def test_a_deleted_line_of_retries_leaves_nothing(make_house: MakeHouse) -> None:
    """The first of two jobs goes: the one that carries it on still does. With the last one goes the load."""
    pausing = Pausing()
    house = await make_house(loads=pausing)
    into = await dataset(house)
    job_id = await half_way(house, pausing, into)
    await cancelled(house, job_id)
    again = (await house.http.post(f"{JOBS}/{job_id}/retry")).json()["jobId"]
    assert (await house.http.delete(f"/v1/jobs/{job_id}")).status_code == 204
    pausing.loads.go.set()
    ended = await house.ended(again)
    assert (ended["status"], ended["counts"]["succeeded"]) == ("completed", MANY)
    assert (await house.http.delete(f"/v1/jobs/{again}")).status_code == 204
    assert await house.rooms.loads.report(job_id) is None
    assert len(await rows(house, into)) == MANY


@pytest.mark.parametrize("mode", ["insert", "replace"])
async def test_a_reset_import_counts_once(make_house: MakeHouse, mode: str) -> None:
    """An operator's reset of an import that is at work reads on from where it was."""
    pausing = Pausing()
    house = await make_house(loads=pausing)
    into = await dataset(house)
    job_id = await half_way(house, pausing, into, mode=mode)
    await reset(house, job_id)
    pausing.loads.go.set()
    job = await house.ended(job_id)
    assert (job["status"], job["counts"]["succeeded"]) == ("completed", MANY)
    assert [row["id"] for row in await rows(house, into)] == list(range(1, MANY + 1))
