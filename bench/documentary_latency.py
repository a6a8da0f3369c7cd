"""How old a documentary's frame is when it reaches its viewer, over server-sent events and over a WebSocket.

Every other documentary is watched one way, the rest the other, in the same minute. A step takes its providers
a tenth of a second where there is one documentary at a time, a second where there are many.
"""

import asyncio
import json
import time
from itertools import cycle
from typing import Any, NamedTuple

import httpx
from websockets.asyncio.client import connect

from bench.documentary import request
from bench.latency import commits, percentiles
from bench.place import Place, note, place
from bench.shape import QUEUE
from settings import Settings
from storage.database import Database
from workflows.contracts.documentary import DocumentaryRequest
from workflows.documentary import Documentary

ONE_BY_ONE, TOGETHER = 24, 20
GOALS = {1: (15, 100), TOGETHER: (40, 300)}  # those of `latency`
WAYS = ("SSE", "WebSocket")


class Viewer:
    """`arrivals` by version; `begun` once it knows where things stand."""

    def __init__(self, url: str, job_id: str) -> None:
        self.arrivals: dict[int, float] = {}
        self.begun = asyncio.Event()
        self._address = f"{url}/api/jobs/{job_id}"

    async def watch(self, way: str) -> None:
        await (self._sse() if way == "SSE" else self._websocket())

    async def _sse(self) -> None:
        event_id = None
        async with (
            httpx.AsyncClient(timeout=None) as http,
            http.stream("GET", f"{self._address}/stream") as answer,
        ):
            async for line in answer.aiter_lines():
                if line.startswith("id: "):
                    event_id = line[4:]
                elif line.startswith("data: "):
                    self._take(event_id, json.loads(line[6:]))
                    event_id = None

    async def _websocket(self) -> None:
        async with connect(f"{self._address.replace('http', 'ws', 1)}/ws") as messages:
            async for message in messages:
                told = json.loads(message)
                self._take(told.get("id"), told)

    def _take(self, event_id: str | None, told: dict[str, Any]) -> None:
        at = time.time()
        if told["type"] != "init" and event_id:
            self.arrivals[int(event_id.rpartition("-")[2])] = at
        self.begun.set()


class Ages(NamedTuple):
    """Seconds; `missing` are versions of which no frame came."""

    frames: list[float]
    missing: int


async def watched(here: Place, asked: DocumentaryRequest, way: str) -> Viewer:
    """From before it begins until its stream has ended."""
    viewer = Viewer(here.options.url, asked.job_id)
    async with asyncio.TaskGroup() as group:
        group.create_task(viewer.watch(way))
        await viewer.begun.wait()
        await here.temporal.execute_workflow(Documentary.run, asked, id=asked.job_id, task_queue=QUEUE)
    return viewer


async def measure(here: Place, database: Database, documentaries: int, at_once: int) -> dict[str, Ages]:
    """By way, with so many documentaries, of which so many run and are watched at a time."""
    asked = [request(100 if at_once == 1 else 1000) for _ in range(documentaries)]
    await note(database, [one.job_id for one in asked], kind="documentary")
    places, viewers = asyncio.Semaphore(at_once), {}

    async def follow(number: int, one: DocumentaryRequest, way: str) -> None:
        async with places:
            if at_once > 1:
                await asyncio.sleep(
                    number % at_once / at_once
                )  # spread over a second, as those of different people
            viewers[one.job_id] = way, await watched(here, one, way)

    async with asyncio.TaskGroup() as group:
        for number, (one, way) in enumerate(zip(asked, cycle(WAYS), strict=False)):
            group.create_task(follow(number, one, way))
    ages = {way: Ages([], 0) for way in WAYS}
    for job_id, (way, viewer) in viewers.items():
        committed, known = await commits(here, job_id), ages[way]
        frames = [at - committed[version] for version, at in viewer.arrivals.items()]
        missing = known.missing + len(committed) - len(frames)
        ages[way] = Ages(known.frames + frames, missing)
    return ages


async def run() -> dict[str, Any]:
    rows, met = [], True
    async with place() as here, here.bench_worker(QUEUE):
        database = Database(Settings(data=here.options.data).database)
        await measure(here, database, len(WAYS), 1)  # warm
        for at_once, number in ((1, ONE_BY_ONE), (TOGETHER, 2 * TOGETHER)):
            ages = await measure(here, database, number, at_once)
            for way in WAYS:
                p50, p99 = (round(1000 * value, 1) for value in percentiles(ages[way].frames))
                figures = {"frames": len(ages[way].frames), "missing": ages[way].missing}
                rows.append({"at once": at_once, "what": way, **figures, "p50 ms": p50, "p99 ms": p99})
                most_p50, most_p99 = GOALS[at_once]
                met = met and p50 <= most_p50 and p99 <= most_p99 and not ages[way].missing
        await database.close()
    goal = f"1: p50 <= 15, p99 <= 100; {TOGETHER}: p50 <= 40, p99 <= 300; none missing"
    title = "from a documentary's commit to the frame at its viewer"
    return {"title": title, "rows": rows, "goal": goal, "met": met}


if __name__ == "__main__":
    print(asyncio.run(run()))
