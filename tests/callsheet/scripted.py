"""A real HTTP server on loopback that speaks the wire and says, per test, what the script says."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qs

import uvicorn

from callsheet import Pace

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Stream(NamedTuple):
    """What one connection to an event stream gets, and how it ends."""

    frames: Sequence[str] = ()
    then: Literal["close", "break", "hang"] = "close"


class Answer(NamedTuple):
    status: int
    body: Any = None
    headers: tuple[tuple[bytes, bytes], ...] = ()
    breaks: bool = False


class Asked(NamedTuple):
    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def line(self) -> str:
        return f"{self.method} {self.path}"


@dataclass
class Scripted:
    """`streams` are used up one by one; `answers` likewise, but the last one of each stays."""

    url: str
    streams: list[Stream | Answer] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    listening: int = 0

    def heard(self, line: str) -> list[Asked]:
        return [one for one in self.asked if one.line == line]

    @property
    def start(self) -> dict[str, Any]:
        """The body of the one start."""
        (asked,) = self.heard("POST /v1/jobs")
        told: dict[str, Any] = json.loads(asked.body)
        return told

    def starts(self, *jobs: dict[str, Any]) -> None:
        """What a start answers from now on."""
        self.answers["POST /v1/jobs"] = [Answer(202, {"group": "g1", "jobs": list(jobs)})]

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        asked = await _asked(scope, receive)
        self.asked.append(asked)
        if not asked.path.endswith(("/events", "/ws")):
            queue = self.answers.get(asked.line, [Answer(404, problem(404, "Not here."))])
            await _answer(send, queue.pop(0) if len(queue) > 1 else queue[0])
            return
        script = self.streams.pop(0) if self.streams else Answer(503, problem(503, "The script is over."))
        if isinstance(script, Answer):
            await _answer(send, script)
            return
        self.listening += 1
        try:
            await _stream(send, receive, script)
        finally:
            self.listening -= 1


class QuietServer(uvicorn.Server):
    """uvicorn without its hands on the test run's signals."""

    def capture_signals(self) -> Any:
        return nullcontext()


@asynccontextmanager
async def serving(port: int = 0) -> AsyncIterator[Scripted]:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        scripted = Scripted(f"http://127.0.0.1:{listener.getsockname()[1]}")
        config = uvicorn.Config(scripted, log_config=None, lifespan="off", timeout_graceful_shutdown=0)
        server = QuietServer(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:
            await asyncio.sleep(0.005)
        try:
            yield scripted
        finally:
            server.should_exit = True
            await task


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def job(job_id: str = "j1", status: str = "running", version: int = 1, **more: Any) -> dict[str, Any]:
    """A Job as `/v1` tells it, and something that only a newer server knows."""
    percent = 100 if status == "completed" else version * 10
    return {
        "id": job_id,
        "kind": "enhancement",
        "owner": "local",
        "group": "g1",
        "status": status,
        "percent": percent,
        "stage": None,
        "credits": {"charged": 2, "refunded": 0},
        "input": {"tier": job_id.rpartition("_")[2]},
        "createdAt": "2026-01-02T03:04:05.678Z",
        "version": version,
        "links": {"self": f"/v1/jobs/{job_id}"},
        "mood": "a newer server's field",
        **more,
    }


def frame(event: str, told: dict[str, Any], event_id: str | None = None) -> str:
    head = f"id: {event_id}\n" if event_id else ""
    return f"{head}event: {event}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"


END = 'id: end\nevent: end\ndata: {"jobs":[]}\n\n'


def problem(status: int, detail: str, code: str = "scripted") -> dict[str, Any]:
    return {"type": "about:blank", "status": status, "detail": detail, "code": code, "errors": []}


class Clock:
    """A pace whose sleeps take no time and are remembered; `meanwhile` happens during the nth."""

    def __init__(self, **patience: Any) -> None:
        self.slept: list[float] = []
        self.meanwhile: dict[int, Callable[[], Awaitable[object]]] = {}
        self.pace = Pace(jitter=lambda delay_s: delay_s, sleep=self._sleep, **patience)

    async def _sleep(self, delay_s: float) -> None:
        self.slept.append(delay_s)
        if happens := self.meanwhile.get(len(self.slept)):
            await happens()
        await asyncio.sleep(0)


async def _asked(scope: dict[str, Any], receive: Receive) -> Asked:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    return Asked(scope["method"], scope["path"], parse_qs(scope["query_string"].decode()), headers, body)


async def _answer(send: Send, answer: Answer) -> None:
    raw = isinstance(answer.body, bytes)
    body = answer.body if raw else b"" if answer.body is None else json.dumps(answer.body).encode()
    length = [(b"content-length", str(len(body) + answer.breaks).encode())] if answer.status != 204 else []
    kind = (b"content-type", b"text/html" if raw else b"application/json")
    headers = [*dict([kind, *answer.headers]).items(), *length]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": answer.breaks})


async def _stream(send: Send, receive: Receive, script: Stream) -> None:
    headers = [(b"content-type", b"text/event-stream; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for one in script.frames:
        await send({"type": "http.response.body", "body": one.encode(), "more_body": True})
    if script.then == "hang":
        while (await receive())["type"] != "http.disconnect":
            pass
    elif script.then == "close":
        await send({"type": "http.response.body", "body": b""})
    # a break ends here: uvicorn closes a connection whose body is not complete
