"""What the fake Spotify may do with a call instead of answering it well; see `vision_replies` for more."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.vision_replies import Arrival, Reply, Send, answering

NEEDED = {"id", "name", "uri", "duration_ms", "items", "next", "tracks", "artists"}


@dataclass
class Call(Arrival):
    """One request: `query` has each parameter's last value; `good` is what it would be answered."""

    method: str = "GET"
    path: str = ""
    query: dict[str, str] = field(default_factory=dict)
    good: tuple[int, Any] = (200, None)

    @property
    def token(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


def refusing(status: int, message: str, headers: dict[str, str] | None = None, **more: Any) -> Reply:
    """An error as the Web API words it."""
    return answering(json.dumps({"error": {"status": status, "message": message, **more}}), status, headers)


def rate_limited(retry_after: str) -> Reply:
    return refusing(429, "API rate limit exceeded", {"Retry-After": retry_after})


def quota_exceeded() -> Reply:
    return refusing(429, "Too many requests", {"Retry-After": "3"}, reason="QUOTA_EXCEEDED")


def expired() -> Reply:
    return refusing(401, "The access token expired")


def forbidden() -> Reply:
    """What apps in development mode hear of `/top-tracks`: `fail(forbidden(), "/top-tracks", None)`."""
    return refusing(403, "Forbidden")


def broken(status: int = 500) -> Reply:
    return refusing(status, "Server error")


def redirecting(to: str) -> Reply:
    return answering("", 307, {"Location": to})


def changed(change: Callable[[Any], Any]) -> Reply:
    """A good answer, but changed."""

    async def reply(arrival: Arrival, send: Send) -> None:
        assert isinstance(arrival, Call)
        status, good = arrival.good
        await answering(json.dumps(change(good)), status)(arrival, send)

    return reply


def bare() -> Reply:
    """A good answer that lacks every field which is not needed."""

    def stripped(told: Any) -> Any:
        if isinstance(told, list):
            return [stripped(one) for one in told]
        if not isinstance(told, dict):
            return told
        return {name: stripped(value) for name, value in told.items() if name in NEEDED}

    return changed(stripped)
