"""Watching a job through every kind of interruption."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from callsheet import AsyncCallsheet, Callsheet, Connection, Event, Pace, Refused, Unreachable
from tests.callsheet.scripted import (
    END,
    Answer,
    Clock,
    Scripted,
    Stream,
    frame,
    job,
    problem,
    serving,
    unused_port,
)

RUNNING = frame("update", job(version=2), "r-2")
DONE = frame("completed", job(status="completed", version=3), "r-3")
EVENTS = "GET /v1/jobs/j1/events"
JOB = "GET /v1/jobs/j1"


async def watched(url: str, clock: Clock, *ids: str) -> list[Event]:
    async with AsyncCallsheet(url, pace=clock.pace) as callsheet:
        return [event async for event in callsheet.watch_many(ids or ["j1"])]


def said(events: list[Event]) -> list[tuple[str, int]]:
    return [(event.name, event.job.version) for event in events]


async def test_a_watcher_sees_every_state_to_the_end(server: Scripted) -> None:
    """One connection, each frame once, and the terminal one ends it."""
    detail = frame("detail", job(version=2, detail="Tile 3 of 9"))
    server.streams = [Stream([frame("snapshot", job(), "r-1"), RUNNING, detail, DONE])]
    events = await watched(server.url, Clock())
    assert said(events) == [("snapshot", 1), ("update", 2), ("detail", 2), ("completed", 3)]
    assert [event.id for event in events] == ["r-1", "r-2", None, "r-3"]
    assert len(server.asked) == 1


async def test_a_watcher_who_loses_the_connection_comes_back_with_the_last_id(server: Scripted) -> None:
    """Nothing is missed and nothing comes twice, though the server repeats itself."""
    server.streams = [Stream([frame("snapshot", job(), "r-1"), RUNNING], "break"), Stream([RUNNING, DONE])]
    events = await watched(server.url, Clock())
    assert said(events) == [("snapshot", 1), ("update", 2), ("completed", 3)]
    assert [one.headers.get("last-event-id") for one in server.asked] == [None, "r-2"]


async def test_an_end_without_a_terminal_frame_means_reconnect(server: Scripted) -> None:
    """A server that shuts down closes its streams politely; the job is not done."""
    server.streams = [Stream([RUNNING]), Stream([DONE])]
    assert said(await watched(server.url, Clock())) == [("update", 2), ("completed", 3)]


async def test_204_means_that_nothing_more_will_come(server: Scripted) -> None:
    """Who returns with the terminal id is told so, and stops; an end that was not heard of is asked for."""
    server.streams = [Stream([RUNNING], "break"), Answer(204)]
    server.answers[JOB] = [Answer(200, job(status="completed", version=3))]
    assert said(await watched(server.url, Clock())) == [("update", 2), ("completed", 3)]
    assert len(server.heard(JOB)) == 1


async def test_after_five_vain_reconnects_the_server_is_polled(server: Scripted) -> None:
    """Backoff doubles to ten seconds; until a stream has come through, it is asked between the tries."""
    server.streams = [Answer(503, problem(503, "Streams are away."))] * 6
    server.answers[JOB] = [Answer(200, job(version=n)) for n in (1, 1, 1, 1, 1, 1, 2)]
    server.answers[JOB].append(Answer(200, job(status="completed", version=3)))
    clock = Clock()
    events = await watched(server.url, clock)
    assert said(events) == [("update", 1), ("update", 2), ("completed", 3)]
    assert clock.slept == [1, 2, 4, 8, 10, 2, 2]
    assert len(server.heard(EVENTS)) == 6


async def test_only_a_frame_resets_the_count_of_failures(server: Scripted) -> None:
    """A connection that opens and says nothing is a failure like any other."""
    refused, empty = Answer(503, problem(503, "Away.")), Stream([": ping\n\n"], "break")
    server.streams = [refused, empty, refused, Stream([RUNNING], "break"), refused, empty, Stream([DONE])]
    server.answers[JOB] = [Answer(200, job())]
    clock = Clock()
    await watched(server.url, clock)
    assert clock.slept == [1, 2, 4, 1, 2, 4]


async def test_the_servers_retry_hint_is_a_lower_bound(server: Scripted) -> None:
    """The server spreads its clients; backoff may only be longer."""
    server.streams = [Stream(["retry: 3000\n\n", RUNNING], "break"), Stream([DONE])]
    clock = Clock()
    await watched(server.url, clock)
    assert clock.slept == [3]


async def test_a_server_that_falls_silent_is_left(server: Scripted) -> None:
    """No heartbeat for too long: the connection is dead, however open it looks."""
    server.streams = [Stream([RUNNING], "hang"), Stream([DONE])]
    assert said(await watched(server.url, Clock(silence_s=0.1))) == [("update", 2), ("completed", 3)]


async def test_a_lost_server_makes_the_job_look_failed_until_it_is_back() -> None:
    """`connection_lost` is said once, and a later success repairs it."""
    clock, port = Clock(), unused_port()
    async with AsyncExitStack() as first, AsyncExitStack() as second:
        server = await first.enter_async_context(serving(port))
        server.streams = [Stream([RUNNING], "break")]

        async def again() -> None:
            back = await second.enter_async_context(serving(port))
            back.answers[JOB] = [Answer(200, job(version=2))]
            back.streams = [Stream([DONE])]

        clock.meanwhile = {1: first.aclose, 8: again}
        events = await watched(f"http://127.0.0.1:{port}", clock)
    assert said(events) == [("update", 2), ("lost", 2), ("update", 2), ("completed", 3)]
    assert [event.connection_lost for event in events] == [False, True, False, False]
    assert [event.job.status.value for event in events] == ["running", "failed", "running", "completed"]
    assert clock.slept[:7] == [1, 2, 4, 8, 10, 2, 2]


async def test_a_watcher_can_hear_how_it_is_joined_to_the_server(server: Scripted) -> None:
    """Each change once, with the reason where there is one; a stream that never comes is polled for."""
    server.streams = [Stream([frame("snapshot", job(), "r-1")]), *[Answer(503, problem(503, "Busy."))] * 6]
    broken, done = Answer(500, problem(500, "Broken.")), Answer(200, job(status="completed", version=3))
    server.answers[JOB] = [Answer(200, job(version=2)), broken, done]
    heard: list[tuple[Connection, str]] = []
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        told = callsheet.watch_many(["j1"], on_connection=lambda state, why: heard.append((state, why)))
        assert [event.name async for event in told] == ["snapshot", "update", "lost", "completed"]
    assert heard == [
        (Connection.LIVE, ""),
        (Connection.RECONNECTING, ""),
        (Connection.RECONNECTING, "Busy."),
        (Connection.POLLING, "Busy."),
        (Connection.LOST, "Broken."),
    ]


async def test_who_never_reached_the_server_is_told_what_to_do() -> None:
    """There is no job to show as lost, so it is an error."""
    with pytest.raises(Unreachable, match="Is `callsheet up` running there"):
        await watched(f"http://127.0.0.1:{unused_port()}", Clock())


async def test_a_job_that_is_not_there_is_an_error_at_once(server: Scripted) -> None:
    """404 is an answer, not an interruption."""
    server.streams = [Answer(404, problem(404, "Job not found.", "job-not-found"))]
    with pytest.raises(Refused, match="Job not found") as refused:
        await watched(server.url, Clock())
    assert (refused.value.status, refused.value.code) == (404, "job-not-found")


async def test_many_jobs_share_one_connection(server: Scripted) -> None:
    """Each job's end comes once, also when the connection breaks between two ends."""
    ends = [frame("completed", job(name, "completed", 3), f"{name}:r-3") for name in ("a", "b")]
    server.streams = [Stream(ends[:1], "break"), Stream([*ends, END])]
    events = await watched(server.url, Clock(), "a", "b")
    assert [(event.job.id, event.name) for event in events] == [("a", "completed"), ("b", "completed")]
    assert [one.query for one in server.asked] == [{"job": ["a", "b"]}] * 2


