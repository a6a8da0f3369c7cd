"""Watchers that write every frame down: raw server-sent events, resumed by id, leaving and returning."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx

from callsheet.chaos.caller import AGAIN_S, SILENCE, Caller
from callsheet.chaos.plan import Via, Watching
from callsheet.chaos.streams import is_end
from callsheet.chaos.telling import counts_of, id_of, milestone_of, percent_of, status_of
from callsheet.chaos.witness import Connection, Frame, Transcript

ALL_ENDED = "end"
LONGEST_AGAIN_S = 2.0


class Watcher:
    """One watcher of one job, or of all jobs of a start."""

    def __init__(self, caller: Caller, watching: Watching, owner: str, job_ids: list[str], name: str) -> None:
        self._caller, self._plan, self._owner = caller, watching, owner
        ids = tuple(job_ids) if watching.via is Via.MANY else (job_ids[watching.which % len(job_ids)],)
        self.seen = Transcript(f"{name} on {watching.via}", watching.via, ids)
        self._last_id: str | None = None
        self._failures = 0

    async def watch(self) -> None:
        """To the end, whatever happens to the connection."""
        leaves = list(self._plan.leaves)
        while not self.seen.finished:
            stay_s, away_s = leaves.pop(0) if leaves else (None, AGAIN_S)
            connection = Connection(self._caller.clock(), self._last_id)
            self.seen.connections.append(connection)
            try:
                async with asyncio.timeout(stay_s):
                    await self._listen(connection)
            except TimeoutError:
                connection.end = "left"
            self._failures = self._failures + 1 if connection.end == "lost" else 0
            if not self.seen.finished:
                await asyncio.sleep(max(away_s, min(AGAIN_S * self._failures, LONGEST_AGAIN_S)))

    async def _listen(self, connection: Connection) -> None:
        path, begun = self._path(), self._caller.clock()
        headers = {"X-Callsheet-Owner": self._owner}
        headers |= {"Last-Event-ID": self._last_id} if self._last_id else {}
        fine = frozenset({200, 204})
        try:
            async with self._caller.http.stream("GET", path, headers=headers, timeout=SILENCE) as answer:
                connection.status = answer.status_code
                self._caller.note(begun, f"GET {path}", fine, answer)
                self.seen.finished = answer.status_code == 204 or 400 <= answer.status_code < 429
                if answer.status_code == 200:
                    await self._read(connection, answer)
                connection.end = "closed"
        except httpx.TransportError as error:
            said = f"{type(error).__name__} {error}".strip()
            self._caller.note(self._caller.clock(), f"GET {path}", fine, None, error=said)

    async def _read(self, connection: Connection, answer: httpx.Response) -> None:
        async for fields in events(answer):
            self._last_id = fields.get("id") or self._last_id
            told = json.loads(fields["data"])
            if fields.get("event") == ALL_ENDED:
                self.seen.finished = not self._plan.asks_again
                continue
            frame = self._frame(fields, told)
            if frame is None:
                continue
            connection.frames.append(frame)
            if is_end(frame) and self.seen.via != Via.MANY:
                self.seen.finished = not self._plan.asks_again

    def _frame(self, fields: Mapping[str, str], told: Mapping[str, Any]) -> Frame | None:
        event = fields.get("event") or str(told["type"])
        if event == "connected":
            return None
        job_id = id_of(told)
        run, _, version = fields.get("id", "").removeprefix(f"{job_id}:").rpartition("-")
        frame = Frame(
            at=self._caller.clock(),
            event=event,
            job_id=job_id,
            run=run or None,
            version=int(version) if run else None,
            status=status_of(told),
            percent=percent_of(told),
            counts=counts_of(told),
            milestone=milestone_of(event, told),
        )
        return frame._replace(job=told) if is_end(frame) else frame

    def _path(self) -> str:
        if self.seen.via == Via.MANY:
            return f"{Via.MANY}?{'&'.join(f'job={job_id}' for job_id in self.seen.job_ids)}"
        return self._plan.via.format(id=self.seen.job_ids[0])


async def events(answer: httpx.Response) -> AsyncIterator[dict[str, str]]:
    """The fields of each event that has data, as they came: an id that is not there is not there."""
    fields: dict[str, str] = {}
    rest = b""
    async for chunk in answer.aiter_bytes():
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            name, _, value = line.decode().rstrip("\r").partition(":")
            if name:
                fields[name] = value.removeprefix(" ")
            elif not value and fields:
                if "data" in fields:
                    yield fields
                fields = {}
