"""How far an import is, written in the transaction that writes its rows: nothing is kept twice, or uncounted.

One attempt holds a load: whoever held it before can write no more. A load belongs to the newest job of a line
of retries, which goes on where the last one stopped.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import datasets, load_faults, turns
from storage.database import Database
from storage.dataset_rows import Columns, first_id, table_of, unique_of
from storage.dataset_tables import files, load_errors, loads
from storage.datasets import Dataset
from storage.files import held as held_file
from storage.putting import Put, Putter, Refused
from storage.tables import jobs
from storage.turns import NOTHING_YET, LoadGone, LoadTaken
from workflows.contracts.job import Counts, JobState, Status, percent_of
from workflows.contracts.transfer import FileFacts, Loaded, Mode, RowError

ABANDONED = timedelta(hours=1)
SHORTENED = 100


class NewLoad(NamedTuple):
    """`mapping` leads from a source to the column that it fills; `most_bad` is a share."""

    id: str
    job_id: str
    dataset_id: str
    mode: Mode
    file_id: str
    facts: FileFacts
    mapping: dict[str, str]
    most_bad: float


class Load(NamedTuple):
    """A load as the attempt that holds it needs it.

    `key` is the file's in the artifact store; nothing is there any more where it is empty.
    """

    id: str
    holder: str
    dataset: Dataset
    mode: Mode
    key: str
    facts: FileFacts
    mapping: dict[str, str]
    most_bad: float
    standing: Loaded = Loaded()
    over: bool = False


class Part(NamedTuple):
    """What a piece of a file came to; `read` counts the rows up to its end, which is `at` so much of the
    file's `size`. Rows are `(number, *values)`."""

    rows: Sequence[tuple[Any, ...]]
    errors: Sequence[RowError]
    read: int
    at: int = 0
    size: int = 0


