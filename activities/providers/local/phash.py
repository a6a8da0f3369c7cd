"""The perceptual hash: equal for an image and its resized or recompressed copy, or nearly so.

The usual 64 bits (DCT of 32 x 32 greys, its 8 x 8 lowest frequencies against their median).
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.Image import Resampling

SIDE, KEPT = 32, 8
NOISE = 2.0
"""Rounding and JPEG move a coefficient by about this much; less than that says nothing."""
LEAST = 12
"""Telling coefficients that a hash needs, of 63: all blank images, or all gradients, are not one image."""


def _cosines() -> NDArray[np.float64]:
    frequencies, places = np.mgrid[0:KEPT, 0:SIDE]
    rows = np.cos(np.pi * frequencies * (2 * places + 1) / (2 * SIDE)) * np.sqrt(2 / SIDE)
    rows[0] /= np.sqrt(2)
    return np.asarray(rows, dtype=np.float64)


COSINES = _cosines()


def phash(grey: Image.Image) -> str | None:
    """16 hex digits; None where there is too little in the image to tell it from others."""
    small = np.asarray(grey.resize((SIDE, SIDE), Resampling.LANCZOS), dtype=np.float64)
    lowest = COSINES @ small @ COSINES.T
    lowest[np.abs(lowest) < NOISE] = 0
    if np.count_nonzero(lowest) - 1 < LEAST:
        return None
    bits = lowest > np.median(lowest)
    return np.packbits(bits).tobytes().hex()
