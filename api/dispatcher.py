"""Starts what is owed to Temporal: at once after an acceptance, and again for as long as Temporal was away.

Starting is idempotent by workflow id, so any number of API processes may do it at the same time.
"""

import asyncio
import logging

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from api.gateway import Gateway
from sight import TemporalAway, TemporalRefused
from storage.catalog import Catalog
from storage.orders import NewStart

log = logging.getLogger("callsheet.dispatcher")
INTERVAL_S = 1.0
BATCH = 100


class Dispatcher:
    def __init__(self, catalog: Catalog, gateway: Gateway) -> None:
        self._catalog = catalog
        self._gateway = gateway

    async def dispatch(self, start: NewStart) -> bool:
        """Whether it is started now; else it stays owed."""
        try:
            return await self._pay(start)
        except TemporalAway as away:
            log.warning("start of %s is owed: %s", start.workflow_id, away)
            return False

    async def run(self) -> None:
        """Until cancelled: pay what is owed, oldest first."""
        while True:
            await asyncio.sleep(INTERVAL_S)
            try:
                for start in await self._catalog.owed_starts(BATCH):
                    await self._pay(start)
            except TemporalAway as away:
                log.warning("starts are owed: %s", away)
            except SQLAlchemyError as error:
                log.warning("the database is away: %s", error)

    async def _pay(self, start: NewStart) -> bool:
        try:
            await self._gateway.start(start)
        except TemporalRefused as refused:
            log.error("start of %s stays owed: %s", start.workflow_id, refused)
            return False
        try:
            await self._catalog.dispatched(start.workflow_id)
        except DBAPIError as error:  # it runs; that it does is noted next time
            log.warning("start of %s is not noted: %s", start.workflow_id, error)
        return True
