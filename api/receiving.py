"""Files of rows as they arrive: counted, hashed and stored as they come, then looked at in a child."""

import hashlib
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar, TypeVarTuple

from fastapi import Request, UploadFile

from api.auth import Caller
from api.deps import Rooms
from api.errors import Problem, pointer
from children import ChildDied
from storage.artifacts import ArtifactMissing
from storage.files import UPLOADS, FileMissing, StoredFile
from tabular.refusing import FileRefused

CHUNK = 1 << 20
Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")
NOT_TAKEN = ("not-a-table", "encrypted")
ASKED = {"encoding-unknown": "encoding", "sheet-unknown": "sheet"}
"""Refusals that are for what was asked for."""
GONE = "The file is not stored any more; send it again."


class Received(NamedTuple):
    """`at` points to where it was sent, or named."""

    file: StoredFile
    at: str

    @property
    def new(self) -> bool:
        """Whether it came with this very request."""
        return self.at == "/file"


async def once_each(request: Request) -> None:
    """422 for a field that came twice: nobody knows which one was meant."""
    form = await request.form()
    for name in form:
        if len(form.getlist(name)) > 1:
            raise Problem(422, "field-twice", "This field is there twice.", pointer=pointer(("body", name)))


@asynccontextmanager
async def received(
    rooms: Rooms, caller: Caller, owner: str, upload: UploadFile | None, file_id: str | None
) -> AsyncIterator[Received]:
    """The file that came, or the one that is there; what came goes again where the request is refused."""
    if (upload is None) == (file_id is None):
        raise Problem(
            422,
            "file-missing",
            "Send `file`, or the `fileId` of one that is here; not both.",
            pointer="/file",
        )
    if upload is None:
        try:
            yield Received(await rooms.files.find(file_id or "", caller.owner), "/fileId")
        except FileMissing:
            raise Problem(422, "file-gone", GONE, pointer="/fileId") from None
        return
    file = await _store(rooms, owner, upload)
    try:
        yield Received(file, "/file")
    except BaseException:
        await rooms.files.remove(file.id)
        raise


async def looked_at(
    rooms: Rooms, received: Received, work: Callable[[Path, *Arguments], Result], *arguments: *Arguments
) -> Result:
    """What a look in a child finds out; a `Problem` where the file cannot be read as rows."""
    file, at = received
    try:
        async with rooms.artifacts.local(file.key) as path:
            return await rooms.crew.run(work, path, *arguments)
    except FileRefused as refused:
        field = ASKED.get(refused.code)
        pointer = f"{at.rpartition('/')[0]}/{field}" if field else at
        status = 415 if refused.code in NOT_TAKEN else 422
        raise Problem(status, refused.code, refused.message, pointer=pointer) from refused
    except ArtifactMissing:
        raise Problem(422, "file-gone", GONE, pointer=at) from None
    except TimeoutError:
        raise Problem(422, "file-unreadable", "The file took too long to be looked at.", pointer=at) from None
    except (ChildDied, MemoryError):
        raise Problem(422, "file-unreadable", "The file crashed its reader.", pointer=at) from None


async def _store(rooms: Rooms, owner: str, upload: UploadFile) -> StoredFile:
    file_id, size, digest = secrets.token_hex(16), 0, hashlib.sha256()
    most = rooms.settings.max_import_bytes
    key = f"{UPLOADS}/{file_id}"
    async with rooms.artifacts.writing(key) as write:
        while part := await upload.read(CHUNK):
            size += len(part)
            if size > most:
                raise Problem(413, "too-large", f"A file may have at most {most:,} bytes.", pointer="/file")
            digest.update(part)
            await write(part)
    now, name = datetime.now(UTC), plain_name(upload.filename)
    file = StoredFile(file_id, owner, name, size, digest.hexdigest(), key, now)
    await rooms.files.add(file)
    return file


def plain_name(filename: str | None, default: str = "rows") -> str:
    """The last part of whatever path a client sent, printable and short."""
    plain = (filename or "").replace("\\", "/").replace("%22", '"')  # browsers write a quote so
    name = "".join(c for c in PurePosixPath(plain).name if c.isprintable())[:255].strip()
    return name if name.strip(".") else default
