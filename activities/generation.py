"""A generation task's activities: order once, look as often as needed, bring everything home."""

import asyncio
from pathlib import Path
from typing import NamedTuple

from activities.collecting import Collection
from activities.drawing import drawing_of
from activities.failures import refusals
from activities.heartbeat import Pulse, heartbeat
from activities.ordering import Orders
from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.generator import Drawer, Generator, LinkDead
from activities.watching import Watcher, in_words
from storage.creations import Creations
from workflows.contracts.generation import (
    Asset,
    AssetWork,
    Creation,
    GenerationRequest,
    Standing,
    VerdictWork,
)
from workflows.contracts.job import Progress
from workflows.ports import GenerationActivities

MISSING = "The task was ordered at Kie.ai, and this worker has no key for it: set CALLSHEET_KIE_API_KEY"

STEPS = {"unknown": 0, "waiting": 0, "working": 1}
"""How far a task is that has not ended: providers tell no more."""


class Agency(NamedTuple):
    """All that has to do with a provider outside."""

    generator: Generator
    orders: Orders
    watcher: Watcher


class Generations(GenerationActivities):
    """`agency` None: nothing is ordered outside."""

    def __init__(
        self,
        creations: Creations,
        collection: Collection,
        drawer: Drawer,
        agency: Agency | None,
        most_bytes: int,
    ) -> None:
        self._creations, self._collection = creations, collection
        self._drawer, self._outside = drawer, agency
        self._most_bytes = most_bytes

    async def create(self, request: GenerationRequest) -> Creation:
        with refusals():
            async with heartbeat():
                return await self._agency.orders.place(request)

    async def look(self, request: GenerationRequest) -> Standing:
        with refusals():
            async with heartbeat():
                return await self._agency.watcher.look(request, news=True)

    async def watch(self, request: GenerationRequest) -> Standing:
        def told(standing: Standing) -> None:
            done, words = STEPS.get(standing.state, 0), in_words(standing, self._agency.generator.name)
            pulse.report(Progress(done=done, total=max(STEPS.values()) + 1, detail=words))
            pulse.beat()

        with refusals():
            async with heartbeat() as pulse:
                return await self._agency.watcher.until_ended(request, told)

    async def resolve(self, work: VerdictWork) -> None:
        creation, external_id = work.request.creation, work.verdict.external_task_id
        with refusals():
            if external_id is None:
                async with heartbeat():
                    await self._agency.orders.set_free(creation)
            else:
                await self._creations.hint(creation, external_id)

    async def fetch(self, work: AssetWork) -> Asset:
        with refusals():
            async with heartbeat() as pulse:
                if kept := await self._collection.find(work):
                    return kept
                async with self._collection.adding() as file:
                    await self._download(work, file, pulse)
                    return await self._collection.add(work, file)

    async def draw(self, work: AssetWork) -> Asset:
        def told(share: float) -> None:
            words = f"Drawing {work.number}/{work.of}"  # several at once: more than its own part is not known
            pulse.report(Progress(done=round(share * 100), total=100 * work.of, detail=words))

        with refusals():
            async with heartbeat() as pulse:
                if kept := await self._collection.find(work):
                    return kept
                async with self._collection.adding() as file:
                    await self._drawer.draw(drawing_of(work), file, told)
                    return await self._collection.add(work, file)

    @property
    def _agency(self) -> Agency:
        if self._outside is None:
            raise ProviderBusy(MISSING, code="provider-missing")  # another worker may have it
        return self._outside

    async def _download(self, work: AssetWork, file: Path, pulse: Pulse) -> None:
        """A link that is dead is renewed once; the next attempt begins with the first one again."""
        if not work.url:
            raise ProviderRejected("link-missing", "The provider names no link for the file")
        try:
            await self._copy(work.url, work, file, pulse)
        except LinkDead:
            url = await self._agency.generator.renewed(work.url)
            try:
                await self._copy(url, work, file, pulse)
            except LinkDead as dead:
                raise ProviderBusy("The provider's link to the file is dead", code="link-dead") from dead

    async def _copy(self, url: str, work: AssetWork, file: Path, pulse: Pulse) -> None:
        seen = 0
        with file.open("wb") as out:

            async def sink(part: bytes) -> None:
                nonlocal seen
                await asyncio.to_thread(out.write, part)
                seen += len(part)
                detail = f"File {work.number}/{work.of}: {seen / 1e6:.1f} MB"
                pulse.report(Progress(done=0, total=work.of, detail=detail))

            await self._agency.generator.fetch(url, sink, self._most_bytes)
