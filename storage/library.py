"""What owners keep here: their images."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select

from storage.database import Database
from storage.tables import images


class ImageMissing(Exception):
    """No such image, or not this caller's."""


class StoredImage(NamedTuple):
    """Upright size in pixels; `key` names the bytes in the artifact store."""

    id: str
    owner: str
    name: str
    width: int
    height: int
    format: str
    bytes: int
    key: str
    sha256: str | None
    created_at: datetime


COLUMNS = [images.c[name] for name in StoredImage._fields]


class Library:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, image: StoredImage) -> None:
        async with self._database.writing() as connection:
            await connection.execute(insert(images).values(image._asdict()))

    async def find(self, image_id: str, owner: str | None) -> StoredImage:
        """`owner` None sees everything. Raises `ImageMissing`."""
        query = select(*COLUMNS).where(images.c.id == image_id)
        if owner is not None:
            query = query.where(images.c.owner == owner)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise ImageMissing(image_id)
        return StoredImage(*row)

    async def page(self, owner: str | None, limit: int) -> Sequence[StoredImage]:
        """The newest images."""
        query = select(*COLUMNS).order_by(images.c.created_at.desc()).limit(limit)
        if owner is not None:
            query = query.where(images.c.owner == owner)
        async with self._database.reading() as connection:
            return [StoredImage(*row) for row in await connection.execute(query)]

    async def alike(self, sha256: str, owner: str, limit: int) -> Sequence[StoredImage]:
        """The owner's images with exactly these bytes, newest first, as far back as digests were noted."""
        query = select(*COLUMNS).where(images.c.owner == owner, images.c.sha256 == sha256)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(images.c.created_at.desc()).limit(limit))
            return [StoredImage(*row) for row in rows]
