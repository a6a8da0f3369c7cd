"""Batches of several owners, real workers, and a vision model that notes when each call arrives."""

import asyncio
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from sqlalchemy import insert

from storage.artifacts import Artifacts
from storage.database import Database
from storage.tables import images
from tests.support.pictures import picture
from tests.support.processes import Up, up
from tests.support.vision_server import VisionServer, vision_server


class Wanted(NamedTuple):
    """An owner with as many batches as there are numbers, each of so many images."""

    owner: str
    tier: str
    batches: tuple[int, ...]


class Seen(NamedTuple):
    """`worst`: the most calls that arrived within any window; `at_once` those under way together."""

    calls: int
    worst: int
    at_once: int
    took_s: float


async def seen_of(
    data: Path, wanted: Sequence[Wanted], workers: int, latency_s: float = 0.0, **settings: str
) -> dict[str, Seen]:
    """Run them all at the same time; what the model saw of each owner."""
    pictures = {one.owner: picture(16 + number, 16) for number, one in enumerate(wanted)}
    async with vision_server() as server:
        server.latency_s = latency_s
        model = {"CALLSHEET_VISION_URL": server.url, "CALLSHEET_VISION_MODEL": "any"}
        more = {f"CALLSHEET_{name.upper()}": value for name, value in settings.items()}
        with patch.dict(os.environ, {**model, **more}):
            async with up(data, "--workers", str(workers)) as house:
                for one in wanted:
                    await shelve_alike(house.data, one.owner, sum(one.batches), pictures[one.owner])
                ends = await asyncio.gather(*(_run(house, one) for one in wanted))
    assert all(ends), ends
    window_s = float(settings.get("rate_window_s", 60))
    return {one.owner: _seen(server, pictures[one.owner], window_s) for one in wanted}


async def shelve_alike(data: Path, owner: str, number: int, content: bytes) -> list[str]:
    """Many images that are the same bytes; their ids."""
    database = Database(f"sqlite+aiosqlite:///{data.resolve()}/callsheet.db")
    key = f"images/{owner}"
    await Artifacts(database, f"file://{data.resolve()}/artifacts").put(key, content)
    facts = {"owner": owner, "width": 16, "height": 16, "format": "png", "bytes": len(content)}
    facts |= {"key": key, "created_at": datetime.now(UTC), "sha256": None}
    names = [f"{owner}-{nth}" for nth in range(number)]
    async with database.writing() as connection:
        await connection.execute(insert(images), [{"id": name, "name": name, **facts} for name in names])
    await database.close()
    return names


async def _run(house: Up, wanted: Wanted) -> bool:
    """Whether every image of every batch was annotated."""
    answer = await house.http.put(f"/v1/owners/{wanted.owner}", json={"tier": wanted.tier})
    assert answer.status_code == 200, answer.text
    jobs, first = [], 0
    for number in wanted.batches:
        ids = [f"{wanted.owner}-{n}" for n in range(first, first + number)]
        first += number
        body = {"imageIds": ids, "ownerId": wanted.owner, "concurrency": 10}
        answer = await house.http.post("/api/batch/annotations/start", json=body)
        assert answer.status_code == 201, answer.text
        jobs.append(answer.json()["jobId"])
    ends = [await _ended(house, job_id) for job_id in jobs]
    return [end["counts"]["succeeded"] for end in ends] == list(wanted.batches)


async def _ended(house: Up, job_id: str) -> Mapping[str, Any]:
    while True:
        job: dict[str, Any] = (await house.http.get(f"/v1/jobs/{job_id}")).json()
        if job["status"] in ("completed", "failed", "cancelled"):
            return job
        await asyncio.sleep(0.2)


def _seen(server: VisionServer, content: bytes, window_s: float) -> Seen:
    ours = [arrival for arrival in server.arrivals if arrival.digest == sha256(content).hexdigest()]
    at = sorted(arrival.at for arrival in ours)
    worst = max(sum(begin <= other < begin + window_s for other in at) for begin in at)
    moments = sorted([(a.at, 1) for a in ours] + [(a.ended or a.at, -1) for a in ours])
    under_way = [sum(change for _, change in moments[: n + 1]) for n in range(len(moments))]
    return Seen(len(ours), worst, max(under_way), at[-1] - at[0])


def tiers(free: tuple[int, int], paid: tuple[int, int]) -> str:
    """The setting, each (at the same time, per minute)."""
    limits = {"free": free, "paid": paid}
    told: dict[str, Any] = {
        name: {"concurrency": lanes, "per_minute": rate} for name, (lanes, rate) in limits.items()
    }
    return json.dumps({**told, "unlimited": {"concurrency": 50}})
