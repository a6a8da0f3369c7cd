"""How the vision provider says no: for ever or for now, once asked, and never with its key."""

import asyncio
import json
import logging
import socket
import traceback
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pydantic import SecretStr

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.vision.annotator import Vision, open_vision
from tests.activities.conftest import KEY
from tests.support.pictures import picture
from tests.support.vision_replies import (
    Reply,
    answering,
    changed,
    cut,
    drip,
    failing,
    flood,
    never,
    ok,
    saying,
)
from tests.support.vision_server import VisionServer

LABEL = {"label": "beak", "type": "anatomical", "difficulty": 2, "confidence": 0.9}
PIXELS = {"bounding_box": {"x": 120, "y": 80, "width": 300, "height": 200}}


async def busy(vision: Vision) -> ProviderBusy:
    with pytest.raises(ProviderBusy) as caught:
        await vision.annotate(picture(), text=False)
    return caught.value


async def rejected(vision: Vision) -> ProviderRejected:
    with pytest.raises(ProviderRejected) as caught:
        await vision.annotate(picture(), text=False)
    return caught.value


async def test_an_answer_without_one_label_that_holds_is_not_believed(
    vision: Vision, server: VisionServer
) -> None:
    """A model that measures in pixels sees nothing in the right place: asked once more, then given up."""
    server.script(changed(labels=[LABEL | PIXELS]))
    refusal = await busy(vision)
    assert (refusal.code, refusal.tries) == ("answer-invalid", 2)


@pytest.mark.parametrize(
    "answer",
    [
        saying("a bird on a wire"),
        saying('{"caption": "cut'),
        saying(json.dumps({"labels": [LABEL]})),
        saying(json.dumps({"caption": "A bird.", "labels": "beak"})),
        saying(json.dumps({"caption": " ", "labels": []})),
        saying("[" * 100_000),
        saying(None),
        answering("<html>Bad Gateway</html>"),
        answering('{"choices": []}'),
        answering('{"object": "list"}'),
        answering("[]"),
        answering("", 204),
        flood(),
    ],
)
async def test_garbage_is_asked_for_once_more(answer: Reply, vision: Vision, server: VisionServer) -> None:
    """What is no answer, in whatever way, costs two tries; an endless one is left after a megabyte."""
    server.script(answer)
    refusal = await busy(vision)
    assert (refusal.code, refusal.tries) == ("answer-invalid", 2)


async def test_an_answer_that_was_cut_off_is_asked_for_once_more(
    vision: Vision, server: VisionServer
) -> None:
    """The model reached its longest answer: another try may be shorter."""
    server.script(saying('{"caption": "A bi', "length"))
    refusal = await busy(vision)
    assert (refusal.code, refusal.tries) == ("answer-cut-off", 2)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (saying(None, refusal="I cannot help with that."), "content-refused"),
        (saying(None, "content_filter"), "content-refused"),
        (failing(400, code="content_policy_violation"), "content-refused"),
        (failing(429, code="insufficient_quota", headers={"Retry-After": "1"}), "quota-exceeded"),
        (failing(429, type="insufficient_quota"), "quota-exceeded"),
        (failing(402), "quota-exceeded"),
        (failing(401), "provider-unauthorized"),
        (failing(403), "provider-unauthorized"),
        (
            answering('[{"error": {"status": "API_KEY_INVALID"}}]', 400),
            "provider-unauthorized",
        ),
        (failing(400, code="invalid_image_format"), "image-refused"),
        (failing(400, param="messages[1].content[1].image_url"), "image-refused"),
        (answering("", 413), "image-refused"),
        (answering("<html>", 422), "image-refused"),
        (failing(404, code="model_not_found"), "model-not-found"),
        (answering('{"error": "model not found"}', 404), "model-not-found"),
        (failing(400, param="response_format"), "request-refused"),
        (answering("", 307, {"Location": "/v1/elsewhere"}), "request-refused"),
        (answering("", 418), "request-refused"),
    ],
)
async def test_what_will_never_work_is_not_tried_again(
    reply: Reply, code: str, vision: Vision, server: VisionServer
) -> None:
    """Rejected at the first word, and a redirect is not followed."""
    server.always(reply)
    assert (await rejected(vision)).code == code
    assert len(server.arrivals) == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [(408, "provider-error"), (429, "provider-busy"), (503, "provider-busy"), (529, "provider-busy")]
    + [(status, "provider-error") for status in (500, 502, 504)],
)
async def test_what_passes_is_left_to_whoever_retries(
    status: int, code: str, vision: Vision, server: VisionServer
) -> None:
    """Busy, and asked exactly once: every retry needs a permit of its own."""
    server.always(failing(status))
    refusal = await busy(vision)
    assert (refusal.code, refusal.retry_after) == (code, None)
    assert len(server.arrivals) == 1


def in_an_hour(hours: int) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "low", "high"),
    [
        ({"Retry-After": "2"}, 2, 2),
        ({"Retry-After": "0.5"}, 0.5, 0.5),
        ({"retry-after-ms": "1500", "Retry-After": "9"}, 1.5, 1.5),
        ({"Retry-After": "999999999"}, 3600, 3600),
        ({"Retry-After": "-5"}, 0, 0),
        ({"Retry-After": in_an_hour(-1)}, 0, 0),
        ({"Retry-After": in_an_hour(48)}, 3600, 3600),
    ],
)
async def test_a_busy_model_says_when_it_may_be_asked_again(
    headers: dict[str, str], low: float, high: float, vision: Vision, server: VisionServer
) -> None:
    """In seconds, milliseconds or as a date; an hour at most."""
    server.script(failing(429, headers=headers))
    refusal = await busy(vision)
    assert refusal.retry_after is not None
    assert low <= refusal.retry_after <= high


