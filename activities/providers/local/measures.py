"""How sharp, bright and rich in contrast an image is, in numbers that compare between images."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Luma = NDArray[np.float32]
"""Shape (height, width), 0..255."""

SIDE = 512
"""Longest side at which images are measured: sharpness depends on it. Smaller ones are not enlarged."""
ENDS = 2
"""Levels from black and from white that count as clipped: JPEG does not keep a black exactly black."""


class Measures(NamedTuple):
    """See `Annotation` for the units."""

    sharpness: float
    brightness: float
    contrast: float
    clipped: float


def measured(luma: Luma) -> Measures:
    return Measures(
        round(_sharpness(luma), 1),
        round(float(luma.mean()) / 255, 3),
        round(float(luma.std()) / 255, 3),
        round(float(((luma <= ENDS) | (luma >= 255 - ENDS)).mean()), 3),
    )


def _sharpness(luma: Luma) -> float:
    """Variance of the Laplacian; an image of fewer than three rows or columns has none."""
    if min(luma.shape) < 3:
        return 0.0
    around = luma[:-2, 1:-1] + luma[2:, 1:-1] + luma[1:-1, :-2] + luma[1:-1, 2:]
    return float((around - 4 * luma[1:-1, 1:-1]).var())
