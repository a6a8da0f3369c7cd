"""What the speech provider asks a model for, what it takes for a recording, and how it says no."""

import asyncio
import io
import logging
import socket
import traceback
import wave
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.speech.narrator import MOST_BYTES, Speech, open_speech
from activities.providers.studio import Narrator
from tests.support.speech_server import (
    Reply,
    SpeechServer,
    cut,
    endless,
    failing,
    never,
    saying,
    speech_server,
    tone,
)

KEY = "sk-canary-77d0"
TEXT = "White Pony came out in the year 2000."


@pytest.fixture
async def server() -> AsyncIterator[SpeechServer]:
    async with speech_server() as server:
        yield server


@pytest.fixture
async def speech(server: SpeechServer) -> AsyncIterator[Speech]:
    speech = open_speech(server.url, "lark-1", "ada", SecretStr(KEY), timeout_s=20)
    yield speech
    await speech.close()


async def busy(speech: Speech) -> ProviderBusy:
    with pytest.raises(ProviderBusy) as caught:
        await speech.speak(TEXT)
    return caught.value


async def rejected(speech: Speech) -> ProviderRejected:
    with pytest.raises(ProviderRejected) as caught:
        await speech.speak(TEXT)
    return caught.value


def heard(wav: bytes) -> tuple[int, int, int, float]:
    """Channels, bytes a sample, rate, seconds."""
    with wave.open(io.BytesIO(wav)) as file:
        rate = file.getframerate()
        return file.getnchannels(), file.getsampwidth(), rate, file.getnframes() / rate


async def test_text_comes_back_as_a_recording(speech: Speech, server: SpeechServer) -> None:
    """One POST with the key as bearer, the words as they are; the recording keeps its own rate."""
    narrator: Narrator = speech
    recording = await narrator.speak(TEXT, pace=1.1)
    *shape, seconds = heard(recording)
    assert shape == [1, 2, 16_000]
    assert seconds == pytest.approx(len(TEXT) / 15 / 1.1, abs=0.001)
    (arrival,) = server.arrivals
    assert arrival.key == KEY
    assert arrival.body == {
        "model": "lark-1",
        "voice": "ada",
        "input": TEXT,
        "response_format": "wav",
        "speed": 1.1,
    }
    assert (narrator.engine, narrator.voice) == ("lark-1", "ada")


async def test_without_a_key_none_is_sent(server: SpeechServer) -> None:
    """A model at home needs none."""
    speech = open_speech(server.url + "/", "lark-1", "ada", SecretStr(""), timeout_s=20)
    await speech.speak(TEXT)
    await speech.close()
    assert "authorization" not in server.arrivals[0].headers


async def test_a_header_written_before_the_end_was_known_is_put_right(
    speech: Speech, server: SpeechServer
) -> None:
    """Models that send while they speak announce four gigabytes; the seconds are those that came."""
    streamed = bytearray(tone(2.5, rate=24_000))
    streamed[4:8] = streamed[40:44] = b"\xff\xff\xff\xff"
    server.script(saying(bytes(streamed)))
    assert heard(await speech.speak(TEXT)) == (1, 2, 24_000, 2.5)


async def test_of_two_channels_one_is_kept(speech: Speech, server: SpeechServer) -> None:
    """A voice is in both: nothing gets slower, nothing is lost."""
    server.script(saying(tone(1.5, channels=2)))
    assert await speech.speak(TEXT) == tone(1.5)


@pytest.mark.parametrize(
    "answer",
    [
        saying(b""),
        saying(b"ID3 an mp3"),
        saying(b'{"audio": "..."}'),
        saying(tone(1)[:30]),
        saying(tone(0)),
        saying(tone(1, width=1)),
        saying(tone(1, width=4)),
    ],
)
async def test_what_is_no_recording_is_asked_for_once_more(
    answer: Reply, speech: Speech, server: SpeechServer
) -> None:
    """Nothing, noise, half a header, silence without length, samples of another width."""
    server.script(answer)
    refusal = await busy(speech)
    assert (refusal.code, refusal.tries) == ("answer-invalid", 2)


