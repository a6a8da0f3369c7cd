"""Files of rows that people sent: kept for a day, and for as long as an import needs them."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, exists, insert, select

from storage.artifacts import Artifacts
from storage.database import Database
from storage.dataset_tables import files, loads

KEPT = timedelta(days=1)


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

    async def remove(self, file: StoredFile) -> None:
        """Take back a file that nothing came of."""
        await self._artifacts.delete([file.key])
        async with self._database.writing() as connection:
            await connection.execute(delete(files).where(files.c.id == file.id))

    async def forget(self) -> None:
        """Those whose day is over and that no import needs: bytes first, so that it can be done again."""
        needed = exists().where(loads.c.file_id == files.c.id)
        old = files.c.created_at < datetime.now(UTC) - KEPT
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(*COLUMNS).where(old, ~needed))).all()
        for row in rows:
            await self.remove(StoredFile(*row))
