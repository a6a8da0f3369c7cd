"""Rows into a table and out of it with no Callsheet around: the same libraries in one plain process.

The checks, the schema, its unique index and the size of a transaction are ours; a row that is bad, or there
already, is left out. `python -m bench.bare_transfer WHAT FILE DATABASE` says what it took.
"""

import asyncio
import csv
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic_core import ValidationError
from sqlalchemy import make_url
from sqlalchemy.schema import CreateTable

from bench.peaks import Run, most_mb
from storage.database import PRAGMAS
from storage.dataset_rows import Columns, table_of
from tabular.checking import Checker
from tests.support.rows import SCHEMA
from workflows.contracts.dataset import Column

CHUNK = 5_000


async def bare(what: str, path: Path, where: str) -> Run:
    """In a process of its own, whose start is not counted."""
    command = ["-m", "bench.bare_transfer", what, str(path), where]
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    told, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"the bare {what} ended with code {process.returncode}")
    return Run(*json.loads(told))


def import_sqlite(path: Path, where: str) -> int:
    holes = ", ".join("?" * (1 + len(columns())))
    with closing(sqlite3.connect(where, isolation_level=None)) as database:
        for pragma in PRAGMAS:
            database.execute(f"PRAGMA {pragma}")
        database.execute(created("sqlite"))
        kept = 0
        for rows in checked(path):
            database.execute("BEGIN IMMEDIATE")
            kept += database.executemany(f"INSERT OR IGNORE INTO rows VALUES ({holes})", rows).rowcount
            database.execute("COMMIT")
    return kept


def import_postgres(path: Path, where: str) -> int:
    """Beside the table first: COPY takes all the rows or none."""
    import psycopg

    kept = 0
    with psycopg.connect(where, autocommit=True) as database:
        database.execute(created("postgresql").encode())
        database.execute("CREATE TEMPORARY TABLE incoming (LIKE rows) ON COMMIT DELETE ROWS")
        for rows in checked(path):
            with database.transaction(), database.cursor() as cursor:
                with cursor.copy("COPY incoming FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                cursor.execute("INSERT INTO rows SELECT * FROM incoming ON CONFLICT DO NOTHING")
                kept += cursor.rowcount
    return kept


def export_sqlite(path: Path, where: str) -> int:
    """As the driver gives them: truth is 1, and nothing is made harmless for a spreadsheet."""
    names = [column.name for column in columns()]
    chosen = ", ".join(f"c{place}" for place in range(len(names)))
    with closing(sqlite3.connect(where)) as database, path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(database.execute(f"SELECT {chosen} FROM rows ORDER BY id"))
        (number,) = database.execute("SELECT count(*) FROM rows").fetchone()
    return int(number)


def checked(path: Path) -> Iterator[list[tuple[Any, ...]]]:
    """Rows that are right, each with its number before its values, a transaction's at a time."""
    validate, width = Checker(columns()).validate, len(columns())
    with path.open(newline="", encoding="utf-8") as file:
        records = csv.reader(file, strict=True)
        next(records)
        numbered = enumerate(records, 1)
        while some := list(islice(numbered, CHUNK)):
            rows = []
            for number, record in some:
                if len(record) == width:
                    try:
                        rows.append((number, *validate([cell or None for cell in record])))
                    except ValidationError:
                        continue
            yield rows


def created(database: str) -> str:
    """What makes the table, in the words of that database."""
    dialect = make_url(f"{database}://").get_dialect()()
    return str(CreateTable(table_of("rows", columns())).compile(dialect=dialect))


def columns() -> Columns:
    """The customers' as the API makes them: a key has a value in every row, and none twice."""
    of_key = {"required": True, "unique": True}
    told = [{**one, **(of_key if one["name"] == SCHEMA["key"] else {})} for one in SCHEMA["columns"]]
    return tuple(Column(**one) for one in told)


WAYS: dict[str, Callable[[Path, str], int]] = {
    "import-sqlite": import_sqlite,
    "import-postgres": import_postgres,
    "export-sqlite": export_sqlite,
}


def main(what: str, path: str, where: str) -> None:
    began, worked = time.perf_counter(), time.process_time()
    rows = WAYS[what](Path(path), where)
    took, work = time.perf_counter() - began, time.process_time() - worked
    print(json.dumps(Run(rows, took, work, 0, most_mb("self"))))


if __name__ == "__main__":
    main(*sys.argv[1:])
