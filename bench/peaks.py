"""What a run took: time, processor time, and how much memory its processes had at their most."""

import asyncio
import os
import statistics
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.support.processes import descendants

LOOK_S = 0.02
CHILD = "from crew import serve"


class Run(NamedTuple):
    """A worker and its child process; where there is one process only, it is the child."""

    rows: int
    seconds: float
    cpu_s: float
    worker_mb: float
    child_mb: float


def middle(runs: Sequence[Run]) -> Run:
    """The median, figure by figure."""
    rows, *others = (statistics.median(figures) for figures in zip(*runs, strict=True))
    return Run(round(rows), *others)


class Watch:
    """Of a worker that was started for this run alone: a process's peak is that of its whole life.

    The child is looked at all the time, since nobody is told when it ends.
    """

    def __init__(self, worker: int) -> None:
        self._worker, self._child = worker, 0
        self._before = cpu_s(worker)
        self._child_mb = self._child_cpu_s = 0.0

    async def look(self) -> None:
        """Until cancelled."""
        while True:
            with suppress(OSError):
                self._child = self._child or self._find()
                if self._child:
                    self._child_mb, self._child_cpu_s = most_mb(self._child), cpu_s(self._child)
            await asyncio.sleep(LOOK_S)

    def run(self, rows: int, seconds: float) -> Run:
        cpu = cpu_s(self._worker) - self._before + self._child_cpu_s
        return Run(rows, seconds, cpu, most_mb(self._worker), self._child_mb)

    def _find(self) -> int:
        found = (pid for pid, command in descendants(self._worker).items() if CHILD in command)
        return next(found, 0)


def most_mb(pid: int | str) -> float:
    """Raises `OSError` when it is gone."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    peak = next((line for line in lines if line.startswith("VmHWM")), None)
    if peak is None:
        raise ProcessLookupError(pid)
    return int(peak.split()[1]) / 1024


def cpu_s(pid: int) -> float:
    """Its own, not that of its children. Raises `OSError` when it is gone."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
