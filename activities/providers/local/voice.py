"""The voice inside a child process: text in, a WAV file out. No download, no network, the same every time."""

import io
import re
from functools import lru_cache
from typing import Any

import numpy as np
import soundfile

from activities.providers.local.loudness import Samples, levelled
from activities.providers.local.pronunciation import pronounced
from activities.providers.local.speakable import speakable

VOICE = "heart"
"""The only one inside the package; the others would be downloaded."""
SEED = 0
PIECE = re.compile(r".{200,400}[,;:—] |.{1,400}(?: |$)|.{1,400}")
"""A sentence's sounds: more than some 400 at a time the model was not trained for."""
PAUSE_S, SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.45, 0.15, 1.2
BEFORE_S, AFTER_S = 0.1, 0.25
PACES = (0.88, 0.905, 0.945, 0.97, 1.0, 1.03, 1.1, 1.14, 1.19)
SPEEDS = (0.81, 0.85, 0.87, 0.91, 1.0, 1.1, 1.2, 1.25, 1.32)
"""At what `speed` the voice really reaches a pace: measured. It counts sounds in whole frames, and beyond
both ends the next step is a leap (0.79 gives 0.74, 1.34 gives 1.52)."""
EDGE = 0.01
EASE_S = 0.005


class NothingToSay(Exception):
    """The text has nothing that can be read aloud."""


def spoken(text: str, pace: float) -> bytes:
    """A WAV file, 16 bit mono. What the voice's speed does not reach of the pace is done by its pauses."""
    voice = _voice()
    sounds = _sounds(text, voice)
    if not sounds:
        raise NothingToSay
    sentences, pause = [_said(voice, piece, 1.0) for piece in sounds], PAUSE_S
    if pace != 1:
        wanted = (_seconds(sentences, voice) + PAUSE_S * (len(sounds) - 1)) / pace
        sentences = [_said(voice, piece, float(np.interp(pace, PACES, SPEEDS))) for piece in sounds]
        left = (wanted - _seconds(sentences, voice)) / max(1, len(sounds) - 1)
        pause = min(max(left, SHORTEST_PAUSE_S), LONGEST_PAUSE_S)
    return _wav(_joined(sentences, pause, voice.sample_rate), voice.sample_rate)


def _sounds(text: str, voice: Any) -> list[str]:
    sentences = voice.split_sentences(pronounced(speakable(text)))
    pieces = [piece for sentence in sentences for piece in PIECE.findall(voice.g2p(sentence))]
    return [piece for piece in pieces if any(letter.isalpha() for letter in piece)]


def _said(voice: Any, sounds: str, speed: float) -> Samples:
    """Without the silence around it, which is longer than any pause should be."""
    samples: Samples = voice.from_phonemes(sounds, speed=speed, seed=SEED)
    ease = int(EASE_S * voice.sample_rate)
    heard = np.flatnonzero(np.abs(samples) > EDGE * np.abs(samples).max(initial=0))
    first, last = (max(0, heard[0] - ease), heard[-1] + ease) if len(heard) else (0, 0)
    trimmed = samples[first:last]
    slope = np.arange(1, len(trimmed) + 1, dtype=np.float32) / ease
    return trimmed * np.minimum(1, np.minimum(slope, slope[::-1]))


def _seconds(sentences: list[Samples], voice: Any) -> float:
    return float(sum(map(len, sentences)) / voice.sample_rate)


def _joined(sentences: list[Samples], pause_s: float, rate: int) -> Samples:
    before, pause, after = (
        np.zeros(int(seconds * rate), np.float32) for seconds in (BEFORE_S, pause_s, AFTER_S)
    )
    parts = [part for sentence in sentences for part in (sentence, pause)]
    return levelled(np.concatenate([before, *parts[:-1], after]), rate)


def _wav(samples: Samples, rate: int) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, samples, rate, format="WAV", subtype="PCM_16")
    return file.getvalue()


@lru_cache
def _voice() -> Any:
    """Loaded once per child process: half a second and some 200 MB."""
    from hibari import Hibari
    from hibari.voices import voice_path

    return Hibari(voice=VOICE, model=voice_path(VOICE, download_missing=False))
