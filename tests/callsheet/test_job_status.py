"""What `useJobStatus` promises a page, as a Python session keeps it."""

import asyncio
from typing import Any

import httpx
import pytest

from callsheet import AsyncCallsheet, Callsheet, JobState, JobStatus, Refused, Unreachable
from tests.callsheet.moved import (
    CONNECTED,
    ID,
    IMPORTED,
    STATUS,
    STREAM,
    UNKNOWN,
    state,
    transfer,
    update,
)
from tests.callsheet.scripted import Answer, Clock, Scripted, Stream, problem, unused_port

DONE = update("COMPLETED", 100, result=IMPORTED)
AWAY = Answer(503, problem(503, "Away."))


class Heard:
    """Listeners that remember."""

    def __init__(self) -> None:
        self.changes: list[str] = []
        self.completed: list[Any] = []
        self.errors: list[str] = []

    @property
    def listeners(self) -> dict[str, Any]:
        async def completed(result: Any) -> None:
            self.completed.append(result)

        return {
            "on_status_change": lambda state: self.changes.append(f"{state} {state.progress}"),
            "on_complete": completed,
            "on_error": self.errors.append,
        }


async def followed(url: str, clock: Clock, heard: Heard, **options: Any) -> tuple[JobStatus, JobState]:
    """To the end."""
    async with (
        AsyncCallsheet(url, pace=clock.pace) as callsheet,
        callsheet.follow(ID, **heard.listeners, **options) as following,
    ):
        return following, await following.wait()


async def test_a_job_is_followed_to_its_result(server: Scripted) -> None:
    """One connection; each status and progress once; complete once; the terminal frame ends it."""
    moving = [update("PENDING"), update(progress=10), update(progress=10, processedRows=14)]
    server.streams = [Stream([CONNECTED, *moving, DONE], "hang")]
    heard = Heard()
    following, last = await followed(server.url, Clock(), heard)
    assert heard.changes == ["PENDING 0", "PROCESSING 10", "COMPLETED 100"]
    assert (heard.completed, heard.errors) == ([IMPORTED], [])
    assert (following.status, following.progress, following.error) == ("COMPLETED", 100, None)
    assert (following.is_completed, following.is_failed, following.is_processing) == (True, False, False)
    assert following.result == last.result == IMPORTED
    assert [one.line for one in server.asked] == [STREAM]
    assert server.asked[0].query == {"jobId": [ID]}


async def test_before_the_first_state_it_is_loading(server: Scripted) -> None:
    """Then it is what the job is; who closes it leaves no connection, and the job running."""
    server.streams = [Stream([CONNECTED, update(progress=4)], "hang")]
    async with AsyncCallsheet(server.url) as callsheet:
        following = callsheet.follow(ID)
        assert (following.is_loading, following.status, following.progress) == (True, None, 0)
        assert str(await anext(following.states())) == "PROCESSING"
        assert (following.is_loading, following.is_processing, following.progress) == (False, True, 4)
        await following.aclose()
        while server.listening:
            await asyncio.sleep(0.005)
    assert [one.line for one in server.asked] == [STREAM]


@pytest.mark.parametrize(
    ("end", "completed", "errors"),
    [
        (update("FAILED", 30, error="Too many bad rows", result=IMPORTED), [], ["Too many bad rows"]),
        (update("FAILED", 30), [], ["Job failed"]),
        (update("CANCELLED", 30, error="Job was cancelled"), [], []),
        (DONE, [IMPORTED], []),
    ],
)
async def test_every_end_is_told_once(
    server: Scripted, end: str, completed: list[Any], errors: list[str]
) -> None:
    """Whatever repeats itself on the way; a cancelled job has neither completed nor failed."""
    server.streams = [Stream([CONNECTED, update(progress=9)], "break"), Stream([CONNECTED, end, end])]
    heard = Heard()
    following, _ = await followed(server.url, Clock(), heard)
    assert (heard.completed, heard.errors) == (completed, errors)
    assert len(heard.changes) == 2
    assert following.is_failed == bool(errors)


async def test_a_stream_that_breaks_or_ends_early_is_taken_up_again(server: Scripted) -> None:
    """From the last id, and not before the server's hint; an end without a last word is no end."""
    begun = Stream(["retry: 3000\n\n", CONNECTED, update(progress=5)], "break")
    server.streams = [begun, Stream([update(progress=6)]), Stream([DONE])]
    clock, heard = Clock(), Heard()
    await followed(server.url, clock, heard)
    assert [one.headers.get("last-event-id") for one in server.asked] == [
        None,
        "r-5-PROCESSING",
        "r-6-PROCESSING",
    ]
    assert clock.slept == [3, 3]
    assert heard.errors == []


