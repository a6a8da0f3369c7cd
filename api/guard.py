"""The door: request ids, our own hosts and origins only, bodies within their limits.

A page on the web can make a browser call a local Callsheet, or point its own name at 127.0.0.1; both are
refused by comparing Host and Origin with the names that are ours.
"""

import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem, respond
from api.sse import Talk
from settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
JSON_LIMIT = 1_000_000
LONG_LIMIT = 32_000_000
ROWS = ("/api/import-export/import", "/v1/datasets/infer")
LONG = ("/api/batch/annotations/start", "/v1/jobs")  # a hundred thousand ids
MEDIA = "/api/generation/uploads"
FORM_OVERHEAD = 65_536
CONTENT_POLICY = "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'"


class Guard:
    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._hosts = hosts_of(settings)
        self._origins = ({_name(origin) for origin in settings.cors_origins} | self._hosts) - {None}
        self._upload_limit = settings.max_upload_bytes + FORM_OVERHEAD
        self._upload_limits = dict.fromkeys(ROWS, settings.max_import_bytes + FORM_OVERHEAD)
        self._upload_limits[MEDIA] = settings.max_media_bytes + FORM_OVERHEAD

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["request_id"] = request_id = secrets.token_hex(8)
        headers = Headers(scope=scope)

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                stamps = MutableHeaders(scope=message)
                stamps["X-Request-ID"] = request_id
                stamps["X-Content-Type-Options"] = "nosniff"
                stamps.setdefault("Content-Security-Policy", CONTENT_POLICY)
            await send(message)

        limit = LONG_LIMIT if scope["path"] in LONG else JSON_LIMIT
        if headers.get("content-type", "").lower().startswith("multipart/"):
            limit = self._upload_limits.get(scope["path"], self._upload_limit)
        if problem := self._stranger(headers) or _too_large(headers, limit):
            await respond(problem, scope["path"], request_id)(scope, receive, stamped)
            return
        await self._app_then_talk(scope, _bounded(receive, limit), stamped)

    async def _app_then_talk(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A stream goes on from here; what its request left in a scope of its own is gone by then."""
        talks: list[Talk] = []
        try:
            await self._app({**scope, "talks": talks}, receive, send)
            for talk in talks:
                await talk.run(receive, send)
        finally:
            for talk in talks:
                talk.close()

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page elsewhere may open one, so it is refused by the same names."""
        if self._stranger(Headers(scope=scope)):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        await self._app(scope, receive, send)

    def _stranger(self, headers: Headers) -> Problem | None:
        host = headers.get("host", "")
        if _name(f"//{host}") not in self._hosts:
            return Problem(403, "host-not-ours", f"This server does not answer for the host {host!r}.")
        origin = headers.get("origin")
        if origin is not None and _name(origin) not in self._origins:
            return Problem(403, "origin-not-ours", f"Pages of {origin!r} may not use this server.")
        return None


def hosts_of(settings: Settings) -> frozenset[str]:
    """The names that are ours."""
    public = _name(settings.public_url)
    return LOOPBACK | set(settings.allowed_hosts) | ({public} if public else set())


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _too_large(headers: Headers, limit: int) -> Problem | None:
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) > limit:
        return _refusal(limit)
    return None


def _bounded(receive: Receive, limit: int) -> Receive:
    """A body without a length is counted as it comes."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise _refusal(limit)
        return message

    return bounded


def _refusal(limit: int) -> Problem:
    return Problem(413, "too-large", f"The body is larger than {limit:,} bytes.")
