"""Water mirrors what stands above it, broken by ripples that are finer the farther they are."""

import numpy as np

from activities.providers.local.scenery.colours import Array, mixed, vivid
from activities.providers.local.scenery.noise import field, rolled, step
from activities.providers.local.scenery.stage import Canvas, Layer, Stage

TILE = 1024
SPEEDS = (16.0, -11.0)


def water(stage: Stage, rough: float) -> Layer:
    """From the horizon to the bottom; `rough` is 0 for a pond, 1 for the open sea."""
    chance = stage.chance("water")
    rows = stage.height - stage.horizon
    depth = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    scale = 0.06 + 0.94 * depth**1.15
    tiles = [field(chance, (TILE, TILE), (TILE / 22, TILE / 70), 4, 0.6, wraps=True) for _ in SPEEDS]
    middle = stage.width / 2
    x = (stage.columns - middle) / (scale * stage.unit * 1.15) + middle
    y = (np.log1p(depth * 14) / np.log(15) * TILE * 0.98).astype(np.int64)
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