async def test_after_five_vain_reconnects_it_asks_instead(server: Scripted) -> None:
    """With growing pauses before, and one question per interval after."""
    server.streams = [Stream([CONNECTED], "break"), *[Stream([], "break")] * 5]
    server.answers[STATUS] = [Answer(200, transfer(progress=n)) for n in (1, 1, 2)]
    server.answers[STATUS].append(Answer(200, transfer("COMPLETED", result=IMPORTED)))
    clock, heard = Clock(), Heard()
    await followed(server.url, clock, heard, poll_interval=3)
    assert clock.slept == [1, 2, 4, 8, 10, 3, 3, 3]
    assert (len(server.heard(STREAM)), len(server.heard(STATUS))) == (6, 4)
    assert heard.changes == ["PROCESSING 1", "PROCESSING 2", "COMPLETED 100"]
    assert heard.completed == [IMPORTED]


async def test_until_a_stream_gets_through_it_asks_between_the_tries(server: Scripted) -> None:
    """Whoever has all of them broken sees the job move all the same; what is no answer is no verdict."""
    server.streams = [Stream([], "break")] * 6
    server.answers[STATUS] = [
        Answer(404, problem(404, "Not here.")),
        Answer(503, b"<h1>Busy</h1>"),
        Answer(200, transfer(progress=50)),
        Answer(200, transfer("COMPLETED", result=IMPORTED)),
    ]
    clock, heard = Clock(), Heard()
    await followed(server.url, clock, heard)
    assert heard.changes == ["PROCESSING 50", "COMPLETED 100"]
    assert (heard.completed, heard.errors, clock.slept) == ([IMPORTED], [], [1, 2, 4])
    assert [one.line for one in server.asked] == [STREAM, STATUS] * 4


@pytest.mark.parametrize(
    "blocked",
    [
        Answer(404, problem(404, "Not here.")),
        Answer(403, b"<h1>Forbidden by the proxy</h1>"),
        Answer(502, b"<h1>Bad gateway</h1>"),
        Answer(200, b"<h1>Sign in</h1>"),
        Answer(200, {"type": "connected"}),
        AWAY,
        Stream([], "hang"),
        Stream(['data: {"type":"error","message":"Polling error"}\n\n'], "hang"),
    ],
)
async def test_where_streams_do_not_get_through_it_polls_at_once(server: Scripted, blocked: Any) -> None:
    """Refused, something else, or held back by something in between: no second try, and no error."""
    server.streams = [blocked]
    server.answers[STATUS] = [
        Answer(200, transfer(progress=50)),
        Answer(200, transfer("COMPLETED", result=IMPORTED)),
    ]
    clock, heard = Clock(opening_s=0.2), Heard()
    following, _ = await followed(server.url, clock, heard)
    assert heard.changes == ["PROCESSING 50", "COMPLETED 100"]
    assert (heard.completed, heard.errors, following.error) == ([IMPORTED], [], None)
    assert (clock.slept, len(server.heard(STREAM))) == ([2], 1)


async def test_a_stream_that_falls_silent_is_dead(server: Scripted) -> None:
    """Silence beyond the heartbeat breaks it, and it is taken up again."""
    server.streams = [Stream([CONNECTED, update(progress=3)], "hang"), Stream([DONE])]
    heard = Heard()
    await followed(server.url, Clock(silence_s=0.2), heard)
    assert server.asked[1].headers["last-event-id"] == "r-3-PROCESSING"
    assert heard.completed == [IMPORTED]


async def test_who_wants_no_stream_gets_none(server: Scripted) -> None:
    """`use_sse=False` asks, once per interval."""
    server.answers[STATUS] = [
        Answer(200, transfer("PENDING")),
        Answer(200, transfer("FAILED", error="No", errorMessage="No")),
    ]
    clock, heard = Clock(), Heard()
    await followed(server.url, clock, heard, use_sse=False, poll_interval=5)
    assert (clock.slept, heard.errors, server.heard(STREAM)) == ([5], ["No"], [])


async def test_204_is_the_servers_word_that_nothing_more_will_come(server: Scripted) -> None:
    """One question tells how it ended."""
    server.streams = [Stream([update(progress=99)], "break"), Answer(204)]
    server.answers[STATUS] = [Answer(200, transfer("COMPLETED", result=IMPORTED))]
    heard = Heard()
    await followed(server.url, Clock(), heard)
    assert (heard.completed, len(server.asked)) == ([IMPORTED], 3)


@pytest.mark.parametrize("streams", [[Stream([UNKNOWN], "hang")], [Answer(404, problem(404, "Not here."))]])
async def test_an_unknown_job_is_an_error_once(server: Scripted, streams: list[Any]) -> None:
    """Fault 12 of the original: it asked for such a job for ever, with an error each time."""
    server.streams = streams
    heard, clock = Heard(), Clock()
    async with (
        AsyncCallsheet(server.url, pace=clock.pace) as callsheet,
        callsheet.follow(ID, **heard.listeners) as following,
    ):
        with pytest.raises(Refused, match=r"Not here|Job not found"):
            await following.wait()
        assert [one async for one in following.states()] == []
    assert (heard.errors, heard.changes, clock.slept) == (["Job not found"], [], [])
    assert (following.error, following.is_loading, following.status) == ("Job not found", False, None)
    assert len(server.asked) <= 2


