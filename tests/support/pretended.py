"""Jobs of every kind that are nothing but words: what the console is told over the wire, without Temporal."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import uvicorn
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import StreamingResponse

from api.dialects import v1
from api.links import Links
from api.routes import console
from tests.support.house import QuietServer
from workflows.contracts.job import Counts, Job, JobError, JobState, Stage, Status

LINKS = Links("", "http://127.0.0.1:8233", "default")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
STAGE = Stage(name="work", label="Working", start=5, end=95)
RUN = "0123456789ab"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'
INFO = {
    "temporalUiUrl": LINKS.temporal_ui_url,
    "prices": {"enhancement": {"1k": 2, "2k": 5, "4k": 10}, "generation": {"image": 2, "video": 10}},
    "generator": "procedural",
}
INPUTS: dict[str, dict[str, Any]] = {
    "enhancement": {"imageId": "img_1", "imageName": "harbour.jpg", "tier": "2k", "engine": "fast"},
    "annotation": {"imageIds": ["img_1"], "totalItems": 400, "tier": "standard"},
    "documentary": {"topic": "The blues of the delta"},
    "import": {"fileName": "customers.csv", "dataset": "customers", "datasetId": "ds_1", "format": "csv"},
    "export": {"dataset": "customers", "datasetId": "ds_1", "format": "xlsx"},
    "generation": {"providerParams": {"model": "x", "input": {"prompt": "A fox in snow"}}, "promptId": "p1"},
}
ENDS = (Status.COMPLETED, Status.FAILED, Status.CANCELLED, Status.COMPLETED)


def job_of(number: int, status: Status = Status.RUNNING, **more: Any) -> dict[str, Any]:
    """The job of that number on the wire; the higher, the newer. `more` replaces fields of it."""
    kind = more.pop("kind", [*INPUTS][number % len(INPUTS)])
    at = NOON + timedelta(seconds=7 * number)
    counts = Counts(total=400, processed=200, succeeded=190, failed=10) if kind == "annotation" else None
    error = JobError(code="out-of-luck", message="It had no luck.", retryable=True)
    state = JobState(
        version=3,
        status=status,
        percent=100 if status is Status.COMPLETED else 0 if status is Status.PENDING else 40,
        stage=STAGE,
        detail="tile 4 of 9",
        counts=counts,
        error=error if status is Status.FAILED else None,
        started_at=None if status is Status.PENDING else at,
        updated_at=at,
        completed_at=at + timedelta(seconds=95) if status.ended else None,
    )
    owner = ("ada", "local", "grace")[number % 3]
    row = Job(
        id=f"{kind[:3]}_{number:06}", kind=kind, owner=owner, input=INPUTS[kind], created_at=at, state=state
    )
    return {**v1.job(row, LINKS, at), **more}


class Wire:
    """All jobs by id, newest last, and who listens. `asked` are the calls that changed something."""

    def __init__(self, jobs: list[dict[str, Any]]) -> None:
        self.jobs = {job["id"]: job for job in jobs}
        self.listeners: set[asyncio.Queue[bytes]] = set()
        self.asked: list[tuple[str, str]] = []
        self.url = ""

    def tell(self, job_id: str, event: str = "update", **news: Any) -> None:
        """A new version of a job that is there, to all who listen."""
        job = self.jobs[job_id]
        job.update(news, version=job["version"] + 1)
        self.send(job, event)

    def add(self, job: dict[str, Any]) -> None:
        self.jobs[job["id"]] = job
        self.send(job, "snapshot")

    def send(self, job: dict[str, Any], event: str) -> None:
        frame = frame_of(job, event)
        for listener in self.listeners:
            listener.put_nowait(frame)

    def cut(self) -> None:
        """Every stream ends, as when something in between is restarted."""
        for listener in self.listeners:
            listener.put_nowait(b"")

    def page(self, wanted: dict[str, list[str]], limit: int, cursor: str | None) -> dict[str, Any]:
        places = range(len(self.jobs) if cursor is None else int(cursor))
        jobs = [*self.jobs.values()]
        found = (place for place in reversed(places) if _matches(jobs[place], wanted))
        taken = list(itertools.islice(found, limit))
        more = str(taken[-1]) if len(taken) == limit else None
        return {"data": [jobs[place] for place in taken], "nextCursor": more}

    async def frames(self) -> AsyncIterator[bytes]:
        listener: asyncio.Queue[bytes] = asyncio.Queue()
        self.listeners.add(listener)
        try:
            yield b"retry: 1000\n\n"
            for job in [*self.jobs.values()][-200:]:
                yield frame_of(job, job["status"] if job["completedAt"] else "snapshot")
            while part := await listener.get():
                yield part
        finally:
            self.listeners.discard(listener)


def frame_of(job: dict[str, Any], event: str) -> bytes:
    told = json.dumps(job, separators=(",", ":"))
    return f"event: {event}\nid: {job['id']}:{RUN}-{job['version']}\ndata: {told}\n\n".encode()


def _matches(job: dict[str, Any], wanted: dict[str, list[str]]) -> bool:
    return all(job[name] in values for name, values in wanted.items() if values)


def app_of(wire: Wire) -> FastAPI:
    """The part of the API that the console's overview asks, beside the console's real files."""
    app = FastAPI()

    @app.get("/v1/jobs")
    async def jobs(request: Request, limit: int = 50, cursor: str | None = None) -> Any:
        several = {name: request.query_params.getlist(name) for name in ("kind", "status", "owner", "group")}
        return wire.page(several, limit, cursor)

    @app.get("/v1/jobs/{job_id}")
    async def job(job_id: str) -> Any:
        if job_id not in wire.jobs:
            raise HTTPException(404)
        return wire.jobs[job_id]

    @app.post("/v1/jobs/{job_id}/{verb}", status_code=202)
    async def ask(job_id: str, verb: str) -> Any:
        wire.asked.append((verb, job_id))
        return wire.jobs[job_id]

    @app.get("/v1/events")
    async def events() -> Response:
        return StreamingResponse(wire.frames(), media_type="text/event-stream")

    @app.get("/v1/info")
    async def info() -> Any:
        return INFO

    @app.get("/v1/credits")
    async def balance() -> Any:
        return {"owner": "local", "balance": 990}

    @app.get("/api/images/{image}/content")
    async def image(image: str) -> Response:
        return Response(PICTURE, media_type="image/svg+xml")

    app.include_router(console.router)
    return app


@asynccontextmanager
async def pretended(wire: Wire) -> AsyncIterator[Wire]:
    """The wire at `wire.url`, inside."""
    served = uvicorn.Config(
        app_of(wire), port=0, log_level="critical", timeout_graceful_shutdown=1, lifespan="off"
    )
    server = QuietServer(served)
    task = asyncio.create_task(server.serve())
    while not server.started:
        assert not task.done(), task.result()
        await asyncio.sleep(0.005)
    wire.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield wire
    finally:
        server.should_exit = server.force_exit = True
        await task


def many(count: int, open_ones: int) -> list[dict[str, Any]]:
    """So many jobs of all kinds and statuses; the newest are open."""
    ended = [job_of(number, ENDS[number % len(ENDS)]) for number in range(count - open_ones)]
    return [*ended, *(job_of(number) for number in range(count - open_ones, count))]
