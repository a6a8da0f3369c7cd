"""Clients that never read, and clients that vanish half-open, beside others who must not notice.

Who vanishes lives in a network namespace whose link goes down: no FIN, no RST, no ACK. That needs root and
`ip`; elsewhere only those who never read are measured.
"""

import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bench.place import Place, place
from bench.shape import QUEUE
from bench.streams import Api, Crowd, api, jobs_of, tick
from settings import Settings
from storage.database import Database

HEALTHY, SLOW = 500, 100
SMALL = "2048"
GONE_S = 45
PATIENCE_S = 90
OURS, THEIRS = "10.77.13.1", "10.77.13.2"
ESTABLISHED = "01"


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@asynccontextmanager
async def namespace() -> AsyncIterator[str]:
    """A network of its own behind a pair of links; its name, or nothing where we may not."""
    name = f"callsheet-{os.getpid()}"
    near, far = f"cs{os.getpid()}a", f"cs{os.getpid()}b"
    if not shutil.which("ip") or os.geteuid():
        yield ""
        return
    _ip("netns", "add", name)
    try:
        _ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", name)
        _ip("addr", "add", f"{OURS}/30", "dev", near)
        _ip("link", "set", near, "up")
        _ip("-n", name, "addr", "add", f"{THEIRS}/30", "dev", far)
        _ip("-n", name, "link", "set", far, "up")
        yield name
    finally:
        _ip("netns", "del", name)


def held(server: Api, theirs: bool) -> int:
    """Established connections at the server, those from the namespace or the others."""
    there = "".join(f"{int(part):02X}" for part in reversed(THEIRS.split(".")))
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    ours = [row for row in rows if row[1].endswith(f":{server.port:04X}") and row[3] == ESTABLISHED]
    return sum(row[2].startswith(there) == theirs for row in ours)


async def gone_after(server: Api, theirs: bool, left: int) -> float:
    """Seconds until no more than so many are held; infinite if they stay."""
    began = time.monotonic()
    while held(server, theirs) > left:
        if time.monotonic() - began > PATIENCE_S:
            return float("inf")
        await asyncio.sleep(0.25)
    return round(time.monotonic() - began, 1)


async def measure(here: Place, database: Database, name: str) -> tuple[list[dict[str, Any]], bool]:
    ids = await jobs_of(database)
    async with api(here, "api.server", "0.0.0.0") as server:
        healthy = await Crowd.open(server.port, HEALTHY, ids)
        await tick(here, ids, PATIENCE_S + 60)
        await asyncio.sleep(5)
        megabytes, files = server.megabytes(), server.files()
        asleep = await Crowd.open(server.port, SLOW, ids, "--room", SMALL)
        away = await Crowd.open(server.port, SLOW, ids, "--host", OURS, inside=name) if name else None
        await asleep.ask("sleep")
        if away:
            _ip("-n", name, "link", "set", f"cs{os.getpid()}b", "down")
        waits = [gone_after(server, False, HEALTHY), gone_after(server, True, 0)]
        slept, vanished = await asyncio.gather(*waits)
        told = await healthy.ask("count")
        after, left = server.megabytes(), server.files() - files
        for crowd in (healthy, asleep, away):
            if crowd:
                await crowd.leave()
    well = told["open"] == HEALTHY and not told["gaps"] and max(slept, vanished) <= GONE_S and left <= 0
    rows = [
        {"what": f"{SLOW} who never read, gone after", "is": f"{slept} s"},
        {
            "what": f"{SLOW} who vanish half-open, gone after",
            "is": f"{vanished} s" if name else "not measured: needs root and `ip`",
        },
        {"what": f"of {HEALTHY} others still there", "is": told["open"]},
        {"what": "versions that one of them missed", "is": told["gaps"]},
        {"what": "files open more than before", "is": left},
        {"what": "MB before and after", "is": f"{megabytes:.0f}, {after:.0f}"},
    ]
    return rows, well


async def run() -> dict[str, Any]:
    async with place() as here, here.bench_worker(QUEUE), namespace() as name:
        database = Database(Settings(data=here.options.data).database)
        rows, met = await measure(here, database, name)
        await database.close()
    goal = f"gone within {GONE_S} s, and nobody else misses anything"
    return {"title": "clients that do not read", "rows": rows, "goal": goal, "met": met}


if __name__ == "__main__":
    print(asyncio.run(run()))
