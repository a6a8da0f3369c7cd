"""A watcher that comes back after every interruption, as an `EventSource` does, and keeps all it was told."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from tests.support.watching import Frame, frames_of

PATHS = ("/v1/jobs/{}/events", "/api/jobs/{}/stream")
ENDS = ("completed", "failed", "cancelled", "refunded")


class Returning:
    """`breaks` counts the streams that ended before the job did."""

    def __init__(self, http: httpx.AsyncClient, path: str, after: str | None = None) -> None:
        self._http, self.path = http, path
        self.resumed = after is not None
        self.last_event_id = after
        self.frames: list[Frame] = []
        self.breaks = 0

    async def watch(self, http: httpx.AsyncClient | None = None) -> None:
        """Until 204 says that there is no more to come; `http` is another API than the first."""
        while not await self._connect(http or self._http):
            await asyncio.sleep(0.02)

    async def _connect(self, http: httpx.AsyncClient) -> bool:
        before = len(self.frames)
        headers = {"Last-Event-ID": self.last_event_id} if self.last_event_id else {}
        try:
            async with http.stream("GET", self.path, headers=headers, timeout=60) as answer:
                if answer.status_code == 204:
                    return True
                assert answer.status_code == 200, await answer.aread()
                async for frame in frames_of(answer):
                    self.frames.append(frame)
                    self.last_event_id = frame.id or self.last_event_id
        except httpx.TransportError:
            pass  # nobody there yet, or not any more
        self.breaks += len(self.frames) > before and not is_end(self.frames[-1])
        return False

    @property
    def versions(self) -> list[int]:
        """Of the durable frames, in the order in which they came."""
        return [int(frame.id.rpartition("-")[2]) for frame in self.frames if frame.id]

    @property
    def percents(self) -> list[int]:
        told = (frame.data for frame in self.frames)
        return [data.get("percent", data.get("progress")) for data in told if data.get("type") != "connected"]

    @property
    def percent(self) -> int:
        """The newest; -1 before there is any."""
        return self.percents[-1] if self.percents else -1

    @property
    def version(self) -> int:
        """The newest; -1 before there is any."""
        return self.versions[-1] if self.versions else -1

    def check(self, timeline: list[dict[str, Any]]) -> None:
        """No gap, no repetition, no step back, one end."""
        versions, first = self.versions, self.versions[0]
        assert versions == sorted(set(versions)), (self.path, versions)
        missed = {line["version"] for line in timeline if line["version"] > first} - set(versions)
        assert not missed, (self.path, missed)
        assert self.percents == sorted(self.percents), (self.path, self.percents)
        ends = [number for number, frame in enumerate(self.frames, 1) if is_end(frame)]
        assert ends == [len(self.frames)], (self.path, ends)


def is_end(frame: Frame) -> bool:
    return str(frame.data.get("status")).lower() in ENDS


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.02)
