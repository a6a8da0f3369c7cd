"""The other side of `streams`: the same API, whose streams go out through sse-starlette's response."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from fastapi import FastAPI
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from api.app import create_app
from api.server import serve
from api.sse import Streams, Subject


class StarletteStreams(Streams):
    def respond(self, subject: Subject, owner: str | None) -> Response:
        settings = self.settings
        return EventSourceResponse(
            self._events(subject),
            ping=round(settings.stream_heartbeat_s),
            send_timeout=settings.stream_send_timeout_s,
            sep="\n",
        )

    async def _events(self, subject: Subject) -> AsyncIterator[ServerSentEvent | bytes]:
        yield ServerSentEvent(retry=2000, sep="\n")
        with self.feed.viewing() as view:
            for job in subject.jobs:
                view.follow(job, subject.after)
            while not view.over and not self.feed.closing:
                await view.changed()
                while seen := view.read():
                    for one in seen:
                        for frame in subject.frames_of(one, self._links):
                            yield frame.encoded()


def create() -> FastAPI:
    app = create_app()
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with inner(app):
            rooms = app.state.rooms
            streams = StarletteStreams(rooms.feed, rooms.links, rooms.settings)
            app.state.rooms = replace(rooms, streams=streams)
            yield

    app.router.lifespan_context = lifespan
    return app


if __name__ == "__main__":
    serve(create)
