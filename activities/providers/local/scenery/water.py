"""Water mirrors what stands above it, broken by ripples that are finer the farther they are."""

import numpy as np

from activities.providers.local.scenery.colours import Array, colour, mixed, vivid
from activities.providers.local.scenery.noise import field, profile, rolled, step
from activities.providers.local.scenery.stage import Canvas, Layer, Stage, lighten

TALL, TILE = 1024, 512
SPEEDS = (16.0, -11.0)


def water(stage: Stage, rough: float) -> Layer:
    """From the horizon to the bottom; `rough` is 0 for a pond, 1 for the open sea."""
    chance = stage.chance("water")
    rows = stage.height - stage.horizon
    depth = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    scale = 0.06 + 0.94 * depth**1.15
    tiles = [field(chance, (TILE, TALL), (46, 15), 4, 0.6, wraps=True) for _ in SPEEDS]
    middle = stage.width / 2
    x = (stage.columns - middle) / (scale * stage.unit * 1.15) + middle
    y = (np.log1p(depth * 14) / np.log(15) * TALL * 0.98).astype(np.int64)
    deep = vivid(mixed(stage.light.sky[0], stage.light.shade, 0.45), 1.1)
    tint = (0.16 + 0.42 * depth**0.8 * (0.5 + 0.5 * rough))[..., None]
    path = _path(stage, depth)

    def paint(canvas: Canvas, second: float) -> None:
        columns = x.astype(np.int64) % TILE
        waves = sum(
            rolled(tile, speed * second)[y, columns] for tile, speed in zip(tiles, SPEEDS, strict=True)
        )
        _mirror(stage, canvas, np.asarray(waves, np.float32) * 0.72, scale, rough)
        sea = canvas[stage.horizon :]
        sea += (deep - sea) * tint
        crest = step(0.3, 1.6, np.asarray(waves, np.float32))
        sea += (mixed(stage.light.sky[-1], stage.light.sky[2], 0.5) - sea) * (crest * 0.20 * rough)[..., None]
        spark = step(0.55, 1.5, np.asarray(waves, np.float32)) * path
        sea += (stage.light.sun - sea) * np.minimum(spark, 1)[..., None]

    return Layer(paint, moves=True)


def _mirror(stage: Stage, canvas: Canvas, waves: Array, scale: Array, rough: float) -> None:
    rows = len(waves)
    squeeze = min(1.0, (stage.horizon - 2) / rows)
    up = np.arange(rows, dtype=np.float32)[:, None] * squeeze
    swing = waves * scale * stage.unit
    above = stage.horizon - 1 - up - swing * (6 + 26 * rough) - np.abs(swing) * 6
    aside = stage.columns + swing * (4 + 8 * rough)
    above = np.clip(above, 0, stage.horizon - 1).astype(np.int32)
    aside = np.clip(aside, 0, stage.width - 1).astype(np.int32)
    canvas[stage.horizon :] = canvas[above, aside]


def _path(stage: Stage, depth: Array) -> Array:
    """Where the sun glitters: a lane that widens towards us."""
    wide = stage.width * (0.022 + 0.14 * depth)
    off = (stage.columns - stage.sun_x) / wide
    strength = {"day": 0.25, "dusk": 0.2, "night": 0.6}.get(stage.light.hour, 0.95)
    lane: Array = (strength * np.exp(-off * off) * (1 - 0.45 * depth)).astype(np.float32)
    return lane


def beach(stage: Stage) -> Layer:
    """Sand at our feet, wet and dark where the foam runs up and back."""
    chance = stage.chance("beach")
    sand = mixed(
        mixed(colour("#e9cfa0"), stage.light.lit, 0.2), stage.light.shade, 0.6 * stage.light.darkness
    )
    if stage.light.hour in ("sunset", "dusk"):
        sand = mixed(vivid(sand, 1, 0.62), stage.light.fog, 0.25)
    line = stage.height * (0.87 + 0.02 * profile(chance, stage.width, 500 * stage.unit, 3))
    line = line - (stage.columns / stage.width - 0.5) * stage.height * 0.08 * chance.choice([-1, 1])
    grain = field(chance, (stage.width, stage.height), (4 * stage.unit, 2 * stage.unit), 3) * 0.02
    frill = profile(chance, stage.width * 2, 70 * stage.unit, 4) * stage.height * 0.006

    def paint(canvas: Canvas, second: float) -> None:
        edge = (
            line
            + np.sin(second * 0.9) * 0.012 * stage.height
            + frill[int(second * 9 * stage.unit) :][: stage.width]
        )
        below = stage.rows - edge
        dry = step(0, 0.10 * stage.height, below)
        tone = sand * (0.62 + 0.38 * dry + grain)[..., None]
        shine = canvas[:, :] * (0.35 * (1 - dry))[..., None] + tone * (1 - 0.35 * (1 - dry))[..., None]
        canvas += (shine - canvas) * np.clip(below + 0.5, 0, 1)[..., None]
        foam = np.exp(-np.abs(below) / (3.2 * stage.unit)) + 0.4 * np.exp(
            -np.abs(below + 13 * stage.unit) / (4 * stage.unit)
        )
        lighten(canvas, mixed(stage.light.lit, colour("#ffffff"), 0.4), np.minimum(foam * 0.75, 1))

    return Layer(paint, moves=True)