async def test_a_group_is_over_when_the_server_says_so(server: Scripted) -> None:
    """Jobs may join a group, so only `end` ends it."""
    server.streams = [Stream([frame("completed", job("a", "completed", 3), "a:r-3")]), Stream([END])]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        events = [event async for event in callsheet.watch_many(group="g1")]
    assert said(events) == [("completed", 3)]
    assert [one.query for one in server.asked] == [{"group": ["g1"]}] * 2


async def test_a_line_separator_inside_a_text_breaks_no_frame(server: Scripted) -> None:
    """Only CR and LF end a line of the stream."""
    server.streams = [Stream([frame("update", job(detail="one\u2028two"), "r-1"), DONE])]
    events = await watched(server.url, Clock())
    assert events[0].job.detail == "one\u2028two"


def test_jitter_spreads_clients_but_keeps_the_bounds() -> None:
    """Between half and all of min(1000 * 2^n, 10000) ms."""
    pace = Pace()
    for failures, whole in enumerate((1, 2, 4, 8, 10, 10), 1):
        delays = {pace.delay_s(failures, 0) for _ in range(50)}
        assert len(delays) > 1
        assert whole / 2 <= min(delays) <= max(delays) <= whole


async def test_a_script_without_async_watches_the_same_way(server: Scripted) -> None:
    """`for event in callsheet.watch(id)` ends with the job."""
    server.streams = [Stream([RUNNING, DONE])]

    def script() -> list[Event]:
        with Callsheet(server.url) as callsheet:
            return list(callsheet.watch("j1"))

    assert said(await asyncio.to_thread(script)) == [("update", 2), ("completed", 3)]
