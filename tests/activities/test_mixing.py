"""Narration of the right length, recordings as listeners get them, and the programme made of those."""

import asyncio
import io
import math

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from activities.mixing import Recording, encode, fit, programme
from activities.programme import resampled
from activities.providers.base import ProviderRejected
from tests.support.speech_server import tone

Samples = NDArray[np.float32]


class Reader:
    """Speaks so many seconds at pace 1, and gives as much of any other pace as `yields` says."""

    engine, voice, chars_per_s = "reader", "plain", 15.0

    def __init__(self, natural_s: float, yields: float = 1.0) -> None:
        self._natural_s, self._yields = natural_s, yields
        self.paces: list[float] = []

    async def speak(self, text: str, *, pace: float = 1.0) -> bytes:
        self.paces.append(pace)
        return tone(self._natural_s / pace**self._yields)


def wav(samples: Samples, rate: int = 24_000) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, samples, rate, format="WAV", subtype="PCM_16")
    return file.getvalue()


def sine(seconds: float, rate: int = 24_000, hertz: float = 440, peak: float = 0.5) -> Samples:
    times = np.arange(round(seconds * rate)) / rate
    return (peak * np.sin(2 * np.pi * hertz * times)).astype(np.float32)


def heard(mp3: bytes) -> tuple[Samples, int]:
    assert soundfile.info(io.BytesIO(mp3)).format == "MP3"
    samples, rate = soundfile.read(io.BytesIO(mp3), dtype="float32")
    return samples, rate


def seconds(audio: bytes) -> float:
    return float(soundfile.info(io.BytesIO(audio)).duration)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
async def test_an_mp3_is_as_long_as_what_was_spoken(rate: int) -> None:
    """To the sample, at the rate of the voice; and it is small."""
    made = await encode(wav(sine(3.21, rate), rate))
    samples, mp3_rate = heard(made.mp3)
    assert (len(samples), mp3_rate) == (round(3.21 * rate), rate)
    assert made.duration_s == pytest.approx(3.21, abs=1e-4)
    assert len(made.mp3) < len(samples)


async def test_a_recording_says_how_loud_it_is() -> None:
    """A sine of half the full scale peaks at -6 dB, its mean is three less; silence is no error."""
    made = await encode(wav(sine(2)))
    assert made.peak_dbfs == pytest.approx(20 * math.log10(0.5), abs=0.05)
    assert made.rms_dbfs == pytest.approx(20 * math.log10(0.5 / math.sqrt(2)), abs=0.05)
    silent = await encode(wav(np.zeros(24_000, np.float32)))
    assert (silent.peak_dbfs, silent.rms_dbfs, silent.duration_s) == (-120, -120, 1)


@pytest.mark.parametrize("broken", [b"", b"RIFF", b"\0" * 5000, wav(sine(1))[:20], tone(1, channels=2)])
async def test_what_is_no_recording_is_rejected(broken: bytes) -> None:
    """For good: speaking the same again makes nothing better."""
    with pytest.raises(ProviderRejected) as caught:
        await encode(broken)
    assert caught.value.code == "recording-broken"


async def test_a_passage_that_fits_is_spoken_once() -> None:
    """Within four percent nobody asks again; without a budget it takes as long as it takes."""
    for natural_s, budget_s in ((10.3, 10), (9.7, 10), (10, None)):
        reader = Reader(natural_s)
        assert seconds(await fit(reader, "words", budget_s)) == pytest.approx(natural_s, abs=0.001)
        assert reader.paces == [1.0]


@pytest.mark.parametrize(
    ("natural_s", "pace", "ends_s"), [(11, 1.1, 10), (9, 0.9, 10), (20, 1.2, 20 / 1.2), (5, 0.85, 5 / 0.85)]
)
async def test_a_passage_that_does_not_fit_is_spoken_once_more(
    natural_s: float, pace: float, ends_s: float
) -> None:
    """At the pace that would fit; never so fast or slow that it sounds wrong."""
    reader = Reader(natural_s)
    assert seconds(await fit(reader, "words", 10)) == pytest.approx(ends_s, abs=0.001)
    assert reader.paces == [1.0, pytest.approx(pace)]


