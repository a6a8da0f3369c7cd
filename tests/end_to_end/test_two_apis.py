"""Several API processes on one data folder: whoever asks, whichever answers."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from temporalio.exceptions import ApplicationError

from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.house import House, serving
from tests.support.pictures import picture
from tests.support.returning import PATHS, Returning, until
from workflows.contracts.enhancement import Enhanced, TierWork


class SlowToSave(StagedEnhancements):
    """Saving waits too."""

    def __init__(self) -> None:
        super().__init__()
        self.save_now = asyncio.Event()

    async def save(self, work: TierWork) -> Enhanced:
        await self.save_now.wait()
        return await super().save(work)


@asynccontextmanager
async def another(house: House) -> AsyncIterator[House]:
    """One more API on the same folder and Temporal; it shares no memory with the first."""
    other = House(house.settings, house.temporal, house.database, house.enhancements)
    async with serving(other):
        yield other


async def test_a_version_is_the_same_frame_on_every_api(make_house: MakeHouse) -> None:
    """Equal ids, data and ETags, whenever a viewer came, whatever progress or failed attempt its API saw."""
    staged = SlowToSave()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    watchers: list[Returning] = []
    async with another(house) as second, another(house) as third:  # noqa: SIM117 (three lines of it)
        async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:

            def come(to: House, after: str | None = None) -> list[Returning]:
                came = [Returning(to.http, path.format(job_id), after) for path in PATHS]
                watchers.extend(came)
                for watcher in came:
                    tasks.create_task(watcher.watch())
                return came

            first, _ = come(house)
            staged.done = 5
            await until(lambda: first.percent == 52)
            early = str(first.last_event_id).replace("-4", "-1")
            assert (await second.job(job_id))["percent"] == 52
            staged.fail = ApplicationError("once more")
            staged.go.set()
            await until(lambda: first.frames[-1].data["attempt"] == 2)
            late, _ = come(second, early)
            await until(lambda: late.percent == 52)
            staged.fail = None
            await until(lambda: first.version == 5)
            later, _ = come(third, early)
            await until(lambda: later.version == 5)
            asked = [await api.http.get(f"/v1/jobs/{job_id}") for api in (house, second, third)]
            staged.save_now.set()
    assert len({answer.headers["etag"] for answer in asked}) == 1
    timeline = (await house.http.get(f"/v1/jobs/{job_id}/timeline")).json()["data"]
    for watcher in watchers:
        watcher.check(timeline)
    for path in PATHS:
        alike = versions(watcher for watcher in watchers if watcher.path == path.format(job_id))
        assert max(len(frames) for frames in alike.values()) == 3
        for version, frames in alike.items():
            assert all(frame == frames[0] for frame in frames), (version, frames)


def versions(watchers: Iterable[Returning]) -> dict[str, list[Any]]:
    """What each was told of them. The first frame of who came without an id has newer progress over it."""
    found: dict[str, list[Any]] = {}
    for watcher in watchers:
        durable = [frame for frame in watcher.frames if frame.id]
        for frame in durable if watcher.resumed else durable[1:]:
            found.setdefault(str(frame.id), []).append(frame.data)
    return found


async def test_a_watcher_who_moves_to_another_api_goes_on_there(make_house: MakeHouse) -> None:
    """Last-Event-ID of one means the same to the other: no gap, no repetition, percent goes on."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    async with another(house) as second, asyncio.timeout(60):
        (job_id,) = await house.enhance(await house.upload(picture()), "1k")
        movers = [Returning(house.http, path.format(job_id)) for path in PATHS]
        here = [asyncio.create_task(mover.watch()) for mover in movers]
        staged.done = 5
        await until(lambda: all(mover.percent == 52 for mover in movers))
        for task in here:
            task.cancel()
        staged.go.set()
        await house.ended(job_id)
        for mover in movers:
            await mover.watch(second.http)
    timeline = (await house.http.get(f"/v1/jobs/{job_id}/timeline")).json()["data"]
    for mover in movers:
        mover.check(timeline)
