"""Named rows of an owner's: what they are made of, where they are, how many there are."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, delete, insert, or_, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dataset_rows
from storage.database import Database
from storage.dataset_rows import Columns, Question, table_of
from storage.dataset_tables import datasets, retired
from workflows.contracts.dataset import Column, Value

AT_ONCE = 200


class DatasetMissing(Exception):
    """No such dataset, or not this caller's."""


class DatasetExists(Exception):
    """The owner has a dataset of that name; the argument is it."""


class Dataset(NamedTuple):
    """`table` is where its rows are. `key` names the column whose values tell rows apart."""

    id: str
    owner: str
    name: str
    key: str | None
    columns: Columns
    table: str
    rows: int
    created_at: datetime
    updated_at: datetime

    def question(self) -> Question:
        return Question(table_of(self.table, self.columns), self.columns)


COLUMNS = [datasets.c[name] for name in Dataset._fields]


class Datasets:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(
        self, dataset_id: str, owner: str, name: str, key: str | None, columns: Columns
    ) -> Dataset:
        """Raises `DatasetExists`."""
        now, table = datetime.now(UTC), f"rows_{dataset_id}"
        made = Dataset(dataset_id, owner, name, key, columns, table, 0, now, now)
        described = [column.model_dump(mode="json") for column in columns]
        try:
            async with self._database.writing() as connection:
                values = {**made._asdict(), "columns": described, "loads": 0}
                await connection.execute(insert(datasets).values(values))
                await dataset_rows.create(connection, table_of(table, columns))
        except IntegrityError as error:
            raise DatasetExists(name) from error
        return made

    async def find(self, id_or_name: str, owner: str | None) -> Dataset:
        """By id, else by name; `owner` None sees everybody's. Raises `DatasetMissing`."""
        named = or_(datasets.c.id == id_or_name, datasets.c.name == id_or_name)
        query = select(*COLUMNS).where(named).order_by((datasets.c.id == id_or_name).desc())
        if owner is not None:
            query = query.where(datasets.c.owner == owner)
        async with self._database.reading() as connection:
            row = (await connection.execute(query.order_by(datasets.c.created_at).limit(1))).first()
        if row is None:
            raise DatasetMissing(id_or_name)
        return read(row)

    async def page(self, owner: str | None, before: tuple[datetime, str] | None, limit: int) -> list[Dataset]:
        """Newest first."""
        newest = datasets.c.created_at.desc(), datasets.c.id.desc()
        query = select(*COLUMNS).order_by(*newest).limit(limit)
        if owner is not None:
            query = query.where(datasets.c.owner == owner)
        if before is not None:
            at, last = before
            older = (datasets.c.created_at == at) & (datasets.c.id < last)
            query = query.where(or_(datasets.c.created_at < at, older))
        async with self._database.reading() as connection:
            return [read(row) for row in await connection.execute(query)]

    async def names(self, ids: Sequence[str]) -> dict[str, str]:
        query = select(datasets.c.id, datasets.c.name).where(datasets.c.id.in_(ids))
        async with self._database.reading() as connection:
            return {row.id: row.name for row in await connection.execute(query)}

    async def rows(
        self, dataset: Dataset, question: Question, names: Sequence[str], limit: int
    ) -> list[tuple[int, tuple[Value, ...]]]:
        """A page of rows with their ids."""
        async with self._database.reading() as connection:
            columns = [question.id, *map(question.column, names)]
            found = await connection.execute(question.select(columns).limit(limit))
            return [(row[0], tuple(row[1:])) for row in found]

    async def remove(self, dataset_id: str) -> None:
        """Nobody finds it any more; its rows go as soon as nobody reads them."""
        gone = delete(datasets).where(datasets.c.id == dataset_id).returning(datasets.c.table)
        async with self._database.writing() as connection:
            if table := await connection.scalar(gone):
                await retire(connection, table)
        await self.drop_retired()

    async def drop_retired(self) -> None:
        """Drop the tables that nobody reads; the others stay for another time."""
        async with self._database.reading() as connection:
            tables = (await connection.scalars(select(retired.c.table).limit(AT_ONCE))).all()
        for table in tables:
            try:
                async with self._database.writing() as connection:
                    if connection.dialect.name == "postgresql":
                        await connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
                    await connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
                    await connection.execute(delete(retired).where(retired.c.table == table))
            except OperationalError:
                continue  # it is being read


async def held(connection: AsyncConnection, dataset_id: str) -> Dataset | None:
    """The dataset, its row held until the transaction ends; None where it is gone."""
    query = select(*COLUMNS).where(datasets.c.id == dataset_id).with_for_update()
    row = (await connection.execute(query)).first()
    return read(row) if row else None


async def next_number(connection: AsyncConnection, dataset_id: str) -> int:
    """That of the dataset's next load."""
    counting = update(datasets).where(datasets.c.id == dataset_id).values(loads=datasets.c.loads + 1)
    number: int | None = await connection.scalar(counting.returning(datasets.c.loads))
    assert number is not None, "the dataset is held"
    return number


async def grow(connection: AsyncConnection, dataset_id: str, rows: int, now: datetime) -> None:
    changed = {"rows": datasets.c.rows + rows, "updated_at": now}
    await connection.execute(update(datasets).where(datasets.c.id == dataset_id).values(changed))


async def replace(connection: AsyncConnection, old: Dataset, table: str, rows: int, now: datetime) -> None:
    """Other rows are the dataset's from now on, all at once."""
    changed = {"table": table, "rows": rows, "updated_at": now}
    await connection.execute(update(datasets).where(datasets.c.id == old.id).values(changed))
    await retire(connection, old.table)


async def retire(connection: AsyncConnection, table: str) -> None:
    await connection.execute(insert(retired).values(table=table, at=datetime.now(UTC)))


def read(row: Row[Any]) -> Dataset:
    columns = tuple(Column.model_validate(column) for column in row.columns)
    return Dataset(**{**row._asdict(), "columns": columns})
