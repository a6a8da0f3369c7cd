"""Items of a batch per second: no-op ones by the size of the batch, then beside two other ways to do them.

From the moment at which the batch is accepted until its client hears `completed`. Every side reads the image
of each item from the artifact store; ours keeps an outcome and an annotation of each in the database.
"""

import asyncio
import secrets
import statistics
import time
from datetime import UTC, datetime
from typing import Any

import httpx
from sqlalchemy import insert

from bench.place import Place, place
from bench.shape import QUEUE
from bench.shapes import BareBatch
from bench.waiting import IMAGES, Waiting
from settings import Settings
from storage.artifacts import Artifacts
from storage.database import Database
from storage.tables import images

SIZES = (100, 1_000, 10_000, 100_000)
AT_ONCE = 50
BESIDE = 10_000
BARE = 1_000  # its pace is the same from the first hundred on
ROUNDS = 3


async def shelve(database: Database, artifacts: Artifacts) -> None:
    """Images in the library, as many as are needed, that share their bytes."""
    facts = {"owner": "local", "name": "photo.png", "width": 1, "height": 1, "format": "png", "bytes": 1}
    rows = []
    for milliseconds, key in IMAGES.items():
        await artifacts.put(key, str(milliseconds).encode())
        of_these = {**facts, "key": key, "sha256": None, "created_at": datetime.now(UTC)}
        rows += [{**of_these, "id": image} for image in names(milliseconds, max(SIZES))]
    async with database.writing() as connection:
        await connection.execute(insert(images), rows)


def names(milliseconds: int, number: int) -> list[str]:
    return [f"{milliseconds}-{image}" for image in range(number)]


async def ours(http: httpx.AsyncClient, milliseconds: int, items: int) -> float:
    body = {"imageIds": names(milliseconds, items), "concurrency": AT_ONCE}
    answer = await http.post("/v1/jobs", json={"kind": "annotation", "input": body})
    answer.raise_for_status()
    job = answer.json()["jobs"][0]
    async with http.stream("GET", f"/v1/jobs/{job['id']}/events") as events:
        async for line in events.aiter_lines():
            if line == "event: completed":
                accepted = datetime.fromisoformat(job["createdAt"]).timestamp()
                return time.time() - accepted
    raise RuntimeError(f"{job['id']} did not complete")


async def in_memory(artifacts: Artifacts, milliseconds: int, items: int) -> float:
    """Lanes of one event loop, and nothing kept."""
    annotator, queue = Waiting(), iter(range(items))

    async def lane() -> None:
        for _ in queue:
            await annotator.annotate(await artifacts.get(IMAGES[milliseconds]), text=False)

    began = time.perf_counter()
    await asyncio.gather(*(lane() for _ in range(AT_ONCE)))
    return time.perf_counter() - began


async def bare(here: Place, milliseconds: int, items: int) -> float:
    """An activity for each item, as many at a time."""
    began = time.perf_counter()
    args = [IMAGES[milliseconds], items, AT_ONCE]
    workflow_id = f"bare-{secrets.token_hex(6)}"
    await here.temporal.execute_workflow(BareBatch.run, args=args, id=workflow_id, task_queue=QUEUE)
    return time.perf_counter() - began


async def beside(here: Place, artifacts: Artifacts, milliseconds: int) -> dict[str, float]:
    """Items per second of each way."""
    rates: dict[str, list[float]] = {"memory": [], "bare": [], "ours": []}
    for _ in range(ROUNDS):
        rates["memory"].append(BESIDE / await in_memory(artifacts, milliseconds, BESIDE))
        rates["bare"].append(BARE / await bare(here, milliseconds, BARE))
        rates["ours"].append(BESIDE / await ours(here.http, milliseconds, BESIDE))
    return {side: statistics.median(values) for side, values in rates.items()}


async def run() -> dict[str, Any]:
    async with place("bench.items_worker") as here, here.bench_worker(QUEUE):
        settings = Settings(data=here.options.data)
        database = Database(settings.database)
        artifacts = Artifacts(database, settings.artifacts)
        await shelve(database, artifacts)
        await ours(here.http, 0, 1_000)  # warm
        await bare(here, 0, 100)
        times: dict[int, list[float]] = {items: [] for items in SIZES}
        for items in SIZES * ROUNDS:  # in turns, so that a busier minute of the machine is nobody's alone
            times[items].append(await ours(here.http, 0, items))
        sizes = {items: items / statistics.median(times[items]) for items in SIZES}
        sides = {milliseconds: await beside(here, artifacts, milliseconds) for milliseconds in IMAGES}
        await database.close()
    return _report(sizes, sides)


def _report(sizes: dict[int, float], sides: dict[int, dict[str, float]]) -> dict[str, Any]:
    rows = [_row(f"a batch of {items:,} no-op items", rate, sizes[10_000]) for items, rate in sizes.items()]
    for milliseconds, rates in sides.items():
        what = f"{milliseconds} ms" if milliseconds else "no-op"
        rows += [
            _row(f"{what} items: asyncio in memory, nothing kept", rates["memory"], rates["ours"]),
            _row(f"{what} items: bare Temporal, an activity each", rates["bare"], rates["ours"]),
            _row(f"{what} items: our batch", rates["ours"], rates["ours"]),
        ]
    steady = sizes[100_000] >= 0.9 * sizes[10_000] >= 0.9 * sizes[1_000] >= 0.9 * sizes[100]
    fast = sizes[10_000] >= 5_000 and sides[5]["ours"] >= sides[5]["memory"] / 2
    met = steady and fast and all(rates["ours"] >= 10 * rates["bare"] for rates in sides.values())
    goal = "no less at 100,000; 5,000/s at 10,000; 10x an activity each; half of in-memory at 5 ms"
    return {"title": f"items per second, {AT_ONCE} at the same time", "rows": rows, "goal": goal, "met": met}


def _row(what: str, rate: float, of: float) -> dict[str, Any]:
    return {"what": what, "items/s": round(rate), "ratio": round(rate / of, 2)}


if __name__ == "__main__":
    print(asyncio.run(run()))
