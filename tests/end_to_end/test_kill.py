"""kill -9 at the worst moment."""

import asyncio
import signal
from pathlib import Path

import httpx
import pytest

from storage.catalog import Catalog
from storage.database import Database
from storage.job_rows import Filters
from tests.support.processes import Up, up
from tests.support.returning import PATHS, Returning, until

KILLS = (("worker", 20), ("api", 35), ("temporal", 50))


async def test_worker_api_and_temporal_killed_in_mid_4k_lose_nothing(tmp_path: Path) -> None:
    """20 watchers who come back miss and repeat nothing; no finished tile made twice, one end, one charge."""
    async with up(tmp_path) as tree:
        (job_id,) = await tree.enhance("4k")
        folder = tmp_path / "artifacts" / "work" / job_id
        watchers = [Returning(tree.http, PATHS[n % 2].format(job_id)) for n in range(20)]
        tiles: list[dict[str, int]] = []
        async with asyncio.timeout(100), asyncio.TaskGroup() as tasks:
            for watcher in watchers:
                tasks.create_task(watcher.watch())
            for name, percent in KILLS:
                await reached(percent, watchers)
                tiles.append(times(folder))
                await tree.kill(name)
        assert {name: tiles[-1][name] for name in tiles[0]} == tiles[0] != {}
        assert await end_of(tree, job_id) == ("completed", {"charged": 10, "refunded": 0}, 990)
        timeline = (await tree.http.get(f"/v1/jobs/{job_id}/timeline")).json()["data"]
        for watcher in watchers:
            watcher.check(timeline)
            assert watcher.breaks, "the API was killed under it"
        assert not folder.exists() or not list(folder.iterdir())


async def test_an_api_killed_between_accepting_and_starting_leaves_a_job_that_runs_once(
    tmp_path: Path,
) -> None:
    """Killed while Temporal does not answer: the next API starts what is owed, whatever came through."""
    async with up(tmp_path) as tree:
        database = Database(f"sqlite+aiosqlite:///{tmp_path}/callsheet.db")
        catalog = Catalog(database, 0)
        tree.send(signal.SIGSTOP, "temporal")
        start = asyncio.create_task(tree.enhance("1k", engine="fast"))
        async with asyncio.timeout(60):
            while not await catalog.owed_starts(1):
                await asyncio.sleep(0.005)
            await tree.kill("api")
            with pytest.raises(httpx.TransportError):
                await start
            tree.send(signal.SIGCONT, "temporal")
            ((_, job),) = await catalog.page(Filters(), None, 10)
            await tree.ready()
            assert await end_of(tree, job.id) == ("completed", {"charged": 2, "refunded": 0}, 998)
        assert await catalog.owed_starts(1) == []
        await database.close()


async def reached(percent: int, watchers: list[Returning]) -> None:
    await until(lambda: all(watcher.percent >= percent for watcher in watchers))


async def end_of(tree: Up, job_id: str) -> tuple[str, dict[str, int], int]:
    """How it ended, what it cost, and what is left of the credits."""
    while not (job := (await tree.http.get(f"/v1/jobs/{job_id}?wait=10")).json())["completedAt"]:
        continue
    return job["status"], job["credits"], (await tree.http.get("/v1/credits")).json()["balance"]


def times(folder: Path) -> dict[str, int]:
    """When each finished tile was written."""
    found = {}
    for path in folder.iterdir():
        try:
            found[path.name] = path.stat().st_mtime_ns
        except FileNotFoundError:  # a temporary name that became a tile meanwhile
            continue
    return {name: at for name, at in found.items() if name.isdigit()}
