"""The WebSocket tells what the stream of server-sent events tells."""

import asyncio
import json
from contextlib import suppress
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.conftest import MakeHouse
from tests.support.documentaries import messages, start
from tests.support.house import House
from tests.support.studio import Rehearsal


def address(house: House, job_id: str, query: str = "") -> str:
    return f"{house.url.replace('http', 'ws').rstrip('/')}/api/jobs/{job_id}/ws{query}"


async def heard(socket: ClientConnection) -> tuple[list[dict[str, Any]], int]:
    """Every message until it closes, and the code it closes with."""
    told: list[dict[str, Any]] = []
    async with asyncio.timeout(60):
        with suppress(ConnectionClosed):
            while True:
                told.append(json.loads(await socket.recv()))
    assert socket.close_code is not None
    return told, socket.close_code


async def test_it_tells_the_same_as_the_stream(make_house: MakeHouse) -> None:
    """Message by message, with the same ids; then it closes for good, and resumes where a client was."""
    rehearsal = Rehearsal(hold={"artist": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house, narrate=False)
    await house.until(job_id, lambda job: job["stage"] == "identify")
    streaming = asyncio.create_task(messages(house, job_id))
    async with connect(address(house, job_id)) as socket:
        hearing = asyncio.create_task(heard(socket))
        await house.until(job_id, lambda job: True)
        rehearsal.hold["artist"].set()
        (told, code), streamed = await hearing, await streaming
    assert code == 1000
    durable = [{"_id": one.pop("id", None), **one} for one in told]
    assert durable[1:] == streamed[1:]
    async with connect(address(house, job_id, f"?after={durable[4]['_id']}")) as socket:
        rest, code = await heard(socket)
    assert [one["id"] for one in rest] == [one["_id"] for one in durable[5:]]
    async with connect(address(house, job_id, f"?after={durable[-1]['_id']}")) as socket:
        assert await heard(socket) == ([], 1000)


async def test_who_may_not_watch_is_told_so(make_house: MakeHouse) -> None:
    """An unknown job, another's job: 4404; a page of another origin does not even get in."""
    house = await make_house(rehearsal=Rehearsal())
    job_id = await start(house, narrate=False)
    for path in ("job_1_unknown00", job_id):
        async with connect(address(house, path, "?owner=ben")) as socket:
            assert await heard(socket) == ([], 4404)
    with pytest.raises(InvalidStatus) as refused:
        await connect(address(house, job_id), origin="https://elsewhere.example")  # type: ignore[arg-type]
    assert refused.value.response.status_code == 403


async def test_who_goes_leaves_nothing_behind(make_house: MakeHouse) -> None:
    """Its place among the owner's streams is free again."""
    rehearsal = Rehearsal(hold={"artist": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal, stream_cap=1)
    job_id = await start(house, narrate=False)
    async with connect(address(house, job_id)) as socket:
        await socket.recv()
        async with connect(address(house, job_id)) as second:
            assert await heard(second) == ([], 4429)
    async with asyncio.timeout(20):
        while house.rooms.streams.open:
            await asyncio.sleep(0.01)


async def test_the_end_of_the_process_is_no_end_of_the_job(make_house: MakeHouse) -> None:
    """Whoever watches is told to come back: 1012."""
    rehearsal = Rehearsal(hold={"artist": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house, narrate=False)
    async with connect(address(house, job_id)) as socket:
        await socket.recv()
        house.rooms.streams.close()
        assert (await heard(socket))[1] == 1012