async def test_a_recording_has_a_largest_size(speech: Speech, server: SpeechServer) -> None:
    """A body without an end is left there: a cut recording would still sound like one."""
    server.script(endless(tone(1) + bytes(MOST_BYTES // 50)))
    assert (await rejected(speech)).code == "recording-too-large"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (failing(401), "provider-unauthorized"),
        (failing(403), "provider-unauthorized"),
        (failing(404, code="model_not_found"), "model-not-found"),
        (failing(402), "quota-exceeded"),
        (failing(429, code="insufficient_quota", headers={"Retry-After": "1"}), "quota-exceeded"),
        (failing(400, "no such voice", param="voice"), "request-refused"),
        (saying(b"<html>", 422), "request-refused"),
        (saying(b"", 307, {"Location": "/v1/elsewhere"}), "request-refused"),
    ],
)
async def test_what_will_never_work_is_not_tried_again(
    reply: Reply, code: str, speech: Speech, server: SpeechServer
) -> None:
    """Rejected at the first word, and a redirect is not followed."""
    server.usual = reply
    assert (await rejected(speech)).code == code
    assert len(server.arrivals) == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, "provider-busy"), (503, "provider-busy"), (408, "provider-error"), (500, "provider-error")],
)
async def test_what_passes_is_left_to_whoever_retries(
    status: int, code: str, speech: Speech, server: SpeechServer
) -> None:
    """Busy for as long as the model says, and asked exactly once."""
    server.fail(status, times=2, headers={"Retry-After": "7"})
    refusal = await busy(speech)
    assert (refusal.code, refusal.retry_after) == (code, 7)
    assert len(server.arrivals) == 1


@pytest.mark.parametrize("silence", [never(), endless(b"\0", 0.01)])
async def test_a_model_that_does_not_come_to_an_end_is_left(silence: Reply, server: SpeechServer) -> None:
    """The deadline is that of the whole call: neither silence nor a slow drip outlives it."""
    speech = open_speech(server.url, "lark-1", "ada", SecretStr(KEY), timeout_s=1)
    server.script(silence)
    assert (await busy(speech)).code == "speech-timeout"
    await server.arrivals[0].left.wait()
    await speech.close()


async def test_a_connection_that_breaks_costs_one_try(speech: Speech, server: SpeechServer) -> None:
    """Half a recording is none, and the next call finds a connection that works."""
    server.script(cut())
    assert (await busy(speech)).code == "provider-unreachable"
    assert await speech.speak(TEXT)


async def test_a_model_that_is_away_may_come_back() -> None:
    """Nobody listens at its address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        speech = open_speech(url, "lark-1", "ada", SecretStr(""), 20)
        assert (await busy(speech)).code == "provider-unreachable"
        await speech.close()


async def test_a_cancel_stops_the_call_at_once(speech: Speech, server: SpeechServer) -> None:
    """The model sees its caller hang up, long before any deadline."""
    server.script(never())
    call = asyncio.create_task(speech.speak(TEXT))
    (arrival,) = await server.arrived(1)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    async with asyncio.timeout(10):
        await arrival.left.wait()


@pytest.mark.parametrize(
    "leaky",
    [
        failing(400, f"your key {KEY} and this voice"),
        failing(401, KEY),
        failing(404, KEY),
        failing(500, KEY),
        saying(KEY.encode()),
        saying(KEY.encode(), 307, {"Location": "/"}),
        cut(),
    ],
)
async def test_nobody_reads_the_key(
    leaky: Reply, speech: Speech, server: SpeechServer, caplog: pytest.LogCaptureFixture
) -> None:
    """In no message, cause, traceback or log of any level, even where the model repeats it."""
    caplog.set_level(logging.DEBUG)
    server.script(leaky)
    with pytest.raises((ProviderBusy, ProviderRejected)) as caught:
        await speech.speak(TEXT)
    assert server.arrivals[0].key == KEY
    told = ["".join(traceback.format_exception(caught.value)), repr(caught.value), repr(vars(speech))]
    assert KEY not in "\n".join([*told, caplog.text])


@pytest.mark.parametrize(
    ("url", "model", "voice", "key"),
    [
        ("localhost:8880/v1", "lark-1", "ada", ""),
        ("http://a/v1", "", "ada", ""),
        ("http://a/v1", "lark-1", "", ""),
        ("http://a/v1", "lark-1", "ada", f"{KEY}\nX-Other: 1"),
    ],
)
def test_what_can_never_work_is_refused_at_the_start(url: str, model: str, voice: str, key: str) -> None:
    """An address, model, voice or key; the key is not quoted."""
    with pytest.raises(ValueError, match="speech") as caught:
        open_speech(url, model, voice, SecretStr(key), 1)
    assert KEY not in repr(caught.value)
