"""What many jobs at once come to when Temporal is away, or a cancel meets the end."""

import asyncio
import os
import signal
from collections import Counter, defaultdict
from contextlib import suppress
from typing import Any

from temporalio.client import Client
from temporalio.service import RPCError

from tests.api.test_temporal_away import free_port, temporal_at
from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.processes import descendants
from tests.support.returning import is_end
from tests.support.watching import watching
from workflows.contracts.enhancement import Enhanced, TierWork

STARTS, TIERS = 20, ("1k", "2k", "4k")
CREDITS = 5000


async def test_twenty_starts_while_temporal_is_away_all_run_once(make_house: MakeHouse) -> None:
    """Nobody listens, or somebody who never answers: each is accepted, charged once, and runs later, once."""
    port, staged = free_port(), StagedEnhancements()
    staged.go.set()
    house = await make_house(enhancements=staged, work=False, temporal_address=f"127.0.0.1:{port}")
    image_id = await house.upload(picture())
    async with asyncio.timeout(100):
        jobs = await accepted(house, image_id, 20)
        async with temporal_at(port) as client:
            house.temporal = client
            (server,) = (
                pid for pid, command in descendants(os.getpid()).items() if f"--port {port}" in command
            )
            async with house.working():
                assert await ends(house, jobs) == Counter(completed=20)
            os.kill(server, signal.SIGSTOP)
            try:
                more = await accepted(house, image_id, 20)
            finally:
                os.kill(server, signal.SIGCONT)
            async with house.working():
                assert await ends(house, more) == Counter(completed=20)
            assert await executions(client, "EnhancementTier") == Counter(jobs + more)
    assert (await house.http.get("/v1/credits")).json()["balance"] == 1000 - 40 * 2


async def accepted(house: House, image_id: str, count: int) -> list[str]:
    """That many starts at once, each answered with a job."""
    started = await asyncio.gather(*(house.enhance(image_id, "1k") for _ in range(count)))
    return [job_id for (job_id,) in started]


async def ends(house: House, jobs: list[str]) -> Counter[str]:
    """How many ended how, each of them charged once."""
    ended = await asyncio.gather(*(end_of(house, job_id) for job_id in jobs))
    assert {(job["credits"]["charged"], job["attempt"]) for job in ended} == {(2, 1)}
    return Counter(job["status"] for job in ended)


async def end_of(house: House, job_id: str) -> dict[str, Any]:
    while not (job := (await house.http.get(f"/v1/jobs/{job_id}?wait=20")).json())["completedAt"]:
        continue
    return dict(job)


async def executions(client: Client, workflow: str) -> Counter[str]:
    """How many runs Temporal knows of each id."""
    return Counter([run.id async for run in client.list_workflows(f"WorkflowType = '{workflow}'")])


class Saving(StagedEnhancements):
    """Nothing takes any time; who wants to know hears when a job is about to be complete."""

    def __init__(self) -> None:
        super().__init__()
        self.go.set()
        self.at_save: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def save(self, work: TierWork) -> Enhanced:
        self.at_save[work.request.job_id].set()
        return await super().save(work)


async def test_a_cancel_that_races_the_end_has_one_outcome(make_house: MakeHouse) -> None:
    """60 races, through the API and through Temporal: state, stream, workflow and ledger tell the same."""
    saving = Saving()
    house = await make_house(enhancements=saving, stream_cap=1000, initial_credits=CREDITS)
    image_id = await house.upload(picture())

    async def three(number: int) -> list[dict[str, Any]]:
        job_ids = await house.enhance(image_id, *TIERS)
        ways = [race(house, saving, job_id, 3 * number + n) for n, job_id in enumerate(job_ids)]
        return await asyncio.gather(*ways)

    async with asyncio.timeout(100):
        threes = await asyncio.gather(*(three(number) for number in range(STARTS)))
    jobs = [job for jobs in threes for job in jobs]
    assert {job["status"] for job in jobs} == {"completed", "cancelled"}, "this was no race"
    spent = sum(job["credits"]["charged"] - job["credits"]["refunded"] for job in jobs)
    assert (await house.http.get("/v1/credits")).json()["balance"] == CREDITS - spent


async def race(house: House, saving: Saving, job_id: str, number: int) -> dict[str, Any]:
    """Cancel a job at some version, or around its end; how it ended, by the word of everybody."""
    cancel, late, told = DOORS[number % 2], number % 4 > 1, []

    async def cancel_late() -> None:
        await saving.at_save[job_id].wait()
        await asyncio.sleep(number % 11 / 20)  # from surely before the end to surely after it
        await cancel(house, job_id)

    async with watching(house.http, f"/v1/jobs/{job_id}/events") as frames, asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(cancel_late()) if late else None
        async for frame in frames:
            if not asked and frame.data["version"] >= number // 4 % 6:
                asked = tasks.create_task(cancel(house, job_id))
            told += [(frame.event, frame.data["credits"])] if frame.id and is_end(frame) else []
    job = await house.job(job_id)
    assert told == [(job["status"], job["credits"])]
    assert job["credits"]["refunded"] == job["credits"]["charged"] * (job["status"] == "cancelled")
    if job["status"] == "completed":
        await house.temporal.get_workflow_handle(job_id).result()
    return job


async def by_the_api(house: House, job_id: str) -> None:
    answer = await house.http.post(f"/api/jobs/{job_id}/cancel")
    assert answer.status_code in (200, 409), answer.text


async def by_temporal(house: House, job_id: str) -> None:
    with suppress(RPCError):  # it has not begun yet, or ended already
        await house.temporal.get_workflow_handle(job_id).cancel()


DOORS = (by_the_api, by_temporal)
