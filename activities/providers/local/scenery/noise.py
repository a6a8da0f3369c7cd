"""Chance that looks grown: smooth noise in octaves, in fields and in profiles."""

import numpy as np
from numpy.random import Generator
from PIL import Image
from PIL.Image import Resampling

from activities.providers.local.scenery.colours import Array


def field(
    chance: Generator,
    size: tuple[int, int],
    cell: tuple[float, float],
    octaves: int = 5,
    gain: float = 0.5,
    *,
    wraps: bool = False,
) -> Array:
    """`size` is width and height, a cell of the coarsest octave has `cell` pixels; mean 0, deviation 1.

    With `wraps` the right edge goes on at the left one.
    """
    width, height = size
    total = np.zeros((height, width), np.float32)
    across, down = width / cell[0], height / cell[1]
    for octave in range(octaves):
        if octave and min(width / across, height / down) < 1.5:
            break  # nothing finer can be seen
        total += gain**octave * _octave(chance, size, across, down, wraps)
        across, down = across * 2, down * 2
    total -= total.mean()
    deviation = float(total.std())
    return total / deviation if deviation else total


def _octave(chance: Generator, size: tuple[int, int], across: float, down: float, wraps: bool) -> Array:
    if wraps:
        across = max(1, round(across))
    columns, rows = int(np.ceil(across)), int(np.ceil(down))
    knots = chance.random((rows + 5, columns + 5), np.float32)
    if wraps:
        knots = np.ascontiguousarray(knots[:, np.arange(columns + 5) % columns])
    start = (2.0, 2.0)
    box = (*start, start[0] + across, start[1] + down)
    image = Image.fromarray(knots).resize(size, Resampling.BICUBIC, box)
    return np.asarray(image)


def profile(chance: Generator, length: int, cell: float, octaves: int = 7, gain: float = 0.5) -> Array:
    """Smooth hills along a line; mean 0, deviation 1."""
    line: Array = field(chance, (length, 1), (cell, 1), octaves, gain)[0]
    return line


def crests(chance: Generator, length: int, cell: float, octaves: int = 8, gain: float = 0.48) -> Array:
    """A jagged line, peaks sharp and valleys wide; 0 to 1."""
    total, weight = np.zeros(length, np.float32), np.ones(length, np.float32)
    for octave in range(octaves):
        step = cell / 2**octave
        if octave and step < 2:
            break
        knots = chance.random(int(length / step) + 3, np.float32)
        straight = np.interp(np.arange(length) / step + chance.random(), np.arange(len(knots)), knots)
        sharp = 1 - np.abs(2 * straight.astype(np.float32) - 1)
        total += gain**octave * sharp * weight
        weight = 0.35 + 0.65 * sharp
    total -= total.min()
    return total / max(float(total.max()), 1e-6)


def rolled(tile: Array, shift: float) -> Array:
    """A field that wraps, moved to the left by a fraction of a pixel too."""
    whole = int(np.floor(shift))
    part = np.float32(shift - whole)
    first = np.roll(tile, -whole, axis=1)
    return first if part < 0.01 else first * (1 - part) + np.roll(first, -1, axis=1) * part


def step(low: float, high: float, values: Array) -> Array:
    """0 below, 1 above, smooth between."""
    share: Array = np.clip((values - np.float32(low)) / np.float32(high - low), 0, 1)
    return share * share * (3 - 2 * share)


def sampled(tile: Array, rows: Array, columns: Array) -> Array:
    """Between the pixels of a field that wraps; above and below it ends."""
    height, width = tile.shape
    rows = np.clip(rows, 0, height - 1.001)
    top, left = np.floor(rows), np.floor(columns)
    down, across = (rows - top).astype(np.float32), (columns - left).astype(np.float32)
    y, x = top.astype(np.int64), left.astype(np.int64) % width
    y2, x2 = y + 1, (x + 1) % width
    above = tile[y, x] * (1 - across) + tile[y, x2] * across
    below = tile[y2, x] * (1 - across) + tile[y2, x2] * across
    return np.asarray(above * (1 - down) + below * down, np.float32)
