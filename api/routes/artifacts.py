"""`GET /v1/artifacts/{id}`: bytes, with ranges. The id is unguessable: whoever has the link may fetch."""

import re
from datetime import UTC
from email.utils import format_datetime
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from api.deps import Rooms, Use
from api.document import parameter, raw, refused
from api.errors import Problem
from storage.artifacts import Artifact

router = APIRouter(prefix="/v1/artifacts", tags=["v1"], responses=refused(503))
FILE = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "video/mp4",
    "video/quicktime",
    "video/webm",
    "text/csv",
    "application/json",
    "application/jsonl",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
FACTS = ("ETag", "Content-Disposition")
ANSWERS = {
    **raw(*FILE, headers=FACTS, says="The file."),
    **raw(*FILE, headers=(*FACTS, "Content-Range"), status=206, says="The part that was asked for."),
    **raw(headers=FACTS, status=304, says="The file is the one that `If-None-Match` names."),
    **refused(404, 410, 416),
}
READS = [parameter("Range", "One range of bytes."), parameter("If-None-Match", "An `ETag` that is known.")]
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


@router.head("/{artifact_id}", include_in_schema=False)
@router.get("/{artifact_id}", response_class=Response, responses=ANSWERS, openapi_extra={"parameters": READS})
async def artifact(artifact_id: str, request: Request, rooms: Use) -> Response:
    return await served(rooms, artifact_id, request)


async def served(rooms: Rooms, artifact_id: str, request: Request) -> Response:
    """The file, or the part of it that is asked for. Raises `ArtifactMissing` and `ArtifactExpired`."""
    found = await rooms.artifacts.find(artifact_id)
    headers = _headers(found)
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    start, end, status = _range(request.headers.get("range"), found.bytes)
    headers["Content-Length"] = str(end - start)
    if status == 206:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{found.bytes}"
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=found.media_type)
    body = rooms.artifacts.stream(found.key, start, end)
    return StreamingResponse(body, status, headers, found.media_type)


def _headers(found: Artifact) -> dict[str, str]:
    shown = found.media_type.startswith(("image/", "audio/", "video/"))  # the rest is for keeping
    disposition = "inline" if shown else "attachment"
    until = found.expires_at.astimezone(UTC) if found.expires_at else None
    sunset = {"Sunset": format_datetime(until, usegmt=True)} if until else {}
    return {
        **sunset,
        "ETag": f'"{found.sha256[:32]}"',
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(found.filename)}",
        "Content-Security-Policy": "sandbox",
    }


def _range(header: str | None, size: int) -> tuple[int, int, int]:
    """First byte, byte after the last, and the status. What is no single range is answered whole."""
    match = RANGE.fullmatch(header or "")
    if match is None or match.group() == "bytes=-":
        return 0, size, 200
    first, last = match.groups()
    if first and last and int(last) < int(first):
        return 0, size, 200  # no range at all, says RFC 9110
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last) + 1, size) if first and last else size
    if start >= min(end, size):
        headers = {"Content-Range": f"bytes */{size}"}
        raise Problem(416, "range-not-satisfiable", f"The file has {size} bytes.", headers=headers)
    return start, end, 206
