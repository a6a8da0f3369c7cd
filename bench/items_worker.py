"""The product's own worker with a provider that only waits: all around its calls is real."""

import asyncio
import signal

import worker
from bench.waiting import Waiting
from settings import Settings
from storage.database import Database


async def main(settings: Settings) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    database = Database(settings.database)
    await database.migrate()
    client = await worker.connect(settings)
    annotations = worker.annotating(settings, database, Waiting())
    activities = [*worker.core(settings, database, client), *annotations.methods()]
    async with worker.worker(client, settings, activities):
        await stop.wait()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(Settings()))
