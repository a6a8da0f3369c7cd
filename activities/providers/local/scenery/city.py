"""A skyline: towers behind towers, hazier the farther they are."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw
from PIL.Image import Resampling

from activities.providers.local.scenery.colours import Array, colour, mixed
from activities.providers.local.scenery.noise import step
from activities.providers.local.scenery.stage import Canvas, Layer, Stage, blurred, sliding, strip_of
from activities.providers.local.scenery.windows import FINE, Tower, glazed, lit

WALLS = ("#b9b4ab", "#a3adb8", "#c4ad96", "#93a4ad", "#b3a0a0", "#d0c8ba")


class Row(NamedTuple):
    """Buildings up to `tall` (a share of the picture's height) on the ground at `base`; `wide` in units."""

    part: str
    base: float
    tall: float
    wide: float
    near: float
    speed: float = 0.0


def row(stage: Stage, row: Row) -> Layer:
    chance = stage.chance(row.part)
    base = round(row.base * stage.height)
    top = max(0, int(base - row.tall * stage.height * 1.45))
    size = (stage.width + stage.margin(row.speed), max(2, base - top))
    cover, walls, lights = _built(stage, chance, row, size)
    tones = _tones(stage, row, walls)
    share = lights.max(axis=2, keepdims=True)
    tones = tones * (1 - share) + lights * np.float32(0.55 + 0.45 * row.near)
    buildings = sliding(stage, strip_of(tones, cover, top), row.speed)
    if stage.light.darkness < 0.4:
        return buildings
    bloom = blurred(lights, 7 * stage.unit) * np.float32(0.8)

    def paint(canvas: Canvas, second: float) -> None:
        buildings.paint(canvas, second)
        shift = int(row.speed * stage.unit * second)
        part = canvas[top:base]
        part += (1 - part) * bloom[: len(part), shift : shift + stage.width]

    return Layer(paint, buildings.moves)


def _built(stage: Stage, chance: Generator, row: Row, size: tuple[int, int]) -> tuple[Array, Array, Array]:
    """Where there are buildings, what their walls look like, which light comes from within."""
    large = (size[0] * FINE, size[1] * FINE)
    shape, walls, lamps = Image.new("L", large), Image.new("RGB", large), Image.new("RGB", large)
    drawn = [ImageDraw.Draw(page) for page in (shape, walls, lamps)]
    for tower in _towers(stage, chance, row, size):
        _build(drawn[0], drawn[1], chance, tower, large[1])
        if row.near > 0.2:
            glazed(drawn[1], stage, chance, tower, row.near)
            lit(drawn[2], stage, chance, tower, row.near)
    small = [
        np.asarray(page.resize(size, Resampling.BOX), np.float32) / 255 for page in (shape, walls, lamps)
    ]
    return small[0], small[1], small[2]


def _towers(stage: Stage, chance: Generator, row: Row, size: tuple[int, int]) -> list[Tower]:
    """Higher towards one place of the row, the town's middle, and never quite alike."""
    towers, x = [], -row.wide * stage.unit * chance.random()
    middle = stage.width * (0.3 + 0.4 * stage.chance("downtown").random())
    while x < size[0]:
        wide = row.wide * stage.unit * (0.55 + 0.9 * chance.random())
        centre = np.exp(-(((x + wide / 2 - middle) / (stage.width * 0.28)) ** 2))
        share = 0.22 + 0.3 * chance.random() + 0.55 * centre * chance.random() ** 0.7
        top = max(2.0, size[1] - row.tall * stage.height * share)
        wall = colour(WALLS[chance.integers(len(WALLS))]) * (0.75 + 0.4 * chance.random())
        towers.append(Tower(x, top, x + wide, wall.astype(np.float32)))
        x += wide * (0.72 + 0.45 * chance.random())
    return towers


def _build(
    shape: ImageDraw.ImageDraw, walls: ImageDraw.ImageDraw, chance: Generator, tower: Tower, foot: int
) -> None:
    left, top, right = tower.left * FINE, tower.top * FINE, tower.right * FINE
    wide = right - left
    shape.rectangle([left, top, right - 1, foot], fill=255)
    walls.rectangle([left, top - wide * 2, right - 1, foot], fill=tower.ink(1.0))
    walls.rectangle([right - wide * 0.3, top - wide * 2, right - 1, foot], fill=tower.ink(0.78))
    _roof(shape, chance, (left, top, right), wide)


def _roof(
    shape: ImageDraw.ImageDraw, chance: Generator, edge: tuple[float, float, float], wide: float
) -> None:
    """Set back in steps, a spire, a slope, a mast, or flat."""
    left, top, right = edge
    kind, middle = chance.random(), (left + right) / 2
    if kind < 0.22:
        for inset, rise in ((0.16, 0.35), (0.3, 0.65)):
            shape.rectangle([left + wide * inset, top - wide * rise, right - wide * inset, top], fill=255)
    elif kind < 0.36:
        foot = [(left + wide * 0.2, top), (middle, top - wide * 0.9), (right - wide * 0.2, top)]
        shape.polygon(foot, fill=255)
        mast = [(middle, top - wide * 0.7), (middle, top - wide * 1.6)]
        shape.line(mast, fill=255, width=max(1, int(wide * 0.03)))
    elif kind < 0.5:
        shape.polygon([(left, top), (right - 1, top - wide * 0.4), (right - 1, top)], fill=255)
    elif kind < 0.75:
        x = left + wide * (0.25 + 0.5 * chance.random())
        shape.rectangle([x - wide * 0.12, top - wide * 0.1, x + wide * 0.12, top], fill=255)
        mast = [(x, top), (x, top - wide * (0.3 + 0.5 * chance.random()))]
        shape.line(mast, fill=255, width=max(1, int(wide * 0.025)))


def _tones(stage: Stage, row: Row, walls: Array) -> Array:
    """By day walls have their own colours, later they are dark before the sky; all are hazy at the foot."""
    light = stage.light
    here = mixed(light.fog, light.shade, 0.18 + 0.74 * row.near)
    dark = here * (0.4 + 0.9 * walls.mean(axis=2, keepdims=True))
    sunny = {"day": 0.9, "dawn": 0.5, "sunset": 0.22}.get(light.hour, 0.0)
    bright = walls * (0.35 + 0.65 * light.lit) * (0.35 + 0.65 * light.sky[-1])
    bright = bright + (light.fog - bright) * np.float32(0.85 * (1 - row.near) ** 1.2)
    tones = dark + (bright - dark) * np.float32(sunny)
    low = step(0.25, 1.0, np.linspace(0, 1, len(walls), dtype=np.float32))[:, None, None]
    haze = low * (0.62 * (1 - row.near) + 0.10)
    return np.asarray(tones + (light.fog - tones) * haze, np.float32)
