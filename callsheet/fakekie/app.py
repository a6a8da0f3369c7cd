"""The routes of Kie, both of its hosts in one, and `/_truth`, which the real one has not."""

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from callsheet.fakekie import results, uploading
from callsheet.fakekie.answers import kie_of
from callsheet.fakekie.families import FAMILIES
from callsheet.fakekie.state import Kie
from callsheet.fakekie.tasks import Tasks, credit
from callsheet.fakekie.truth import Truth

GROUPS = {family.create: "creates" for family in FAMILIES.values()} | {
    family.look: "looks" for family in FAMILIES.values()
}
FOLDERS = ("results", "fresh", "elsewhere", "uploads")


class Counted:
    """Counts every request before anything else is done about it."""

    def __init__(self, app: ASGIApp, truth: Truth) -> None:
        self._app, self._truth = app, truth

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        folder = path.split("/")[1]
        if folder in FOLDERS:
            self._truth.arrived("all", "files")
        elif folder != "_truth":
            self._truth.arrived("all", f"{scope['method']} {path}", *filter(None, [GROUPS.get(path)]))
        await self._app(scope, receive, send)


def app(kie: Kie, closing: asyncio.Event) -> ASGIApp:
    routes = [
        Route("/api/v1/chat/credit", credit),
        Route("/api/v1/common/download-url", results.download_url, methods=["POST"]),
        Route("/api/file-stream-upload", uploading.stream, methods=["POST"]),
        Route("/api/file-base64-upload", uploading.base64_data, methods=["POST"]),
        Route("/api/file-url-upload", uploading.url, methods=["POST"]),
        Route("/results/{task}/{name}", results.result),
        Route("/fresh/{token}/{task}/{name}", results.result),
        Route("/elsewhere/{rest:path}/{task}/{name}", results.elsewhere),
        Route("/uploads/{where:path}", uploading.uploaded),
        Route("/_truth", truth),
    ]
    for family in FAMILIES.values():
        tasks = Tasks(family)
        routes.append(Route(family.create, tasks.create, methods=["POST"]))
        routes.append(Route(family.look, tasks.look))
    starlette = Starlette(routes=routes)
    starlette.state.kie, starlette.state.closing = kie, closing
    return Counted(starlette, kie.truth)


async def truth(request: Request) -> Response:
    return JSONResponse(kie_of(request).told())
