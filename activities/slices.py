"""Some seconds of work on a pack: long enough for its calls, short enough for others to have their turn."""

import time
from collections.abc import Iterator

import anyio

from activities.lanes import Lanes, LimitReached
from activities.trying import Trier
from activities.writing import Writing
from storage.items import Pending
from storage.outcomes import Word

SLICE_S = 2.0
LONGEST_S = 20.0
CALLS_OF_A_SLICE = 10  # of the slowest seen, so that lanes which end first stand idle for little of it


class Slice:
    def __init__(self, trier: Trier, writing: Writing, lanes: Lanes, *, text: bool) -> None:
        self._trier, self._writing, self._lanes, self._text = trier, writing, lanes, text
        self._began = time.monotonic()
        self._slowest_s = 0.0
        self._under_way: dict[int, float] = {}
        self._done = 0
        self._stopped: LimitReached | None = None

    async def work(self, items: list[Pending]) -> None:
        """Raises `LimitReached` where nothing could be done, or where the annotator asks for a pause."""
        queue = iter(items)
        async with anyio.create_task_group() as lanes:
            for _ in range(self._lanes.number):
                lanes.start_soon(self._lane, queue)
        if self._stopped and (not self._done or self._stopped.binding):
            raise self._stopped

    async def attempt(self, item: Pending) -> Word:
        """Raises `LimitReached`, and has not tried then."""
        self._under_way[item.number] = time.monotonic()
        try:
            return await self._attempt(item)
        finally:
            del self._under_way[item.number]

    async def _attempt(self, item: Pending) -> Word:
        loaded = await self._trier.load(item)
        if isinstance(loaded, Word):
            word = loaded
        else:
            permit = await self._lanes.permit()
            began = time.monotonic()
            word = await self._trier.attempt(item, loaded, permit, text=self._text)
            self._slowest_s = max(self._slowest_s, time.monotonic() - began)
        await self._writing.say(word)
        self._lanes.told(word.permit)
        self._done += 1
        return word

    async def _lane(self, queue: Iterator[Pending]) -> None:
        await self._walk(queue)
        self._lanes.leave()

    async def _walk(self, queue: Iterator[Pending]) -> None:
        for item in queue:
            if self._over():
                return
            try:
                async with self._trier.places:
                    if self._stopped or not self._lanes.held:  # while it waited
                        return
                    word = await self.attempt(item)
            except LimitReached as reached:
                self._stopped = stronger(self._stopped, reached)
            else:
                if word.again and word.asked_to_wait:
                    pause = LimitReached.until(word.again, "The annotator asks for a pause", True)
                    self._stopped = stronger(self._stopped, pause)

    def _over(self) -> bool:
        """Its time is up, and nobody is left of those who began in time: beside a slow image others go on."""
        end = self._began + min(LONGEST_S, max(SLICE_S, CALLS_OF_A_SLICE * self._slowest_s))
        time_is_up = time.monotonic() > end and min(self._under_way.values(), default=end) >= end
        return bool(self._stopped) or not self._lanes.held or time_is_up


def stronger(known: LimitReached | None, reached: LimitReached) -> LimitReached:
    """What binds counts more than what was merely full; of two pauses the longer, else what came first."""
    if known is None or reached.binding > known.binding:
        return reached
    return max(known, reached, key=lambda reason: reason.wait_s) if reached.binding else known
