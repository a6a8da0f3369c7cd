"""The benchmarks' own worker process; its activities only wait."""

import asyncio
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from temporalio import activity
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker

from activities.heartbeat import heartbeat
from activities.job import JobRows
from bench.bare_documentary import BareDocumentary
from bench.shapes import BareBatch, BareChild, BareItems, BareParent, Ticker
from bench.studio import DESK, Hums
from bench.waiting import Waiting
from settings import Settings
from sight import Sights
from storage.artifacts import Artifacts
from storage.catalog import Catalog
from storage.database import Database
from worker import RUNNER, THROTTLE, documentaries
from workflows.contracts.annotated import Annotation
from workflows.contracts.enhancement import Analysis, Enhanced, SourceImage, TierWork
from workflows.contracts.job import Progress
from workflows.documentary import Documentary
from workflows.enhancement import Enhancement, EnhancementTier
from workflows.ports import EnhancementActivities

WORK_S = 0.05


class FiftyMilliseconds(EnhancementActivities):
    """An enhancement whose work is waiting: what is left is the house."""

    async def analyze(self, source: SourceImage) -> Analysis:
        size = {"width": source.width, "height": source.height}
        return Analysis(**size, has_alpha=False, noise=0, blockiness=1, denoise=None, reason="bench")

    async def generate(self, work: TierWork) -> int:
        await asyncio.sleep(WORK_S)
        return 1

    async def save(self, work: TierWork) -> Enhanced:
        size = {"width": work.recipe.width, "height": work.recipe.height, "bytes": 1}
        words = {"engine": "bench", "model": "bench", "reason": "bench", "format": "jpeg"}
        return Enhanced(artifact_id=work.request.artifact_id, scale=1, elapsed_ms=0, **size, **words)


@activity.defn
async def bare_step(name: str) -> str:
    await asyncio.sleep(WORK_S if name == "generate" else 0)
    return name


@dataclass
class Items:
    artifacts: Artifacts

    @activity.defn
    async def bare_item(self, key: str) -> Annotation:
        return await Waiting().annotate(await self.artifacts.get(key), text=False)


@activity.defn
async def report_the_time(seconds: float) -> None:
    """Heartbeats say when they were said."""
    async with heartbeat() as pulse:
        for step in range(round(seconds / 0.02)):
            pulse.report(Progress(done=step, total=round(seconds / 0.02), detail=repr(time.time())))
            await asyncio.sleep(0.02)


async def main() -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    client = await Client.connect(os.environ["BENCH_TEMPORAL"], data_converter=pydantic_data_converter)
    settings = Settings(data=Path(os.environ["BENCH_DATA"]))
    database = Database(settings.database)
    items = Items(Artifacts(database, settings.artifacts))
    rows = JobRows(Catalog(database, 0), Sights(client, 2))
    films = documentaries(settings, database, DESK, Hums())
    own = [*rows.methods(), *FiftyMilliseconds().methods(), *films.methods()]
    bare = [BareParent, BareChild, BareBatch, BareItems, BareDocumentary]
    async with Worker(
        client,
        task_queue=os.environ["BENCH_QUEUE"],
        workflows=[Enhancement, EnhancementTier, Documentary, Ticker, *bare],
        activities=[*own, bare_step, items.bare_item, report_the_time],
        workflow_runner=RUNNER,
        max_heartbeat_throttle_interval=THROTTLE,
        default_heartbeat_throttle_interval=THROTTLE,
    ):
        print("polling", flush=True)
        await stop.wait()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main())
