"""A skyline: towers behind towers, their windows lit as the hour has it."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw
from PIL.Image import Resampling

from activities.providers.local.scenery.colours import Array, colour, mixed
from activities.providers.local.scenery.noise import step
from activities.providers.local.scenery.stage import Canvas, Layer, Stage, blurred, lighten, sliding, strip_of

WARM = ("#ffd58a", "#ffc06a", "#ffe6b3", "#fff4d6", "#cfe6ff")
NEON = ("#ff3fa4", "#38e8ff", "#b06bff", "#ffe14d", "#4dffb8", "#ff6a4d")
FINE = 2


class Row(NamedTuple):
    """Buildings up to `tall` (a share of the picture's height) on the ground at `base`."""

    part: str
    base: float
    tall: float
    wide: float
    near: float
    speed: float = 0.0


class Tower(NamedTuple):
    left: float
    top: float
    right: float
    tone: float


def row(stage: Stage, row: Row) -> Layer:
    chance = stage.chance(row.part)
    width = stage.width + stage.margin(row.speed)
    base = round(row.base * stage.height)
    top = max(0, int(base - row.tall * stage.height * 1.45))
    size = (width, max(2, base - top))
    towers = _towers(stage, chance, row, size)
    shape = Image.new("L", (width * FINE, size[1] * FINE))
    tone = Image.new("L", shape.size, 128)
    lamps = Image.new("RGB", shape.size)
    for tower in towers:
        _build(ImageDraw.Draw(shape), ImageDraw.Draw(tone), chance, tower, size[1])
        _light(ImageDraw.Draw(lamps), stage, chance, tower, row)
    cover, tones, lights = (
        np.asarray(image.resize(size, Resampling.BOX), np.float32) / 255 for image in (shape, tone, lamps)
    )
    colours = _tones(stage, row, tones, top)
    share = lights.max(axis=2, keepdims=True)
    colours = colours * (1 - share) + lights * (0.55 + 0.45 * row.near)
    bloom = blurred(lights, 7 * stage.unit) * 0.8 if stage.light.darkness > 0.4 else None
    building = sliding(stage, strip_of(colours, cover, top), row.speed)
    if bloom is None:
        return building

    def paint(canvas: Canvas, second: float) -> None:
        building.paint(canvas, second)
        shift = int(row.speed * stage.unit * second)
        part = canvas[top:base]
        part += (1 - part) * bloom[: len(part), shift : shift + stage.width]

    return Layer(paint, building.moves)


def _towers(stage: Stage, chance: Generator, row: Row, size: tuple[int, int]) -> list[Tower]:
    """Higher towards one place of the row, the town's middle, and never quite alike."""
    towers, x = [], -row.wide * stage.unit * chance.random()
    middle = stage.width * (0.3 + 0.4 * stage.chance("downtown").random())
    while x < size[0]:
        wide = row.wide * stage.unit * (0.55 + 0.9 * chance.random())
        centre = np.exp(-(((x + wide / 2 - middle) / (stage.width * 0.28)) ** 2))
        tall = (
            row.tall * stage.height * (0.22 + 0.3 * chance.random() + 0.55 * centre * chance.random() ** 0.7)
        )
        towers.append(Tower(x, max(2.0, size[1] - tall), x + wide, float(chance.random())))
        x += wide * (0.72 + 0.45 * chance.random())
    return towers


def _build(
    shape: ImageDraw.ImageDraw, tone: ImageDraw.ImageDraw, chance: Generator, tower: Tower, foot: int
) -> None:
    left, top, right = tower.left * FINE, tower.top * FINE, tower.right * FINE
    wide, bottom = right - left, foot * FINE
    grey = int(88 + 90 * tower.tone)
    for page, fill in ((shape, 255), (tone, grey)):
        page.rectangle([left, top, right - 1, bottom], fill=fill)
    tone.rectangle([right - wide * 0.28, top, right - 1, bottom], fill=int(grey * 0.78))
    kind, middle = chance.random(), (left + right) / 2
    if kind < 0.22:  # set back in steps
        for inset, rise in ((0.16, 0.35), (0.3, 0.65)):
            box = [left + wide * inset, top - wide * rise, right - wide * inset, top]
            shape.rectangle(box, fill=255)
            tone.rectangle(box, fill=grey)
    elif kind < 0.36:  # a spire
        shape.polygon(
            [(left + wide * 0.2, top), (middle, top - wide * 0.9), (right - wide * 0.2, top)], fill=255
        )
        shape.line(
            [(middle, top - wide * 0.7), (middle, top - wide * 1.6)], fill=255, width=max(1, int(wide * 0.03))
        )
    elif kind < 0.5:  # a slope
        shape.polygon([(left, top), (right - 1, top - wide * 0.4), (right - 1, top)], fill=255)
    elif kind < 0.75:  # a mast
        mast = left + wide * (0.25 + 0.5 * chance.random())
        shape.rectangle([mast - wide * 0.12, top - wide * 0.1, mast + wide * 0.12, top], fill=255)
        shape.line(
            [(mast, top), (mast, top - wide * (0.3 + 0.5 * chance.random()))],
            fill=255,
            width=max(1, int(wide * 0.025)),
        )


def _light(page: ImageDraw.ImageDraw, stage: Stage, chance: Generator, tower: Tower, row: Row) -> None:
    """Window by window; whole floors are dark, some stay late."""
    awake = {"day": 0.0, "dawn": 0.10, "sunset": 0.24, "dusk": 0.42, "night": 0.5}[stage.light.hour]
    if row.near < 0.2 or not awake:
        return
    wide = (tower.right - tower.left) * FINE
    step_x = max(4.0, 6.4 * stage.unit * FINE * (0.5 + 0.5 * row.near))
    columns = max(2, int(wide * 0.86 / step_x))
    step_x = wide * 0.86 / columns
    step_y = step_x * (1.1 + 0.5 * chance.random())
    neon = "neon" in stage.brief.style
    tints = [colour(code) * 255 for code in (NEON if neon and chance.random() < 0.5 else WARM)]
    tint = tints[chance.integers(len(tints))]
    busy = awake * (0.4 + 0.9 * chance.random())
    y = tower.top * FINE + step_y
    bottom = page.im.size[1] - step_y
    while y < bottom:
        floor = busy * (0.25 if chance.random() < 0.3 else 1.0)
        for column in np.flatnonzero(chance.random(columns) < floor):
            x = tower.left * FINE + wide * 0.07 + column * step_x
            bright = 0.55 + 0.45 * chance.random()
            fill = tuple(int(part * bright) for part in tint)
            page.rectangle([x + step_x * 0.2, y, x + step_x * 0.72, y + step_y * 0.5], fill=fill)
        y += step_y
    if neon and row.near > 0.4 and chance.random() < 0.6:
        _sign(page, chance, tower)


def _sign(page: ImageDraw.ImageDraw, chance: Generator, tower: Tower) -> None:
    wide, foot = (tower.right - tower.left) * FINE, page.im.size[1]
    fill = tuple(int(part * 255) for part in colour(NEON[chance.integers(len(NEON))]))
    x, y = tower.left * FINE + wide * (0.06 + 0.6 * chance.random()), tower.top * FINE
    y += (foot - y) * (0.08 + 0.4 * chance.random())
    if chance.random() < 0.6:
        page.rectangle([x, y, x + wide * 0.1, y + wide * (0.7 + chance.random())], fill=fill)
    else:
        page.rectangle([tower.left * FINE, y, tower.right * FINE - 1, y + wide * 0.05], fill=fill)


def _tones(stage: Stage, row: Row, tones: Array, top: int) -> Array:
    """Hazy at the foot; by day the sunny side is bright."""
    light = stage.light
    here = mixed(light.fog, light.shade, 0.18 + 0.74 * row.near)
    if light.hour in ("day", "dawn"):
        here = mixed(here, light.sky[1], 0.25)
    colours = here * (0.55 + 0.9 * tones)[..., None]
    low = step(0.25, 1.0, np.linspace(0, 1, len(tones), dtype=np.float32))[:, None]
    haze = low * (0.62 * (1 - row.near) + 0.10)
    return np.asarray(colours + (light.fog - colours) * haze[..., None], np.float32)
