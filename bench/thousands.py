"""Thousands of images through `callsheet up`, one in twenty poisoned: what comes of each, and how fast.

`--kill` takes a worker away at 40 % and Temporal at 70 %, by kill -9. Every call of the annotator is counted
by a permit that does not expire. `python -m bench.thousands --number 10000 --kill`.
"""

import argparse
import asyncio
import json
import os
import signal
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select

from bench.collection import Specimen, collection
from storage.artifacts import Artifacts
from storage.database import Database
from storage.tables import grants, images
from tests.support.processes import Up, descendants, up
from tests.support.watching import watching

TIERS = {
    "free": {"concurrency": 2, "per_minute": 10},
    "paid": {"concurrency": 10, "per_minute": 500},
    "unlimited": {"concurrency": 50, "per_minute": 10_000_000},
}
ENVIRONMENT = {"CALLSHEET_DECODE_TIMEOUT_S": "2", "CALLSHEET_RETENTION_DAYS": "1"}
COUNTED = {"CALLSHEET_RATE_WINDOW_S": "86400", "CALLSHEET_TIERS": json.dumps(TIERS)}


def specimens(number: int) -> list[Specimen]:
    """Half of them by each process."""
    with ProcessPoolExecutor(2) as pool:
        halves = [pool.submit(list_of, number // 2, seed) for seed in (1, 2)]
        return [
            one._replace(name=f"{half}-{one.name}")
            for half, some in enumerate(halves)
            for one in some.result()
        ]


def list_of(number: int, seed: int) -> list[Specimen]:
    return list(collection(number, seed))


async def shelve(data: Path, every: list[Specimen]) -> None:
    """Into the library as if they had been uploaded before any of it went bad: uploads refuse such files."""
    database = Database(f"sqlite+aiosqlite:///{data.resolve()}/callsheet.db")
    store = Artifacts(database, f"file://{data.resolve()}/artifacts")
    now = datetime.now(UTC)
    facts = {"owner": "local", "width": 1, "height": 1, "format": "png", "bytes": 1, "created_at": now}
    rows = []
    for one in every:
        if one.content is not None:
            await store.put(f"images/{one.name}", one.content)
        if one.known:
            rows.append(
                {"id": one.name, "name": one.name, "key": f"images/{one.name}", "sha256": None, **facts}
            )
    async with database.writing() as connection:
        await connection.execute(insert(images), rows)
    await database.close()


class Sizes:
    """The most memory that each kind of process had, in MB of its own and shared pages."""

    def __init__(self, root: int) -> None:
        self._root = root
        self.most: Counter[str] = Counter()

    async def watch(self) -> None:
        while True:
            for pid, command in descendants(self._root).items():
                name = next((n for n, word in WORDS.items() if word in command), "other")
                self.most[name] = max(self.most[name], resident_mb(pid))
            await asyncio.sleep(0.5)


WORDS = {
    "temporal": "start-dev",
    "annotator child": "crew",
    "worker": "-m worker",
    "api": "-m api.server",
}


def resident_mb(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


async def watch(house: Up, job_id: str, kill: bool) -> list[dict[str, Any]]:
    """Every frame to the last, checked; with the kills on the way."""
    frames: list[dict[str, Any]] = []
    kills = [(40, "worker"), (70, "temporal")] if kill else []
    async with watching(house.http, f"/v1/jobs/{job_id}/events", timeout=None) as stream:
        async for frame in stream:
            job = frame.data
            frames.append(job)
            if kills and job["percent"] >= kills[0][0]:
                _, name = kills.pop(0)
                house.send(signal.SIGKILL, name)
                print(f"  killed {name} at {job['percent']} % ({job['counts']['processed']:,} items)")
    return frames


def check(frames: list[dict[str, Any]], lines: list[dict[str, Any]], every: list[Specimen]) -> None:
    counts = [frame["counts"] for frame in frames if frame["counts"]]
    for one in counts:
        assert one["processed"] == one["succeeded"] + one["failed"], one
        assert one["processed"] + one["skipped"] <= one["total"] == len(every), one
    assert [c["processed"] for c in counts] == sorted(c["processed"] for c in counts)
    assert [f["percent"] for f in frames] == sorted(f["percent"] for f in frames)
    assert [line["itemId"] for line in lines] == [one.name for one in every]
    wrong = [
        (line["itemId"], one.code, line["error"])
        for line, one in zip(lines, every, strict=True)
        if (line["error"] or {}).get("code") != one.code or (line["outcome"] == "succeeded") != (not one.code)
    ]
    assert not wrong, (len(wrong), wrong[:5])


async def calls(data: Path) -> int:
    database = Database(f"sqlite+aiosqlite:///{data.resolve()}/callsheet.db")
    async with database.reading() as connection:
        number = await connection.scalar(select(func.count()).select_from(grants))
    await database.close()
    return int(number or 0)


async def histories(house: Up, job_id: str) -> list[int]:
    """Events of the batch and of every shard."""
    from temporalio.client import Client  # its native part may crash at the end: as late as can be

    client = await Client.connect(f"127.0.0.1:{house.ports[1]}")
    events = [event async for event in client.get_workflow_handle(job_id).fetch_history_events()]
    begun = [event.start_child_workflow_execution_initiated_event_attributes for event in events]
    ids = [job_id, *(one.workflow_id for one in begun if one.workflow_id)]
    return [(await client.get_workflow_handle(one).describe()).history_length for one in ids]


async def run(number: int, workers: int, kill: bool) -> None:
    os.environ.update({**ENVIRONMENT, **(COUNTED if kill else {})})
    began = time.monotonic()
    every = specimens(number)
    size = sum(len(one.content or b"") for one in every) >> 20
    codes = dict(Counter(one.code for one in every))
    print(f"made {len(every):,} images, {size} MB, in {time.monotonic() - began:.0f} s: {codes}")
    with tempfile.TemporaryDirectory() as folder:
        async with up(Path(folder), "--workers", str(workers)) as house:
            await shelve(house.data, every)
            await annotate(house, every, kill)


async def annotate(house: Up, every: list[Specimen], kill: bool) -> None:
    sizes = Sizes(house.process.pid)
    sampling = asyncio.create_task(sizes.watch())
    body = {"imageIds": [one.name for one in every], "text": False}
    began = time.monotonic()
    answer = await house.http.post("/api/batch/annotations/start", json=body)
    accepted, job_id = time.monotonic() - began, answer.json()["jobId"]
    frames = await watch(house, job_id, kill)
    wall = time.monotonic() - began
    sampling.cancel()
    lines = (await house.http.get(f"/v1/jobs/{job_id}/results.jsonl")).text.splitlines()
    check(frames, [json.loads(line) for line in lines], every)
    last = frames[-1]
    print(
        f"accepted in {accepted:.2f} s, {last['status']} after {wall:.1f} s, {len(every) / wall:.1f} images/s"
    )
    print(f"{len(frames)} frames, all of them right; {last['counts']}; {last['result']}")
    print(f"most memory, MB: {dict(sizes.most)}")
    if kill:
        hung = sum(one.code == "decoder-timed-out" for one in every)
        expected = sum(one.content is not None for one in every) + hung
        made = await calls(house.data)
        print(f"calls {made:,}, {made - expected} more than without kills")
    lengths = await histories(house, job_id)
    print(f"history: batch {lengths[0]} events, {len(lengths) - 1} shards, longest {max(lengths[1:])}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.thousands", description=__doc__)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill", action="store_true")
    asked = parser.parse_args()
    asyncio.run(run(asked.number, asked.workers, asked.kill))
    os._exit(0)  # Temporal's native part may crash while the interpreter ends
