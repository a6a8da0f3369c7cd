"""What the offline voice says; needs the extra `narration` (`make test-narration`), and no network ever."""

import io
import subprocess
import sys
import textwrap

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from activities.mixing import encode, fit
from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.local.loudness import LOUDNESS_DBFS, speech_rms
from activities.providers.local.narrator import MOST_CHARACTERS, HibariNarrator, available
from activities.providers.local.pronunciation import lexicon, pronounced
from activities.providers.local.speakable import speakable
from activities.providers.studio import Narrator

pytestmark = pytest.mark.skipif(not available(), reason="the extra `narration` is not installed")
PASSAGES = (
    "White Pony came out on June 20, 2000, and won Deftones a wider audience. It was produced by Terry Date.",
    "Kind of Blue was recorded in two sessions, in March and April 1959. Few of its takes were repeated.",
    "This is the song that opens the record. It runs 4 minutes and 59 seconds. Listen to the bass.",
    "In a Silent Way followed in 1969, Bitches Brew in 1970. He had turned to electric instruments by then.",
    "It opens with one song and closes with another, 53 minutes later. Nothing on it was ever a single.",
)


@pytest.fixture(scope="module")
def narrator() -> Narrator:
    return HibariNarrator(1, 100)


def heard(wav: bytes) -> NDArray[np.float32]:
    info = soundfile.info(io.BytesIO(wav))
    assert (info.format, info.subtype, info.channels, info.samplerate) == ("WAV", "PCM_16", 1, 24_000)
    samples: NDArray[np.float32] = soundfile.read(io.BytesIO(wav), dtype="float32")[0]
    return samples


def seconds(wav: bytes) -> float:
    return len(heard(wav)) / 24_000


async def test_a_passage_is_spoken_at_one_loudness(narrator: Narrator) -> None:
    """Speech at -18 dB whatever the words are, no peak above -1, silence at both ends, not one click."""
    for text in PASSAGES:
        samples = heard(await narrator.speak(text))
        assert 20 * np.log10(speech_rms(samples, 24_000)) == pytest.approx(LOUDNESS_DBFS, abs=0.3)
        assert np.abs(samples).max() <= 10 ** (-1 / 20) + 1e-4
        assert np.abs(samples[:2000]).max() == np.abs(samples[-5000:]).max() == 0


async def test_the_same_words_sound_the_same_for_ever(narrator: Narrator) -> None:
    """Another process says them too, to the bit: a repeated activity makes the same recording."""
    once = await narrator.speak(PASSAGES[0])
    assert await narrator.speak(PASSAGES[0]) == once
    assert await HibariNarrator(1, 100).speak(PASSAGES[0]) == once


async def test_the_estimate_holds(narrator: Narrator) -> None:
    """So many characters a second over some passages, within a tenth."""
    took = sum([seconds(await narrator.speak(text)) for text in PASSAGES])
    assert sum(map(len, PASSAGES)) / took == pytest.approx(narrator.chars_per_s, rel=0.1)


@pytest.mark.parametrize("pace", [0.85, 0.95, 1.1, 1.2])
async def test_pace_is_what_it_says(pace: float, narrator: Narrator) -> None:
    """A tenth faster takes a tenth less, though the voice's own speed is no such number; not by pitch."""
    plain, paced = (
        heard(await narrator.speak(PASSAGES[0])),
        heard(await narrator.speak(PASSAGES[0], pace=pace)),
    )
    assert len(plain) / len(paced) == pytest.approx(pace, rel=0.03)
    assert middle(paced) == pytest.approx(middle(plain), rel=0.05)


@pytest.mark.parametrize("pace", [0.85, 1.2])
async def test_one_sentence_keeps_its_pace_too(pace: float, narrator: Narrator) -> None:
    """There is no pause to stretch: the speed itself is the one that was measured."""
    text = PASSAGES[0].partition(". ")[0]
    plain, paced = (
        seconds(wav) for wav in (await narrator.speak(text), await narrator.speak(text, pace=pace))
    )
    assert plain / paced == pytest.approx(pace, rel=0.06)


def middle(samples: NDArray[np.float32]) -> float:
    """The frequency below which half of the power lies."""
    power = np.cumsum(np.square(np.abs(np.fft.rfft(samples))))
    return float(np.searchsorted(power, power[-1] / 2) * 24_000 / len(samples))


async def test_passages_fit_their_budget(narrator: Narrator) -> None:
    """Written a tenth too long or too short, they end within a twentieth all the same."""
    wanted, took = 0.0, 0.0
    for text, off in zip(PASSAGES, (0.9, 1.1, 0.9, 1.1, 0.9), strict=True):
        budget_s = len(text) / narrator.chars_per_s * off
        wanted += budget_s
        took += (await encode(await fit(narrator, text, budget_s))).duration_s
    assert took == pytest.approx(wanted, rel=0.05)


async def test_one_word_and_a_sentence_without_end_are_spoken(narrator: Narrator) -> None:
    """Nothing is too short, and what the model was not trained for is said in pieces, none left out."""
    assert 0.5 < seconds(await narrator.speak("Yes")) < 2
    endless = "and then they recorded another song " * 60
    assert seconds(await narrator.speak(endless)) == pytest.approx(
        len(endless) / narrator.chars_per_s, rel=0.35
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nothing-to-say"),
        ("... \U0001f600 \u65e5\u672c!", "nothing-to-say"),
        ("a " * MOST_CHARACTERS, "text-too-long"),
    ],
)
async def test_what_cannot_be_spoken_is_rejected(text: str, code: str, narrator: Narrator) -> None:
    """For good: no words at all, or an hour of them."""
    with pytest.raises(ProviderRejected) as caught:
        await narrator.speak(text)
    assert caught.value.code == code


async def test_a_voice_that_takes_too_long_is_stopped() -> None:
    """The limit is that of each recording; whoever retries is asked to do so once."""
    hasty = HibariNarrator(1, 0.001)
    for _ in range(2):
        with pytest.raises(ProviderBusy) as caught:
            await hasty.speak(PASSAGES[0])
        assert (caught.value.code, caught.value.tries) == ("narrator-timed-out", 2)


async def test_markup_in_a_text_is_not_obeyed(narrator: Narrator) -> None:
    """A title that looks like the voice's own markup is read as its word."""
    assert await narrator.speak("This is [Oslo](/jɛs jɛs/).") == await narrator.speak("This is Oslo.")


def test_every_name_in_the_lexicon_is_needed_and_can_be_spoken() -> None:
    """Only sounds that the model knows, only names that its own rules get wrong, spoken as written there."""
    from hibari import Hibari

    voice = Hibari()
    zebra = voice.g2p("zebra.")
    for name, sounds in lexicon().items():
        assert set(sounds) <= voice.vocab.keys(), name
        assert voice.g2p(name) != sounds, name
        assert voice.g2p(pronounced(speakable(f"{name}, zebra."))) == f"{sounds}, {zebra}", name


def test_the_voice_needs_no_network_and_says_nothing() -> None:
    """Not one socket is opened, not one line printed; the process that asks loads nothing of it."""
    script = """
        import sys
        outward = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
        sys.addaudithook(lambda event, _: sys.exit(event) if event in outward else None)
        import logging
        logging.basicConfig(level=logging.DEBUG)
        from activities.providers.local.narrator import HibariNarrator, available
        available(), HibariNarrator(1, 10)
        loaded = [name for name in sys.modules if name.startswith(("hibari", "onnxruntime"))]
        assert not loaded, loaded
        from activities.providers.local.voice import spoken
        spoken("Not a word of this leaves the machine, deadmau7.", 1.0)
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
