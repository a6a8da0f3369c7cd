"""Records what the real server says of one job of each kind: `python -m tests.conformance.record`.

Each is watched, cut after a few frames, and taken up again with the last id. What a client must make of it is
reckoned here from the frames alone, by the plainest reading of the contract.
"""

import asyncio
import json
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from callsheet.devserver import SEARCH_ATTRIBUTES, temporal_binary
from callsheet.fakekie.faults import Script
from tests.api.test_transfer_meetings import people
from tests.conformance.kit import ENDS, FOLDER, event_line, final_line
from tests.support.annotators import ScriptedAnnotator
from tests.support.batches import annotate, shelve
from tests.support.documentaries import start
from tests.support.fakes import StagedEnhancements
from tests.support.generations import at, create, imagen
from tests.support.house import House, open_house
from tests.support.kie import looking_alike
from tests.support.pictures import picture
from tests.support.processes import free_ports
from tests.support.studio import Rehearsal
from tests.support.transfers import dataset, send

END = "end"


class Frame(NamedTuple):
    event: str
    id: str | None
    data: dict[str, Any]

    @property
    def bare(self) -> str | None:
        """The id as a stream of one job has it."""
        return self.id and self.id.rpartition(":")[2]


class Recording(NamedTuple):
    """One connection: its retry hint, and the frames that were heard before it was left or ended."""

    retry: int
    frames: list[Frame]


async def listen(house: House, ids: list[str], after: str | None, most: int | None) -> Recording:
    """One connection, left after so many frames."""
    path = f"/v1/jobs/{ids[0]}/events" if len(ids) == 1 else "/v1/events"
    params = {} if len(ids) == 1 else {"job": ids}
    retry, frames, fields = 0, list[Frame](), dict[str, str]()
    headers = {"Last-Event-ID": after} if after else {}
    async with house.http.stream("GET", path, params=params, headers=headers, timeout=60) as answer:
        async for line in answer.aiter_lines():
            name, _, value = line.partition(": ")
            if name == "retry":
                retry = int(value)
            if not line and "data" in fields:
                frames.append(Frame(fields["event"], fields.get("id"), json.loads(fields["data"])))
            fields = fields | {name: value} if line else {}
            if len(frames) == most:
                break
    return Recording(retry, frames)


async def record(house: House, name: str, promise: str, ids: list[str], *, cut: int) -> None:
    first = await listen(house, ids, None, cut)
    last_id = next(frame.id for frame in reversed(first.frames) if frame.id)
    second = await listen(house, ids, last_id, None)
    plain = {job_id: f"j{number}" for number, job_id in enumerate(ids, 1)}
    told = json.dumps(transcript(promise, list(plain.values()), renamed(plain, (first, second))))
    (FOLDER / f"recorded-{name}.json").write_text(in_lines(json.loads(told)))


def renamed(plain: dict[str, str], recordings: Iterable[Recording]) -> list[Recording]:
    """With ids that do not change from one recording to the next, and without addresses of this machine."""
    found = []
    for retry, frames in recordings:
        text = json.dumps([[one.event, one.id, {**one.data, "links": None}] for one in frames])
        for job_id, name in plain.items():
            text = text.replace(job_id, name)
        text = re.sub(r"http://127\.0\.0\.1:\d+", "", text)
        found.append(Recording(retry, [Frame(*one) for one in json.loads(text)]))
    return found


def transcript(promise: str, watch: list[str], recordings: list[Recording]) -> dict[str, Any]:
    told = [frame for recording in recordings for frame in recording.frames if frame.event != END]
    known: dict[str, dict[str, Any]] = {}
    events = []
    for event, event_id, job in told:
        before = known.get(job["id"])
        ended = job["status"] in ENDS
        if job == before or (before and before["status"] in ENDS) or (ended and event not in ENDS):
            continue
        known[job["id"]] = job
        events.append(event_line(event, job, event_id))
    first, second = recordings
    last_id = next(frame.bare for frame in reversed(first.frames) if frame.id)
    over = {frame.data["id"] for frame in first.frames if frame.event in ENDS}
    open_then = [name for name in watch if name not in over]
    wait = [max(500, first.retry), max(1000, first.retry)]
    return {
        "promise": promise,
        "recorded": "python -m tests.conformance.record",
        "watch": watch,
        "streams": [said(first, "cut"), said(second, "close")],
        "leads": {
            "events": events,
            "requests": [f"listen {','.join(watch)}", f"listen {','.join(open_then)} from {last_id}"],
            "waitsMs": [wait],
            "final": {name: final_line(job) for name, job in known.items()},
        },
    }


