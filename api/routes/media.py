"""`POST /api/generation/uploads`: pictures and video that tasks work from, kept for three days."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, field_validator

import films
from api.auth import Asks
from api.deps import Rooms, Use, form_only
from api.document import refused, told
from api.errors import Problem
from api.receiving import CHUNK, once_each, plain_name
from api.schemas import generation as shapes
from api.telling import time
from children import ChildDied
from films import MediaRefused
from storage.artifacts import MEDIA, Artifact
from storage.images import ImageRefused

router = APIRouter(prefix="/api/generation", tags=["api"], responses=refused(503))


class MediaForm(BaseModel):
    """The file, and nothing else."""

    model_config = ConfigDict(extra="forbid")

    file: Annotated[UploadFile, File()]

    @field_validator("file", mode="before")
    @classmethod
    def _is_a_file(cls, sent: Any) -> Any:
        if isinstance(sent, str):
            raise ValueError("This is text. Send a file, as `curl --form file=@photo.png` does.")
        return sent


class Facts(NamedTuple):
    media_type: str
    width: int | None
    height: int | None


@router.post(
    "/uploads",
    status_code=201,
    dependencies=[Depends(form_only), Depends(once_each)],
    responses=told(shapes.UploadKept, "Location", status=201),
    name="upload_media",
)
async def upload(
    form: Annotated[MediaForm, Form(media_type="multipart/form-data")],
    request: Request,
    rooms: Use,
    caller: Asks,
) -> JSONResponse:
    """Keep a picture or a video for tasks; what it is, its bytes decide."""
    file, owner = form.file, caller.acts_as(None, "/ownerId")
    artifact_id = secrets.token_hex(16)
    key = f"{MEDIA}/{artifact_id}"
    expires_at = datetime.now(UTC) + timedelta(seconds=rooms.settings.upload_link_s)
    name = plain_name(file.filename, "upload")
    try:
        size, sha256 = await _store(rooms, file, key)
        facts = await _looked_at(rooms, key)
        kept = Artifact(artifact_id, owner, None, key, facts.media_type, name, size, sha256, expires_at)
        await rooms.artifacts.record(kept)
    except BaseException:
        await rooms.artifacts.delete([key])
        raise
    base = rooms.settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
    url = f"{base}/v1/artifacts/{artifact_id}"
    return JSONResponse({"success": True, "data": _told(kept, facts, url)}, 201, {"Location": url})


def _told(kept: Artifact, facts: Facts, url: str) -> dict[str, Any]:
    return {
        "uploadId": kept.id,
        "downloadUrl": url,
        "fileName": kept.filename,
        "fileSize": kept.bytes,
        "mimeType": kept.media_type,
        "width": facts.width,
        "height": facts.height,
        "sha256": kept.sha256,
        "expiresAt": time(kept.expires_at),
    }


async def _store(rooms: Rooms, file: UploadFile, key: str) -> tuple[int, str]:
    """Bytes and their SHA-256."""
    size, digest, most = 0, hashlib.sha256(), rooms.settings.max_media_bytes
    async with rooms.artifacts.writing(key) as write:
        while part := await file.read(CHUNK):
            size += len(part)
            if size > most:
                raise Problem(413, "too-large", f"A file may have at most {most:,} bytes.", pointer="/file")
            digest.update(part)
            await write(part)
    if not size:
        raise Problem(422, "file-empty", "The file has no bytes.", pointer="/file")
    return size, digest.hexdigest()


async def _looked_at(rooms: Rooms, key: str) -> Facts:
    """Raises `MediaRefused` for what is neither a picture nor a video, or is broken."""
    async with rooms.artifacts.local(key) as path:
        try:
            film = await rooms.crew.run(films.sniff, path)
            if film:
                width, height, _ = await rooms.crew.run(films.whole, path)
                return Facts(film, width, height)
            facts = await rooms.decoder.decode(path)
        except ImageRefused as refused:
            if refused.code == "not-an-image":
                message = "The file is no PNG, JPEG or WEBP image, and no MP4, QuickTime or WebM video."
                raise MediaRefused("not-media", message) from refused
            raise
        except (ChildDied, TimeoutError, MemoryError):
            raise MediaRefused("media-broken", "The file crashed its reader.") from None
    return Facts(f"image/{facts.format}", facts.width, facts.height)
