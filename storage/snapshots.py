"""A dataset at one instant, however long it takes to read: what is imported meanwhile is not in it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import datasets
from storage.database import Database
from storage.dataset_rows import Columns, Question, table_of
from storage.dataset_tables import datasets as records
from workflows.contracts.transfer import ExportRequest

PART, FIRST = 5_000, 100
CELLS, TEXT = 100_000, 4_000_000
SAMPLE = 20


class DatasetMoved(Exception):
    """Its rows were replaced, or deleted, in the moment in which they were looked for; look again."""


class Snapshot:
    """`total` rows; `columns` are those that were asked for, in that order."""

    def __init__(
        self, connection: AsyncConnection, question: Question, columns: Columns, request: ExportRequest
    ) -> None:
        self._connection, self._question, self._request = connection, question, request
        self.columns = columns
        self.total = 0

    async def count(self) -> None:
        self.total = await self._connection.scalar(self._question.count()) or 0

    async def parts(self) -> AsyncIterator[list[tuple[Any, ...]]]:
        """All of the rows, a few thousand in memory at a time, or fewer when they are large."""
        chosen = [self._question.column(column.name) for column in self.columns]
        query = self._question.select(chosen, self._request.order)
        most, size = min(PART, CELLS // len(chosen)), FIRST
        rows = await self._connection.stream(query)
        while part := [tuple(row) for row in await rows.fetchmany(min(size, most))]:
            size = max(1, int(TEXT / _weight(part)))
            yield part


class Snapshots:
    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def take(self, request: ExportRequest) -> AsyncIterator[Snapshot]:
        """Raises `DatasetMissing` and `DatasetMoved`."""
        async with self._database.snapshot() as connection:
            query = select(*datasets.COLUMNS).where(records.c.id == request.dataset_id)
            row = (await connection.execute(query)).first()
            if row is None:
                raise datasets.DatasetMissing(request.dataset_id)
            dataset = datasets.read(row)
            named = {column.name: column for column in dataset.columns}
            columns = tuple(named[name] for name in request.columns)
            question = Question(table_of(dataset.table, dataset.columns), dataset.columns)
            _narrow(question, request, dataset.key)
            snapshot = Snapshot(connection, question, columns, request)
            try:
                await snapshot.count()
            except DBAPIError as error:
                raise DatasetMoved(dataset.name) from error
            yield snapshot


def _weight(part: Sequence[tuple[Any, ...]]) -> float:
    """Characters of one of its rows, as some of them tell."""
    some = part[:: max(1, len(part) // SAMPLE)]
    return 1 + sum(len(value) for row in some for value in row if isinstance(value, str)) / len(some)


def _narrow(question: Question, request: ExportRequest, key: str | None) -> None:
    if request.search:
        question.search(request.search)
    if request.keys is not None and key:
        question.only(key, request.keys)
    for condition in request.where:
        question.add(condition)
