"""A crew: child processes that stand behind everybody else, bounded in time and memory."""

import asyncio
import gc
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from children import ChildDied
from crew import Crew
from tests.support.processes import until_gone


def linger(marker: Path) -> None:
    marker.write_text(str(os.getpid()))
    time.sleep(60)


def fill(size: int) -> int:
    return len(bytearray(size))


def crew(at_once: int = 1, timeout_s: float = 60) -> Crew:
    return Crew(at_once, timeout_s, nice=7, most_memory=1 << 30)


async def written(marker: Path) -> int:
    while not (marker.exists() and marker.read_text()):
        await asyncio.sleep(0.01)
    return int(marker.read_text())


async def test_children_are_nice_and_keep_to_their_memory() -> None:
    """A child yields to other processes; what it cannot have is a MemoryError, and it goes on living."""
    ours = crew()
    assert await ours.run(os.getpriority, os.PRIO_PROCESS, 0) == os.getpriority(os.PRIO_PROCESS, 0) + 7
    child = await ours.run(os.getpid)
    with pytest.raises(MemoryError):
        await ours.run(fill, 2 << 30)
    assert await ours.run(fill, 1000) == 1000
    assert await ours.run(os.getpid) == child != os.getpid()


async def test_a_cancel_stops_the_work_at_once(tmp_path: Path) -> None:
    """The process that was at work is gone long before its work would have ended."""
    ours = crew()
    job = asyncio.create_task(ours.run(linger, tmp_path / "process"))
    async with asyncio.timeout(20):
        child = await written(tmp_path / "process")
        job.cancel()
        await asyncio.wait([job])
        await until_gone(child)
    assert job.cancelled()


async def test_a_crash_costs_one_call() -> None:
    """A child that dies is said to have died, one that died while idle is not missed."""
    ours = crew()
    with pytest.raises(ChildDied):
        await ours.run(os._exit, 9)
    child = await ours.run(os.getpid)
    os.kill(child, 9)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert await ours.run(os.getpid) != child


async def test_waiting_for_a_place_does_not_count_against_the_time() -> None:
    """One at a time, none is given up for the others' work; one that takes too long is."""
    ours = crew(timeout_s=2)
    await asyncio.gather(*(ours.run(time.sleep, 0.6) for _ in range(4)))
    with pytest.raises(TimeoutError):
        await crew(timeout_s=0.1).run(time.sleep, 60)


async def test_a_child_without_work_goes_home() -> None:
    """It gives its memory back, and the next call does not notice; not even one that comes just then."""
    ours = Crew(1, 60, nice=0, most_memory=1 << 30, idle_s=0.01)
    child = await ours.run(os.getpid)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    answers = [await ours.run(sum, (number, 1)) for number in range(3)]
    assert answers == [1, 2, 3]


async def test_a_crew_that_nobody_needs_any_more_goes_home() -> None:
    """Its processes end with it."""
    ours = crew()
    child = await ours.run(os.getpid)
    del ours
    gc.collect()
    async with asyncio.timeout(20):
        await until_gone(child)


async def test_children_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    """Not even one that is hanging: it gives up soon after it should have been given up."""
    script = (
        "import asyncio, crew, pathlib, sys; from tests.test_crew import linger\n"
        "crew.GRACE_S = 1\n"
        "asyncio.run(crew.Crew(1, 4.0, nice=0, most_memory=1 << 32).run(linger, pathlib.Path(sys.argv[1])))"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "process")])
    async with asyncio.timeout(60):
        child = await written(tmp_path / "process")
        parent.kill()
        parent.wait()
        await until_gone(child)


async def test_who_was_hired_serves_on() -> None:
    """The process is one of the crew again, unless something went wrong while it was hired."""
    ours = crew()
    async with ours.hired() as child:
        first = await child.run(os.getpid)
    assert await ours.run(os.getpid) == first
    with suppress(ZeroDivisionError):
        async with ours.hired() as child:
            await child.run(divmod, 1, 0)
    assert await ours.run(os.getpid) != first


async def test_who_was_hired_and_takes_too_long_is_gone() -> None:
    """In words, as a job that fails for it has to say why."""
    async with crew(timeout_s=0.1).hired() as child:
        with pytest.raises(ChildDied, match="longer than"):
            await child.run(time.sleep, 60)
        with pytest.raises(ChildDied):
            await child.run(os.getpid)
