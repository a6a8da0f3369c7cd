"""A whole documentary as one recording: narration, and for each song a short gap with a soft tone.

The music itself is not in it: nobody here has the right to it. The narration before says which song it is.
"""

from collections.abc import Sequence

import numpy as np

from activities.providers.base import ProviderRejected
from activities.recording import Recording, Samples, Tape, bound, rate_of, read, seconds

GAP_S, TONE_S, TONE_HZ, TONE_AMPLITUDE = 2.0, 0.25, 660.0, 0.05
BREATH_S = 0.6
"""Between two passages with no song in between."""
EASE_S = 0.01
"""A recording that begins or ends in the middle of a wave would click."""


def programmed(parts: Sequence[bytes | None]) -> Recording:
    """`parts` in order: a recording, or None for a song. All at the highest of their rates."""
    rate = max((rate_of(part) for part in parts if part is not None), default=0)
    if not rate:
        raise ProviderRejected("nothing-recorded", "A programme needs at least one recording.")
    bound(sum(GAP_S if part is None else seconds(part) for part in parts))
    with Tape(rate) as tape:
        for number, part in enumerate(parts):
            if part is None:
                tape.add(_gap(rate))
                continue
            if number and parts[number - 1] is not None:
                tape.add(_silence(BREATH_S, rate))
            tape.add(_eased(resampled(*read(part), rate), rate))
        return tape.finished()


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """By way of the spectrum: nothing above the lower rate's half is invented, folded or lost.

    Needed only where the narrator changed in between.
    """
    if rate == wanted or not len(samples):
        return samples
    length = round(len(samples) * wanted / rate)
    spectrum = np.fft.rfft(samples)[: length // 2 + 1]
    return (np.fft.irfft(spectrum, length) * (length / len(samples))).astype(np.float32)


def _eased(samples: Samples, rate: int) -> Samples:
    length = min(len(samples), int(EASE_S * rate))
    slope = np.linspace(0, 1, length, dtype=np.float32)
    samples[:length] *= slope
    samples[len(samples) - length :] *= slope[::-1]
    return samples


def _gap(rate: int) -> Samples:
    """Silence with a tone in its middle, swelling and fading."""
    gap, length = _silence(GAP_S, rate), int(TONE_S * rate)
    times = np.arange(length) / rate
    tone = TONE_AMPLITUDE * np.sin(2 * np.pi * TONE_HZ * times) * np.sin(np.pi * times / TONE_S) ** 2
    start = (len(gap) - length) // 2
    gap[start : start + length] = tone
    return gap


def _silence(length_s: float, rate: int) -> Samples:
    return np.zeros(int(length_s * rate), np.float32)
