"""HTTP with a witness: every request of the run is written down with what came of it."""

import asyncio
import json
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, NamedTuple, Self

import httpx

from callsheet.chaos.witness import Evidence, Exchange

AGAIN_S = 0.4
PATIENCE = httpx.Timeout(30, connect=5)
SILENCE = httpx.Timeout(30, connect=5, read=45)
"""A stream says something every 15 s."""
Clock = Callable[[], float]


class Answer(NamedTuple):
    """`body` is the JSON (of several lines: a list), or None where it is none."""

    status: int
    body: Any
    headers: httpx.Headers
    content: bytes


class Caller:
    def __init__(self, url: str, evidence: Evidence, clock: Clock) -> None:
        self.evidence, self.clock = evidence, clock
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
        self.http = httpx.AsyncClient(base_url=url, timeout=PATIENCE, limits=limits, trust_env=False)

    async def ask(
        self, method: str, path: str, owner: str, allowed: Iterable[int], **more: Any
    ) -> Answer | None:
        """None where no answer came. Without an owner it is the operator who asks."""
        begun, what, fine = self.clock(), f"{method} {path}", frozenset(allowed)
        headers = {**({"X-Callsheet-Owner": owner} if owner else {}), **more.pop("headers", {})}
        try:
            answer = await self.http.request(method, path, headers=headers, **more)
        except httpx.TransportError as error:
            self.note(begun, what, fine, None, error=f"{type(error).__name__} {error}".strip())
            return None
        body = _json(answer)
        detail = str(body.get("detail") or "") if isinstance(body, dict) else ""
        self.note(begun, what, fine, answer, detail=f"{detail} ({owner})")
        return Answer(answer.status_code, body, answer.headers, answer.content)

    async def insist(self, method: str, path: str, owner: str, allowed: Iterable[int], **more: Any) -> Answer:
        """Ask until there is an answer that is one; the caller's deadline ends it."""
        while True:
            answer = await self.ask(method, path, owner, allowed, **more)
            if answer and answer.status not in (429, 503):
                return answer
            after = answer.headers.get("retry-after", "") if answer else ""
            await asyncio.sleep(float(after) if after.isdigit() else AGAIN_S)

    def note(
        self, begun: float, what: str, allowed: frozenset[int], answer: httpx.Response | None, **more: str
    ) -> None:
        status = answer.status_code if answer else None
        after = answer is not None and "retry-after" in answer.headers
        exchange = Exchange(begun, self.clock(), what, allowed, status, retry_after=after, **more)
        self.evidence.exchanges.append(exchange)

    async def ready(self) -> bool:
        """Not part of the record: asked many times a second while something recovers."""
        try:
            return (await self.http.get("/readyz", timeout=2)).status_code == 200
        except httpx.TransportError:
            return False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()


def _json(answer: httpx.Response) -> Any:
    kind = answer.headers.get("content-type", "")
    if "json" not in kind:
        return None
    try:
        if kind.startswith("application/jsonl"):
            return [json.loads(line) for line in answer.text.split("\n") if line]
        return answer.json()
    except json.JSONDecodeError:
        return None
