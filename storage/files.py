"""Files of rows that people sent: kept for a day, and for as long as an import needs them."""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.artifacts import Artifacts
from storage.database import Database
from storage.dataset_tables import files, loads

KEPT = timedelta(days=1)
UPLOADS = "uploads"
"""What the keys of their bytes begin with."""


class FileMissing(Exception):
    """No such file, or not this caller's, or its day is over."""


class StoredFile(NamedTuple):
    """`key` names the bytes in the artifact store."""

    id: str
    owner: str
    name: str
    bytes: int
    sha256: str
    key: str
    created_at: datetime


NEEDED = exists().where(loads.c.file_id == files.c.id)
COLUMNS = [files.c[name] for name in StoredFile._fields]


class Files:
    def __init__(self, database: Database, artifacts: Artifacts) -> None:
        self._database, self._artifacts = database, artifacts

    async def add(self, file: StoredFile) -> None:
        async with self._database.writing() as connection:
            await connection.execute(insert(files).values(file._asdict()))

    async def find(self, file_id: str, owner: str | None) -> StoredFile:
        """`owner` None sees everything. Raises `FileMissing`."""
        query = select(*COLUMNS).where(files.c.id == file_id)
        if owner is not None:
            query = query.where(files.c.owner == owner)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise FileMissing(file_id)
        return StoredFile(*row)

    async def remove(self, file_id: str) -> None:
        """Take back a file, unless an import needs it. Who is interrupted can begin again."""
        removing = delete(files).where(files.c.id == file_id, ~NEEDED).returning(files.c.key)
        async with self._database.writing() as connection:
            await connection.execute(_locked(file_id))  # who is about to need it has said so by then
            if key := await connection.scalar(removing):
                await self._artifacts.delete([key])

    async def forget(self) -> None:
        """Those whose day is over and that no import needs, and bytes whose receiver was killed."""
        past = datetime.now(UTC) - KEPT
        async with self._database.reading() as connection:
            old = select(files.c.id).where(files.c.created_at < past, ~NEEDED)
            ids = (await connection.scalars(old)).all()
        for file_id in ids:
            await self.remove(file_id)
        if stray := await self._artifacts.older(UPLOADS, past):
            async with self._database.reading() as connection:
                stray.difference_update(await connection.scalars(select(files.c.key)))
            await self._artifacts.delete(sorted(stray))


def _locked(file_id: str) -> Select[Any]:
    return select(files.c.id).where(files.c.id == file_id).with_for_update()


async def held(connection: AsyncConnection, file_id: str) -> None:
    """Until the transaction ends nobody removes the file. Raises `FileMissing`."""
    query = select(files.c.id).where(files.c.id == file_id).with_for_update(read=True)
    if await connection.scalar(query) is None:
        raise FileMissing(file_id)
