"""Whose turn it is at a dataset, and whether a load may still write: decided with both their rows held."""

from typing import Any

from sqlalchemy import Row, Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dataset_rows, datasets
from storage.dataset_rows import table_of
from storage.dataset_tables import load_errors, loads
from storage.datasets import Dataset
from storage.job_rows import OPEN
from storage.tables import jobs

NOTHING_YET: dict[str, Any] = {
    "read": 0,
    "kept": 0,
    "skipped": 0,
    "inserted": 0,
    "at": None,
    "size": None,
    "first_errors": [],
    "by_column": [],
}


class DatasetGone(Exception):
    """The dataset was deleted while rows were on their way into it."""


class DatasetBusy(Exception):
    """Another import has to end first: one of the two replaces the dataset. The argument is its job's id."""


class LoadTaken(Exception):
    """Another attempt holds the load, or its job has ended: this one may write no more."""


class LoadGone(Exception):
    """The load was removed with its job, or another job carries it on: this one never can again."""


class RowsReplaced(Exception):
    """The rows that the load adds to are no longer the dataset's; who takes the load again begins again."""


async def locked(connection: AsyncConnection, load_id: str) -> Row[Any]:
    row = (await connection.execute(select(loads).where(loads.c.id == load_id).with_for_update())).first()
    if row is None:
        raise LoadGone(load_id)
    return row


async def check_open(connection: AsyncConnection, row: Row[Any], job_id: str) -> None:
    if await connection.scalar(select(jobs.c.status).where(jobs.c.id == job_id)) != OPEN:
        raise LoadTaken(row.id)


async def held(connection: AsyncConnection, row: Row[Any]) -> Dataset:
    """The dataset, if the load's rows are still to go where it has begun to write them."""
    dataset = await _dataset(connection, row)
    if not row.over and not _goes_on(row, dataset):
        raise RowsReplaced(dataset.name)
    return dataset


async def _dataset(connection: AsyncConnection, row: Row[Any]) -> Dataset:
    dataset = await datasets.held(connection, row.dataset_id)
    if dataset is None:
        raise DatasetGone(row.dataset_id)
    return dataset


def _goes_on(row: Row[Any], dataset: Dataset) -> bool:
    return bool(row.table) and (row.mode == "replace" or row.table == dataset.table)


async def begun(connection: AsyncConnection, row: Row[Any]) -> dict[str, Any]:
    """What begins a load, or lets it go on: nothing to change."""
    dataset = await _dataset(connection, row)
    if rival := await connection.scalar(_rivals(row)):
        raise DatasetBusy(rival)
    if _goes_on(row, dataset):
        return {}
    number, table = await datasets.next_number(connection, dataset.id), dataset.table
    if row.mode == "replace":
        table = f"rows_{dataset.id}_{number}"
        await dataset_rows.create(connection, table_of(table, dataset.columns))
    await connection.execute(delete(load_errors).where(load_errors.c.load_id == row.id))
    return {"number": number, "table": table, **NOTHING_YET}


def _rivals(row: Row[Any]) -> Select[Any]:
    """Imports under way that cannot go together with this one: who replaces the rows is alone."""
    query = select(loads.c.job_id).join(jobs, jobs.c.id == loads.c.job_id)
    query = query.where(loads.c.dataset_id == row.dataset_id, loads.c.id != row.id, jobs.c.status == OPEN)
    query = query.where(loads.c.table.is_not(None), ~loads.c.over)
    return query if row.mode == "replace" else query.where(loads.c.mode == "replace")