class Loads:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def stage(self, new: NewLoad) -> None:
        """Write the load of a job that is about to be accepted. Raises `FileMissing`."""
        values = {
            **new._asdict(),
            "facts": new.facts.model_dump(mode="json"),
            "number": 0,
            **NOTHING_YET,
            "over": False,
            "staged_at": datetime.now(UTC),
        }
        async with self._database.writing() as connection:
            await held_file(connection, new.file_id)
            await connection.execute(insert(loads).values(values))

    async def discard(self, job_id: str) -> None:
        """Take back what was staged for a job that was refused."""
        await self._discard(loads.c.job_id == job_id)

    async def discard_abandoned(self) -> None:
        """The same for those whose process died between staging and accepting."""
        await self._discard(loads.c.staged_at < datetime.now(UTC) - ABANDONED)

    async def _discard(self, which: ColumnElement[bool]) -> None:
        known = exists().where(jobs.c.id == loads.c.job_id)
        async with self._database.writing() as connection:
            await connection.execute(delete(loads).where(which, ~known))

    async def take(self, load_id: str, job_id: str) -> None:
        """The job goes on with the load, or begins it; once more where its rows were replaced meanwhile.

        Raises `DatasetGone`, `DatasetBusy`, `LoadGone` and `LoadTaken`.
        """
        async with self._database.writing() as connection:
            row = await turns.locked(connection, load_id)
            await turns.check_open(connection, row, job_id)
            values: dict[str, Any] = {"job_id": job_id, "holder": None}
            if not row.over:
                values |= await turns.begun(connection, row)
            await connection.execute(update(loads).where(loads.c.id == load_id).values(values))

    async def hold(self, load_id: str, job_id: str, holder: str) -> Load:
        """From now on only this holder writes.

        Raises `DatasetGone`, `LoadGone`, `LoadTaken` and `RowsReplaced`.
        """
        async with self._database.writing() as connection:
            row = await turns.locked(connection, load_id)
            if row.job_id != job_id:
                raise LoadGone(load_id)
            await turns.check_open(connection, row, job_id)
            dataset = await turns.held(connection, row)
            await connection.execute(update(loads).where(loads.c.id == load_id).values(holder=holder))
            key = await connection.scalar(select(files.c.key).where(files.c.id == row.file_id))
        facts = FileFacts.model_validate(row.facts)
        load = Load(load_id, holder, dataset, row.mode, key or "", facts, row.mapping, row.most_bad)
        return load._replace(standing=standing(row), over=row.over)

    async def commit(self, load: Load, part: Part) -> Loaded:
        """Keep the rows of a part, all that its unique columns allow, with how far the load is then."""
        now = datetime.now(UTC)
        async with self._database.writing() as connection:
            row, dataset = await _mine(connection, load)
            put, errors = await _put(connection, row, dataset, part)
            kept = len(part.rows) - len(put.refused)
            values = {
                "read": part.read,
                "kept": row.kept + kept,
                "skipped": row.skipped + len({error.row for error in errors}),
                "inserted": row.inserted + put.inserted,
            }
            noted = await load_faults.note(connection, row, errors) | {"at": part.at, "size": part.size}
            changing = update(loads).where(loads.c.id == load.id).values({**values, **noted})
            await connection.execute(changing)
            if row.mode != "replace":
                await datasets.grow(connection, dataset.id, put.inserted, now)
        return Loaded(**values)

    async def finish(self, load: Load) -> None:
        """All of the file is read: what replaces the dataset's rows does so now. Nothing happens twice."""
        async with self._database.writing() as connection:
            row, dataset = await _mine(connection, load)
            if row.mode == "replace":
                await datasets.replace(connection, dataset, row.table, row.kept, datetime.now(UTC))
            over = {"over": True, "file_id": None}
            await connection.execute(update(loads).where(loads.c.id == load.id).values(over))

    async def report(self, load_id: str) -> dict[str, Any] | None:
        """What the load has come to; None where it is gone."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(loads).where(loads.c.id == load_id))).first()
        return report(row) if row else None


async def last_word(connection: AsyncConnection, job_id: str, state: JobState) -> dict[str, Any]:
    """What a job's state says of its load as it ends: nobody writes any more. Nothing for other jobs.

    Its percent is that of what was written: nobody was told of more, and a run may not have heard of it. A
    load that counts has completed, whatever ended its run in the moment after.
    """
    query = select(loads).where(loads.c.job_id == job_id).with_for_update()
    row = (await connection.execute(query)).first()
    if row is None:
        return {}
    told = {"counts": counts_of(standing(row)), "result": report(row)}
    if row.over:
        return {**told, "status": Status.COMPLETED, "percent": 100, "stage": None, "error": None}
    return {**told, "percent": percent_of(state.stage, row.at or 0, row.size or 0) if state.stage else 0}


async def remove(connection: AsyncConnection, job_id: str) -> None:
    """With a job goes its load, unless another carries it on; and what it has built for nobody."""
    heirs = select(jobs.c.id).where(jobs.c.retry_of == job_id)
    if heir := await connection.scalar(heirs):
        await connection.execute(update(loads).where(loads.c.job_id == job_id).values(job_id=heir))
        return
    gone = delete(loads).where(loads.c.job_id == job_id).returning(loads)
    for row in (await connection.execute(gone)).all():
        await connection.execute(delete(load_errors).where(load_errors.c.load_id == row.id))
        if row.mode == "replace" and row.table and not row.over:
            await datasets.retire(connection, row.table)


def standing(row: Row[Any]) -> Loaded:
    return Loaded(read=row.read, kept=row.kept, skipped=row.skipped, inserted=row.inserted)


def counts_of(loaded: Loaded) -> Counts:
    """Rows that were read are all there are, until more are."""
    return Counts(total=loaded.read, processed=loaded.read, succeeded=loaded.kept, skipped=loaded.skipped)


def report(row: Row[Any]) -> dict[str, Any]:
    return {
        "job_id": row.job_id,
        "dataset_id": row.dataset_id,
        "imported_count": row.kept,
        "skipped_count": row.skipped,
        "inserted_count": row.inserted,
        "updated_count": row.kept - row.inserted,
        "total_rows": row.read,
        "errors": row.first_errors,
        "errors_by_column": row.by_column,
    }


async def _mine(connection: AsyncConnection, load: Load) -> tuple[Row[Any], Dataset]:
    row = await turns.locked(connection, load.id)
    if row.holder != load.holder:
        raise LoadTaken(load.id)
    await turns.check_open(connection, row, row.job_id)
    return row, await turns.held(connection, row)


async def _put(
    connection: AsyncConnection, row: Row[Any], dataset: Dataset, part: Part
) -> tuple[Put, list[RowError]]:
    base, columns = first_id(row.number), dataset.columns
    putter = Putter(connection, table_of(row.table, columns), unique_of(columns))
    rows = [(base + number, *values) for number, *values in part.rows]
    if row.mode == "upsert":
        places = {column.name: at for at, column in enumerate(columns)}
        mapped = [places[name] for name in row.mapping.values()]
        put = await putter.upsert(rows, places[dataset.key or ""], mapped)
    else:
        put = await putter.insert(rows)
    refused = [_why(one, base, dataset.columns) for one in put.refused]
    return put, sorted((*part.errors, *refused), key=lambda error: error.row)


def _why(refused: Refused, base: int, columns: Columns) -> RowError:
    row, place = refused.row[0] - base, refused.place
    if place is None:
        return RowError(row, None, None, "too-long", "the row is larger than the database can hold")
    value = str(refused.row[1 + place])[:SHORTENED]
    return RowError(row, columns[place].name, value, "duplicate-key", "this value is there already")
