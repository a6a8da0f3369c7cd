"""What a fake vision model may do with a call: answer it well, badly, slowly, half or never."""

import asyncio
import base64
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass
class Arrival:
    """One call: `at` and `ended` by time.monotonic(); `left` is set once its caller hung up unanswered."""

    at: float
    headers: dict[str, str]
    body: dict[str, Any]
    ended: float | None = None
    left: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def model(self) -> str:
        return str(self.body["model"])

    @property
    def key(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    @cached_property
    def image(self) -> bytes:
        url = self.body["messages"][-1]["content"][-1]["image_url"]["url"]
        return base64.b64decode(url.partition(";base64,")[2], validate=True)

    @cached_property
    def digest(self) -> str:
        """Of the image as it was sent: the original's where that was small, upright and without EXIF."""
        return hashlib.sha256(self.image).hexdigest()

    @property
    def schema(self) -> dict[str, Any]:
        found: dict[str, Any] = self.body["response_format"]["json_schema"]["schema"]
        return found


Reply = Callable[[Arrival, Send], Awaitable[None]]


def labels_of(digest: str) -> list[dict[str, Any]]:
    """Two labels that another image would not get."""
    kinds = ("anatomical", "behavioral", "color", "pattern")
    return [
        {
            "label": f"{kinds[part % 4]} {digest[:8]}",
            "bounding_box": {"x": part / 512, "y": 0.25, "width": 0.5, "height": 0.125},
            "type": kinds[part % 4],
            "difficulty": part % 5 + 1,
            "confidence": part / 256,
        }
        for part in bytes.fromhex(digest)[:2]
    ]


def said(arrival: Arrival) -> dict[str, Any]:
    """A good answer to that call."""
    answer = {"caption": f"An image called {arrival.digest[:8]}.", "labels": labels_of(arrival.digest)}
    box = {"x": 0, "y": 0, "width": 1, "height": 0.1}
    lines = [{"text": f"ISO {arrival.digest[:4]}", "bounding_box": box, "confidence": 0.9}]
    return answer | ({"text": lines} if "text" in arrival.schema["properties"] else {})


def ok() -> Reply:
    async def reply(arrival: Arrival, send: Send) -> None:
        await saying(json.dumps(said(arrival)))(arrival, send)

    return reply


def changed(**changes: Any) -> Reply:
    """A good answer but for those fields."""

    async def reply(arrival: Arrival, send: Send) -> None:
        await saying(json.dumps(said(arrival) | changes))(arrival, send)

    return reply


def fenced() -> Reply:
    """As local models do."""

    async def reply(arrival: Arrival, send: Send) -> None:
        await saying(f"Here you are:\n```json\n{json.dumps(said(arrival), indent=1)}\n```")(arrival, send)

    return reply


def saying(content: str | None, finish_reason: str = "stop", refusal: str | None = None) -> Reply:
    async def reply(arrival: Arrival, send: Send) -> None:
        message = {"role": "assistant", "content": content, "refusal": refusal}
        choice = {"index": 0, "message": message, "finish_reason": finish_reason, "logprobs": None}
        told = {"id": "chatcmpl-1", "object": "chat.completion", "model": arrival.model, "choices": [choice]}
        await answering(json.dumps(told | {"usage": {"total_tokens": 1}}))(arrival, send)

    return reply


def answering(body: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Those bytes, whatever they are."""

    async def reply(_: Arrival, send: Send) -> None:
        await send(_start(status, {"content-length": str(len(body.encode())), **(headers or {})}))
        await send({"type": "http.response.body", "body": body.encode()})

    return reply


def failing(
    status: int, message: str = "no", headers: Mapping[str, str] | None = None, **error: Any
) -> Reply:
    """An error as OpenAI words it."""
    worded = {"message": message, "type": None, "param": None, "code": None, **error}
    return answering(json.dumps({"error": worded}), status, headers)


def never() -> Reply:
    async def reply(_: Arrival, __: Send) -> None:
        await asyncio.Event().wait()

    return reply


def drip(every_s: float = 0.01, chunk: bytes = b" ") -> Reply:
    """A body that never ends, slowly: no single read waits long."""

    async def reply(_: Arrival, send: Send) -> None:
        await send(_start(200, {}))
        while True:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await asyncio.sleep(every_s)

    return reply


def flood() -> Reply:
    """A body that never ends, fast."""
    return drip(0, b" " * 65_536)


def cut() -> Reply:
    """The connection breaks in the middle of the body."""

    async def reply(_: Arrival, send: Send) -> None:
        await send(_start(200, {"content-length": "1000"}))
        await send({"type": "http.response.body", "body": b'{"choices": [', "more_body": True})

    return reply


def after(seconds: float, reply: Reply) -> Reply:
    async def later(arrival: Arrival, send: Send) -> None:
        await asyncio.sleep(seconds)
        await reply(arrival, send)

    return later


def _start(status: int, headers: Mapping[str, str]) -> dict[str, Any]:
    lines = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    json_type = (b"content-type", b"application/json")
    return {"type": "http.response.start", "status": status, "headers": [json_type, *lines]}
