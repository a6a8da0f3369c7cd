"""The killer: finds the processes of a `callsheet up` by its roll, kills them, and times their return."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from callsheet import pids
from callsheet.chaos.caller import Caller
from callsheet.chaos.plan import Strike
from callsheet.chaos.witness import Kill

PATIENCE_S = 120
LOOK_S = 0.05


class Killer:
    def __init__(self, data: Path, caller: Caller, say: Callable[[str], None]) -> None:
        self._data, self._caller, self._say = data, caller, say

    async def strike(self, plan: Iterator[Strike], stop: asyncio.Event) -> None:
        """One after the other, each when the last one is mended, until it is time to stop."""
        for strike in plan:
            with suppress(TimeoutError):
                async with asyncio.timeout(strike.pause_s):
                    await stop.wait()
            if stop.is_set():
                return
            await self._kill(self._chosen(strike), strike.apart_s)

    def _chosen(self, strike: Strike) -> dict[str, tuple[int, str]]:
        roll = pids.read(self._data)
        chosen = {}
        for target in strike.targets:
            names = sorted(name for name in roll.processes if name.split()[0] == target) if roll else []
            if roll and names:
                name = names[strike.nth % len(names)]
                chosen[name] = roll.processes[name]
        return chosen

    async def _kill(self, chosen: dict[str, tuple[int, str]], apart_s: float) -> None:
        kill = Kill(self._caller.clock(), tuple(chosen))
        self._caller.evidence.kills.append(kill)
        for number, (pid, birth) in enumerate(chosen.values()):
            await asyncio.sleep(apart_s if number else 0)
            self.take(pid, birth)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                while not (self._born_again(chosen) and await self._caller.ready()):  # noqa: ASYNC110 (it is another process)
                    await asyncio.sleep(LOOK_S)
                kill.recovered = self._caller.clock()
        took = "not back" if kill.recovered is None else f"ready again after {kill.recovered - kill.at:.1f} s"
        self._say(f"{kill.at:6.1f} s  killed {' and '.join(chosen)}: {took}")

    @staticmethod
    def take(pid: int, birth: str) -> bool:
        """kill -9, unless somebody else has that number by now."""
        if pids.birth_of(pid) != birth:
            return False
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return True

    def _born_again(self, dead: dict[str, tuple[int, str]]) -> bool:
        """Ready says little of a worker: its last polls are remembered for a while."""
        roll = pids.read(self._data)
        return roll is not None and all(
            roll.processes.get(name, process) != process for name, process in dead.items()
        )
