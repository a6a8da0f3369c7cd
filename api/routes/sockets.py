"""`/api/jobs/{id}/ws`: the messages of `/stream` for clients that have no server-sent events."""

from fastapi import APIRouter, WebSocket

from api.auth import caller
from api.cursor import event_id
from api.deps import Rooms
from api.errors import Problem, problem_of
from api.routes.jobs import frames
from api.sockets import ENDED, Socket
from storage.catalog import JobMissing

router = APIRouter()
REFUSED = 4000
"""Added to what the status would be over HTTP: 4404 is a job that is not there."""


@router.websocket("/api/jobs/{job_id}/ws")
async def watch(job_id: str, websocket: WebSocket) -> None:
    """`?after=` resumes, `?owner=` says who asks."""
    rooms: Rooms = websocket.app.state.rooms
    query = websocket.query_params
    try:
        asks = await caller(websocket.headers.get("x-callsheet-owner"), query.get("owner"))
        row = await rooms.reader.find(job_id, asks.owner)
        after = query.get("after") or query.get("lastEventId")
        if row.state.status.ended and after == event_id(row):
            await websocket.accept()
            await websocket.close(ENDED)
            return
        await Socket(websocket, rooms.streams, frames, rooms.links).follow(row, after, asks.owner)
    except (JobMissing, Problem) as refusal:
        problem = problem_of(refusal)
        await websocket.accept()
        await websocket.close(REFUSED + problem.status, problem.detail[:120])