async def test_fault_12_an_export_that_is_done_is_left_alone(server: Scripted) -> None:
    """The server's close behind the last word starts no polling."""
    server.streams = [Stream([CONNECTED, DONE])]
    heard, clock = Heard(), Clock()
    await followed(server.url, clock, heard)
    assert (len(server.asked), clock.slept, heard.errors) == (1, [], [])


async def test_a_server_that_is_away_says_nothing_of_the_job(server: Scripted) -> None:
    """The loss is shown, no listener hears of an error; it is asked ever less often, and then it is back."""
    server.streams = [Stream([update(progress=7)], "break"), *[Stream([], "break")] * 5]
    server.answers[STATUS] = [AWAY] * 7 + [Answer(200, transfer("COMPLETED", result=IMPORTED))]
    clock, heard = Clock(), Heard()
    async with (
        AsyncCallsheet(server.url, pace=clock.pace) as callsheet,
        callsheet.follow(ID, **heard.listeners) as following,
    ):
        lost = [(one.status, following.connection_lost) async for one in following.states()]
        await following.wait()
    assert heard.changes == ["PROCESSING 7", "COMPLETED 100"]
    assert (heard.completed, heard.errors) == ([IMPORTED], [])
    assert ("PROCESSING", True) in lost
    assert (following.connection_lost, following.error) == (False, None)
    assert clock.slept[-2:] == [10, 10]


async def test_who_waits_is_told_of_a_lost_connection(server: Scripted) -> None:
    """With the last state that is known."""
    server.streams = [Stream([update(progress=7)], "break")]
    server.answers[STATUS] = [AWAY]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet, callsheet.follow(ID) as following:
        last = await following.wait()
        assert (last.progress, following.connection_lost, following.is_failed) == (7, True, False)
        assert "goes on at the server" in (following.error or "")


async def test_a_server_that_never_answered_is_an_error_once() -> None:
    """There is nothing else to tell."""
    heard = Heard()
    url = f"http://127.0.0.1:{unused_port()}"
    with pytest.raises(Unreachable, match="callsheet up"):
        await followed(url, Clock(), heard)
    assert len(heard.errors) == 1
    assert "No answer" in heard.errors[0]


async def test_what_a_listener_raises_reaches_who_waits(server: Scripted) -> None:
    """It is not taken for a broken connection, not even if it is one of its own."""
    for raised in (Unreachable, TimeoutError, ValueError):
        server.streams = [Stream([CONNECTED, DONE])]

        def fails(_: object, kind: type[Exception] = raised) -> None:
            raise Unreachable("http://elsewhere", httpx.ReadError("")) if kind is Unreachable else kind("no")

        async with (
            AsyncCallsheet(server.url, pace=Clock().pace) as callsheet,
            callsheet.follow(ID, on_complete=fails) as following,
        ):
            with pytest.raises(raised):
                await following.wait()
    assert len(server.asked) == 3


async def test_frames_that_make_no_sense_are_passed_over(server: Scripted) -> None:
    """As a browser's console would note them."""
    odd = ["data: {\n\n", "data: 7\n\n", 'data: {"type":"mood"}\n\n', 'data: {"type":"status_update"}\n\n']
    server.streams = [Stream([CONNECTED, *odd, DONE])]
    heard = Heard()
    await followed(server.url, Clock(), heard)
    assert heard.completed == [IMPORTED]


async def test_scripts_without_async_follow_too(server: Scripted) -> None:
    """The same words, in a thread."""
    server.streams = [Stream([CONNECTED, update(progress=10), DONE])]
    heard = Heard()

    def script() -> None:
        with Callsheet(server.url) as callsheet, callsheet.follow(ID, **heard.listeners) as following:
            last = following.wait()
            assert (str(last), following.status, following.progress) == ("COMPLETED", "COMPLETED", 100)
            assert (following.result, following.error) == (IMPORTED, None)
            assert (following.is_loading, following.is_completed) == (False, True)
            assert (following.is_failed, following.is_processing) == (False, False)
            assert [str(one) for one in following.states()][-1:] == ["COMPLETED"]
            assert (following.job_id, following.state, following.connection_lost) == (ID, last, False)

    await asyncio.to_thread(script)
    assert heard.completed == [IMPORTED]


def test_a_state_reads_as_its_status() -> None:
    """`on_status_change` may print it."""
    assert f"Status changed: {JobState.model_validate(state())}" == "Status changed: PROCESSING"
