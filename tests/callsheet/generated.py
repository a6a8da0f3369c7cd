"""A generation task as the wire tells it: in the list, in the feed, its files, an upload."""

import hashlib
from typing import Any

from callsheet import imagen4
from tests.callsheet.scripted import Answer, Scripted, job

ID, OTHER = "gen_1767323045678_ab12cd34e", "gen_1767323045679_zz99yy88x"
API = "/api/generation"
TASKS, CREATE, UPLOAD = f"GET {API}/tasks", f"POST {API}/tasks", f"POST {API}/uploads"
TASK = f"GET {API}/tasks/{ID}"
SUNSET = imagen4("A beautiful sunset", num=2, ratio="16:9")
PICTURES = [b"the first picture", b"the second picture"]


def asset(number: int, content: bytes, media_type: str = "image/png") -> dict[str, Any]:
    size = {"width": 1024, "height": 576, "durationSecs": None, "bytes": len(content)}
    told = {"url": f"/v1/artifacts/a{number}", "kind": media_type.partition("/")[0], "mediaType": media_type}
    digest = hashlib.sha256(content).hexdigest()
    return {**told, **size, "sha256": digest, "thumbnailUrl": f"/v1/artifacts/t{number}"}


ASSETS = [asset(number, content) for number, content in enumerate(PICTURES, 1)]


def task(status: str = "PENDING", task_id: str = ID, **more: Any) -> dict[str, Any]:
    """And something that only a newer server knows."""
    done = status == "SUCCESS"
    told: dict[str, Any] = {"id": task_id, "jobId": task_id, "promptId": "p1", "service": "KIE"}
    told |= {"model": "IMAGEN4", "status": status, "externalTaskId": None, "providerParams": SUNSET}
    told |= {"resultJson": {"resultUrls": [one["url"] for one in ASSETS]} if done else None}
    told |= {"failCode": None, "failMsg": None, "error": None, "completedBy": "poll" if done else None}
    told |= {"createdAt": "2026-01-02T03:04:05Z", "startedAt": None, "updatedAt": "2026-01-02T03:04:06Z"}
    told |= {"completedAt": "2026-01-02T03:04:07Z" if status != "PENDING" else None, "waitingFor": None}
    told |= {"progress": 100 if done else 10, "stage": "wait", "stageLabel": "Generating", "detail": None}
    told |= {"provider": "kie", "isPreview": False, "providerCredits": 8.0 if done else None}
    told |= {"credits": {"charged": 4, "refunded": 0}, "retryOf": None, "prompt": None}
    return {**told, "assets": ASSETS if done else [], "mood": "a newer server's field", **more}


def failed(code: str = "501", message: str = "Too dark to see", **more: Any) -> dict[str, Any]:
    back = {"charged": 4, "refunded": 4}
    return task("FAILED", failCode=code, failMsg=message, error=message, credits=back, **more)


def created(**more: Any) -> Answer:
    return Answer(201, {"success": True, "data": task(**more), "warnings": []})


def tasks(*listed: dict[str, Any]) -> Answer:
    return Answer(200, list(listed))


def told_by_feed(status: str = "running", version: int = 1, job_id: str = ID, **more: Any) -> dict[str, Any]:
    """The same as `/v1` tells it."""
    asked = {"promptId": "p1", "providerParams": SUNSET}
    return job(job_id, status, version, kind="generation", group=None, input=asked, **more)


UPLOADED: dict[str, Any] = {"uploadId": "u1", "downloadUrl": "http://127.0.0.1:1/v1/artifacts/u1"}
UPLOADED |= {"fileName": "owl.png", "fileSize": 9, "mimeType": "image/png", "width": 3, "height": 2}
UPLOADED |= {"sha256": "f" * 64, "expiresAt": "2026-01-05T03:04:05Z"}


def keeps_pictures(server: Scripted) -> None:
    """Whoever fetches them gets them."""
    for number, content in enumerate(PICTURES, 1):
        server.answers[f"GET /v1/artifacts/a{number}"] = [Answer(200, content)]
