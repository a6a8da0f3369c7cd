"""Files that callers hand over: kept for three days, under names that overwrite one another."""

import hashlib
import mimetypes
import time
import uuid
from dataclasses import dataclass
from typing import Any

from callsheet.fakekie.sayings import File
from callsheet.fakekie.truth import Truth


@dataclass(frozen=True)
class Upload:
    id: str
    path: str
    name: str
    original_name: str
    file: File
    uploaded_at: float
    expires_at: float


class Uploads:
    """`keep_s`: how long."""

    def __init__(self, truth: Truth, keep_s: float) -> None:
        self._truth, self._keep_s = truth, keep_s
        self._kept: dict[str, Upload] = {}

    def keep(self, body: bytes, path: str, name: str | None, original: str, media_type: str | None) -> Upload:
        """Whatever had that name is gone."""
        folder = path.strip("/")
        name = name or f"{uuid.uuid4().hex}{original[original.rfind('.') :] if '.' in original else ''}"
        media_type = media_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        where = f"{folder}/{name}"
        now = time.time()
        file = File(body, media_type, f"/uploads/{where}")
        upload = Upload(uuid.uuid4().hex, folder, name, original, file, now, now + self._keep_s)
        self._kept[where] = upload
        sha256 = hashlib.sha256(body).hexdigest()
        self._truth.note("upload", path=where, sha256=sha256, bytes=len(body), mediaType=media_type)
        return upload

    def find(self, where: str) -> Upload | None:
        """None where there is none any more."""
        upload = self._kept.get(where)
        return upload if upload and upload.expires_at > time.time() else None

    def expire(self) -> None:
        """As if three days had passed."""
        self._kept.clear()


def told(upload: Upload, root: str) -> dict[str, Any]:
    """The answer's `data`."""
    return {
        "fileId": upload.id,
        "fileName": upload.name,
        "originalName": upload.original_name,
        "fileSize": len(upload.file.body),
        "mimeType": upload.file.media_type,
        "uploadPath": upload.path,
        "filePath": f"{upload.path}/{upload.name}",
        "fileUrl": f"{root}{upload.file.path}",
        "downloadUrl": f"{root}{upload.file.path}",
        "uploadTime": _day_time(upload.uploaded_at),
        "expiresAt": _day_time(upload.expires_at),
    }


def _day_time(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(at))
