"""Imports and exports as their users have them: asked of the API. Each has a worker that begins with it."""

import asyncio
import os
import signal
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from bench.peaks import Run, Watch
from bench.place import Place
from callsheet import pids
from tests.support.rows import SCHEMA

IMPORT, EXPORT, JOBS = "/api/import-export/import", "/api/import-export/export", "/api/import-export/jobs"
WORKER = "worker 1"
PATIENCE_S = 60


class Done(NamedTuple):
    """A job that has completed, from its acceptance until its client has heard of the end.

    `sent_s`: how long it took before that to send the file.
    """

    job: dict[str, Any]
    run: Run
    sent_s: float = 0.0


@dataclass
class Desk:
    here: Place

    async def load(self, path: Path, into: str) -> Done:
        """Into a new dataset of that name, with the customers' schema."""
        answer = await self.here.http.post("/v1/datasets", json={"name": into, **SCHEMA})
        answer.raise_for_status()
        began = time.perf_counter()
        with path.open("rb") as file:
            answer = await self.here.http.post("/v1/datasets/infer", files={"file": (path.name, file)})
        answer.raise_for_status()
        sent_s = time.perf_counter() - began
        fields = {"fileId": (None, answer.json()["fileId"]), "dataset": (None, into)}
        return (await self._watched(IMPORT, files=fields))._replace(sent_s=sent_s)

    async def write(self, dataset: str, format_: str, most: int | None = None) -> Done:
        """All of its rows, or those whose number is not beyond `most`."""
        where = [{"column": "id", "op": "lte", "value": most}] if most else []
        asked = {"dataset": dataset, "format": format_, "filters": {"where": where}}
        return await self._watched(EXPORT, json=asked)

    async def fetch(self, done: Done) -> Path:
        """The file of an export."""
        path = Path(self.here.options.data, done.job["fileName"])
        async with self.here.http.stream("GET", done.job["fileUrl"]) as answer:
            answer.raise_for_status()
            with path.open("wb") as file:
                async for piece in answer.aiter_bytes():
                    file.write(piece)
        return path

    async def _watched(self, path: str, **request: Any) -> Done:
        watch = Watch(await self._fresh_worker())
        looking = asyncio.create_task(watch.look())
        answer = await self.here.http.post(path, **request)
        answer.raise_for_status()
        job_id = answer.json()["jobId"]
        heard = await self._heard(job_id)
        looking.cancel()
        job = (await self.here.http.get(f"{JOBS}/{job_id}/status")).json()
        seconds = heard - datetime.fromisoformat(job["createdAt"]).timestamp()
        return Done(job, watch.run(job["processedRows"], seconds))

    async def _heard(self, job_id: str) -> float:
        """When its client has heard of its end."""
        async with self.here.http.stream("GET", f"/v1/jobs/{job_id}/events") as events:
            async for line in events.aiter_lines():
                if line == "event: completed":
                    return time.time()
        raise RuntimeError(f"{job_id} did not complete")

    async def _fresh_worker(self) -> int:
        """The one that is there ends, and another has begun to ask for work."""
        data = self.here.options.data
        before = _worker(data)
        os.kill(before, signal.SIGTERM)
        async with asyncio.timeout(PATIENCE_S):
            while (now := _worker(data)) == before or not self._polls(now):
                await asyncio.sleep(0.05)
        return now

    def _polls(self, pid: int) -> bool:
        return f"worker {pid} is polling" in (self.here.options.data / "logs" / "worker-1.log").read_text()


def _worker(data: Path) -> int:
    roll = pids.read(data)
    assert roll, "it runs"
    return roll.processes[WORKER][0]
