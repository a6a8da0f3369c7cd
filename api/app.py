"""The API as an ASGI application; `python -m api.server` serves it, any other server can."""

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from types import FrameType

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from api import errors
from api.deps import Rooms
from api.document import Described
from api.guard import Guard
from api.routes import (
    annotation,
    artifacts,
    batches,
    console,
    datasets,
    documentaries,
    documentary,
    enhancement,
    events,
    generation,
    health,
    images,
    items,
    jobs,
    media,
    owners,
    prompts,
    retries,
    sockets,
    tasks,
    transfer,
    transfers,
    v1,
    webhooks,
)
from api.routes import credits as credits_routes
from api.sse import Streams
from settings import Settings

log = logging.getLogger("callsheet.api")
STARTS = (enhancement, annotation, documentary, transfer, generation)
SHARED = (
    images,
    documentaries,
    jobs,
    sockets,
    v1,
    retries,
    batches,
    items,
    transfers,
    datasets,
    tasks,
    media,
    prompts,
    events,
)  # `stats` is no job
BESIDES = (credits_routes, owners, webhooks, artifacts, health, console)
ROUTES = (*STARTS, *SHARED, *BESIDES)


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or Settings()
    app = Described(title="Callsheet", version="1", lifespan=_lifespan(settings), redirect_slashes=False)
    errors.install(app)
    for routes in ROUTES:
        app.include_router(routes.router)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["*"],
            allow_headers=["*"],
        )
    app.add_middleware(Guard, settings=settings)
    return app


def _lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        rooms = app.state.rooms = await Rooms.open(settings)
        tasks = {asyncio.create_task(room.run()) for room in (rooms.dispatcher, rooms.reader, rooms.waiting)}
        for task in tasks:
            task.add_done_callback(_tell_of_its_end)
        with _streams_end_on_signal(rooms.streams):
            yield
        for task in tasks:
            task.cancel()
        rooms.streams.close()
        await asyncio.wait(tasks)  # it may be in the middle of a transaction
        await rooms.database.close()

    return lifespan


def _tell_of_its_end(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a task that runs for ever has ended", exc_info=error)


@contextmanager
def _streams_end_on_signal(streams: Streams) -> Iterator[None]:
    """uvicorn waits for open responses before it says that it stops: streams would hold it for ever."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(streams.close)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for name in before:
        signal.signal(name, stop)
    yield
    for name, handler in before.items():
        signal.signal(name, handler)
