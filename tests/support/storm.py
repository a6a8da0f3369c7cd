"""Many tasks wait at their provider while the only worker dies: how it is asked before and after that."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from temporalio.client import Client

from callsheet.fakekie.faults import Script
from callsheet.fakekie.state import Kie
from settings import Settings
from tests.support.generations import KEY, at, create, imagen
from tests.support.house import House, open_house
from tests.support.kie import looking_alike
from tests.support.processes import ROOT
from tests.support.returning import until


class Storm(NamedTuple):
    """The most looks in one second: while all waited, after the worker had come back, until all had ended."""

    accepted: int
    succeeded: int
    before: int
    after: int
    at_end: int


async def storm(
    temporal: Client, folder: Path, tasks: int, looks_per_s: int, away_s: float, poll_s: float = 2.5
) -> Storm:
    """The worker is killed once all wait, and another one starts so many seconds later."""
    async with looking_alike(key=KEY, creates=tasks) as kie:
        wanted = at(kie, kie_creates=tasks, kie_looks_per_s=looks_per_s, kie_poll_s=poll_s, kie_timeout_s=20)
        async with open_house(temporal, folder, work=False, **wanted) as house:
            kie.script(*[Script(holds=True)] * tasks)
            ids = [(await create(house, imagen(f"task {number}")))["id"] for number in range(tasks)]
            async with working(house.settings) as pid:
                await until(lambda: len(kie.tasks) == tasks)
                before = await looked(kie)
                os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(away_s)
            async with working(house.settings):
                after = await looked(kie)
                kie.release()
                ends = [await ended(house, task_id) for task_id in ids]
            at_end = kie.truth.most("looks")
            succeeded = sum(job["status"] == "completed" for job in ends)
            return Storm(len(kie.truth.of("accepted")), succeeded, before, after, at_end)


async def looked(kie: Kie) -> int:
    """The most in one second, from now until each task has been looked at again."""
    kie.truth.rushes.pop("looks", None)
    known = {task.id: task.looks for task in kie.tasks.values()}
    await until(lambda: all(task.looks >= known[task.id] + 1 for task in kie.tasks.values()))
    return kie.truth.most("looks")


async def ended(house: House, task_id: str) -> dict[str, Any]:
    """The job once it has ended; asked seldom, for the machine has work to do."""
    while True:
        job: dict[str, Any] = (await house.http.get(f"/v1/jobs/{task_id}", params={"wait": 20})).json()
        if job["completedAt"]:
            return job


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[int]:
    """A worker in a process of its own; its id."""
    env = os.environ | environment(settings)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "worker", cwd=ROOT, env=env, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        yield process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def environment(settings: Settings) -> dict[str, str]:
    """What makes another process find the same settings, as far as generation is concerned."""
    kie = ("base_url", "upload_base_url", "creates", "looks_per_s", "poll_s", "timeout_s")
    names = ("data", "temporal_address", "task_queue", *(f"kie_{name}" for name in kie))
    told = {f"CALLSHEET_{name.upper()}": str(getattr(settings, name)) for name in names}
    return {**told, "CALLSHEET_KIE_API_KEY": settings.kie_api_key.get_secret_value()}
