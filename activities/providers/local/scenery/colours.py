"""Colours are mixed as eyes see them (in OKLab): blue into orange passes through rose, not through grey."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]

TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
"""Björn Ottosson, "A perceptual color space for image processing", 2020."""
FROM_LMS, FROM_LAB = np.linalg.inv(TO_LMS), np.linalg.inv(TO_LAB)


def colour(code: str) -> Array:
    """`#rrggbb` as three numbers from 0 to 1."""
    return np.array([int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)], np.float32)


def lab(rgb: Array) -> Array:
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((np.maximum(rgb, 0) + 0.055) / 1.055) ** 2.4)
    seen: Array = np.cbrt(linear @ TO_LMS.T) @ TO_LAB.T
    return seen


def rgb(lab: Array) -> Array:
    linear = np.clip((lab @ FROM_LAB.T) ** 3 @ FROM_LMS.T, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055).astype(
        np.float32
    )


def mixed(one: Array, other: Array, share: float) -> Array:
    return rgb(lab(one) * (1 - share) + lab(other) * share)


def ramp(stops: list[tuple[float, Array]], at: Array) -> Array:
    """Colours at those places between the stops, one row each."""
    places, codes = [place for place, _ in stops], np.stack([lab(code) for _, code in stops])
    return rgb(np.stack([np.interp(at, places, codes[:, axis]) for axis in range(3)], axis=-1))


def towards(code: Array, hue: Array, share: float, lift: float = 1) -> Array:
    """The same lightness in another hue; what has hardly any colour gets some of it."""
    here, there = lab(code), lab(hue)
    chroma = max(float(np.hypot(*here[1:])), 0.6 * float(np.hypot(*there[1:])) * (1 - abs(2 * here[0] - 1)))
    direction = _browned(there[1:] / max(float(np.hypot(*there[1:])), 1e-6), float(here[0]))
    aimed = np.array([here[0] * lift, *(direction * chroma)])
    return rgb(here * (1 - share) + aimed * share)


def _browned(direction: Array, light: float) -> Array:
    """Dark yellow looks like mud: in the shade it goes towards red."""
    angle = float(np.arctan2(direction[1], direction[0]))
    if not 1.1 < angle < 2.1:
        return direction
    angle -= min(1.0, max(0.0, 0.85 - light) * 1.6) * (angle - 0.75)
    return np.array([np.cos(angle), np.sin(angle)])


def vivid(code: Array, chroma: float, lightness: float = 1, lift: float = 0) -> Array:
    """With so many times the colour; `lift` goes that part of the way to white."""
    here = lab(code)
    light = here[0] * lightness
    return rgb(np.array([light + (1 - light) * lift, here[1] * chroma, here[2] * chroma]))
