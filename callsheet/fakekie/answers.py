"""What all answers share: HTTP 200 around `code`, `msg` and `data`, and a key to be let in."""

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from callsheet.fakekie.bodies import Refused
from callsheet.fakekie.state import Kie

Route = Callable[[Request], Awaitable[Response]]


def kie_of(request: Request) -> Kie:
    kie = request.app.state.kie
    assert isinstance(kie, Kie)
    return kie


def root_of(request: Request) -> str:
    """The address by which the caller knows this server."""
    return str(request.base_url).rstrip("/")


def good(data: Any, message: str = "success") -> dict[str, Any]:
    return {"code": 200, "msg": message, "data": data}


def keyed(route: Route) -> Route:
    """For callers with the right key only; refusals become answers."""

    @wraps(route)
    async def let_in(request: Request) -> Response:
        kind, _, key = request.headers.get("authorization", "").partition(" ")
        try:
            if kind != "Bearer" or key != (kie_of(request).options.key or key) or not key:
                raise Refused(401, "You do not have access permissions")
            if saying := kie_of(request).outages.of(request.url.path):
                return saying.answer(good(None))
            return await route(request)
        except Refused as refused:
            return JSONResponse({"code": refused.code, "msg": str(refused), "data": None})

    return let_in


async def body_of(request: Request) -> dict[str, Any]:
    """Raises `Refused` where it is no JSON object."""
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise Refused(400, "Invalid JSON") from error
    if not isinstance(body, dict):
        raise Refused(400, "The body must be a JSON object")
    return body
