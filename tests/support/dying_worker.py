"""A worker that is killed in the worst moment: a job's last word is on its row, and Temporal knows nothing.

It takes no activities but those on rows: what a job waits for is not done here.
"""

import asyncio
import os
import signal

from temporalio.worker import Worker

import worker
from activities.job import JobRows
from settings import Settings
from sight import Sights
from storage.catalog import Catalog
from storage.database import Database
from workflows.contracts.job import Closing, JobState
from workflows.registry import WORKFLOWS


class LastWords(JobRows):
    async def close(self, closing: Closing) -> JobState:
        await super().close(closing)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("killed")


async def main(settings: Settings) -> None:
    client = await worker.connect(settings)
    catalog = Catalog(Database(settings.database), settings.initial_credits)
    rows = LastWords(catalog, Sights(client, settings.temporal_timeout_s))
    await Worker(
        client,
        task_queue=settings.task_queue,
        workflows=WORKFLOWS,
        activities=rows.methods(),
        workflow_runner=worker.RUNNER,
        no_remote_activities=True,
    ).run()


if __name__ == "__main__":
    asyncio.run(main(Settings()))
