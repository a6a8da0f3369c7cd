"""What `useGenerationTasks`, `useCreateGenerationTask` and `useUploadFile` promise a page, in Python."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from callsheet import (
    AsyncCallsheet,
    Callsheet,
    CallsheetError,
    GenerationTasks,
    NotCallsheet,
    Refused,
    Task,
    Unreachable,
    Upload,
    veo3,
)
from tests.callsheet.generated import (
    CREATE,
    ID,
    OTHER,
    SUNSET,
    TASKS,
    UPLOAD,
    UPLOADED,
    created,
    failed,
    task,
    tasks,
    told_by_feed,
)
from tests.callsheet.scripted import END, Answer, Clock, Scripted, Stream, frame, problem, unused_port

AWAY = Answer(503, problem(503, "Away."))
REFUSED = Answer(422, problem(422, "There is no ratio 2:7.") | {"success": False, "error": "No."})


def never(told: object) -> None:
    raise AssertionError(told)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def callsheet(server: Scripted, clock: Clock) -> AsyncIterator[AsyncCallsheet]:
    async with AsyncCallsheet(server.url, pace=clock.pace) as callsheet:
        yield callsheet


@pytest.fixture
def owl(tmp_path: Path) -> Path:
    path = tmp_path / "owl.png"
    path.write_bytes(b"an owl's ")
    return path


async def test_before_the_first_answer_it_is_loading(server: Scripted, callsheet: AsyncCallsheet) -> None:
    server.answers[TASKS] = [tasks(task("SUCCESS"))]
    async with callsheet.follow_prompt("p1") as following:
        assert (following.is_loading, following.data, following.error) == (True, None, None)
        await following.wait()
        assert (following.is_loading, following.is_pending) == (False, False)


async def test_the_tasks_of_the_prompt_are_fetched(server: Scripted, callsheet: AsyncCallsheet) -> None:
    """Newest first, as they come; the prompt is what is asked for."""
    server.answers[TASKS] = [tasks(task("SUCCESS"), failed(id=OTHER))]
    async with GenerationTasks(callsheet, "p 1/ü") as following:
        first, second = await following.wait()
    assert (first.id, first.model, str(first), second.fail_code) == (ID, "IMAGEN4", "SUCCESS", "501")
    (asked,) = server.asked
    assert asked.query == {"promptId": ["p 1/ü"]}


async def test_a_prompt_of_which_nothing_was_made_has_no_tasks(
    server: Scripted, callsheet: AsyncCallsheet, clock: Clock
) -> None:
    """Which is an answer, and nothing to ask again about."""
    server.answers[TASKS] = [tasks()]
    async with callsheet.follow_prompt("p1") as following:
        assert await following.wait() == []
        assert (following.is_loading, clock.slept) == (False, [])


async def test_an_answer_that_is_no_is_told_at_once(server: Scripted, callsheet: AsyncCallsheet) -> None:
    server.answers[TASKS] = [Answer(400, problem(400, "Missing required parameter: promptId"))]
    async with callsheet.follow_prompt("") as following:
        with pytest.raises(Refused, match="Missing required parameter"):
            await following.wait()
        assert (str(following.error), following.connection_lost) == (
            "Missing required parameter: promptId",
            False,
        )
    assert len(server.asked) == 1


async def test_whoever_never_hears_anything_gives_up_at_last(
    server: Scripted, callsheet: AsyncCallsheet, clock: Clock
) -> None:
    """After five more tries with growing pauses; a fetch that is asked for begins anew."""
    server.answers[TASKS] = [AWAY]
    async with callsheet.follow_prompt("p1") as following:
        with pytest.raises(Refused, match="Away"):
            await following.wait()
        assert (clock.slept, len(server.asked)) == ([1, 2, 4, 8, 10], 6)
        with pytest.raises(Refused, match="Away"):
            await following.refetch()
        server.answers[TASKS] = [tasks(task()), tasks(task("SUCCESS"))]
        assert str((await following.refetch())[0]) == "PENDING"
        assert following.error is None
        assert str((await following.wait())[0]) == "SUCCESS"


async def test_what_is_no_answer_of_callsheet_is_said_to_be_none(
    server: Scripted, callsheet: AsyncCallsheet
) -> None:
    server.answers[TASKS] = [Answer(200, [{"id": "of another service"}])]
    async with callsheet.follow_prompt("p1") as following:
        with pytest.raises(NotCallsheet):
            await following.wait()


async def test_while_something_is_pending_it_asks_every_three_seconds_and_then_stops(
    server: Scripted, callsheet: AsyncCallsheet, clock: Clock
) -> None:
    """As the last answer decides; failed tasks are done as well."""
    server.answers[TASKS] = [tasks(task(), task(id=OTHER)), tasks(task("SUCCESS"), task(id=OTHER))]
    server.answers[TASKS] += [tasks(task("SUCCESS"), failed(id=OTHER))]
    async with callsheet.follow_prompt("p1") as following:
        seen = [[str(one) for one in state] async for state in following.states()]
        assert [str(one) for one in await following.wait()] == ["SUCCESS", "FAILED"]
    assert seen == [["PENDING", "PENDING"], ["SUCCESS", "PENDING"], ["SUCCESS", "FAILED"]]
    assert (clock.slept, len(server.asked)) == ([3, 3], 3)


async def test_a_fetch_that_fails_in_between_is_tried_again(
    server: Scripted, callsheet: AsyncCallsheet, clock: Clock
) -> None:
    """Not sooner than usual, nor than the server asks for; what is known stays."""
    later = Answer(429, problem(429, "Too many."), ((b"retry-after", b"7"),))
    server.answers[TASKS] = [tasks(task()), AWAY, later, tasks(task("SUCCESS"))]
    async with callsheet.follow_prompt("p1") as following:
        await following.wait()
        assert (following.error, following.connection_lost) == (None, False)
    assert clock.slept == [3, 3, 7]


async def test_a_connection_that_is_lost_says_nothing_of_the_tasks_and_passes(
    server: Scripted, callsheet: AsyncCallsheet, clock: Clock
) -> None:
    server.answers[TASKS] = [tasks(task()), *[AWAY] * 6, tasks(task("SUCCESS"))]
    lost = asyncio.Event()

    async def look() -> None:
        await following.wait()
        assert (str((following.data or [])[0]), following.connection_lost) == ("PENDING", True)
        assert isinstance(following.error, Refused)
        lost.set()

    clock.meanwhile[7] = look
    async with callsheet.follow_prompt("p1") as following:
        await lost.wait()
        last = [state async for state in following.states()][-1]
        assert (str(last[0]), following.error, following.connection_lost) == ("SUCCESS", None, False)
    assert clock.slept == [3, 3, 3, 4, 8, 10, 10]


async def test_an_answer_that_was_overtaken_is_not_taken() -> None:
    """It tells of earlier than what is known."""
    answers: list[asyncio.Future[list[Task]]] = []

    class Held(AsyncCallsheet):
        async def generation_tasks(self, prompt_id: str, *, limit: int | None = None) -> list[Task]:
            answers.append(asyncio.get_running_loop().create_future())
            return await answers[-1]

    async with Held("http://127.0.0.1:1") as held, held.follow_prompt("p1") as following:
        again = asyncio.create_task(following.refetch())
        while len(answers) < 2:
            await asyncio.sleep(0)
        answers[1].set_result([Task.model_validate(task("SUCCESS"))])
        await again
        answers[0].set_result([Task.model_validate(task("PENDING"))])
        assert str((await following.wait())[0]) == "SUCCESS"
        assert str((following.data or [])[0]) == "SUCCESS"


async def test_a_task_is_created_and_known_at_once(
    server: Scripted, callsheet: AsyncCallsheet, clock: Clock
) -> None:
    """The list is asked for anew, and what is made is followed, though nothing was before."""
    server.answers[TASKS] = [tasks(), tasks(task()), tasks(task("SUCCESS"))]
    server.answers[CREATE] = [created()]
    heard: list[Any] = []
    async with callsheet.follow_prompt("p1") as following:
        await following.wait()
        task_ = await following.create(SUNSET, on_success=heard.append)
        assert ([one.id for one in following.data or []], following.is_pending) == ([ID], True)
        assert (heard, following.creating.data, following.creating.is_pending) == ([task_], task_, False)
        assert str((await following.wait())[0]) == "SUCCESS"
    assert [one.line for one in server.asked] == [TASKS, CREATE, TASKS, TASKS]
    (sent,) = server.heard(CREATE)
    assert json.loads(sent.body) == {"promptId": "p1", "providerParams": SUNSET}
    assert clock.slept == [3]


async def test_a_video_is_created_in_its_own_words(server: Scripted, callsheet: AsyncCallsheet) -> None:
    server.answers[TASKS] = [tasks(task("SUCCESS"))]
    server.answers[CREATE] = [created()]
    async with callsheet.follow_prompt("p1") as following:
        await following.create(veo3("A lighthouse", ratio="auto", seed=12_345))
    (sent,) = server.heard(CREATE)
    assert json.loads(sent.body)["providerParams"] == {
        "service": "KIE",
        "model": "VEO3",
        "prompt": "A lighthouse",
        "modelVariant": "veo3_fast",
        "aspectRatio": "Auto",
        "seeds": 12_345,
    }


async def test_a_creation_that_is_refused_says_why(server: Scripted, callsheet: AsyncCallsheet) -> None:
    """To whoever listens, and to whoever called; the tasks are what they were."""
    server.answers[TASKS] = [tasks(task("SUCCESS"))]
    server.answers[CREATE] = [REFUSED, created()]
    heard: list[CallsheetError] = []
    async with callsheet.follow_prompt("p1") as following:
        await following.wait()
        with pytest.raises(Refused, match="no ratio 2:7"):
            await following.create(SUNSET, on_error=heard.append, on_success=never)
        assert (heard, following.error) == ([following.creating.error], None)
        assert len(server.heard(TASKS)) == 1
        await following.create(SUNSET)
        assert following.creating.error is None


async def test_a_creation_without_a_network_says_so(server: Scripted, clock: Clock) -> None:
    heard: list[CallsheetError] = []
    async with AsyncCallsheet(f"http://127.0.0.1:{unused_port()}", pace=clock.pace) as callsheet:
        following = callsheet.follow_prompt("p1")
        with pytest.raises(Unreachable):
            await following.create(SUNSET, on_error=heard.append)
        assert [type(one) for one in heard] == [Unreachable]
        await following.aclose()


async def test_a_creation_in_doubt_is_sent_again_and_happens_once(
    server: Scripted, callsheet: AsyncCallsheet
) -> None:
    server.answers[TASKS] = [tasks(task("SUCCESS"))]
    server.answers[CREATE] = [created()._replace(breaks=True), created()]
    async with callsheet.follow_prompt("p1") as following:
        await following.create(SUNSET)
    first, again = server.heard(CREATE)
    assert first.headers["idempotency-key"] == again.headers["idempotency-key"]


async def test_a_file_is_sent_and_its_link_told(
    server: Scripted, callsheet: AsyncCallsheet, owl: Path
) -> None:
    server.answers |= {TASKS: [tasks()], UPLOAD: [Answer(201, {"success": True, "data": UPLOADED})]}
    heard: list[Upload] = []
    sent: list[tuple[int, int]] = []
    async with callsheet.follow_prompt("p1") as following:
        upload = await following.upload(
            owl, on_success=heard.append, on_bytes=lambda *told: sent.append(told)
        )
        assert (heard, following.uploading.data) == ([upload], upload)
    assert (upload.download_url, upload.expires_at.isoformat()) == (
        "http://127.0.0.1:1/v1/artifacts/u1",
        "2026-01-05T03:04:05+00:00",
    )
    (asked,) = server.heard(UPLOAD)
    assert b"an owl's " in asked.body
    assert sent[-1] == (9, 9)


async def test_an_upload_that_is_refused_says_why(
    server: Scripted, callsheet: AsyncCallsheet, owl: Path
) -> None:
    server.answers |= {TASKS: [tasks()], UPLOAD: [Answer(413, problem(413, "Too large."))]}
    heard: list[CallsheetError] = []
    async with callsheet.follow_prompt("p1") as following:
        with pytest.raises(Refused, match="Too large"):
            await following.upload(owl, on_error=heard.append, on_success=never)
        assert heard == [following.uploading.error]


async def test_an_upload_without_a_network_says_so(clock: Clock, owl: Path) -> None:
    heard: list[CallsheetError] = []
    async with AsyncCallsheet(f"http://127.0.0.1:{unused_port()}", pace=clock.pace) as callsheet:
        following = callsheet.follow_prompt("p1")
        with pytest.raises(Unreachable):
            await following.upload(owl, on_error=heard.append)
        assert [type(one) for one in heard] == [Unreachable]
        await following.aclose()


async def test_live_the_feed_tells_and_the_list_is_asked_for_at_an_end(
    server: Scripted, callsheet: AsyncCallsheet, clock: Clock
) -> None:
    """No polling; what moves is seen to move."""
    server.answers[TASKS] = [tasks(task()), tasks(task("SUCCESS"))]
    moving = [told_by_feed(version=3, stageLabel="Generating"), told_by_feed(version=7, detail="2 of 4")]
    frames = [frame("update", one, f"r-{one['version']}") for one in moving]
    server.streams = [Stream([*frames, frame("completed", told_by_feed("completed", 9), "r-9"), END])]
    async with callsheet.follow_prompt("p1", live=True) as following:
        seen = [(str(state[0]), state[0].progress) async for state in following.states()]
        assert not following.is_pending
    assert seen == [("PENDING", 10), ("PENDING", 30), ("PENDING", 70), ("SUCCESS", 100)]
    assert (clock.slept, len(server.heard(TASKS))) == ([], 2)


async def test_live_a_task_that_is_created_is_listened_to_as_well(
    server: Scripted, callsheet: AsyncCallsheet
) -> None:
    """Over one connection with those that are being made already."""
    both = tasks(task(id=OTHER), task())
    server.answers[TASKS] = [tasks(task()), both, tasks(task("SUCCESS", OTHER), task("SUCCESS"))]
    server.answers[CREATE] = [created(id=OTHER)]
    ends = [frame("completed", told_by_feed("completed", 9, one), f"r-{one}") for one in (ID, OTHER)]
    first = frame("update", told_by_feed(version=2), "r-2")
    server.streams = [Stream([first], "hang"), Stream([*ends, END])]
    async with callsheet.follow_prompt("p1", live=True) as following:
        async for state in following.states():
            if state[0].progress == 20:
                break
        await following.create(SUNSET)
        assert {str(one) for one in await following.wait()} == {"SUCCESS"}
    one, two = (one for one in server.asked if one.path.endswith("/events"))
    assert (one.path, two.query) == (f"/v1/jobs/{ID}/events", {"job": [ID, OTHER]})


async def test_live_a_feed_that_does_not_get_through_is_no_obstacle(
    server: Scripted, callsheet: AsyncCallsheet, clock: Clock
) -> None:
    """It asks instead, as often as it would have."""
    server.answers[TASKS] = [tasks(task()), tasks(task()), tasks(task("SUCCESS"))]
    server.streams = [Answer(404, problem(404, "Not here."))] * 2
    async with callsheet.follow_prompt("p1", live=True) as following:
        await following.wait()
    assert clock.slept == [3, 3]


async def test_live_a_connection_that_is_lost_says_nothing_of_the_tasks_and_passes(
    server: Scripted, callsheet: AsyncCallsheet, clock: Clock
) -> None:
    server.answers[TASKS] = [tasks(task()), tasks(task("SUCCESS"))]
    server.streams = [Stream([frame("update", told_by_feed(version=2), "r-2")], "break")]
    server.streams += [Stream([], "break")] * 5
    server.answers[f"GET /v1/jobs/{ID}"] = [AWAY, Answer(200, told_by_feed("completed", 9))]
    lost: list[tuple[str, int, bool, bool]] = []

    async def look() -> None:
        (one,) = await following.wait()
        lost.append((str(one), one.progress, following.connection_lost, bool(following.error)))

    clock.meanwhile[6] = look
    async with callsheet.follow_prompt("p1", live=True) as following:
        last = [state async for state in following.states()][-1]
        assert (str(last[0]), following.error, following.connection_lost) == ("SUCCESS", None, False)
    assert lost == [("PENDING", 20, True, True)]


async def test_the_same_without_async(server: Scripted) -> None:
    """Two sessions of one client, each with its own prompt."""
    server.answers[TASKS] = [tasks(), tasks(), tasks(task()), tasks(task("SUCCESS"))]
    server.answers[CREATE] = [created()]

    def use() -> None:
        with Callsheet(server.url, pace=Clock().pace) as callsheet, callsheet.follow_prompt("p1") as one:
            assert (one.wait(), one.prompt_id, one.is_loading) == ([], "p1", False)
            with callsheet.follow_prompt("p2") as other:
                assert (other.wait(), other.is_pending, other.error) == ([], False, None)
            assert one.create(SUNSET).id == ID
            assert [str(state[0]) for state in one.states()][-1] == "SUCCESS"
            assert (str(one.refetch()[0]), one.connection_lost) == ("SUCCESS", False)
            assert (one.creating.is_pending, one.uploading.data, len(one.data or [])) == (False, None, 1)

    await asyncio.to_thread(use)
    assert [one.query["promptId"] for one in server.heard(TASKS)][:2] == [["p1"], ["p2"]]
