"""One connection of a stream, on a server that lends no transport."""

import asyncio
from typing import Any

import pytest

from api.line import Line
from api.watcher import View, Watcher
from settings import Settings
from tests.conftest import MakeHouse
from tests.support.pictures import picture
from tests.support.watching import watching
from workflows.contracts.job import Job


def nothing_to_watch() -> View:
    def join(job: Job) -> Watcher:
        raise AssertionError(job)

    def leave(watcher: Watcher, view: View) -> None:
        raise AssertionError(watcher, view)

    return View(join, leave, endless=True)


async def blocked(message: Any = None) -> Any:
    await asyncio.Event().wait()


def line(**limits: float) -> Line:
    return Line(blocked, blocked, nothing_to_watch(), None, Settings(**limits))  # type: ignore[arg-type]


async def test_a_blocked_send_ends_the_stream() -> None:
    """Where the socket cannot be reset, the stream is over all the same, and quietly."""
    async with asyncio.timeout(10), line(stream_send_timeout_s=0.05) as blocking:
        await blocking.say(b"x")
        pytest.fail("a blocked send came back")


async def test_the_end_of_the_process_does_not_wait_for_who_does_not_read() -> None:
    """Whatever patience a stream has, a second is all that is left of it."""
    async with asyncio.timeout(10), line(stream_send_timeout_s=3600, stream_heartbeat_s=3600) as blocking:
        asyncio.get_running_loop().call_soon(blocking.hurry)
        await blocking.say(b"x")
        pytest.fail("a blocked send came back")


async def test_new_jobs_reach_their_owners_and_nobody_else(make_house: MakeHouse) -> None:
    """Many look, one asks the catalogue for all; with the last of them it stops."""
    house = await make_house(work=False)
    owners = [{"X-Callsheet-Owner": name} for name in ("ann", "bob")]
    newcomers = house.rooms.feed.newcomers
    path = "/v1/events?mine=1"
    async with (
        asyncio.timeout(20),
        watching(house.http, path, headers=owners[0]) as anns,
        watching(house.http, path, headers=owners[1]) as bobs,
        watching(house.http, path) as everyones,
    ):
        started = []
        for owner in owners:
            body = {"imageId": await house.upload(picture(), headers=owner), "tiers": ["TIER_1K"]}
            answer = await house.http.post("/api/images/parallel-enhance", json=body, headers=owner)
            started.append(answer.json()["jobs"][0]["jobId"])
        assert (await anext(anns)).data["id"] == started[0]
        assert (await anext(bobs)).data["id"] == started[1]
        heard: set[str] = set()
        while heard != set(started):
            heard.add((await anext(everyones)).data["id"])
    async with asyncio.timeout(10):
        while newcomers._asking:
            await asyncio.sleep(0.01)
