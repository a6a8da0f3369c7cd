"""A speech model's API on loopback: answers with tones, does what it is told, remembers who came.

    async with speech_server() as server:
        server.fail(429, headers={"Retry-After": "2"})   # the next call
        server.fail(500, times=3)                        # the three after it
        server.script(never(), saying(b"RIFF"))          # replies of one's own, in that order
        ... Settings(speech_url=server.url, speech_model="any", speech_voice="any") ...
        [(one.key, one.model, one.voice, one.text, one.pace) for one in server.arrivals]

A call without a script is answered with a WAV file, 16 kHz, of `len(text) / 15 / pace` seconds.
"""

import asyncio
import io
import json
import math
import wave
from array import array
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import uvicorn

from tests.support.house import QuietServer

PATH = "/v1/audio/speech"
RATE, CHARS_PER_S = 16_000, 15
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass
class Arrival:
    """One call; `left` is set once its caller hung up unanswered."""

    headers: dict[str, str]
    body: dict[str, Any]
    left: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def key(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    @property
    def model(self) -> str:
        return str(self.body["model"])

    @property
    def voice(self) -> str:
        return str(self.body["voice"])

    @property
    def text(self) -> str:
        return str(self.body["input"])

    @property
    def pace(self) -> float:
        return float(self.body["speed"])


Reply = Callable[[Arrival, Send], Awaitable[None]]


def tone(seconds: float, rate: int = RATE, channels: int = 1, width: int = 2) -> bytes:
    """A WAV file; several channels carry the same."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(channels)
        written.setsampwidth(width)
        written.setframerate(rate)
        samples = array("h", (value for value in _second(rate) for _ in range(channels))).tobytes()
        size, frame = round(seconds * rate), channels * 2
        frames = (samples * (size // rate + 1))[: size * frame]
        written.writeframes(frames if width == 2 else bytes(size * channels * width))
    return file.getvalue()


@lru_cache
def _second(rate: int) -> tuple[int, ...]:
    """Of 400 Hz: the next one follows without a seam."""
    return tuple(round(6000 * math.sin(2 * math.pi * 400 * n / rate)) for n in range(rate))


def ok() -> Reply:
    async def reply(arrival: Arrival, send: Send) -> None:
        await saying(tone(len(arrival.text) / CHARS_PER_S / arrival.pace))(arrival, send)

    return reply


def saying(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Those bytes, whatever they are."""

    async def reply(_: Arrival, send: Send) -> None:
        await send(_start(status, {"content-length": str(len(body)), **(headers or {})}))
        await send({"type": "http.response.body", "body": body})

    return reply


def failing(
    status: int, message: str = "no", headers: Mapping[str, str] | None = None, **error: Any
) -> Reply:
    """An error as OpenAI words it."""
    worded = {"message": message, "type": None, "param": None, "code": None, **error}
    return saying(json.dumps({"error": worded}).encode(), status, headers)


def never() -> Reply:
    async def reply(_: Arrival, __: Send) -> None:
        await asyncio.Event().wait()

    return reply


def endless(chunk: bytes, every_s: float = 0) -> Reply:
    """A body that never ends."""

    async def reply(_: Arrival, send: Send) -> None:
        await send(_start(200, {}))
        while True:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await asyncio.sleep(every_s)

    return reply


def cut() -> Reply:
    """The connection breaks in the middle of the body."""

    async def reply(_: Arrival, send: Send) -> None:
        await send(_start(200, {"content-length": "100000"}))
        await send({"type": "http.response.body", "body": tone(0.1), "more_body": True})

    return reply


class SpeechServer:
    """An ASGI application; `arrivals` in the order of their coming."""

    def __init__(self) -> None:
        self.url = ""
        self.arrivals: list[Arrival] = []
        self.usual: Reply = ok()
        self._next: deque[Reply] = deque()
        self._came = asyncio.Condition()
        self._closing = asyncio.Event()

    def script(self, *replies: Reply) -> None:
        """What is answered next, in that order; then `usual` again."""
        self._next.extend(replies)

    def fail(self, status: int, *, times: int = 1, headers: Mapping[str, str] | None = None) -> None:
        """What the next calls come to."""
        self.script(*[failing(status, headers=headers)] * times)

    async def arrived(self, count: int) -> list[Arrival]:
        """All arrivals, once there are so many."""
        async with self._came:
            await self._came.wait_for(lambda: len(self.arrivals) >= count)
        return self.arrivals

    def close(self) -> None:
        """Whoever still waits for an answer is cut off."""
        self._closing.set()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        body = await _body(receive)
        if (scope["method"], scope["path"]) != ("POST", PATH):
            await saying(b"Not Found", 404)(Arrival(headers, {}), send)
            return
        arrival = Arrival(headers, json.loads(body))
        self.arrivals.append(arrival)
        async with self._came:
            self._came.notify_all()
        await self._reply(self._next.popleft() if self._next else self.usual, arrival, receive, send)

    async def _reply(self, reply: Reply, arrival: Arrival, receive: Receive, send: Send) -> None:
        """Until it is said, or the caller hangs up."""
        saying = asyncio.ensure_future(reply(arrival, send))
        leaving = asyncio.ensure_future(receive())
        closing = asyncio.ensure_future(self._closing.wait())
        _, left = await asyncio.wait((saying, leaving, closing), return_when=asyncio.FIRST_COMPLETED)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        if saying in left:
            arrival.left.set()
        else:
            saying.result()


@asynccontextmanager
async def speech_server() -> AsyncIterator[SpeechServer]:
    """On a port of its own, in this process and its loop."""
    speech = SpeechServer()
    config = uvicorn.Config(
        speech,
        port=0,
        lifespan="off",
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=60,
    )
    server = QuietServer(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        assert not serving.done(), serving.result()
        await asyncio.sleep(0.005)
    speech.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/v1"
    try:
        yield speech
    finally:
        speech.close()
        server.should_exit = True
        await serving


def _start(status: int, headers: Mapping[str, str]) -> dict[str, Any]:
    lines = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http.response.start", "status": status, "headers": lines}


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)
