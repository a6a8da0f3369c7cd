"""Every row that an import left out, and why: JSON Lines, kept a chunk at a time, readable while it runs."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Row, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.dataset_tables import load_errors
from workflows.contracts.transfer import FIRST_ERRORS, RowError


class LoadFaults:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, load_id: str, after: int, limit: int) -> tuple[list[dict[str, Any]], int]:
        """Those behind the first `after`, in the file's order; and how many there are in all."""
        counting = select(func.coalesce(func.sum(load_errors.c.number), 0))
        counting = counting.where(load_errors.c.load_id == load_id)
        found: list[dict[str, Any]] = []
        async with self._database.reading() as connection:
            total = await connection.scalar(counting) or 0
        async for first, lines in self._parts(load_id, after):
            begin = max(0, after - first)
            some = lines.split("\n")[begin:-1][: limit - len(found)]
            found += map(json.loads, some)
            if len(found) == limit:
                break
        return found, total

    async def every(self, load_id: str) -> AsyncIterator[bytes]:
        """All of them, a chunk in memory at a time."""
        async for _, lines in self._parts(load_id, 0):
            yield lines.encode()

    async def _parts(self, load_id: str, after: int) -> AsyncIterator[tuple[int, str]]:
        """Chunks that reach beyond the first `after` errors; whoever reads slowly holds no connection."""
        query = select(load_errors.c.first, load_errors.c.number, load_errors.c.lines)
        query = query.where(load_errors.c.load_id == load_id).order_by(load_errors.c.first).limit(1)
        while True:
            beyond = load_errors.c.first + load_errors.c.number > after
            async with self._database.reading() as connection:
                row = (await connection.execute(query.where(beyond))).first()
            if row is None:
                return
            yield row.first, row.lines
            after = row.first + row.number


async def note(connection: AsyncConnection, load: Row[Any], errors: Sequence[RowError]) -> dict[str, Any]:
    """Keep what is wrong with a part's rows; what it changes of the load's own row."""
    if not errors:
        return {}
    known = {(one["column"], one["code"]): one["count"] for one in load.by_column}
    lines = b"".join(to_json(error._asdict()) + b"\n" for error in errors).decode()
    values = {"load_id": load.id, "first": sum(known.values()), "number": len(errors), "lines": lines}
    await connection.execute(insert(load_errors).values(values))
    counted = Counter(known) + Counter((error.column, error.code) for error in errors)
    by_column = [
        {"column": column, "code": code, "count": count} for (column, code), count in counted.items()
    ]
    first = [*load.first_errors, *map(str, errors[: FIRST_ERRORS - len(load.first_errors)])]
    return {"by_column": by_column, "first_errors": first[:FIRST_ERRORS]}
