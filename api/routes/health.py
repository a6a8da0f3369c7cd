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
    }


@router.get("/readyz", responses={**told(shapes.Readiness), **told(shapes.Readiness, status=503)})
async def readyz(rooms: Use) -> JSONResponse:
    missing = [name for name, there in (await _checks(rooms)).items() if not there]
    status = {"status": "not ready", "missing": missing} if missing else {"status": "ready", "missing": []}
    return JSONResponse(status, 503 if missing else 200, {"Retry-After": "1"} if missing else {})


async def _checks(rooms: Rooms) -> dict[str, bool]:
    try:
        workers = await rooms.gateway.workers()
        temporal = True
    except (TemporalAway, NotStarted):
        workers, temporal = 0, False
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
