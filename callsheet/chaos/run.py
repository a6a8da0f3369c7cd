"""One run: actors and a killer side by side until time is up; then all is drained, inspected and judged."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from callsheet.chaos import plan
from callsheet.chaos.actors import Actors, Temporal
from callsheet.chaos.caller import Caller
from callsheet.chaos.inspector import inspect
from callsheet.chaos.judge import judge
from callsheet.chaos.killer import Killer
from callsheet.chaos.pictures import pictures, tiny
from callsheet.chaos.provider import Provider
from callsheet.chaos.shelf import Shelf
from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import Evidence, Frame

LANES = 8
DRAIN_S = 120.0
SHORT_DRAIN_S = 15.0
TELL_S = 30.0
"""How long watchers may take to hear of what has ended."""
PAUSE_S = (3.0, 11.0)
PER_TASK_S = 0.5
"""So much longer everything may take of many generation tasks."""


@dataclass(frozen=True)
class Wishes:
    """What the run is to be. `targets` empty: nobody is killed, and `data` is not looked at.

    `provider` None: nothing is asked that might cost something. With `tasks` there is nothing but so many
    generation tasks, all at once, and the run ends with them, or after its minutes.
    """

    seed: int
    minutes: float
    targets: tuple[str, ...]
    url: str
    data: Path
    temporal: Temporal | None
    provider: Provider | None = None
    tasks: int = 0

    @property
    def more_s(self) -> float:
        return self.tasks * PER_TASK_S


@dataclass
class Run:
    """`stop` ends the work; `hurry` shortens the drain too."""

    wishes: Wishes
    say: Callable[[str], None]
    evidence: Evidence = field(default_factory=Evidence)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    violations: list[Violation] = field(default_factory=list)

    def hurry(self) -> None:
        self.evidence.hurried = True
        self.stop.set()

    async def play(self) -> None:
        now = asyncio.get_running_loop().time
        begun = now()
        async with Caller(self.wishes.url, self.evidence, lambda: now() - begun) as caller:
            tag = f"chaos-{self.wishes.seed}-{secrets.token_hex(3)}"
            shelf = Shelf(caller, tag, pictures(self.wishes.seed), tiny(self.wishes.seed))
            actors = Actors(caller, tag, shelf, self.wishes.temporal, self.wishes.provider)
            await self._work(actors, Killer(self.wishes.data, caller, self.say))
            self.say("time is up; what was begun comes to its end")
            await self._within(TELL_S + self.wishes.more_s, actors.until_told())
            await actors.leave()
            self.say("asking how everything ended")
            await self._within(DRAIN_S + self.wishes.more_s, inspect(caller, actors.owners))
            await self._ask_the_provider(caller)
        self.violations = judge(self.evidence)

    async def _work(self, actors: Actors, killer: Killer) -> None:
        wishes = self.wishes
        errands = plan.errands(wishes.seed, paid=wishes.provider is not None)
        if wishes.tasks:
            errands = plan.tasks(wishes.seed, wishes.tasks)
        lanes = [asyncio.create_task(actors.lane(errands, self.stop)) for _ in range(wishes.tasks or LANES)]
        strikes = plan.strikes(wishes.seed, wishes.targets, PAUSE_S)
        killing = asyncio.create_task(killer.strike(strikes, self.stop))
        time_up = asyncio.create_task(self._time())
        everything = asyncio.create_task(asyncio.wait(lanes, return_when=asyncio.FIRST_EXCEPTION))
        await asyncio.wait((time_up, everything), return_when=asyncio.FIRST_COMPLETED)
        for waiting in (time_up, everything):
            waiting.cancel()
        self.stop.set()
        await killing
        _, late = await asyncio.wait(lanes, timeout=SHORT_DRAIN_S if self.evidence.hurried else DRAIN_S)
        for lane in late:
            lane.cancel()
        for end in await asyncio.gather(*lanes, return_exceptions=True):
            if isinstance(end, Exception):
                raise end

    async def _ask_the_provider(self, caller: Caller) -> None:
        if provider := self.wishes.provider:
            self.evidence.truth, self.evidence.strays = await provider.truth(), provider.strays
            told = await caller.insist("GET", "/api/generation/spending", "", (200,))
            self.evidence.spending = told.body

    async def _time(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.wishes.minutes * 60):
                await self.stop.wait()

    async def _within(self, patience_s: float, errand: Coroutine[Any, Any, None]) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(
                min(patience_s, SHORT_DRAIN_S) if self.evidence.hurried else patience_s
            ):
                await errand

    @property
    def frames(self) -> list[Frame]:
        return [f for seen in self.evidence.transcripts for one in seen.connections for f in one.frames]
