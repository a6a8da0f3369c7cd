"""Rows and how far their import is are one: nothing is kept twice or uncounted, or by who is too late."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from storage.answers import Answer
from storage.artifacts import Artifacts
from storage.catalog import Catalog
from storage.database import Database
from storage.dataset_rows import table_of, unique_of
from storage.dataset_tables import files, retired
from storage.datasets import Dataset, Datasets
from storage.files import Files, StoredFile
from storage.loads import Load, Loads, NewLoad, Part
from storage.orders import NewJob, NewStart, Order
from storage.outcomes import once
from storage.putting import Putter
from storage.snapshots import Snapshots
from storage.turns import DatasetBusy, DatasetGone, LoadTaken
from workflows.contracts.dataset import Column, Type
from workflows.contracts.job import Change, Closing, JobState, Stage, Status
from workflows.contracts.transfer import ExportRequest, FileFacts, Mode, RowError

COLUMNS = (
    Column(name="id", type=Type.INTEGER, required=True, unique=True),
    Column(name="name", type=Type.STRING),
    Column(name="mail", type=Type.STRING, unique=True),
)


async def made(database: Database, name: str = "people") -> Dataset:
    return await Datasets(database).create(f"ds_{name}", "ann", name, "id", COLUMNS)


async def keep(database: Database, name: str) -> None:
    """A file that came long ago."""
    file = StoredFile(name, "ann", "p.csv", 5, "0" * 64, f"uploads/{name}", datetime(2020, 1, 1, tzinfo=UTC))
    async with database.writing() as connection:
        await connection.execute(once(connection, files).values(file._asdict()))


async def staged(database: Database, dataset: Dataset, job: str, mode: Mode = "insert") -> Loads:
    """A load whose job is accepted."""
    loads = Loads(database)
    await keep(database, "file")
    mapping = {"id": "id", "name": "name", "mail": "mail"}
    await loads.stage(NewLoad(job, job, dataset.id, mode, "file", FileFacts(format="csv"), mapping, 1))
    order = Order("ann", (NewJob(job, "import", None, {}, 0),), NewStart(job, "Import", "ann", {}, {}, ""))
    await Catalog(database, 0).accept(order, lambda *_: Answer(200, {}, {}))
    return loads


async def held(loads: Loads, job: str, holder: str = "first") -> Load:
    await loads.take(job, job)
    return await loads.hold(job, job, holder)


async def ids(database: Database, dataset: Dataset) -> list[Any]:
    found = await Datasets(database).find(dataset.id, None)
    return [row[0] for _, row in await Datasets(database).rows(found, found.question(), ["id"], 1000)]


def part(first: int, number: int) -> Part:
    rows = [(row, row, f"name {row}", f"{row}@x") for row in range(first, first + number)]
    return Part(rows, [], first + number - 1)


async def closed(
    database: Database, job: str, status: Status, stage: Stage | None = None, percent: int = 0
) -> JobState:
    now = datetime.now(UTC)
    state = JobState(version=3, status=status, stage=stage, percent=percent, updated_at=now, completed_at=now)
    closing = Closing(job_id=job, run_id="run", state=state, changes=(Change.of(state),))
    return await Catalog(database, 0).close(closing)


async def test_who_was_overtaken_writes_no_more(database: Database) -> None:
    """An attempt that was thought dead and is not: its part is refused whole, the other one's is there once,
    whichever of the two comes first."""
    dataset = await made(database)
    loads = await staged(database, dataset, "job")
    stale = await held(loads, "job")
    await loads.commit(stale, part(1, 10))
    ours = await loads.hold("job", "job", "second")
    assert ours.standing.read == 10
    with pytest.raises(LoadTaken):
        await loads.commit(stale, part(11, 10))
    standing = await loads.commit(ours, part(11, 5))
    with pytest.raises(LoadTaken):
        await loads.finish(stale)
    assert (standing.read, standing.kept) == (15, 15)
    assert await ids(database, dataset) == list(range(1, 16))


async def test_an_ended_job_imports_nothing_more(database: Database) -> None:
    """Its last word counts all that is there, though the attempt that wrote it has not heard of the end."""
    dataset = await made(database)
    loads = await staged(database, dataset, "job")
    load = await held(loads, "job")
    await loads.commit(load, part(1, 10))
    state, late = await asyncio.gather(
        closed(database, "job", Status.CANCELLED), loads.commit(load, part(11, 10)), return_exceptions=True
    )
    assert isinstance(state, JobState)
    assert state.counts
    assert state.result
    there = 10 if isinstance(late, LoadTaken) else 20
    assert state.counts.succeeded == state.result["imported_count"] == there
    assert await ids(database, dataset) == list(range(1, there + 1))
    with pytest.raises(LoadTaken):
        await loads.commit(load, part(there + 1, 10))


@pytest.mark.parametrize(("run_heard", "told"), [(0, 44), (44, 44), (88, 88)])
async def test_an_import_ends_with_the_percent_that_was_told(
    database: Database, run_heard: int, told: int
) -> None:
    """Whoever watched saw how far the file was read; a run that ends in silence may not have heard of it."""
    dataset = await made(database)
    loads = await staged(database, dataset, "job")
    load = await held(loads, "job")
    await loads.commit(load, part(1, 10)._replace(at=450, size=1000))
    stage = Stage(name="load", label="Importing rows", start=0, end=99)
    assert (await closed(database, "job", Status.CANCELLED, stage, run_heard)).percent == told


async def test_a_replacement_that_is_finished_twice_happens_once(database: Database) -> None:
    """The attempt that finished it was lost: the next one finds it done."""
    dataset = await made(database)
    loads = await staged(database, dataset, "first")
    await loads.commit(await held(loads, "first"), part(1, 3))
    await closed(database, "first", Status.COMPLETED)
    loads = await staged(database, dataset, "job", "replace")
    load = await held(loads, "job")
    await loads.commit(load, part(7, 2))
    assert await ids(database, dataset) == [1, 2, 3]
    await loads.finish(load)
    again = await loads.hold("job", "job", "second")
    assert again.over
    assert await ids(database, dataset) == [7, 8]
    assert (await Datasets(database).find(dataset.id, None)).rows == 2


@pytest.mark.parametrize("status", [Status.FAILED, Status.CANCELLED])
async def test_a_replacement_that_counts_has_completed(database: Database, status: Status) -> None:
    """Its run was ended from outside in the moment after: nobody hears of a failure and finds new rows."""
    dataset = await made(database)
    loads = await staged(database, dataset, "job", "replace")
    load = await held(loads, "job")
    await loads.commit(load, part(7, 2))
    await loads.finish(load)
    state = await closed(database, "job", status)
    assert (state.status, state.percent, state.error) == (Status.COMPLETED, 100, None)
    assert await ids(database, dataset) == [7, 8]


async def test_who_replaces_is_alone(database: Database) -> None:
    """Whoever begins first; two that only add go together."""
    dataset = await made(database)
    for job in ("one", "two"):
        await held(await staged(database, dataset, job), job)
    third = await staged(database, dataset, "three", "replace")
    with pytest.raises(DatasetBusy):
        await third.take("three", "three")
    for job in ("one", "two"):
        await closed(database, job, Status.CANCELLED)
    await third.take("three", "three")
    fourth = await staged(database, dataset, "four")
    with pytest.raises(DatasetBusy, match="three"):
        await fourth.take("four", "four")


async def test_what_was_replaced_is_begun_again(database: Database) -> None:
    """A cancelled import whose rows another one replaced reads its file from the beginning."""
    dataset = await made(database)
    loads = await staged(database, dataset, "job")
    errors = [RowError(2, "id", "x", "type", "is no number")]
    await loads.commit(await held(loads, "job"), Part(part(3, 2).rows, errors, 4))
    await closed(database, "job", Status.CANCELLED)
    other = await staged(database, dataset, "other", "replace")
    load = await held(other, "other")
    await other.commit(load, part(9, 1))
    await other.finish(load)
    await closed(database, "other", Status.COMPLETED)
    again = await staged(database, dataset, "again")
    await again.take("job", "again")
    load = await again.hold("job", "again", "holder")
    assert load.standing.read == 0
    await again.commit(load, part(1, 2))
    assert sorted(await ids(database, dataset)) == [1, 2, 9]
    report = await again.report("job")
    assert report
    assert (report["imported_count"], report["errors"]) == (2, [])


async def test_a_deleted_dataset_takes_no_rows(database: Database) -> None:
    dataset = await made(database)
    loads = await staged(database, dataset, "job", "replace")
    load = await held(loads, "job")
    await Datasets(database).remove(dataset.id)
    for late in (loads.commit(load, part(1, 1)), loads.finish(load), loads.hold("job", "job", "again")):
        with pytest.raises(DatasetGone):
            await late


async def test_rows_that_two_unique_columns_refuse_are_named(database: Database) -> None:
    """Each with the column whose value is there; the others of their part are kept, whatever the mode."""
    dataset = await made(database)
    table, unique = table_of(dataset.table, COLUMNS), unique_of(COLUMNS)
    async with database.writing() as connection:
        putter = Putter(connection, table, unique)
        await putter.insert([(1, 1, "Ann", "ann@x"), (2, 2, "Ben", "ben@x")])
        rows = [(3, 3, "Cid", "ben@x"), (4, 2, "Bob", "bob@x"), (5, 5, "Eve", None), (6, 6, "Fay", None)]
        put = await putter.insert(rows)
        assert (put.inserted, [(one.row[0], one.place) for one in put.refused]) == (2, [(3, 2), (4, 0)])
        rows = [
            (7, 1, "Amy", "ann@x"),
            (8, 8, "Gil", "ben@x"),
            (9, 9, "Hal", "hal@x"),
            (10, 9, "Hans", "h@x"),
        ]
        put = await putter.upsert(rows, 0, [0, 1, 2])
        assert (put.inserted, [(one.row[0], one.place) for one in put.refused]) == (1, [(8, 2)])
    async with database.reading() as connection:
        found = await connection.execute(select(table.c.c0, table.c.c1).order_by(table.c.c0))
        names = {1: "Amy", 2: "Ben", 5: "Eve", 6: "Fay", 9: "Hans"}
        assert {row.c0: row.c1 for row in found} == names


async def test_a_table_goes_when_nobody_reads_it(database: Database) -> None:
    """A snapshot is read to its end though the dataset is gone; then the rows go too."""
    dataset = await made(database)
    loads = await staged(database, dataset, "job")
    await loads.commit(await held(loads, "job"), part(1, 10))
    request = ExportRequest(
        job_id="export",
        owner="ann",
        dataset_id=dataset.id,
        dataset="people",
        format="csv",
        file_name="x.csv",
        artifact="a",
        columns=("name", "id"),
        link_s=1,
    )
    async with Snapshots(database).take(request) as snapshot:
        await Datasets(database).remove(dataset.id)
        found = [row async for rows in snapshot.parts() for row in rows]
    assert (snapshot.total, found[0], len(found)) == (10, ("name 1", 1), 10)
    await Datasets(database).drop_retired()
    async with database.reading() as connection:
        assert (await connection.scalars(select(retired.c.table))).all() == []
        with pytest.raises(Exception, match=dataset.table):
            await connection.execute(text(f"SELECT * FROM {dataset.table}"))


async def test_a_file_stays_while_somebody_needs_it(database: Database, tmp_path: Path) -> None:
    """Its day is over: it goes, unless an import is still to read it, which may be a retry next week."""
    artifacts = Artifacts(database, f"file://{tmp_path}/artifacts")
    kept = Files(database, artifacts)
    for name in ("file", "lonely"):
        await artifacts.put(f"uploads/{name}", b"id\n1\n")
        await keep(database, name)
    dataset = await made(database)
    loads = await staged(database, dataset, "job")
    await kept.forget()
    assert await artifacts.names("uploads") == {"file"}
    load = await held(loads, "job")
    await loads.finish(load)
    await kept.forget()
    assert await artifacts.names("uploads") == set()
