"""What a speech model answered, as a WAV file that is one: its header says what is there."""

import io
import wave
from array import array

from activities.providers.base import ProviderBusy

TRIES = 2
BYTES_PER_SAMPLE = 2


def mono(body: bytes) -> bytes:
    """The same samples at the same rate; of several channels the first.

    Models that send while they speak write a header before they know the length: it is written anew.
    """
    try:
        with wave.open(io.BytesIO(body)) as spoken:
            channels, width, rate = spoken.getnchannels(), spoken.getsampwidth(), spoken.getframerate()
            samples = spoken.readframes(spoken.getnframes())
    except (wave.Error, EOFError) as error:
        raise _invalid("The speech model's answer is no WAV file") from error
    if width != BYTES_PER_SAMPLE or rate <= 0:
        raise _invalid("The speech model's WAV file is not 16 bit")
    samples = samples[: len(samples) // (width * channels) * width * channels]
    if not samples:
        raise _invalid("The speech model's WAV file is empty")
    if channels > 1:
        samples = array("h", samples)[::channels].tobytes()
    return _written(samples, rate)


def _written(samples: bytes, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(BYTES_PER_SAMPLE)
        written.setframerate(rate)
        written.writeframes(samples)
    return file.getvalue()


def _invalid(message: str) -> ProviderBusy:
    return ProviderBusy(message, code="answer-invalid", tries=TRIES)
