"""One database, two ways in: `reading()` and `writing()`.

A write takes SQLite's lock at its beginning (`BEGIN IMMEDIATE`): a transaction that reads first and upgrades
later fails with "database is locked" as soon as two of them meet. Within a process writers queue up before
it: SQLite lets whoever waits for its lock try again by chance, and under load somebody waits too long.
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

WRITE = "callsheet_write"
PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=FAST",  # else Debian writes over a table that is dropped, and all wait
)


class StorageUnavailable(Exception):
    """The database or the object store cannot be used; the message says what would help."""


class Database:
    def __init__(self, url: str) -> None:
        sqlite = url.startswith("sqlite")
        if sqlite:
            _make_file(url)
        self.engine = _engine(url, pool_pre_ping=not sqlite)
        self._turn: AbstractAsyncContextManager[None] = asyncio.Lock() if sqlite else nullcontext()
        if sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
            event.listen(self.engine.sync_engine, "invalidate", _undo_sqlite)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with self.engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """All that is read inside is as it is now, whatever is written meanwhile."""
        async with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # a transaction of SQLite's sees nothing else anyway
                await connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: committed at the end, rolled back on any error."""
        async with self._turn, self.engine.connect() as connection:
            await connection.execution_options(**{WRITE: True})
            async with connection.begin():
                yield connection

    async def migrate(self) -> None:
        """Bring the schema up to date; processes that start together take turns."""
        try:
            async with self.writing() as connection:
                if connection.dialect.name == "postgresql":
                    await connection.execute(text("SELECT pg_advisory_xact_lock(7233)"))
                await connection.run_sync(_upgrade)
        except OperationalError as error:
            reason = str(error.orig).partition("\n")[0]
            where = self.engine.url.render_as_string()  # without its password
            raise StorageUnavailable(f"The database {where} cannot be used: {reason}") from error

    async def close(self) -> None:
        await self.engine.dispose()


def _engine(url: str, **more: Any) -> AsyncEngine:
    try:
        return create_async_engine(url, hide_parameters=True, **more)
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        raise StorageUnavailable(
            "CALLSHEET_DATABASE_URL is none that can be used here. PostgreSQL needs its driver "
            "(`make postgres`) and a URL such as postgresql+psycopg://user:password@host/database."
        ) from error


def _make_file(url: str) -> None:
    """A new file is in WAL mode before it has its name: a switch fails as soon as two connections meet."""
    database = make_url(url).database
    if not database:
        return
    file = Path(database)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            return
        with TemporaryDirectory(dir=file.parent) as folder, closing(sqlite3.connect(f"{folder}/new")) as new:
            new.execute("PRAGMA journal_mode=WAL")
            with suppress(OSError):  # somebody was faster; or no links here: who connects first switches
                os.link(f"{folder}/new", file)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise StorageUnavailable(
            f"Cannot write to {file.parent}: {reason}. Choose another with --data or CALLSHEET_DATA."
        ) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # else the driver begins transactions behind SQLAlchemy's back
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _undo_sqlite(connection: Any, _record: object, _error: object) -> None:
    """A cancel in the middle of a statement gives the connection up. To close it is not enough: as long as
    anybody remembers the statement, its lock would stay, and nobody else could write."""
    connection.rollback()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
