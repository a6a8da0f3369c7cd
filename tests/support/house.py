"""A whole Callsheet in this process: the real API under uvicorn, a real worker, a real database."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.routing import BaseRoute
from temporalio.client import Client
from temporalio.worker import Worker

import casting
import worker as worker_module
from activities.documentary import Desk
from activities.providers.base import Annotator
from activities.providers.generator import Generator
from activities.providers.studio import Narrator
from api.app import create_app
from api.deps import Rooms
from api.server import config
from settings import Settings
from storage.database import Database
from storage.loads import Loads
from tests.support.databases import lay
from tests.support.studio import KnowsSome, Rehearsal, ScriptedAuthor, ScriptedCatalogue, ScriptedNarrator
from workflows.ports import EnhancementActivities

ENDS = ("completed", "failed", "cancelled")


class QuietServer(uvicorn.Server):
    """uvicorn without its hands on the test run's signals."""

    def capture_signals(self) -> Any:
        return nullcontext()


@dataclass
class House:
    settings: Settings
    temporal: Client
    database: Database
    enhancements: EnhancementActivities | None
    annotator: Annotator | None = None
    rehearsal: Rehearsal | None = None
    desk: Desk | None = None
    narrator: Narrator | None = None
    loads: Callable[[Database], Loads] | None = None
    http: httpx.AsyncClient = field(init=False)
    rooms: Rooms = field(init=False)
    worker: Worker | None = None

    @property
    def url(self) -> str:
        return str(self.http.base_url)

    def activities(self, generator: Generator | None) -> list[Callable[..., Any]]:
        if not (self.enhancements or self.annotator or self.rehearsal or self.desk or self.loads):
            return worker_module.activities(self.settings, self.database, self.temporal, generator)
        core = worker_module.core(self.settings, self.database, self.temporal)
        enhancing = self.enhancements.methods() if self.enhancements else []
        making = worker_module.generations(self.settings, self.database, generator).methods()
        return [*core, *enhancing, *self.annotations(), *self.documentaries(), *self.transfers(), *making]

    def annotations(self) -> list[Callable[..., Any]]:
        annotator = self.annotator or worker_module.annotator(self.settings)
        return worker_module.annotating(self.settings, self.database, annotator).methods()

    def transfers(self) -> list[Callable[..., Any]]:
        loads = self.loads(self.database) if self.loads else None
        return worker_module.transfers(self.settings, self.database, loads).methods()

    def documentaries(self) -> list[Callable[..., Any]]:
        if self.rehearsal is None:
            return worker_module.documentaries(
                self.settings, self.database, self.desk, self.narrator
            ).methods()
        desk = Desk(ScriptedCatalogue(self.rehearsal), KnowsSome(), ScriptedAuthor(self.rehearsal))
        narrator = ScriptedNarrator(self.rehearsal)
        return worker_module.documentaries(self.settings, self.database, desk, narrator).methods()

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """A worker inside, none after."""
        generator = casting.generator(self.settings)
        try:
            async with worker_module.worker(self.temporal, self.settings, self.activities(generator)):
                yield
        finally:
            if generator:
                await generator.close()

    async def upload(self, photo: Path | bytes, name: str = "photo.png", **more: Any) -> str:
        content = photo if isinstance(photo, bytes) else photo.read_bytes()
        answer = await self.http.post("/api/images", files={"file": (name, content)}, **more)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["imageId"])

    async def enhance(self, image_id: str, *tiers: str, **more: Any) -> list[str]:
        """Start tiers; their job ids."""
        body = {"imageId": image_id, "tiers": [f"TIER_{tier.upper()}" for tier in tiers], **more}
        answer = await self.http.post("/api/images/parallel-enhance", json=body)
        assert answer.status_code == 200, answer.text
        return [job["jobId"] for job in answer.json()["jobs"]]

    async def job(self, job_id: str) -> dict[str, Any]:
        answer = await self.http.get(f"/v1/jobs/{job_id}")
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def until(
        self, job_id: str, is_so: Callable[[dict[str, Any]], bool], every_s: float = 0.02
    ) -> dict[str, Any]:
        """The job once it is so."""
        while not is_so(job := await self.job(job_id)):
            await asyncio.sleep(every_s)
        return job

    async def ended(self, job_id: str) -> dict[str, Any]:
        """What has ended stays so: whoever looks less often leaves more of the machine to the work."""
        return await self.until(job_id, lambda job: job["status"] in ENDS, every_s=0.06)


@asynccontextmanager
async def open_house(
    temporal: Client,
    folder: Path,
    enhancements: EnhancementActivities | None = None,
    annotator: Annotator | None = None,
    rehearsal: Rehearsal | None = None,
    desk: Desk | None = None,
    narrator: Narrator | None = None,
    loads: Callable[[Database], Loads] | None = None,
    work: bool = True,
    **wanted: Any,
) -> AsyncIterator[House]:
    settings = Settings(
        **{
            "data": folder / "data",
            "temporal_address": temporal.service_client.config.target_host,
            "task_queue": f"test-{secrets.token_hex(4)}",
            **wanted,
        }
    )
    await lay(settings.database)
    database = Database(settings.database)
    house = House(settings, temporal, database, enhancements, annotator, rehearsal, desk, narrator, loads)
    try:
        async with serving(house), house.working() if work else nullcontext():
            yield house
    finally:
        await database.close()


@cache
def routes() -> list[BaseRoute]:
    """The same of every app; what FastAPI makes of them at the first request takes longer than most tests."""
    return create_app().router.routes


@asynccontextmanager
async def serving(house: House) -> AsyncIterator[None]:
    """The API inside: `house.http` speaks to it."""
    app = create_app(house.settings)
    app.router.routes = routes()
    public = httpx.URL(house.settings.public_url)
    ours = public.port or 0 if public.host == "127.0.0.1" else 0  # whoever calls back finds us there
    server = QuietServer(config(app, port=ours, log_level="warning"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        assert not task.done(), task.result()
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    house.rooms = app.state.rooms
    try:
        url = f"http://127.0.0.1:{port}"
        fresh = httpx.Limits(keepalive_expiry=3)  # the server gives idle connections up after five seconds
        client = httpx.AsyncClient(base_url=url, timeout=30, limits=fresh, verify=False)  # reads no store
        async with client as house.http:
            yield
    finally:
        house.rooms.streams.close()
        server.should_exit = True
        await task
