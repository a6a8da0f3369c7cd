"""What an import or an export came to, as every face tells it."""

from collections.abc import Mapping
from typing import Any

from api.links import Links
from api.telling import camelled


def of(done: Mapping[str, Any], links: Links) -> dict[str, Any]:
    return imported(done, links) if "imported_count" in done else exported(done, links)


def imported(done: Mapping[str, Any], links: Links) -> dict[str, Any]:
    """Whichever way it ended; `elapsedMs` is known of those that came to their end."""
    job_id = done["job_id"]
    url = links.to(f"/api/import-export/jobs/{job_id}/errors.jsonl") if done["skipped_count"] else None
    told = {name: value for name, value in done.items() if name != "job_id"}
    camel: dict[str, Any] = camelled({"elapsed_ms": None, **told, "errors_url": url})
    return camel


def exported(done: Mapping[str, Any], links: Links) -> dict[str, Any]:
    return {
        "fileUrl": links.artifact(done["artifact_id"]),
        "fileName": done["file_name"],
        "fileSize": done["bytes"],
        "rowCount": done["rows"],
        "format": done["format"],
        "sha256": done["sha256"],
        "expiresAt": done["expires_at"],
        "elapsedMs": done["elapsed_ms"],
    }
