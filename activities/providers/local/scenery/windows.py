"""Windows of towers: glass by day; in the dark light behind some of them, and signs where it is loud."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from PIL import ImageDraw

from activities.providers.local.scenery.colours import Array, colour
from activities.providers.local.scenery.stage import Stage

WARM = ("#ffd58a", "#ffc06a", "#ffe6b3", "#fff4d6", "#cfe6ff")
NEON = ("#ff3fa4", "#38e8ff", "#b06bff", "#ffe14d", "#4dffb8", "#ff6a4d")
AWAKE = {"day": 0.0, "dawn": 0.10, "sunset": 0.24, "dusk": 0.42, "night": 0.5}
"""How many windows are lit."""
FINE = 2
Ink = tuple[int, int, int]


class Tower(NamedTuple):
    """Its edges in pixels of the picture, the colour of its wall."""

    left: float
    top: float
    right: float
    wall: Array

    def ink(self, share: float) -> Ink:
        return ink(self.wall, share)


def ink(tint: Array, share: float) -> Ink:
    red, green, blue = (min(255, int(255 * part * share)) for part in tint)
    return red, green, blue


class Grid(NamedTuple):
    """Windows of one tower, in pixels of the large page."""

    left: float
    top: float
    across: float
    down: float
    columns: int
    rows: int

    def box(self, column: int, row: int) -> list[float]:
        x, y = self.left + column * self.across, self.top + row * self.down
        return [x + self.across * 0.2, y, x + self.across * 0.72, y + self.down * 0.5]


def grid(stage: Stage, chance: Generator, tower: Tower, near: float, foot: int) -> Grid:
    wide = (tower.right - tower.left) * FINE
    across = max(4.0, 6.4 * stage.unit * FINE * (0.5 + 0.5 * near))
    columns = max(2, int(wide * 0.86 / across))
    across = wide * 0.86 / columns
    down = across * (1.1 + 0.5 * chance.random())
    top = tower.top * FINE + down
    return Grid(tower.left * FINE + wide * 0.07, top, across, down, columns, max(0, int((foot - top) / down)))


def glazed(walls: ImageDraw.ImageDraw, stage: Stage, chance: Generator, tower: Tower, near: float) -> None:
    """Bands or panes, darker than the wall, a few with the sky in them."""
    if stage.light.hour not in ("day", "dawn", "sunset"):
        return
    panes = grid(stage, chance, tower, near, walls.im.size[1])
    banded = chance.random() < 0.35
    for row in range(panes.rows):
        if banded:
            left, top, _, bottom = panes.box(0, row)
            right = panes.box(panes.columns - 1, row)[2]
            walls.rectangle([left, top, right, bottom], fill=tower.ink(0.66))
            continue
        for column, shine in enumerate(chance.random(panes.columns)):
            walls.rectangle(
                panes.box(column, row), fill=tower.ink(0.62 + 0.12 * shine + 0.5 * (shine > 0.93))
            )


def lit(lamps: ImageDraw.ImageDraw, stage: Stage, chance: Generator, tower: Tower, near: float) -> None:
    """Window by window; whole floors are dark, some stay late."""
    awake, neon = AWAKE[stage.light.hour], "neon" in stage.brief.style
    if not awake:
        return
    panes = grid(stage, chance, tower, near, lamps.im.size[1])
    tints = NEON if neon and chance.random() < 0.5 else WARM
    tint = colour(tints[chance.integers(len(tints))])
    lamps.rectangle([tower.left * FINE, tower.top * FINE, tower.right * FINE - 1, lamps.im.size[1]], fill=0)
    for column, row in _awake(chance, panes, awake * (0.4 + 0.9 * chance.random())):
        lamps.rectangle(panes.box(column, row), fill=ink(tint, 0.55 + 0.45 * chance.random()))
    if neon and near > 0.4 and chance.random() < 0.6:
        _sign(lamps, chance, tower)


def _awake(chance: Generator, panes: Grid, busy: float) -> Iterator[tuple[int, int]]:
    for row in range(panes.rows):
        floor = busy * (0.25 if chance.random() < 0.3 else 1.0)
        for column in np.flatnonzero(chance.random(panes.columns) < floor):
            yield int(column), row


def _sign(lamps: ImageDraw.ImageDraw, chance: Generator, tower: Tower) -> None:
    wide, foot = (tower.right - tower.left) * FINE, lamps.im.size[1]
    tint = ink(colour(NEON[chance.integers(len(NEON))]), 1)
    x, y = tower.left * FINE + wide * (0.06 + 0.6 * chance.random()), tower.top * FINE
    y += (foot - y) * (0.08 + 0.4 * chance.random())
    if chance.random() < 0.6:
        lamps.rectangle([x, y, x + wide * 0.1, y + wide * (0.7 + chance.random())], fill=tint)
    else:
        lamps.rectangle([tower.left * FINE, y, tower.right * FINE - 1, y + wide * 0.05], fill=tint)
