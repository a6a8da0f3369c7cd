"""Where benchmarks run: real processes in a temporary folder, on free ports."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from sqlalchemy import insert
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from callsheet.devserver import Options, running
from callsheet.processes import Child
from storage import job_rows
from storage.credits import open_account
from storage.database import Database
from storage.orders import NewJob
from storage.tables import jobs

PHOTO = Path(__file__).parent.parent / "callsheet" / "demo" / "photo.jpg"


@dataclass
class Place:
    options: Options
    http: httpx.AsyncClient
    temporal: Client

    @asynccontextmanager
    async def bench_worker(self, queue: str) -> AsyncIterator[None]:
        """A worker process with the benchmarks' own workflows and activities."""
        log = self.options.data / "logs" / "bench.log"
        env = {"BENCH_TEMPORAL": self.options.temporal_address, "BENCH_QUEUE": queue}
        env["BENCH_DATA"] = str(self.options.data)
        child = Child("bench worker", [sys.executable, "-m", "bench.worker"], env, log)
        await child.start()
        try:
            while "polling" not in log.read_text():
                if not child.running:
                    raise child.failed()
                await asyncio.sleep(0.05)
            yield
        finally:
            await child.stop()


@asynccontextmanager
async def place(worker: str = "worker", say: Callable[[str], None] = print) -> AsyncIterator[Place]:
    """Everything that `callsheet up` runs, with a worker of that module; `say` is told who died."""
    with TemporaryDirectory(prefix="callsheet-bench-") as folder:
        options = Options(data=Path(folder), worker=worker).with_free_ports()
        async with running(options, say):
            temporal = await Client.connect(options.temporal_address, data_converter=pydantic_data_converter)
            async with httpx.AsyncClient(base_url=options.url, timeout=120) as http:
                yield Place(options, http, temporal)


async def note(
    database: Database, job_ids: Iterable[str], group: str | None = None, kind: str = "enhancement"
) -> None:
    """Rows of jobs that the benchmark starts by itself, so no start is owed to Temporal."""
    now = datetime.now(UTC)
    new = [job_rows.new_row(NewJob(job_id, kind, group, {}, 0), "bench", now) for job_id in job_ids]
    async with database.writing() as connection:
        await open_account(connection, "bench", 0)
        await connection.execute(insert(jobs), new)


async def upload(http: httpx.AsyncClient, photo: bytes) -> str:
    answer = await http.post("/api/images", files={"file": ("photo.jpg", photo)})
    answer.raise_for_status()
    return str(answer.json()["imageId"])
