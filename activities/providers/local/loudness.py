"""Every recording equally loud, and none clipped."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
LOUDNESS_DBFS = -18.0
"""Root mean square over what is speech: -19 LUFS, as loud in one channel as -16 LUFS in two."""
CEILING_DBFS = -1.0
SPEECH_DB = 30.0
"""What is so much weaker than the loudest moment is a pause."""
MOMENT_S = 0.02
BLOCK_S = 0.005


def levelled(samples: Samples, rate: int) -> Samples:
    """To `LOUDNESS_DBFS` over speech; peaks that would pass the ceiling are turned down around themselves."""
    loud = speech_rms(samples, rate)
    if loud == 0:
        return samples
    return _limited(samples * np.float32(_amplitude(LOUDNESS_DBFS) / loud), int(BLOCK_S * rate))


def speech_rms(samples: Samples, rate: int) -> float:
    """0 for silence."""
    moments = _blocks(samples, int(MOMENT_S * rate)).astype(np.float64)
    power = np.square(moments).mean(axis=1)
    return float(np.sqrt(power[power >= power.max() * _amplitude(-SPEECH_DB) ** 2].mean()))


def _limited(samples: Samples, length: int) -> Samples:
    """A gain that is never above what any block bears, and bends between their middles: no step is heard."""
    ceiling = _amplitude(CEILING_DBFS)
    peaks = np.abs(_blocks(samples, length)).max(axis=1)
    bearable = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling))
    around = np.pad(bearable, 1, mode="edge")
    lowest = np.minimum(np.minimum(around[:-2], around[1:-1]), around[2:])
    middles = (np.arange(len(lowest)) + 0.5) * length
    gain = np.interp(np.arange(len(samples)), middles, lowest).astype(np.float32)
    limited: Samples = samples * gain
    return limited


def _blocks(samples: Samples, length: int) -> Samples:
    return np.pad(samples, (0, -len(samples) % length)).reshape(-1, length)


def _amplitude(decibel: float) -> float:
    return float(10 ** (decibel / 20))
