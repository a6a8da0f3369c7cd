"""A cancel may come in the middle of a statement: nothing of its transaction stays, nobody waits for it."""

import asyncio

from sqlalchemy import text

from storage.database import Database
from storage.dataset_rows import table_of
from storage.datasets import Datasets
from storage.putting import Putter
from workflows.contracts.dataset import Column, Type

MANY = [(number, "x" * 50) for number in range(100_000)]


async def test_a_cancelled_writer_holds_nobody_up(database_url: str) -> None:
    """Another process's writer goes on at once, though somebody still looks at the error; there is no row of
    the cancelled one, and the process that was cancelled can write again."""
    ours, theirs = Database(database_url), Database(database_url)
    async with ours.writing() as connection:
        await connection.execute(text("CREATE TABLE kept (number BIGINT, word TEXT)"))

    async def write() -> None:
        async with ours.writing() as connection:
            statement = "INSERT INTO kept VALUES ({0}, {0})"
            mark = "%s" if connection.dialect.name == "postgresql" else "?"
            await connection.exec_driver_sql(statement.format(mark), MANY)

    for pause in (0, 0.01, 0.03):
        writing = asyncio.create_task(write())
        await asyncio.sleep(pause)
        writing.cancel()
        (error,) = await asyncio.gather(writing, return_exceptions=True)
        assert isinstance(error, asyncio.CancelledError)
        async with asyncio.timeout(5):
            for database in (theirs, ours):
                async with database.writing() as connection:
                    await connection.execute(text("INSERT INTO kept VALUES (1, 'other')"))
    async with theirs.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM kept")) == 6
    await ours.close()
    await theirs.close()


async def test_rows_that_were_being_put_are_there_wholly_or_not_at_all(database: Database) -> None:
    """The cancel is told as one, whenever it comes, and the connection is not used again."""
    columns = (Column(name="text", type=Type.STRING),)
    dataset = await Datasets(database).create("ds_many", "ann", "many", None, columns)
    table = table_of(dataset.table, columns)

    async def put() -> None:
        async with database.writing() as connection:
            await Putter(connection, table, []).insert(MANY)

    for pause in (0, 0.02, 0.05, 0.1):
        putting = asyncio.create_task(put())
        await asyncio.sleep(pause)
        putting.cancel()
        (error,) = await asyncio.gather(putting, return_exceptions=True)
        assert error is None or isinstance(error, asyncio.CancelledError)  # it may have been done by then
        async with database.writing() as connection:
            there = await connection.scalar(text(f"SELECT count(*) FROM {dataset.table}"))
            assert there in (0, len(MANY))  # a cancel may come while it is being committed
            await connection.execute(text(f"DELETE FROM {dataset.table}"))
