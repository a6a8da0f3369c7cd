"""A file that was sent stays for who needs it, and goes when nobody does."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, text, update

from storage.artifacts import Artifacts
from storage.database import Database
from storage.dataset_tables import files, loads
from storage.files import Files, held
from storage.turns import NOTHING_YET
from tests.storage.test_loads import keep


async def test_a_file_stays_for_who_asks_for_it_while_it_is_removed(
    database: Database, tmp_path: Path
) -> None:
    """Its day is over and nobody needs it, says the housekeeping; the import that was faster has it."""
    artifacts = Artifacts(database, f"file://{tmp_path}/artifacts")
    await artifacts.put("uploads/file", b"id\n1\n")
    await keep(database, "file")
    facts = {"format": "csv"}
    load = {
        "id": "job",
        "job_id": "job",
        "dataset_id": "ds",
        "mode": "insert",
        "file_id": "file",
        "number": 0,
    }
    more = {"facts": facts, "mapping": {}, "most_bad": 1, "over": False, "staged_at": datetime.now(UTC)}
    async with database.writing() as connection:
        await held(connection, "file")
        removing = asyncio.create_task(Files(database, artifacts).forget())
        if connection.dialect.name == "postgresql":
            async with asyncio.timeout(10):
                while not await connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                    await asyncio.sleep(0)
        await connection.execute(insert(loads).values({**load, **more, **NOTHING_YET}))
    await removing
    assert await artifacts.names("uploads") == {"file"}


async def test_bytes_that_nobody_knows_of_go_after_a_day(database: Database, tmp_path: Path) -> None:
    """Who received them was killed before it could say so; who is receiving some now is left alone."""
    artifacts = Artifacts(database, f"file://{tmp_path}/artifacts")
    await keep(database, "known")
    for name in ("known", "stray", "coming"):
        await artifacts.put(f"uploads/{name}", b"id\n1\n")
    for name in ("known", "stray"):
        os.utime(tmp_path / "artifacts" / "uploads" / name, (0, 0))
    async with database.writing() as connection:
        await connection.execute(update(files).values(created_at=datetime.now(UTC)))
    await Files(database, artifacts).forget()
    assert await artifacts.names("uploads") == {"known", "coming"}
