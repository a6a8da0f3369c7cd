"""Files of ours at Kie.ai, whose tasks fetch them there; it keeps them three days."""

from datetime import UTC, datetime, timedelta
from typing import Any

from activities.providers.base import ProviderBusy
from activities.providers.generator import Handed

PATH = "/api/file-stream-upload"
FOLDER = "callsheet"
KEPT = timedelta(days=3)
MILLISECONDS_FROM = 100_000_000_000
"""A moment of that many seconds is in the year 5138."""


def handed(data: object) -> Handed:
    """From `expiresAt`, else three days after `uploadTime`, else three days from now."""
    told: dict[str, Any] = data if isinstance(data, dict) else {}
    url = told.get("downloadUrl") or told.get("fileUrl")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise ProviderBusy(
            "Kie.ai took the file and does not say where it is", code="answer-invalid", tries=2
        )
    expires_at = _moment(told.get("expiresAt"))
    return Handed(url, expires_at or (_moment(told.get("uploadTime")) or datetime.now(UTC)) + KEPT)


def _moment(told: object) -> datetime | None:
    try:
        match told:
            case bool():
                return None
            case int() | float():
                seconds = told / 1000 if told >= MILLISECONDS_FROM else told
                return datetime.fromtimestamp(seconds, UTC)
            case str():
                found = datetime.fromisoformat(told)
                return found if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None
