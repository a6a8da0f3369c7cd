"""Audio as listeners get it: MP3, written piece by piece and measured on the way."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Self

import numpy as np
import soundfile
from numpy.typing import NDArray

from activities.providers.base import ProviderRejected

Samples = NDArray[np.float32]
LONGEST_S = 3600
PIECE_S = 10
BITRATE: dict[str, Any] = {"bitrate_mode": "VARIABLE", "compression_level": 0.5}
"""At a constant rate the length comes back wrong: the file's gapless header is not always kept."""
SILENT_DBFS = -120.0


class Recording(NamedTuple):
    """`duration_s` counts samples. Levels are those of what went in, over all of it."""

    mp3: bytes
    duration_s: float
    peak_dbfs: float
    rms_dbfs: float


class Tape:
    """Takes samples in order and holds the MP3 only. To be used as a context."""

    def __init__(self, rate: int) -> None:
        self._rate, self._file = rate, io.BytesIO()
        self._mp3 = soundfile.SoundFile(
            self._file, "w", rate, channels=1, format="MP3", subtype="MPEG_LAYER_III", **BITRATE
        )
        self._length, self._peak, self._power = 0, 0.0, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._mp3.close()

    def add(self, samples: Samples) -> None:
        self._length += len(samples)
        for start in range(0, len(samples), PIECE_S * self._rate):  # none keeps the interpreter for long
            piece = samples[start : start + PIECE_S * self._rate]
            self._peak = max(self._peak, float(np.abs(piece).max()))
            self._power += float(np.square(piece, dtype=np.float64).sum())
            self._mp3.write(piece)

    def finished(self) -> Recording:
        self._mp3.close()
        rms = (self._power / max(1, self._length)) ** 0.5
        return Recording(self._file.getvalue(), self._length / self._rate, _dbfs(self._peak), _dbfs(rms))


def encoded(wav: bytes) -> Recording:
    samples, rate = read(wav)
    with Tape(rate) as tape:
        tape.add(samples)
        return tape.finished()


def read(audio: bytes) -> tuple[Samples, int]:
    """All samples and their rate. At once: MP3 that is read in pieces loses something at every seam."""
    with _opened(audio) as file:
        bound(file.frames / file.samplerate)
        return file.read(dtype="float32"), file.samplerate


def seconds(audio: bytes) -> float:
    with _opened(audio) as file:
        return float(file.frames / file.samplerate)


def rate_of(audio: bytes) -> int:
    with _opened(audio) as file:
        return int(file.samplerate)


@contextmanager
def _opened(audio: bytes) -> Iterator[Any]:
    """A recording of one channel; rejects what is none, be it at its start or further on."""
    try:
        with soundfile.SoundFile(io.BytesIO(audio)) as file:
            if file.channels != 1:
                raise ProviderRejected("recording-broken", "The recording has more than one channel.")
            yield file
    except soundfile.LibsndfileError as error:
        raise ProviderRejected("recording-broken", "The recording cannot be read.") from error


def bound(seconds: float) -> None:
    if seconds > LONGEST_S:
        raise ProviderRejected("recording-too-long", f"A recording has at most {LONGEST_S} seconds.")


def _dbfs(amplitude: float) -> float:
    return round(20 * float(np.log10(amplitude)), 2) if amplitude > 0 else SILENT_DBFS
