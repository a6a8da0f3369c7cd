"""Every text that a file can hold comes out of the database as it went in; what it cannot hold is named."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from storage.database import Database
from storage.dataset_rows import Columns, table_of, unique_of
from storage.datasets import Datasets
from storage.putting import Put, Putter
from workflows.contracts.dataset import Column, Type

WIDE = tuple(Column(name=f"column {at}", type=Type.STRING) for at in range(400))
TEXTS = (
    "a\rb",
    "\r",
    "a\r\nb\nc",
    "\\.",
    "x\n\\.\ny",
    '"',
    'a"b',
    " a ",
    "a\x85b",
    "a\u2028b",
    "\x0b",
    "NULL",
    "\\N",
    ",",
    "\x1a",
    "\ufeff",
    "\U0001f600",
    "\x01",
)
NUMBERS = (0.1, 1e308, 5e-324, -0.0, 2.0**63, 1 / 3, None, 123456789.123456789)


async def put(database: Database, columns: Columns, rows: Sequence[tuple[Any, ...]]) -> tuple[Put, list[Any]]:
    """What became of the rows, and those that are there."""
    dataset = await Datasets(database).create("ds_texts", "ann", "texts", None, columns)
    table = table_of(dataset.table, columns)
    async with database.writing() as connection:
        done = await Putter(connection, table, unique_of(columns)).insert(rows)
    async with database.reading() as connection:
        return done, [tuple(row) for row in await connection.execute(select(table).order_by(table.c.id))]


async def test_line_ends_and_quotes_stay_as_they_are(database: Database) -> None:
    columns = (Column(name="text", type=Type.STRING), Column(name="number", type=Type.NUMBER))
    rows = [(at, text, NUMBERS[at % len(NUMBERS)]) for at, text in enumerate(TEXTS, 1)]
    assert await put(database, columns, rows) == (Put(len(rows), []), rows)


async def test_a_row_that_fits_on_no_page_is_left_out_alone(database: Database) -> None:
    """PostgreSQL's pages are of 8 kB, and short texts stay on them; SQLite has no such limit."""
    rows = [(at, *[("x" * 21 if at == 3 else "x")] * len(WIDE)) for at in range(1, 6)]
    limited = database.engine.dialect.name == "postgresql"
    done, there = await put(database, WIDE, rows)
    assert [(one.row[0], one.place) for one in done.refused] == ([(3, None)] if limited else [])
    assert there == [row for row in rows if not limited or row[0] != 3]
    assert done.inserted == len(there)


async def test_a_unique_text_that_no_index_holds_is_left_out_alone(database: Database) -> None:
    columns = (Column(name="text", type=Type.STRING, unique=True),)
    long = "".join(chr(33 + at * at % 89) + f"{at:x}" for at in range(3_000))
    limited = database.engine.dialect.name == "postgresql"
    done, there = await put(database, columns, [(1, "a"), (2, long), (3, "b"), (4, "a")])
    assert [(one.row[0], one.place) for one in done.refused] == [*([(2, None)] if limited else []), (4, 0)]
    assert [row[0] for row in there] == ([1, 3] if limited else [1, 2, 3])


async def test_an_upsert_may_take_what_another_row_of_it_gives_up(database: Database) -> None:
    """What a row outside of it has, it may not; the row with the key itself may keep its own."""
    columns = (
        Column(name="id", type=Type.INTEGER, required=True, unique=True),
        Column(name="mail", type=Type.STRING, unique=True),
    )
    dataset = await Datasets(database).create("ds_mails", "ann", "mails", "id", columns)
    table = table_of(dataset.table, columns)
    async with database.writing() as connection:
        putter = Putter(connection, table, unique_of(columns))
        await putter.insert([(1, 1, "a"), (2, 2, "b"), (3, 3, "c")])
        rows = [(4, 1, "d"), (5, 4, "a"), (6, 2, "b"), (7, 5, "c"), (8, 6, "e"), (9, 7, "e")]
        done = await putter.upsert(rows, 0, [0, 1])
        found = await connection.execute(select(table.c.c0, table.c.c1).order_by(table.c.c0))
        there = {row.c0: row.c1 for row in found}
    refused = sorted((one.row[0], one.place) for one in done.refused)
    assert (7, 1) in refused
    assert (there[1], there[2], there[3]) == ("d", "b", "c")
    assert list(there.values()).count("e") == 1
    assert done.inserted == len(there) - 3
    assert len(rows) - len(refused) == done.inserted + 2
