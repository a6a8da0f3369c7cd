"""The playlists that documentaries leave behind; each has one id, whoever saves it how often."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, delete, literal, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import job_rows
from storage.database import Database
from storage.tables import jobs, playlists


class PlaylistMissing(Exception):
    """No such playlist, or not this caller's."""


class Playlist(NamedTuple):
    """`job_id` is the newest job that made it, `revision` counts what that job saved."""

    id: str
    owner: str
    job_id: str
    revision: int
    title: str
    topic: str
    content: Mapping[str, Any]
    created_at: datetime


SAVED_BY: ColumnElement[str] = literal_column("playlists.job_id")
"""As text: an `ON CONFLICT` is no query that a query inside could be joined to."""
COLUMNS = [playlists.c[name] for name in Playlist._fields]


class Playlists:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, playlist: Playlist) -> None:
        """Write it; what is older, or of a job that is gone or carried on since, changes nothing.

        Jobs with the same playlist are a line of retries, and the newest that saves is right: one in between
        may have ended before it came to save.
        """
        values = playlist._asdict()
        changed = {name: values[name] for name in ("job_id", "revision", "title", "topic", "content")}
        newer = (playlists.c.job_id == playlist.job_id) & (playlists.c.revision <= playlist.revision)
        newer |= _seq(SAVED_BY) < _seq(literal(playlist.job_id))
        async with self._database.writing() as connection:
            if not await job_rows.held(connection, playlist.job_id):
                return
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            await connection.execute(
                dialect.insert(playlists)
                .values(values)
                .on_conflict_do_update(
                    index_elements=[playlists.c.id],
                    set_=changed,
                    where=newer,
                )
            )

    async def page(self, owner: str | None, limit: int) -> Sequence[Playlist]:
        """The newest; `owner` None sees everybody's."""
        query = select(*COLUMNS).order_by(playlists.c.created_at.desc()).limit(limit)
        if owner is not None:
            query = query.where(playlists.c.owner == owner)
        async with self._database.reading() as connection:
            return [Playlist(*row) for row in await connection.execute(query)]

    async def find(self, playlist_id: str, owner: str | None) -> Playlist:
        """Raises `PlaylistMissing`."""
        query = select(*COLUMNS).where(playlists.c.id == playlist_id)
        if owner is not None:
            query = query.where(playlists.c.owner == owner)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise PlaylistMissing(playlist_id)
        return Playlist(*row)

    async def remove(self, playlist_id: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(playlists).where(playlists.c.id == playlist_id))


async def remove_of(connection: AsyncConnection, job_id: str) -> None:
    """What a job made goes with it, unless another job has carried it on."""
    await connection.execute(delete(playlists).where(playlists.c.job_id == job_id))


def new(playlist_id: str, owner: str, job_id: str, revision: int, content: Mapping[str, Any]) -> Playlist:
    """As of now; its `title` and `topic` are those of the content."""
    title, topic = str(content["title"])[:500], str(content["topic"])[:255]
    return Playlist(playlist_id, owner, job_id, revision, title, topic, content, datetime.now(UTC))


def _seq(job_id: ColumnElement[str]) -> ScalarSelect[int]:
    return select(jobs.c.seq).where(jobs.c.id == job_id).scalar_subquery()
