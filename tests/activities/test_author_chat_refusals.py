"""How the chat author says no: one repair and no more, for ever or for now, and never with its key."""

import asyncio
import logging
import re
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import SecretStr

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.chat.author import ChatAuthor, open_chat
from activities.providers.local.author import TemplateAuthor
from tests.activities.conftest import KEY
from tests.activities.test_author_chat import planned, written
from tests.support.chat_server import FAULTS, ChatServer, altered, changed
from tests.support.music import TRACKS
from tests.support.vision_replies import Reply, failing, saying

INVALID = ("garbage", "wrong shape", "missing song", "cut off", "no model", "flood")


@pytest.mark.parametrize("fault", INVALID)
@pytest.mark.parametrize("make", [planned, written])
async def test_an_answer_that_cannot_be_taken_is_sent_back_once(
    fault: str,
    make: Callable[..., Any],
    author: ChatAuthor,
    chat: ChatServer,
) -> None:
    """With what is wrong; the second answer is taken, and the question stands before both."""
    chat.fail(fault)
    made = await make(author)
    assert made.source == "wren-1"
    first, second = (arrival.body["messages"] for arrival in chat.arrivals)
    assert second[: len(first)] == first
    assert second[-1]["role"] == "user"
    assert second[-1]["content"].startswith("That answer cannot be taken: ")


@pytest.mark.parametrize("fault", INVALID)
async def test_a_second_such_answer_is_a_failure(
    fault: str,
    author: ChatAuthor,
    chat: ChatServer,
) -> None:
    """Clear and final: two calls, no third."""
    chat.fail(fault, times=3)
    with pytest.raises(ProviderRejected, match="not what was asked for, twice") as caught:
        await written(author)
    assert caught.value.code == "answer-invalid"
    assert len(chat.arrivals) == 2


def chapters(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Reply:
    return changed(lambda answer: answer | {"chapters": change(answer["chapters"])})


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (chapters(lambda own: own[1:]), "song 1 is missing"),
        (chapters(lambda own: [*own, own[0]]), "song 1 is there more than once"),
        (chapters(lambda own: [*own, own[0] | {"song": 9}]), "there is no song 9, the numbers are 1 to 5"),
        (altered(intro={"text": " \u200b ", "facts": []}), "intro.text: "),
        (altered(outro={"text": "Bye."}), "outro.facts: Field required"),
        (altered(summary="x" * 2_001), "summary: "),
        (altered(intro={"text": "x" * 20_001, "facts": []}), "intro.text: "),
    ],
)
async def test_the_model_is_told_what_is_wrong(
    reply: Reply,
    reason: str,
    author: ChatAuthor,
    chat: ChatServer,
) -> None:
    """Beside its own answer, so that it can mend it."""
    chat.script(reply)
    await written(author)
    assistant, user = chat.arrivals[1].body["messages"][2:]
    assert (assistant["role"], assistant["content"][0]) == ("assistant", "{")
    assert reason in user["content"]


@pytest.mark.parametrize("numbers", [[1, 2, 3, 4], [1, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4]])
async def test_a_plan_has_five_different_songs_of_those_given(
    numbers: list[int],
    author: ChatAuthor,
    chat: ChatServer,
) -> None:
    """Neither fewer nor more, none twice, none that is not there."""
    tracks = [{"song": number, "why_essential": "It is here."} for number in numbers]
    chat.script(altered(required_tracks=tracks))
    plan = await planned(author)
    assert len(chat.arrivals) == 2
    assert [one.song_title for one in plan.required_tracks] == [track.name for track in TRACKS[:5]]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("refusal", "content-refused"),
        ("filtered", "content-refused"),
        ("401", "provider-unauthorized"),
    ],
)
async def test_what_will_never_work_is_not_tried_again(
    fault: str,
    code: str,
    author: ChatAuthor,
    chat: ChatServer,
) -> None:
    """A refusal is an answer: it is not repaired."""
    chat.fail(fault)
    with pytest.raises(ProviderRejected) as caught:
        await written(author)
    assert (caught.value.code, len(chat.arrivals)) == (code, 1)


@pytest.mark.parametrize(
    ("fault", "code", "delay"),
    [
        ("429", "provider-busy", 1.0),
        ("500", "provider-error", None),
        ("broken", "provider-unreachable", None),
    ],
)
async def test_what_passes_is_left_to_whoever_retries(
    fault: str,
    code: str,
    delay: float | None,
    author: ChatAuthor,
    chat: ChatServer,
) -> None:
    """Busy, asked exactly once, with the delay that was asked for."""
    chat.fail(fault)
    with pytest.raises(ProviderBusy) as caught:
        await planned(author)
    assert (caught.value.code, caught.value.retry_after, len(chat.arrivals)) == (code, delay, 1)


