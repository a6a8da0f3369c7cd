"""Work in child processes: prompt cancels, survivable crashes."""

import asyncio
import os
import time
from pathlib import Path

import pytest

from children import ChildDied, Children
from tests.support.processes import until_gone


def linger(marker: Path) -> None:
    marker.write_text(str(os.getpid()))
    time.sleep(60)


def answer() -> int:
    return 42


async def test_a_cancel_stops_the_work_at_once(tmp_path: Path) -> None:
    """The process that was at work is gone long before its work would have ended."""
    marker = tmp_path / "process"
    job = asyncio.create_task(Children(1).run(linger, marker))
    async with asyncio.timeout(20):
        while not (marker.exists() and marker.read_text()):
            await asyncio.sleep(0.01)
        job.cancel()
        await asyncio.wait([job])
        await until_gone(int(marker.read_text()))
    assert job.cancelled()


async def test_a_crash_costs_one_call() -> None:
    """A child that dies is said to have died, and the next call works."""
    children = Children(1)
    with pytest.raises(ChildDied):
        await children.run(os._exit, 9)
    assert await children.run(answer) == 42


async def test_waiting_for_a_place_does_not_count_against_the_time() -> None:
    """Three of a second each, one at a time, within two and a half: none is given up."""
    children = Children(1, timeout_s=2.5)
    await asyncio.gather(*(children.run(time.sleep, 1.0) for _ in range(3)))
    with pytest.raises(TimeoutError):
        await Children(1, timeout_s=0.1).run(time.sleep, 60)
