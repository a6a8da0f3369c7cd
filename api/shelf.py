"""The files of a folder as answers: read and packed once, told apart by what is in them."""

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import NamedTuple

from fastapi import Request, Response


class Copy(NamedTuple):
    """One file as it was at `changed` (ns), plain and packed."""

    changed: int
    media: str
    plain: bytes
    packed: bytes
    tag: str


class Shelf:
    """`names` are all that is ever answered; a file that is edited while it is served is read again."""

    def __init__(self, folder: Path, names: frozenset[str]) -> None:
        self._folder = folder
        self._names = names
        self._copies: dict[str, Copy] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def answer(self, name: str, request: Request) -> Response:
        """Its bytes, packed for whoever takes that, or 304 where they are known."""
        copy = self._copy(name)
        packs = "gzip" in request.headers.get("accept-encoding", "") and len(copy.packed) < len(copy.plain)
        tag = f'"{copy.tag}-gzip"' if packs else f'"{copy.tag}"'
        headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if packs:
            headers["Content-Encoding"] = "gzip"
        return Response(copy.packed if packs else copy.plain, headers=headers, media_type=copy.media)

    def _copy(self, name: str) -> Copy:
        path = self._folder / name
        changed = path.stat().st_mtime_ns
        known = self._copies.get(name)
        if known is None or known.changed != changed:
            plain = path.read_bytes()
            media = mimetypes.guess_type(name)[0] or "application/octet-stream"
            tag = hashlib.sha256(plain).hexdigest()[:16]
            known = Copy(changed, media, plain, gzip.compress(plain, 9, mtime=0), tag)
            self._copies[name] = known
        return known