async def test_a_busy_model_may_be_busy_with_the_repair(
    author: ChatAuthor,
    chat: ChatServer,
) -> None:
    """Then all of it is tried later."""
    chat.fail("garbage")
    chat.fail("429")
    with pytest.raises(ProviderBusy):
        await planned(author)


@pytest.mark.parametrize("fault", ["silence", "drip"])
async def test_a_model_that_does_not_come_to_an_end_is_left(
    fault: str,
    chat: ChatServer,
) -> None:
    """The deadline is that of the whole call: neither silence nor a slow drip outlives it."""
    impatient = open_chat(chat.url, "wren-1", SecretStr(KEY), 0.5, TemplateAuthor())
    chat.fail(fault)
    with pytest.raises(ProviderBusy) as caught:
        await planned(impatient)
    assert caught.value.code == "chat-timeout"
    await chat.arrivals[0].left.wait()
    await impatient.close()


async def test_a_cancel_stops_the_call_at_once(
    author: ChatAuthor,
    chat: ChatServer,
) -> None:
    """The model sees its caller hang up."""
    chat.fail("silence")
    call = asyncio.create_task(planned(author))
    (arrival,) = await chat.arrived(1)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await arrival.left.wait()


async def test_a_parameter_that_a_model_does_not_take_is_left_out(
    author: ChatAuthor,
    chat: ChatServer,
) -> None:
    """As with the vision model: the next try comes without, or with the newer name."""
    chat.script(failing(400, param="temperature"), failing(400, param="max_tokens"))
    for _ in range(2):
        with pytest.raises(ProviderBusy, match="does not take"):
            await planned(author)
    await planned(author)
    body = chat.arrivals[-1].body
    assert ("temperature" in body, "max_tokens" in body, body["max_completion_tokens"]) == (
        False,
        False,
        4096,
    )


LEAKY = [failing(status, f"key {KEY} is bad") for status in (400, 401, 404, 429, 500)]


@pytest.mark.parametrize("leaky", [*LEAKY, saying(KEY), saying(f'{{"{KEY}": 1}}'), FAULTS["drip"]])
async def test_nobody_reads_the_key(
    leaky: Reply,
    chat: ChatServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """In no message, cause, traceback or log of any level, even where the model repeats it."""
    caplog.set_level(logging.DEBUG)
    impatient = open_chat(chat.url, "wren-1", SecretStr(KEY), 0.5, TemplateAuthor())
    chat.always(leaky)
    with pytest.raises((ProviderBusy, ProviderRejected)) as caught:
        await planned(impatient)
    await impatient.close()
    assert chat.arrivals[0].key == KEY
    told = ["".join(traceback.format_exception(caught.value)), repr(vars(impatient)), repr(impatient)]
    records = [repr(vars(record)) for record in caplog.records]
    assert KEY not in "\n".join([*told, repr(caught.value), caplog.text, *records])


@pytest.mark.parametrize(
    ("url", "model", "key"),
    [
        ("localhost/v1", "any", ""),
        ("http://a:b/v1", "any", ""),
        ("http://a/v1", "", ""),
        ("http://a/v1", "any", "a b"),
    ],
)
def test_what_can_never_work_is_refused_at_the_start(url: str, model: str, key: str) -> None:
    """Address, name and key are looked at when they are set."""
    with pytest.raises(ValueError, match=r"URL|key"):
        open_chat(url, model, SecretStr(key), 1, TemplateAuthor())


LONG = {"text": "On they went. And on.  " * 100, "facts": list[str]()}


@pytest.mark.parametrize("again", [altered(intro=LONG), altered()])
async def test_a_script_of_another_length_is_sent_back_once(
    again: Reply, author: ChatAuthor, chat: ChatServer
) -> None:
    """With both lengths; the second is taken as it is, and the report says how long it became."""
    chat.script(altered(intro=LONG), again)
    await written(author, target_s=60)
    _, second = chat.arrivals
    assert re.search(r"are \d+ characters long, about 900 are wanted", second.body["messages"][-1]["content"])


@pytest.mark.parametrize(("target_s", "calls"), [(60, 2), (3600, 1)])
async def test_who_was_given_little_is_not_asked_for_more(
    target_s: float, calls: int, author: ChatAuthor, chat: ChatServer
) -> None:
    """What is not known would have to be made up; what is known may be told."""
    short = {"text": "Hello.", "facts": list[str]()}
    chat.script(
        changed(
            lambda answer: (
                answer
                | {"intro": short, "outro": short, "chapters": [one | short for one in answer["chapters"]]}
            )
        )
    )
    await written(author, target_s=target_s)
    assert len(chat.arrivals) == calls
