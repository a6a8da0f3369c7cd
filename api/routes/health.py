"""`/healthz`: the process answers. `/readyz`: everything it needs does too, or what is missing."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.deps import Rooms, Use
from api.document import told
from api.schemas import v1 as shapes
from sight import NotStarted, TemporalAway
from storage.database import StorageUnavailable
from storage.images import FORMATS

router = APIRouter(tags=["process"])


@router.get("/healthz", responses=told(shapes.Health))
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/v1/info", responses=told(shapes.Info))
async def info(rooms: Use) -> dict[str, Any]:
    """What a client may want to know before it asks for work."""
    settings = rooms.settings
    return {
        "temporalUiUrl": settings.temporal_ui_url,
        "prices": {"enhancement": settings.enhancement_prices, "generation": settings.generation_prices},
        "generator": settings.makes,
        "maxUploadBytes": settings.max_upload_bytes,
        "maxImagePixels": settings.max_image_pixels,
        "imageFormats": [name.lower() for name in FORMATS],
        "providers": {
            "annotation": settings.vision_model or "local",
            "catalogue": settings.music,
            "author": settings.chat_model or "template",
            "narration": settings.speech_model or "local",
            "generation": settings.makes,
        },
        "tiers": {
            name: {"concurrency": tier.concurrency, "ratePerMinute": tier.per_minute}
            for name, tier in settings.tiers.items()
        },
        "limits": {
            "openJobs": settings.open_jobs,
            "documentaries": settings.documentaries_at_once,
            "streams": settings.stream_cap,
            "retentionDays": settings.retention_days,
        },
    }


@router.get("/readyz", responses={**told(shapes.Readiness), **told(shapes.Readiness, status=503)})
async def readyz(rooms: Use) -> JSONResponse:
    workers, temporal = await _workers(rooms)
    checks = await _checks(rooms, workers, temporal)
    missing = [name for name, there in checks.items() if not there]
    told = {"status": "not ready" if missing else "ready", "missing": missing, "workers": workers}
    return JSONResponse(told, 503 if missing else 200, {"Retry-After": "1"} if missing else {})


async def _workers(rooms: Rooms) -> tuple[int, bool]:
    """How many there are, and whether Temporal could say."""
    try:
        return await rooms.gateway.workers(), True
    except (TemporalAway, NotStarted):
        return 0, False


async def _checks(rooms: Rooms, workers: int, temporal: bool) -> dict[str, bool]:
    return {
        "temporal": temporal,
        "database": await _database_answers(rooms),
        "storage": await _storage_answers(rooms),
        "worker": workers > 0,
    }


async def _database_answers(rooms: Rooms) -> bool:
    try:
        async with rooms.database.reading() as connection:
            await connection.execute(text("SELECT 1"))
    except DBAPIError:
        return False
    return True


async def _storage_answers(rooms: Rooms) -> bool:
    try:
        await rooms.artifacts.names("ready")
    except StorageUnavailable:
        return False
    return True
