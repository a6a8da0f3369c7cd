"""Queues move on: who waits for a place gets it as soon as one is free, however the job before it ended."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError

from api.reading import JobReader
from sight import TemporalRefused
from storage.queues import Queues

log = logging.getLogger("callsheet.queues")
LOOK_S = 0.5
CHECK_EVERY = 4
"""Looks between two comparisons of the running jobs with Temporal: a terminated one keeps no place."""


class WaitingRoom:
    def __init__(self, queues: Queues, reader: JobReader) -> None:
        self._queues, self._reader = queues, reader

    async def run(self) -> None:
        """Until cancelled. The dispatcher starts who is released."""
        looks = 0
        while True:
            await asyncio.sleep(LOOK_S)
            looks += 1
            try:
                for owner, kind in await self._queues.waiting():
                    if looks % CHECK_EVERY == 0:
                        await self._settle_ended(owner, kind)
                    await self._queues.release(owner, kind)
            except SQLAlchemyError as error:
                log.warning("the database is away: %s", error)
            except TemporalRefused as refused:
                log.error("queues do not see who has ended: %s", refused)

    async def _settle_ended(self, owner: str, kind: str) -> None:
        running = await self._queues.running(owner, kind)
        await self._reader.refresh_all(await self._reader.catalog.find_many(running))
