"""The colours an image is made of, with the names that people give them."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.Image import Quantize, Resampling

from activities.providers.local.palette import PALETTE
from workflows.contracts.annotated import Colour

SIDE = 64
MOST = 6
SETTLED = SIDE * SIDE // 100
"""Pixels that may still change their cluster when it is good enough."""
LEAST_SHARE = 0.01
ALIKE = 6.0
"""Distance in CIELAB below which two colours are one to the eye."""


def dominant_colours(pixels: Image.Image) -> tuple[Colour, ...]:
    """At most six, largest share first."""
    small = pixels.copy()
    small.thumbnail((SIDE, SIDE), Resampling.BOX)
    reduced = small.quantize(MOST, Quantize.MEDIANCUT, kmeans=SETTLED)
    counts = np.bincount(np.asarray(reduced).ravel(), minlength=MOST)
    colours = np.array(reduced.getpalette("RGB"), dtype=np.float64).reshape(-1, 3)[:MOST]
    shares = counts[: len(colours)] / counts.sum()
    found = _merged(colours[shares > 0], shares[shares > 0])
    return tuple(
        Colour(hex="#{:02x}{:02x}{:02x}".format(*rgb), name=name_of(rgb), share=round(share, 3))
        for rgb, share in found
        if share >= LEAST_SHARE
    )


def name_of(rgb: tuple[int, ...]) -> str:
    """The nearest of some fifty names."""
    return NAMES[int(_distances(_lab(np.array([rgb], dtype=np.float64))[0], NAMED).argmin())]


def _merged(colours: NDArray[np.float64], shares: NDArray[np.float64]) -> list[tuple[tuple[int, ...], float]]:
    """Colours that look alike become one, that of the larger share."""
    kept: list[int] = []
    totals = shares.copy()
    labs = _lab(colours)
    for i in np.argsort(-shares, kind="stable"):
        if kept and (distances := _distances(labs[i], labs[kept])).min() < ALIKE:
            totals[kept[int(distances.argmin())]] += shares[i]
        else:
            kept.append(int(i))
    kept.sort(key=lambda i: -totals[i])
    return [(tuple(int(level) for level in colours[i]), float(totals[i])) for i in kept]


def _distances(lab: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.sqrt(((others - lab) ** 2).sum(axis=-1)))


def _lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIELAB of sRGB, both of shape (n, 3), for daylight (D65)."""
    levels = rgb / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    x, y, z = ((linear @ SRGB_TO_XYZ.T) / DAYLIGHT).T
    fx, fy, fz = (np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116) for t in (x, y, z))
    return np.stack([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)], axis=-1)


SRGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
DAYLIGHT = SRGB_TO_XYZ.sum(axis=1)
NAMES = tuple(PALETTE)
NAMED = _lab(np.array([[(code >> shift) & 255 for shift in (16, 8, 0)] for code in PALETTE.values()], float))
