"""What goes over the wire of a stream, byte by byte, on both faces."""

import asyncio
import json
import re
from typing import Any

import pytest

from api.sse import Frame
from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.sockets import answer, asking, body
from tests.support.watching import all_frames, watching

FACES = ("/api/jobs/{}/stream", "/v1/jobs/{}/events", "/v1/events?job={}")
HINT = re.compile(r"retry: (\d+)\n\n")


async def job_in(house: House) -> str:
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    return job_id


async def generating(make_house: MakeHouse, **wanted: Any) -> tuple[House, StagedEnhancements, str]:
    """A job that waits for the word to go on."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged, **wanted)
    job_id = await job_in(house)
    await house.until(job_id, lambda job: job["stage"] == "generate")
    return house, staged, job_id


@pytest.mark.parametrize("face", FACES)
async def test_the_head_comes_at_once_with_its_own_hint(make_house: MakeHouse, face: str) -> None:
    """The four headers, then `retry:` between 2 and 5 s, not the same for everyone."""
    house, _, job_id = await generating(make_house)
    hints = set()
    for _ in range(6):
        link = await asking(house.url, face.format(job_id))
        told = (await answer(link, until=b"retry: ")).lower()
        while b"\n\n" not in told.partition(b"retry: ")[2]:
            told += await answer(link, until=b"\n\n")
        link.close()
        assert told.startswith(b"http/1.1 200 ")
        assert b"content-type: text/event-stream; charset=utf-8\r\n" in told
        assert b"cache-control: no-cache, no-store, no-transform\r\n" in told
        assert b"x-accel-buffering: no\r\n" in told
        found = HINT.search(body(told))
        assert found
        hints.add(int(found[1]))
    assert all(2000 <= hint < 5000 for hint in hints)
    assert len(hints) > 1


@pytest.mark.parametrize("face", FACES)
async def test_a_silence_is_filled_with_comments(make_house: MakeHouse, face: str) -> None:
    """Whatever the stream, something comes within the heartbeat's time, and it is no event."""
    house, _, job_id = await generating(make_house, stream_heartbeat_s=0.1)
    link = await asking(house.url, face.format(job_id))
    got = body(await answer(link, until=b": heartbeat"))
    while got.count(": heartbeat") < 2:
        got += (await answer(link, until=b": heartbeat")).decode()
    link.close()
    assert "event: heartbeat" not in got
    assert "data: heartbeat" not in got


@pytest.mark.parametrize("face", FACES)
async def test_the_server_closes_after_the_last_word(make_house: MakeHouse, face: str) -> None:
    """The body ends, and the connection with it, so no download ever runs over a stream's small buffers."""
    house, staged, job_id = await generating(make_house)
    link = await asking(house.url, face.format(job_id))
    await answer(link, until=b"data: ")
    staged.go.set()
    rest = await answer(link)
    link.close()
    assert rest.endswith(b"0\r\n\r\n")
    assert b"completed" in rest.lower()


@pytest.mark.parametrize("face", FACES)
async def test_a_head_holds_no_stream(make_house: MakeHouse, face: str) -> None:
    """Even of an owner whose streams are all in use; the same headers as GET's."""
    house, _, job_id = await generating(make_house, stream_cap=1)
    path = face.format(job_id)
    async with house.http.stream("GET", path) as open_stream:
        for _ in range(3):
            head = await house.http.head(path)
            assert head.status_code == 200
            for name in ("content-type", "cache-control", "x-accel-buffering"):
                assert head.headers[name] == open_stream.headers[name]
        assert house.rooms.streams.open == 1


def test_what_looks_like_the_end_of_a_line_stays_inside_its_line() -> None:
    """Line ends of every alphabet in a text: a parser that uses splitlines() sees one line of data."""
    text = "a\u2028b\u2029c\u0085d\x0be\x1cf\r\ng\ud800"
    lines = Frame({"detail": text}, "r-1", "update").encoded().decode().splitlines()
    (data,) = [line for line in lines if line.startswith("data: ")]
    assert json.loads(data[6:]) == {"detail": text}
    assert sorted(lines) == sorted(["id: r-1", "event: update", data, ""])


@pytest.mark.parametrize("face", FACES[:2])
async def test_one_upstream_watcher_serves_all_viewers(make_house: MakeHouse, face: str) -> None:
    """Thirty viewers of a job hear the same from one watcher, and it goes with the last of them."""
    house, staged, job_id = await generating(make_house)
    links = [await asking(house.url, face.format(job_id)) for _ in range(30)]
    begun = [await answer(link, until=b"data: ") for link in links]
    assert len(house.rooms.feed._watchers) == 1
    assert len(house.rooms.feed._watchers[job_id].views) == 30
    staged.go.set()
    pairs = zip(begun, links, strict=True)
    told = [body(first + await answer(link)).split("\n\n") for first, link in pairs]
    for link in links:
        link.close()
    ends = {"".join(part for part in rest if "completed" in part.lower()) for rest in told}
    assert len(ends) == 1
    async with asyncio.timeout(10):
        while house.rooms.feed._watchers or house.rooms.streams.open:
            await asyncio.sleep(0.01)


async def test_who_returns_to_all_ended_jobs_is_sent_away_for_good(make_house: MakeHouse) -> None:
    """Every job's state, ended ones included, then `end`; a return with `end` is 204."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    image_id = await house.upload(picture())
    first, second = await house.enhance(image_id, "1k", "2k")
    path = f"/v1/events?job={first}&job={second}"
    async with watching(house.http, path) as frames:
        snapshots = [await anext(frames), await anext(frames)]
        assert {frame.data["id"] for frame in snapshots} == {first, second}
        staged.go.set()
        rest = [frame async for frame in frames]
    last = {frame.data["id"]: frame for frame in rest[:-1]}
    assert [frame.event for frame in last.values()] == ["completed", "completed"]
    assert all(str(frame.id).startswith(f"{job_id}:") for job_id, frame in last.items())
    assert (rest[-1].event, rest[-1].id) == ("end", "end")
    for returning in (str(last[first].id), "x", "end:1"):
        again = await all_frames(house.http, path, headers={"Last-Event-ID": returning})
        assert [frame.event for frame in again] == ["completed", "completed", "end"]
    assert (await house.http.get(path, headers={"Last-Event-ID": "end"})).status_code == 204
    assert (await house.http.get(f"{path}&after=end")).status_code == 204


@pytest.mark.parametrize("face", FACES[:2])
async def test_the_terminal_id_stops_a_watcher_however_it_is_said(make_house: MakeHouse, face: str) -> None:
    """204 for the header and both query words; an id before it gets the end once more."""
    house, staged, job_id = await generating(make_house)
    staged.go.set()
    await house.ended(job_id)
    path = face.format(job_id)
    frames = await all_frames(house.http, path)
    last = str(frames[-1].id)
    run, _, version = last.rpartition("-")
    before = f"{run}-{int(version) - 1}"
    for way in ("Last-Event-ID", "lastEventId", "after"):
        for said, status in ((last, 204), (before, 200)):
            kind = "headers" if way == "Last-Event-ID" else "params"
            answered = await house.http.get(path, **{kind: {way: said}})  # type: ignore[arg-type]
            assert answered.status_code == status, (way, said)
            assert answered.text.count("data: ") == (status == 200)
