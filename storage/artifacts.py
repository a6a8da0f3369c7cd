"""Bytes: put by key, read by key or range, dropped by prefix; a row per file that people may fetch.

Keys: `images/<id>` uploads, `work/<job>/<n>` finished tiles, `results/<artifact id>`. Putting the same key
again overwrites it with the same bytes, so every writer may run twice.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from obstore import open_writer_async
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import job_rows
from storage.database import Database, StorageUnavailable
from storage.tables import artifacts

CHUNK = 1 << 18
MEDIA = "media"
"""What the keys of uploads for generation tasks begin with."""
REMEMBERED = timedelta(days=30)
"""How long an upload that has expired is told from one that never was."""


class ArtifactMissing(Exception):
    """Nothing is stored under that id or key (any more)."""


class ArtifactExpired(Exception):
    """The file was to be had for a time, and that is over; the argument is when it was."""


class Artifact(NamedTuple):
    id: str
    owner: str
    job_id: str | None
    key: str
    media_type: str
    filename: str
    bytes: int
    sha256: str
    expires_at: datetime | None = None


class Artifacts:
    def __init__(self, database: Database, url: str) -> None:
        self._database = database
        self._store: ObjectStore = _open(url)
        self._folder = self._store.prefix if isinstance(self._store, LocalStore) else None

    async def put(self, key: str, content: bytes | Path) -> None:
        """Of a large file two pieces at a time are in memory; it would be twelve."""
        with _translated(key):
            await self._store.put_async(key, content, max_concurrency=2)

    async def get(self, key: str) -> bytes:
        with _translated(key):
            if self._folder:  # a thread of ours takes a fifth of what the library's own way costs
                return await asyncio.to_thread((self._folder / key).read_bytes)
            return bytes(await (await self._store.get_async(key)).bytes_async())

    async def copy(self, key: str, other: str) -> None:
        with _translated(key):
            await self._store.copy_async(key, other)

    async def stream(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes `start` up to, not including, `end`, in chunks."""
        for at in range(start, end, CHUNK):
            part = await self._store.get_range_async(key, start=at, end=min(at + CHUNK, end))
            yield bytes(part)

    async def names(self, prefix: str) -> set[str]:
        """The last parts of the keys directly under a prefix."""
        with _translated(prefix):
            listing = await self._store.list_with_delimiter_async(prefix)
        return {item["path"].rsplit("/", 1)[-1] for item in listing["objects"]}

    async def older(self, prefix: str, than: datetime) -> set[str]:
        """Keys under the prefix whose bytes came before then."""
        with _translated(prefix):
            listing = self._store.list(prefix)
            return {item["path"] async for page in listing for item in page if item["last_modified"] < than}

    async def delete(self, keys: Sequence[str]) -> None:
        """Remove those bytes; what is not there is no error."""
        for key in keys:
            with suppress(ArtifactMissing), _translated(key):
                await self._store.delete_async(key)

    async def drop(self, prefix: str) -> None:
        """Remove everything under the prefix."""
        keys = [item["path"] async for page in self._store.list(prefix) for item in page]
        await self.delete(keys)

    async def record(self, artifact: Artifact) -> None:
        """Make stored bytes fetchable under the artifact's id; the same again changes nothing.

        Of a job that is gone nothing is kept, the bytes neither.
        """
        async with self._database.writing() as connection:
            held = artifact.job_id is None or await job_rows.held(connection, artifact.job_id)
            insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(artifacts)
            values = {**artifact._asdict(), "created_at": datetime.now(UTC)}
            if held:
                await connection.execute(insert.values(values).on_conflict_do_nothing())
        if not held:
            await self.delete([artifact.key])

    async def find(self, artifact_id: str) -> Artifact:
        """Raises `ArtifactMissing` and `ArtifactExpired`."""
        columns = [artifacts.c[name] for name in Artifact._fields]
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*columns).where(artifacts.c.id == artifact_id))).first()
        if row is None:
            raise ArtifactMissing(artifact_id)
        if row.expires_at and row.expires_at <= datetime.now(UTC):
            raise ArtifactExpired(row.expires_at)
        return Artifact(*row)

    async def expire(self) -> None:
        """Remove the bytes whose time is over; that there were some is remembered, for a while."""
        over = select(artifacts.c.id, artifacts.c.key).where(artifacts.c.expires_at <= datetime.now(UTC))
        async with self._database.reading() as connection:
            rows = (await connection.execute(over.where(artifacts.c.bytes > 0))).all()
        await self.delete([row.key for row in rows])
        ours = artifacts.c.id.in_([row.id for row in rows])
        long_over = artifacts.c.job_id.is_(None), artifacts.c.expires_at < datetime.now(UTC) - REMEMBERED
        async with self._database.writing() as connection:
            await connection.execute(update(artifacts).where(ours).values(bytes=0))
            await connection.execute(delete(artifacts).where(*long_over))
        await self._forget_strays()

    async def _forget_strays(self) -> None:
        """Uploads whose receiver was killed before it could say what they are."""
        stray = await self.older(MEDIA, datetime.now(UTC) - timedelta(days=1))
        if stray:
            query = select(artifacts.c.key).where(artifacts.c.key.startswith(f"{MEDIA}/"))
            async with self._database.reading() as connection:
                stray.difference_update(await connection.scalars(query))
            await self.delete(sorted(stray))

    @asynccontextmanager
    async def local(self, key: str) -> AsyncIterator[Path]:
        """The bytes as a file to read: the store's own where it is a folder, else a copy for the while."""
        if self._folder:
            if not await asyncio.to_thread((self._folder / key).is_file):
                raise ArtifactMissing(key)
            yield self._folder / key
            return
        with NamedTemporaryFile(prefix="callsheet-") as scratch:
            with _translated(key):
                result = await self._store.get_async(key)
                async for part in result.stream(min_chunk_size=CHUNK * 16):
                    await asyncio.to_thread(scratch.write, part)
            scratch.flush()
            yield Path(scratch.name)

    @asynccontextmanager
    async def writing(self, key: str) -> AsyncIterator[Callable[[bytes], Awaitable[None]]]:
        """Bytes as they come; nothing is there before the end, or where something goes wrong."""
        with _translated(key):
            writer = open_writer_async(self._store, key, buffer_size=CHUNK * 32)
            async with writer:

                async def write(part: bytes) -> None:
                    await writer.write(part)

                yield write


@contextmanager
def _translated(key: str) -> Iterator[None]:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise ArtifactMissing(key) from error
    except (BaseError, OSError) as error:
        raise StorageUnavailable(f"The artifact store refused {key}: {error}") from error


def _open(url: str) -> ObjectStore:
    try:
        if url.startswith("file://"):
            return LocalStore(url.removeprefix("file://"), automatic_cleanup=True, mkdir=True)
        return from_url(url)
    except (BaseError, OSError) as error:
        raise StorageUnavailable(f"Cannot use the artifact store {url}: {error}") from error