async def test_of_two_takes_the_nearer_one_is_kept() -> None:
    """A voice that overshoots is not believed: 10.6 s are nearer to ten than what it made of them."""
    assert seconds(await fit(Reader(10.6, yields=3), "words", 10)) == pytest.approx(10.6, abs=0.001)
    assert seconds(await fit(Reader(11.5, yields=0.5), "words", 10)) < 11


async def test_a_programme_is_its_parts_in_order_with_a_tone_for_each_song() -> None:
    """Each song is two seconds, silent but for a soft tone; between two passages is a breath."""
    low, high = await encode(wav(sine(2, hertz=300))), await encode(wav(sine(2, hertz=1200)))
    made = await programme([low.mp3, None, high.mp3, high.mp3, None])
    samples, rate = heard(made.mp3)
    assert rate == 24_000
    assert len(samples) / rate == pytest.approx(2 + 2 + 2 + 0.6 + 2 + 2, abs=0.001)
    assert made.duration_s == pytest.approx(len(samples) / rate)
    assert pitch(samples[rate // 2 : rate]) == pytest.approx(300, abs=5)
    assert pitch(samples[round(4.5 * rate) : 5 * rate]) == pytest.approx(1200, abs=5)
    gap = np.abs(samples[round(2.1 * rate) : round(3.9 * rate)])
    assert 0.03 < gap.max() < 0.06
    assert (gap > 0.01).mean() < 0.15
    breath = samples[round(6.1 * rate) : round(6.5 * rate)]
    assert np.abs(breath).max() < 0.001


def pitch(samples: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(spectrum.argmax() * 24_000 / len(samples))


async def test_a_recording_that_ends_in_the_middle_of_a_wave_does_not_click() -> None:
    """It fades in and out: next to it no step is left, though it began and ended at its loudest."""
    loud = np.full(24_000, 0.5, np.float32)
    made = await programme([None, wav(loud), None])
    samples, rate = heard(made.mp3)
    assert np.abs(np.diff(samples)).max() < 0.02
    assert np.abs(samples[round(2.4 * rate) : round(2.6 * rate)]).mean() > 0.3


async def test_recordings_of_two_voices_share_one_rate() -> None:
    """Where the narrator changed in between: no part gets faster, higher or shorter."""
    made = await programme([tone(3, rate=16_000), wav(sine(2, hertz=300))])
    samples, rate = heard(made.mp3)
    assert rate == 24_000
    assert len(samples) / rate == pytest.approx(3 + 0.6 + 2, abs=0.001)
    assert pitch(samples[rate : 2 * rate]) == pytest.approx(400, abs=5)


def test_a_rate_is_changed_without_a_trace() -> None:
    """What comes out is the same sine, sampled elsewhere; no image of it appears above."""
    changed = resampled(sine(1, 16_000, 5000), 16_000, 24_000)
    assert np.abs(changed - sine(1, 24_000, 5000)).max() < 0.001


async def test_a_programme_has_a_longest_length_and_at_least_one_voice() -> None:
    """More than an hour is refused before it is made; songs alone are no recording."""
    minutes = wav(np.zeros(8_000 * 1_300, np.float32), 8_000)
    with pytest.raises(ProviderRejected, match="3600"):
        await programme([minutes] * 3)
    with pytest.raises(ProviderRejected, match="3600"):
        await encode(wav(np.zeros(8_000 * 3_601, np.float32), 8_000))
    with pytest.raises(ProviderRejected, match="at least one"):
        await programme([None, None])


async def test_the_loop_is_free_while_recordings_are_made() -> None:
    """Others are served: a hundred turns of the loop pass before a minute of audio is written."""
    making = asyncio.create_task(encode(wav(sine(60))))
    turns = 0
    while not making.done():
        await asyncio.sleep(0)
        turns += 1
    assert isinstance(making.result(), Recording)
    assert turns > 100
