"""A watcher of `callsheet chaos` writes down what came, as it came, and comes back by its last id."""

import asyncio
import itertools

from callsheet.chaos.caller import Caller
from callsheet.chaos.judge import judge
from callsheet.chaos.plan import Via, Watching
from callsheet.chaos.watchers import Watcher
from callsheet.chaos.witness import Evidence
from tests.callsheet.scripted import END, Answer, Scripted, Stream, frame, job

RUN = "aaaaaaaaaaaa"
EVENTS = Watching(Via.EVENTS, 0, (), asks_again=True)


def told(event: str, version: int, status: str = "running", prefix: str = "") -> str:
    return frame(event, job(status=status, version=version), f"{prefix}{RUN}-{version}")


async def watched(server: Scripted, watching: Watching = EVENTS) -> tuple[Watcher, Evidence]:
    evidence, ticks = Evidence(), itertools.count()
    async with Caller(server.url, evidence, lambda: float(next(ticks))) as caller:
        watcher = Watcher(caller, watching, "me", ["j1"], "watcher")
        async with asyncio.timeout(30):
            await watcher.watch()
    return watcher, evidence


async def test_what_breaks_is_resumed_by_id_and_asked_once_more_after_the_end(server: Scripted) -> None:
    """A break, a return with the last id, and a return with the id of the end that is answered 204."""
    server.streams = [
        Stream([told("snapshot", 1), frame("detail", job(version=2)), told("update", 3)], "break"),
        Stream(["retry: 10\n\n", ": ping\n\n", told("completed", 4, "completed")]),
        Answer(204),
    ]
    watcher, evidence = await watched(server)
    came_with = [one.headers.get("last-event-id") for one in server.asked]
    assert came_with == [None, f"{RUN}-3", f"{RUN}-4"]
    assert [connection.end for connection in watcher.seen.connections] == ["lost", "closed", "closed"]
    frames = [(f.event, f.run, f.version) for _, f in watcher.seen.frames_of("j1")]
    assert frames == [
        ("snapshot", RUN, 1),
        ("detail", None, None),
        ("update", RUN, 3),
        ("completed", RUN, 4),
    ]
    assert [exchange.status for exchange in evidence.exchanges] == [200, None, 200, 204]
    assert watcher.seen.finished


async def test_a_planned_leave_is_no_loss(server: Scripted) -> None:
    """Whoever goes by plan comes back, and nothing of it is held against the server."""
    server.streams = [
        Stream([told("snapshot", 1)], "hang"),
        Stream([told("completed", 4, "completed")]),
    ]
    watcher, evidence = await watched(server, EVENTS._replace(leaves=((0.5, 0.0),), asks_again=False))
    assert [connection.end for connection in watcher.seen.connections] == ["left", "closed"]
    assert {exchange.status for exchange in evidence.exchanges} == {200}


async def test_many_jobs_end_with_a_word_of_their_own(server: Scripted) -> None:
    """On `/v1/events` ids name their job, and `end` is what a return must bring."""
    frames = [told("snapshot", 1, prefix="j1:"), told("completed", 4, "completed", "j1:"), END]
    server.streams = [Stream(frames), Answer(204)]
    watcher, _ = await watched(server, EVENTS._replace(via=Via.MANY))
    assert [one.headers.get("last-event-id") for one in server.asked] == [None, "end"]
    assert [f.version for _, f in watcher.seen.frames_of("j1")] == [1, 4]


async def test_an_invented_server_that_lies_is_caught(server: Scripted) -> None:
    """From the wire to the verdict: a percent that falls, and a refusal while nothing is dead."""
    server.streams = [
        Stream([told("snapshot", 3), told("update", 4).replace('"percent": 40', '"percent": 4')], "close"),
        Answer(500, {"detail": "no"}),
        Stream([told("completed", 5, "completed")]),
        Answer(204),
    ]
    watcher, evidence = await watched(server)
    evidence.transcripts.append(watcher.seen)
    assert [violation.rule for violation in judge(evidence)] == ["wrong answer", "percent fell"]
