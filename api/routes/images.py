"""Uploads: sniffed, fully decoded in a child process, and only then kept."""

import hashlib
import secrets
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile
from fastapi.responses import StreamingResponse

from api.auth import Asks
from api.deps import Rooms, Use, form_only
from api.document import raw, refused, told
from api.errors import Problem
from api.receiving import plain_name
from api.schemas import enhancement as shapes
from api.telling import time
from storage.library import StoredImage

router = APIRouter(tags=["api"], responses=refused(503))
CHUNK = 1 << 20
FOREVER = "private, max-age=31536000, immutable"
Digest = Annotated[
    str | None, Query(pattern="^[0-9a-f]{64}$", description="Only images with exactly these bytes.")
]
BYTES = raw("image/png", "image/jpeg", "image/webp", says="The bytes as they came.")


@router.post(
    "/api/images",
    status_code=201,
    dependencies=[Depends(form_only)],
    responses=told(shapes.Image, status=201),
)
async def upload(file: Annotated[UploadFile, File()], rooms: Use, caller: Asks) -> dict[str, Any]:
    """Keep a PNG, JPEG or WEBP image; what it is, its bytes decide."""
    image_id = secrets.token_hex(16)
    with NamedTemporaryFile(prefix="callsheet-") as scratch:
        path = Path(scratch.name)
        size, digest = await _spool(file, path, rooms.settings.max_upload_bytes)
        facts = await rooms.decoder.decode(path)
        image = StoredImage(
            id=image_id,
            owner=caller.acts_as(None, "/ownerId"),
            name=plain_name(file.filename, "image"),
            width=facts.width,
            height=facts.height,
            format=facts.format,
            bytes=size,
            key=f"images/{image_id}",
            sha256=digest,
            created_at=datetime.now(UTC),
        )
        await rooms.artifacts.put(image.key, path)
    await rooms.library.add(image)
    return _told(image, rooms)


@router.get("/api/images", responses=told(shapes.Images))
async def images(
    rooms: Use, caller: Asks, limit: Annotated[int, Query(ge=1, le=200)] = 50, sha256: Digest = None
) -> dict[str, Any]:
    """The newest images; with `sha256`, those that an upload of these bytes would only repeat."""
    if sha256 is None:
        found = await rooms.library.page(caller.owner, limit)
    else:
        found = await rooms.library.alike(sha256, caller.acts_as(None, "?owner"), limit)
    return {"images": [_told(image, rooms) for image in found]}


@router.get("/api/images/{image_id}", responses={**told(shapes.Image), **refused(404)})
async def image(image_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    return _told(await rooms.library.find(image_id, caller.owner), rooms)


@router.get("/api/images/{image_id}/content", response_class=Response, responses={**BYTES, **refused(404)})
async def content(image_id: str, rooms: Use) -> Response:
    """The bytes as they came. The id is unguessable, so `<img>` needs no header."""
    image = await rooms.library.find(image_id, None)
    headers = {"Cache-Control": FOREVER, "Content-Length": str(image.bytes)}
    body = rooms.artifacts.stream(image.key, 0, image.bytes)
    return StreamingResponse(body, media_type=f"image/{image.format}", headers=headers)


async def _spool(file: UploadFile, path: Path, limit: int) -> tuple[int, str]:
    """The file's size in bytes and its SHA-256."""
    size, digest = 0, hashlib.sha256()
    with path.open("wb") as out:
        while chunk := await file.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise Problem(
                    413, "too-large", f"An image may have at most {limit:,} bytes.", pointer="/file"
                )
            out.write(chunk)
            digest.update(chunk)
    return size, digest.hexdigest()


def _told(image: StoredImage, rooms: Rooms) -> dict[str, Any]:
    return {
        "imageId": image.id,
        "name": image.name,
        "width": image.width,
        "height": image.height,
        "format": image.format,
        "bytes": image.bytes,
        "sha256": image.sha256,
        "url": rooms.links.to(f"/api/images/{image.id}/content"),
        "createdAt": time(image.created_at),
    }
