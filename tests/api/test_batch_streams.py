"""What a watcher of a batch sees: every milestone once, progress between them, one end."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.conftest import MakeHouse
from tests.support.annotators import ScriptedAnnotator
from tests.support.batches import annotate, shelve, standing
from tests.support.watching import Frame, all_frames, frames_of, watching

MILESTONES = [25, 50, 75, 100]
BEGINNING = "000000000000-0"
PATHS = ("/api/jobs/{}/stream", "/v1/jobs/{}/events")


def milestones(frames: list[Frame]) -> list[int]:
    """In the order in which they were told."""
    said = [frame for frame in frames if frame.event == "update" or frame.data.get("type") == "milestone"]
    return [frame.data["milestone"] for frame in said if frame.data["milestone"]]


async def fickle(http: httpx.AsyncClient, path: str) -> list[Frame]:
    """Comes back after each frame with an id, until there are no more."""
    frames: list[Frame] = []
    last = BEGINNING
    async with asyncio.timeout(60):
        while True:
            async with http.stream("GET", path, headers={"Last-Event-ID": last}) as answer:
                if answer.status_code == 204:
                    return frames
                async for frame in frames_of(answer):
                    frames.append(frame)
                    if frame.id:
                        last = frame.id
                        break


async def test_b29_every_milestone_is_told_once_to_whoever_watches(make_house: MakeHouse) -> None:
    """X15: on both streams, without a break and with one after each frame, and in the timeline; between
    versions the numbers move by themselves."""
    annotator = ScriptedAnnotator(latency_s=0.1)
    house = await make_house(annotator=annotator)
    names = [f"i{number}" for number in range(26)]
    await shelve(house, names)
    job_id = await annotate(house, names, concurrency=1)
    paths = [path.format(job_id) for path in PATHS]
    steady = [all_frames(house.http, path, headers={"Last-Event-ID": BEGINNING}) for path in paths]
    told = await asyncio.gather(*steady, *(fickle(house.http, path) for path in paths))
    for frames in told:
        assert milestones(frames) == MILESTONES
        ids = [frame.id for frame in frames if frame.id]
        assert len(ids) == len(set(ids))
        assert frames[-1].data["status"] == "completed"
    seen = [frame.data["progress"]["processed"] for frame in told[0]]
    assert seen == sorted(seen)
    assert len({frame.data["progress"]["processed"] for frame in told[0] if frame.id is None}) > 2
    assert {frame.data["milestone"] for frame in told[0] if frame.data["type"] == "status"} == {None}
    timeline = (await house.http.get(f"/v1/jobs/{job_id}/timeline")).json()["data"]
    assert [line["milestone"] for line in timeline if line["milestone"]] == MILESTONES
    first = next(frame for frame in told[0] if frame.id)
    again = await all_frames(house.http, paths[0], headers={"Last-Event-ID": str(first.id)})
    assert milestones([first, *again]) == MILESTONES


async def test_milestones_that_are_passed_at_once_are_told_one_by_one(make_house: MakeHouse) -> None:
    """A batch of one image passes all four with it."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: gate
    house = await make_house(annotator=annotator)
    await shelve(house, ["a"])
    job_id = await annotate(house, ["a"])
    async with asyncio.timeout(30), watching(house.http, f"/api/jobs/{job_id}/stream") as stream:
        frames = [await anext(stream), await anext(stream)]
        gate.set()
        frames += [frame async for frame in stream]
    assert milestones(frames) == MILESTONES
    assert [frame.data["type"] for frame in frames[:2]] == ["connected", "status"]


async def test_frames_say_what_the_status_says(make_house: MakeHouse) -> None:
    """All of it but the errors; `connected` first and without an id; after the end there is one more."""
    house = await make_house(annotator=ScriptedAnnotator())
    await shelve(house, ["a"])
    job_id = await annotate(house, ["a", "gone"])
    await house.ended(job_id)
    told = await standing(house, job_id)
    connected, last = await all_frames(house.http, f"/api/jobs/{job_id}/stream")
    assert (connected.data["type"], connected.data["jobId"], connected.id) == ("connected", job_id, None)
    expected: dict[str, Any] = {key: value for key, value in told.items() if not key.startswith("errors")}
    assert last.data == {"type": "status", **expected}
    head = {"Last-Event-ID": str(last.id)}
    assert (await house.http.get(f"/api/jobs/{job_id}/stream", headers=head)).status_code == 204


@pytest.mark.parametrize("path", PATHS)
async def test_a_watcher_hears_of_a_cancel(make_house: MakeHouse, path: str) -> None:
    """One terminal frame with what was done and what was skipped, the same as is told afterwards."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: gate if name == "slow" else None
    house = await make_house(annotator=annotator)
    await shelve(house, ["a", "slow"])
    job_id = await annotate(house, ["a", "slow"])
    async with asyncio.timeout(30), watching(house.http, path.format(job_id)) as stream:
        await house.until(job_id, lambda job: bool(job["counts"] and job["counts"]["processed"] == 1))
        await house.http.post(f"/v1/jobs/{job_id}/cancel")
        frames = [frame async for frame in stream]
    ends = [frame.data for frame in frames if frame.data.get("status") == "cancelled"]
    assert ends == [frames[-1].data]
    job = await house.job(job_id)
    assert (job["counts"]["succeeded"], job["counts"]["skipped"]) == (1, 1)
    told = ends[0].get("counts") or ends[0]["progress"]
    assert (told["processed"], told["skipped"]) == (1, 1)
