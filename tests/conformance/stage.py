"""The server of a transcript on loopback: it says each connection's lines, and nothing after them.

async with stage(transcript) as there:
    ... there.url, there.requests, there.open ...
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.conformance.kit import Answer, Piece, Stream, Transcript

BASE: dict[str, Any] = {
    "kind": "enhancement",
    "owner": "local",
    "group": "g1",
    "status": "running",
    "percent": 0,
    "stage": None,
    "credits": {"charged": 2, "refunded": 0},
    "input": {},
    "createdAt": "2026-01-02T03:04:05.678Z",
    "version": 1,
}
OVER = Stream(status=410, problem={"code": "script-over", "detail": "The transcript is over."})
BOM = b"\xef\xbb\xbf"


class Stage:
    def __init__(self, transcript: Transcript) -> None:
        self.url, self.requests, self.open = "", list[str](), 0
        self._watched = transcript.watch
        self._streams = list(transcript.streams)
        self._answers = {name: list(answers) for name, answers in transcript.answers.items()}

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                target, headers = _asked((await reader.readuntil(b"\r\n\r\n")).decode())
                await self._respond(target, headers, reader, writer)
        finally:
            self.open -= 1
            writer.close()

    async def _respond(
        self, target: str, headers: dict[str, str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        if not path.endswith("/events"):
            job_id = unquote(path.rpartition("/")[2])
            self.requests.append(f"ask {job_id}")
            _answer(writer, self._next_answer(job_id), job_id)
            return
        many = path == "/v1/events"
        ids = query.get("job", []) if many else [unquote(path.split("/")[3])]
        origin = headers.get("last-event-id", "")
        self.requests.append(
            f"listen {','.join(ids)}" + (f" from {_bare(origin, self._watched)}" if origin else "")
        )
        await _stream(writer, reader, self._streams.pop(0) if self._streams else OVER, many, self._watched)

    def _next_answer(self, job_id: str) -> Answer:
        answers = self._answers.get(job_id) or [Answer(status=OVER.status, problem=OVER.problem)]
        return answers.pop(0) if len(answers) > 1 else answers[0]


@asynccontextmanager
async def stage(transcript: Transcript) -> AsyncIterator[Stage]:
    there = Stage(transcript)
    server = await asyncio.start_server(there, "127.0.0.1", 0)
    there.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield there


async def _stream(
    writer: asyncio.StreamWriter, reader: asyncio.StreamReader, script: Stream, many: bool, watched: list[str]
) -> None:
    if script.instead == "hang":
        await reader.read()
    if script.instead:
        return
    if script.problem is not None:
        body = json.dumps(script.problem).encode()
        writer.write(
            _head(script.status, {"content-type": "application/problem+json", **script.headers}, body)
        )
        return
    kind = {"content-type": "text/event-stream; charset=utf-8", "transfer-encoding": "chunked"}
    writer.write(_head(script.status, {**kind, **script.headers} if script.status != 204 else {}))
    said = _said(script, many, watched)
    size = script.piece_bytes or len(said) or 1
    for start in range(0, len(said), size):
        piece = said[start : start + size]
        writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        await writer.drain()
        await asyncio.sleep(0)
    if script.then == "silence":
        await reader.read()
    elif script.then == "close" and not script.cut_inside and script.status != 204:
        writer.write(b"0\r\n\r\n")


def _said(script: Stream, many: bool, watched: list[str]) -> bytes:
    text = "".join(_text(piece, many, watched, script.spread) for piece in script.says)
    said = (BOM if script.bom else b"") + text.replace("\n", script.line_end).encode()
    if script.cut_inside is None:
        return said
    return said[: said.rindex(script.cut_inside.encode()) + 1]


def _text(piece: Piece, many: bool, watched: list[str], spread: bool) -> str:
    if piece.raw is not None:
        return piece.raw
    if piece.comment is not None:
        return f": {piece.comment}\n\n"
    if piece.retry is not None:
        return f"retry: {piece.retry}\n\n"
    job = {**BASE, "id": watched[0], **(piece.job or {})}
    named = f"{job['id']}:{piece.id}" if many and piece.job is not None else piece.id
    head = f"id: {named}\n" if piece.id else ""
    told = (
        piece.data
        if piece.data is not None
        else json.dumps(job, ensure_ascii=False, indent=1 if spread else None)
    )
    lines = "".join(f"data: {line}\n" for line in told.split("\n"))
    return f"{head}event: {piece.frame}\n{lines}\n"


def _answer(writer: asyncio.StreamWriter, answer: Answer, job_id: str) -> None:
    if answer.instead:
        return
    told = answer.problem if answer.job is None else {**BASE, "id": job_id, **answer.job}
    body = answer.text.encode() if answer.text is not None else json.dumps(told).encode()
    kind = "text/html" if answer.text is not None else "application/json"
    writer.write(_head(answer.status, {"content-type": kind, **answer.headers}, body))


def _head(status: int, headers: dict[str, str], body: bytes | None = None) -> bytes:
    sized = {"content-length": str(len(body))} if body is not None else {}
    lines = [f"{name}: {value}" for name, value in {**headers, **sized, "connection": "close"}.items()]
    return "\r\n".join([f"HTTP/1.1 {status} Said", *lines, "", ""]).encode() + (body or b"")


def _asked(head: str) -> tuple[str, dict[str, str]]:
    first, *lines = head.split("\r\n")
    pairs = (line.split(": ", 1) for line in lines if line)
    return first.split(" ")[1], {name.lower(): value for name, value in pairs}


def _bare(event_id: str, watched: list[str]) -> str:
    """The id as a stream of one job has it."""
    job_id, _, own = event_id.rpartition(":")
    return own if job_id in watched else event_id
