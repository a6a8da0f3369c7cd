"""What a stream costs: our response beside sse-starlette's.

Each side is an API process of its own, on the same Temporal, with thousands of viewers of a few jobs that
make a version a second.
"""

import asyncio
import json
import os
import secrets
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench.latency import commits, percentiles
from bench.place import Place, note, place
from bench.shape import QUEUE
from bench.shapes import Ticker
from callsheet.devserver import HOST
from settings import Settings
from storage.database import Database

SIDES = {"ours": "api.server", "sse-starlette": "bench.starlette_side"}
JOBS = 5
WARM = 100
MANY = 5_000
MOST = 15_000
WINDOW_S = 20
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Api:
    """An API process, and what it uses."""

    process: Process
    port: int

    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def megabytes(self) -> float:
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def files(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))


@asynccontextmanager
async def api(here: Place, module: str, host: str = HOST) -> AsyncIterator[Api]:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    env = {
        **os.environ,
        "CALLSHEET_DATA": str(here.options.data),
        "CALLSHEET_TEMPORAL_ADDRESS": here.options.temporal_address,
        "CALLSHEET_STREAM_CAP": "100000",
    }
    log = (here.options.data / "logs" / "streams.log").open("ab")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, "--host", host, "--port", str(port), env=env, stdout=log, stderr=log
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://{HOST}:{port}") as http:
            while not await _answers(http):
                await asyncio.sleep(0.05)
        yield Api(process, port)
    finally:
        process.terminate()
        await process.wait()
        log.close()


async def _answers(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/healthz")).is_success
    except httpx.TransportError:
        return False


@dataclass
class Crowd:
    """A process of viewers."""

    process: Process

    @classmethod
    async def open(cls, port: int, streams: int, jobs: list[str], *more: str, inside: str = "") -> "Crowd":
        """All of them have their first frame; `inside` names a network namespace."""
        command = [sys.executable, "-m", "bench.viewers", "--port", str(port), "--streams", str(streams)]
        command += [*more, *(f"/v1/jobs/{job}/events" for job in jobs)]
        wrapped = ["ip", "netns", "exec", inside, *command] if inside else command
        crowd = cls(await asyncio.create_subprocess_exec(*wrapped, stdin=PIPE, stdout=PIPE, limit=2**26))
        await crowd.answer()
        return crowd

    async def ask(self, word: str) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.write(f"{word}\n".encode())
        return await self.answer()

    async def answer(self) -> dict[str, Any]:
        assert self.process.stdout
        told: dict[str, Any] = json.loads(await self.process.stdout.readline())
        return told

    async def leave(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


async def jobs_of(database: Database, count: int = JOBS) -> list[str]:
    ids = [f"tick-{secrets.token_hex(6)}" for _ in range(count)]
    await note(database, ids)
    return ids


async def tick(here: Place, ids: list[str], versions: int) -> None:
    """Every job makes a version a second from now on, at times of its own."""
    for job_id in ids:
        await here.temporal.start_workflow(
            Ticker.run, args=[job_id, versions, 0.0], id=job_id, task_queue=QUEUE
        )
        await asyncio.sleep(1 / len(ids))


async def measure(here: Place, database: Database, side: str, streams: int) -> dict[str, Any]:
    """One side with so many viewers, in two processes."""
    ids = await jobs_of(database)
    async with api(here, SIDES[side]) as server:
        warm = await Crowd.open(server.port, WARM, ids)
        before, cpu = server.megabytes(), server.cpu_s()
        crowds = [await Crowd.open(server.port, streams // 2, ids) for _ in range(2)]
        opened, grown = server.cpu_s() - cpu, server.megabytes() - before
        await tick(here, ids, WINDOW_S * 2)
        await asyncio.sleep(2)
        counted = [await crowd.ask("count") for crowd in (warm, *crowds)]
        cpu = server.cpu_s()
        await asyncio.sleep(WINDOW_S)
        spent = server.cpu_s() - cpu
        told = [await crowd.ask("count") for crowd in (warm, *crowds)]
        delivered = sum(one["frames"] for one in told) - sum(one["frames"] for one in counted)
        ages = await _ages(here, ids, told[1:])
        for crowd in (warm, *crowds):
            await crowd.leave()
    for job_id in ids:
        await here.temporal.get_workflow_handle(job_id).terminate()
    p50, p99 = percentiles(ages)
    return {
        "what": side,
        "streams held": sum(one["open"] for one in told[1:]),
        "MB per 1,000": round(grown / streams * 1000, 1),
        "us per open": round(opened / streams * 1e6),
        "us per frame": round(spent / delivered * 1e6, 1),
        "frames/s": round(delivered / WINDOW_S),
        "gaps": sum(one["gaps"] for one in told),
        "p50 ms": round(1000 * p50),
        "p99 ms": round(1000 * p99),
    }


async def _ages(here: Place, ids: list[str], told: list[dict[str, Any]]) -> list[float]:
    """From commit to arrival, at a sample of the viewers: the n-th of them watches the n-th job in turn."""
    committed = [await commits(here, job_id) for job_id in ids]
    ages = []
    for one in told:
        streams = one["open"] + one["lost"]
        every = max(1, streams // 200)
        for number, arrivals in enumerate(one["arrivals"]):
            known = committed[number * every % len(ids)]
            ages += [at - known[version] for version, at in arrivals if version > 1 and version in known]
    return ages


async def run() -> dict[str, Any]:
    async with place() as here, here.bench_worker(QUEUE):
        database = Database(Settings(data=here.options.data).database)
        rows = [await measure(here, database, side, MANY) for side in ("sse-starlette", "ours")]
        rows.append(await measure(here, database, "ours", MOST))
        await database.close()
    other, ours, most = rows
    met = all(
        (
            ours["streams held"] == MANY,
            most["streams held"] == MOST,
            ours["MB per 1,000"] < other["MB per 1,000"],
            ours["us per frame"] < other["us per frame"],
        )
    )
    goal = f"{MANY:,} and {MOST:,} streams held, each for less memory and work than sse-starlette's"
    title = f"streams of {JOBS} jobs with a version a second, per API process"
    return {"title": title, "rows": rows, "goal": goal, "met": met}


if __name__ == "__main__":
    print(asyncio.run(run()))
