"""Documentaries as their player lists them, and what it calls "My Playlists"."""

from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import APIRouter

from api.auth import Asks
from api.deps import Rooms, Use
from api.dialects import documentary as dialect
from api.document import refused, told
from api.errors import Problem
from api.routes.documentary import KIND
from api.schemas import documentary as shapes
from storage.catalog import JobMissing
from workflows.contracts.job import Job

router = APIRouter(prefix="/api", tags=["api"], responses=refused(502, 503))
MOST_LISTED = 1000


@router.get("/jobs/stats", responses=told(shapes.DocumentaryStats))
async def stats(rooms: Use, caller: Asks) -> dict[str, Any]:
    """Documentaries that are open or ended of late; the operator's are everybody's."""
    return {"ok": True, "stats": dialect.stats(await _recent(rooms, caller.owner))}


@router.get("/users/{user_id}/jobs", responses={**told(shapes.DocumentariesListed), **refused(404)})
async def users_jobs(user_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Newest first; what ended more than an hour ago is hidden."""
    if caller.owner not in (None, user_id):
        raise Problem(404, "user-not-found", "User not found.")
    jobs = await _recent(rooms, user_id)
    return {"ok": True, "jobs": [dialect.standing(job, rooms.links) for job in jobs]}


@router.get("/jobs/{job_id}/history", responses={**told(shapes.DocumentaryHistory), **refused(404)})
async def history(job_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Every step, in order."""
    job = await rooms.reader.read(job_id, caller.owner)
    if job.kind != KIND:
        raise JobMissing(job_id)
    return {"ok": True, "jobId": job_id, "history": dialect.history(job.changes)}


@router.get("/playlists", responses=told(shapes.Playlists))
async def playlists(rooms: Use, caller: Asks) -> dict[str, Any]:
    """The newest first."""
    kept = await rooms.playlists.page(caller.owner, MOST_LISTED)
    return {"ok": True, "playlists": [dialect.playlist(one, rooms.links, whole=False) for one in kept]}


@router.get("/playlists/{playlist_id}", responses={**told(shapes.OnePlaylist), **refused(404)})
async def playlist(playlist_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    kept = await rooms.playlists.find(playlist_id, caller.owner)
    return {"ok": True, "playlist": dialect.playlist(kept, rooms.links, whole=True)}


@router.delete("/playlists/{playlist_id}", status_code=204, responses=refused(404, 409))
async def delete_playlist(playlist_id: str, rooms: Use, caller: Asks) -> None:
    """Its recordings stay with the job that made them, and go with it. 409 while one will save it again."""
    kept = await rooms.playlists.find(playlist_id, caller.owner)
    makers = await rooms.catalog.lineage(await rooms.catalog.find(kept.job_id))
    for job in await rooms.reader.refresh_all(makers):
        if not job.state.status.ended:
            raise Problem(409, "job-open", f"The job {job.id} is making it still: cancel that, or wait.")
    await rooms.playlists.remove(kept.id)


async def _recent(rooms: Rooms, owner: str | None) -> list[Job]:
    since = datetime.now(UTC) - timedelta(seconds=rooms.settings.recent_s)
    return await rooms.reader.refresh_all(await rooms.catalog.recent(KIND, owner, since, MOST_LISTED))
