"""Jobs that come: the catalogue is asked once a second for all who want to hear of them, however many."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from api.watcher import View
from storage.catalog import Catalog
from storage.job_rows import Filters
from workflows.contracts.job import Job

log = logging.getLogger("callsheet.feed")
ASK_S = 1.0
PAGE = 200


class Newcomers:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._waiting: dict[View, tuple[str | None, int]] = {}
        self._asking: asyncio.Task[None] | None = None

    @contextmanager
    def joining(self, view: View, owner: str | None, after: int) -> Iterator[None]:
        """Inside, the view follows every job of the owner with a sequence number above `after`."""
        self._waiting[view] = owner, after
        if self._asking is None:
            self._asking = asyncio.create_task(self._run())
            self._asking.add_done_callback(self._stopped)
        try:
            yield
        finally:
            del self._waiting[view]
            if not self._waiting and self._asking:
                self._asking.cancel()
                self._asking = None

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(ASK_S)
            newest = 0
            for seq, job in await self._later_than(min(after for _, after in self._waiting.values())):
                newest = max(newest, seq)
                for view, (owner, after) in self._waiting.items():
                    if seq > after and owner in (None, job.owner):
                        view.follow(job)
            for view, (owner, after) in self._waiting.items():
                self._waiting[view] = owner, max(after, newest)

    async def _later_than(self, after: int) -> list[tuple[int, Job]]:
        """Oldest first."""
        found: list[tuple[int, Job]] = []
        while True:
            before = found[-1][0] if found else None
            page = await self._catalog.page(Filters(after=after), before, PAGE)
            found += page
            if len(page) < PAGE:
                return found[::-1]

    def _stopped(self, task: asyncio.Task[None]) -> None:
        """Who cannot be told of new jobs is sent away, and comes back."""
        if not task.cancelled() and (error := task.exception()):
            log.error("looking for new jobs broke", exc_info=error)
            self._asking = None
            for view in self._waiting:
                view.close()
