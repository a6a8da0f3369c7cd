"""Many rows at once into a dataset's table: those that its unique columns refuse are named, not fatal.

SQLite gets a chunk in one statement, PostgreSQL by COPY; where columns are unique, into a table beside first.
A row is `(id, *values)`.
"""

import csv
import io
from asyncio import CancelledError
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from sqlalchemy import Column, Insert, MetaData, Table, func, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

SOME = 500
TOO_LARGE = "54000"
"""What PostgreSQL says of a row that fits on none of its pages: hundreds of texts, none of them long."""
Row = tuple[Any, ...]


class Refused(NamedTuple):
    """A row whose value at `place`, counted without the id, another row has; None: it is too large."""

    row: Row
    place: int | None


class Put(NamedTuple):
    """How many rows are new, and those that are not there."""

    inserted: int
    refused: list[Refused]


class Putter:
    """Inside a transaction. `unique` are places of columns that hold no value twice."""

    def __init__(self, connection: AsyncConnection, table: Table, unique: Sequence[int]) -> None:
        self._connection, self._table, self._unique = connection, table, unique
        self._postgres = connection.dialect.name == "postgresql"
        self._beside = Table("incoming", MetaData(), *[Column(c.name, c.type) for c in table.c])

    async def insert(self, rows: Sequence[Row]) -> Put:
        """Leave out what is there already."""
        if not rows:
            return Put(0, [])
        writing = self._adding()
        large = await self._halving(writing, rows)
        if not self._unique:
            return Put(len(rows) - len(large), large)
        kept = await self._count(rows)
        if kept + len(large) == len(rows):
            return Put(kept, large)
        known = await self._there(rows) | {one.row[0] for one in large}
        refused = await self._explained([row for row in rows if row[0] not in known])
        return Put(kept, [*large, *refused])

    def _adding(self) -> Insert:
        if not self._unique:
            return insert(self._table)
        if self._postgres:
            return postgresql.insert(self._table).on_conflict_do_nothing()
        return insert(self._table).prefix_with("OR IGNORE")

    async def upsert(self, rows: Sequence[Row], key: int, mapped: Sequence[int]) -> Put:
        """A row with a known key changes that row, at the `mapped` places; the last one of a key stays."""
        if not rows:
            return Put(0, [])
        dialect = postgresql if self._postgres else sqlite
        writing = dialect.insert(self._table)
        changed = {f"c{at}": writing.excluded[f"c{at}"] for at in mapped if at != key}
        keys = [self._table.c[f"c{key}"]]
        if changed:
            writing = writing.on_conflict_do_update(index_elements=keys, set_=changed)
        else:
            writing = writing.on_conflict_do_nothing(index_elements=keys)
        hopeless = await self._hopeless(rows, key, mapped)
        known = {one.row[0] for one in hopeless}
        left = [row for row in rows if row[0] not in known]
        refused = await self._halving(writing, left, key) if left else []
        return Put(await self._count(rows), [*hopeless, *refused])

    async def _hopeless(self, rows: Sequence[Row], key: int, mapped: Sequence[int]) -> list[Refused]:
        """Rows with a value of a row that none of them changes: one by one would take minutes to find out."""
        keys = {row[1 + key] for row in rows}
        found: dict[int, Refused] = {}
        for at in (at for at in self._unique if at != key and at in mapped):
            holders = await self._holders(at, key, [row[1 + at] for row in rows])
            for row in rows:
                holder = holders.get(row[1 + at])
                if holder is not None and holder not in keys:
                    found.setdefault(row[0], Refused(row, at))
        return list(found.values())

    async def _halving(self, writing: Insert, rows: Sequence[Row], key: int | None = None) -> list[Refused]:
        """A row that is refused, for another unique column or for its size, takes all beside it along."""
        try:
            async with self._connection.begin_nested():
                await self._write(writing, rows, key)
        except DBAPIError as error:
            large = getattr(error.orig, "sqlstate", None) == TOO_LARGE
            if not (large or (key is not None and isinstance(error, IntegrityError))):
                raise
            if len(rows) == 1:
                return [Refused(rows[0], None)] if large else await self._explained(rows, but=key)
            middle = len(rows) // 2
            first = await self._halving(writing, rows[:middle], key)
            return first + await self._halving(writing, rows[middle:], key)
        return []

    async def _write(self, writing: Insert, rows: Sequence[Row], key: int | None = None) -> None:
        if not self._postgres:
            statement = str(writing.compile(dialect=self._connection.dialect))
            await self._connection.exec_driver_sql(statement, list(rows))
        elif not self._unique:
            await self._copy(self._table.name, rows)
        else:
            await self._connection.execute(
                text(
                    f"CREATE TEMPORARY TABLE IF NOT EXISTS incoming (LIKE {self._table.name}) ON COMMIT DROP"
                )
            )
            await self._connection.execute(text("TRUNCATE incoming"))
            await self._copy("incoming", rows)
            incoming = select(self._beside).order_by(self._beside.c.id)
            if key is not None:  # one statement changes a row once
                of_key = self._beside.c[f"c{key}"]
                last = select(self._beside).ext(postgresql.distinct_on(of_key))
                incoming = last.order_by(of_key, self._beside.c.id.desc())
            await self._connection.execute(writing.from_select([c.name for c in self._table.c], incoming))

    async def _copy(self, table: str, rows: Sequence[Row]) -> None:
        """In PostgreSQL's CSV nothing is null, and there is no empty text here. A value that has what ends a
        line is quoted; that is why a line ends with both."""
        lines, statement = io.StringIO(newline=""), f"COPY {table} FROM STDIN (FORMAT csv)"
        csv.writer(lines, lineterminator="\r\n").writerows(rows)
        raw = await self._connection.get_raw_connection()
        assert raw.driver_connection, "the connection is open"
        async with (
            self._told(statement),
            raw.driver_connection.cursor() as cursor,
            cursor.copy(statement) as copy,
        ):
            await copy.write(lines.getvalue())

    @asynccontextmanager
    async def _told(self, statement: str) -> AsyncIterator[None]:
        """The driver's errors, as of any other statement; a cancel gives the connection up, as there."""
        dialect = self._connection.dialect
        base = dialect.loaded_dbapi.Error
        try:
            yield
        except base as error:
            raise DBAPIError.instance(statement, None, error, base, True, dialect=dialect) from error
        except CancelledError:
            await self._connection.invalidate()
            raise

    async def _count(self, rows: Sequence[Row]) -> int:
        """How many of the rows are there under their own id: a quarter of the time it takes to say which."""
        query = select(func.count()).where(self._table.c.id.between(rows[0][0], rows[-1][0]))
        return await self._connection.scalar(query) or 0

    async def _there(self, rows: Sequence[Row]) -> set[int]:
        ids = self._table.c.id
        query = select(ids).where(ids.between(rows[0][0], rows[-1][0]))
        return set(await self._connection.scalars(query))

    async def _explained(self, rows: Sequence[Row], but: int | None = None) -> list[Refused]:
        """Rows that are not there, each with the first place whose value is there already."""
        places = {row[0]: -1 for row in rows}
        for at in (at for at in self._unique if at != but):
            taken = await self._taken(at, [row[1 + at] for row in rows if places[row[0]] < 0])
            for row in rows:
                if places[row[0]] < 0 and row[1 + at] in taken:
                    places[row[0]] = at
        return [Refused(row, max(places[row[0]], 0)) for row in rows]

    async def _taken(self, at: int, values: Sequence[Any]) -> set[Any]:
        return set(await self._holders(at, at, values))

    async def _holders(self, at: int, key: int, values: Sequence[Any]) -> dict[Any, Any]:
        """Those of the values that are there, with the keys of their rows."""
        column, of_key = self._table.c[f"c{at}"], self._table.c[f"c{key}"].label("of_key")
        found: dict[Any, Any] = {}
        for start in range(0, len(values), SOME):
            query = select(column, of_key).where(column.in_(values[start : start + SOME]))
            found.update((row[0], row[1]) for row in await self._connection.execute(query))
        return found