def said(recording: Recording, then: str) -> dict[str, Any]:
    frames = [
        {"frame": END, "id": END, "data": json.dumps(one.data)}
        if one.event == END
        else {"frame": one.event, **({"id": one.bare} if one.id else {}), "job": one.data}
        for one in recording.frames
    ]
    return {"says": [{"retry": recording.retry}, *frames], "then": then}


def in_lines(told: dict[str, Any]) -> str:
    """A line for each frame and each event."""
    frames = [piece for stream in told["streams"] for piece in stream["says"]]
    places = {f"@{number}@": json.dumps(frame, ensure_ascii=False) for number, frame in enumerate(frames)}
    marks = iter(places)
    streams = [{**one, "says": [next(marks) for _ in one["says"]]} for one in told["streams"]]
    written = json.dumps({**told, "streams": streams}, indent=1, ensure_ascii=False)
    for mark, frame in places.items():
        written = written.replace(f'"{mark}"', frame)
    return written + "\n"


async def enhancement(house: House, staged: StagedEnhancements) -> None:
    ids = await house.enhance(await house.upload(picture()), "1k", "2k", "4k")
    for job_id in ids:
        await house.until(job_id, lambda job: "Tile" in str(job["detail"]))
    turning = asyncio.create_task(turn(staged))
    promise = "Three sizes of a photo share a connection that is cut, and each of them ends once."
    await record(house, "enhancement", promise, ids, cut=5)
    await turning


async def turn(staged: StagedEnhancements) -> None:
    for done in range(1, staged.TOTAL):
        staged.done = done
        await asyncio.sleep(0.3)
    staged.go.set()


async def main() -> None:
    extra = [arg for name in SEARCH_ATTRIBUTES for arg in ("--search-attribute", f"{name}=Keyword")]
    starting = WorkflowEnvironment.start_local(
        dev_server_existing_path=temporal_binary(),
        data_converter=pydantic_data_converter,
        dev_server_extra_args=extra,
        dev_server_log_level="error",
    )
    async with await starting as environment:
        await record_staged(environment.client)
        await record_generation(environment.client)


async def record_staged(temporal: Client) -> None:
    staged, scripted, rehearsal = StagedEnhancements(), ScriptedAnnotator(latency_s=0.05), Rehearsal()
    folder = Path(tempfile.mkdtemp())
    async with open_house(temporal, folder, staged, scripted, rehearsal) as house:
        await enhancement(house, staged)
        names = [f"image-{number}" for number in range(200)]
        await shelve(house, names)
        promise = "A batch counts its items through a cut, and its counts never fall."
        await record(house, "batch", promise, [await annotate(house, names, concurrency=5)], cut=6)
        promise = "A documentary tells each of its stages, those during a cut as well."
        await record(house, "documentary", promise, [await start(house)], cut=3)
        job_id = await send(house, people(1, 40_000), await dataset(house))
        await record(house, "import", "An import goes on behind a cut.", [job_id], cut=3)


async def record_generation(temporal: Client) -> None:
    (port,) = free_ports(1)
    async with looking_alike() as kie:
        kie.script(Script(takes_s=3), about="slow")
        ours = at(kie, public_url=f"http://127.0.0.1:{port}")
        async with open_house(temporal, Path(tempfile.mkdtemp()), **ours) as house:
            job_id = (await create(house, imagen("slow", 2)))["id"]
            await record(house, "generation", "A provider makes pictures behind a cut.", [job_id], cut=2)


if __name__ == "__main__":
    asyncio.run(main())