async def test_a_date_to_come_is_a_wait_of_some_minutes(vision: Vision, server: VisionServer) -> None:
    """`Retry-After` may be a date."""
    moment = datetime.now(UTC) + timedelta(minutes=30)
    server.script(failing(429, headers={"Retry-After": format_datetime(moment, usegmt=True)}))
    refusal = await busy(vision)
    assert refusal.retry_after is not None
    assert 0 < refusal.retry_after <= 1800


@pytest.mark.parametrize("said", ["soon", "nan", "Wed, 99 Nov", ""])
async def test_a_delay_that_cannot_be_read_is_none(said: str, vision: Vision, server: VisionServer) -> None:
    """Then whoever retries chooses."""
    server.script(failing(503, headers={"Retry-After": said}))
    assert (await busy(vision)).retry_after is None


async def test_a_delay_may_stand_in_the_body(vision: Vision, server: VisionServer) -> None:
    """Gemini sends no header."""
    details = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34s"}]
    server.script(answering(json.dumps([{"error": {"code": 429, "details": details}}]), 429))
    assert (await busy(vision)).retry_after == 34


async def test_a_parameter_that_a_model_does_not_take_is_left_out(
    vision: Vision, server: VisionServer
) -> None:
    """Newer models refuse a temperature, and the limit by its old name: the next try comes without."""
    server.script(failing(400, param="temperature", code="unsupported_value"))
    server.script(failing(400, param="max_tokens", code="unsupported_parameter"), ok())
    assert [(await busy(vision)).code for _ in range(2)] == ["parameter-refused"] * 2
    await vision.annotate(picture(), text=False)
    first, second, third = (arrival.body for arrival in server.arrivals)
    names = ("temperature", "max_tokens", "max_completion_tokens")
    assert [body.get(name) for body in (first, second, third) for name in names] == [
        *(0.3, 8192, None),
        *(None, 8192, None),
        *(None, None, 8192),
    ]


@pytest.mark.parametrize("silence", [never(), drip()])
async def test_a_model_that_does_not_come_to_an_end_is_left(silence: Reply, server: VisionServer) -> None:
    """The deadline is that of the whole call: neither silence nor a slow drip outlives it."""
    vision = open_vision(server.url, "tern-1", SecretStr(KEY), timeout_s=1)
    server.script(silence)
    assert (await busy(vision)).code == "vision-timeout"
    await server.arrivals[0].left.wait()
    await vision.close()


async def test_a_connection_that_breaks_costs_one_try(vision: Vision, server: VisionServer) -> None:
    """Half an answer is none, and the next call finds a connection that works."""
    server.script(cut())
    assert (await busy(vision)).code == "provider-unreachable"
    assert (await vision.annotate(picture(), text=False)).labels


async def test_a_model_that_is_away_may_come_back() -> None:
    """Nobody listens at its address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        vision = open_vision(f"http://127.0.0.1:{taken.getsockname()[1]}/v1", "any", SecretStr(""), 20)
        assert (await busy(vision)).code == "provider-unreachable"
        await vision.close()


async def test_a_cancel_stops_the_call_at_once(vision: Vision, server: VisionServer) -> None:
    """The model sees its caller hang up, long before any deadline."""
    server.script(never())
    call = asyncio.create_task(vision.annotate(picture(), text=False))
    (arrival,) = await server.arrived(1)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    async with asyncio.timeout(10):
        await arrival.left.wait()


LEAKY = [
    failing(400, f"your key {KEY} and this image"),
    failing(400, f"key {KEY} does not allow it", param="response_format"),
    failing(401, f"Incorrect API key provided: {KEY}"),
    failing(404, KEY),
    failing(429, KEY, code="insufficient_quota"),
    failing(500, KEY),
    answering(KEY, 307, {"Location": "/"}),
    saying(KEY),
    saying(None, refusal=KEY),
    cut(),
    drip(chunk=KEY.encode()),
]


@pytest.mark.parametrize("leaky", LEAKY)
async def test_nobody_reads_the_key(
    leaky: Reply, server: VisionServer, caplog: pytest.LogCaptureFixture
) -> None:
    """In no message, cause, traceback or log of any level, even where the model repeats it."""
    caplog.set_level(logging.DEBUG)
    vision = open_vision(server.url, "tern-1", SecretStr(KEY), timeout_s=1)
    server.script(leaky)
    with pytest.raises((ProviderBusy, ProviderRejected)) as caught:
        await vision.annotate(picture(), text=False)
    await vision.close()
    assert server.arrivals[0].key == KEY
    told = [
        "".join(traceback.format_exception(caught.value)),
        repr(caught.value),
        repr(vars(vision)),
        repr(vision),
    ]
    assert KEY not in "\n".join([*told, caplog.text, *(repr(vars(record)) for record in caplog.records)])


@pytest.mark.parametrize("key", [f"{KEY}\nX-Other: 1", f"{KEY}\u2026", f"{KEY} {KEY}"])
def test_a_key_that_no_header_can_carry_is_refused_without_being_quoted(key: str) -> None:
    """At the start, not by the header's own complaint at the first call."""
    with pytest.raises(ValueError, match="API key") as caught:
        open_vision("http://127.0.0.1:1/v1", "any", SecretStr(key), 1)
    assert KEY not in repr(caught.value)


@pytest.mark.parametrize(
    ("url", "model"),
    [("localhost:11434/v1", "any"), ("http:///v1", "any"), ("http://a:b/v1", "any"), ("http://a/v1", "")],
)
def test_an_address_that_can_never_work_is_refused_at_the_start(url: str, model: str) -> None:
    """Not by the first of a hundred thousand images."""
    with pytest.raises(ValueError, match="URL"):
        open_vision(url, model, SecretStr(""), 1)
