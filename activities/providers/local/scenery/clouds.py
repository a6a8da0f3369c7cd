"""Clouds: drifting noise, seen in perspective, lit at the edges that face the sun."""

import numpy as np
from PIL import Image
from PIL.Image import Resampling

from activities.providers.local.scenery.colours import Array
from activities.providers.local.scenery.noise import field, rolled, step
from activities.providers.local.scenery.stage import Canvas, Layer, Stage

COARSE = 2
"""Clouds have no edges: they are made at half the size."""
SPEEDS = (7.0, 12.0)


def clouds(stage: Stage, much: float, part: str = "clouds") -> Layer:
    """`much` of the sky is covered, 0 to 1. Two fields at two speeds: they change shape as they drift."""
    chance = stage.chance(part)
    height, width = max(8, stage.horizon // COARSE + 1), stage.width // COARSE + 1
    cell = 190 * stage.unit / COARSE * (0.8 + 0.7 * chance.random())
    flat = 0.30 + 0.25 * chance.random()
    tiles = [
        _seen(
            field(chance, (width * 2, height * 3), (cell * 2, cell * flat * 2), 6, 0.55, wraps=True), height
        )[:, : width * 2]
        for _ in SPEEDS
    ]
    threshold = 1.15 - 2.0 * much
    away = np.hypot(
        (np.arange(width) * COARSE - stage.sun_x) / stage.width,
        ((np.arange(height) * COARSE - stage.sun_y) / stage.height)[:, None],
    ).astype(np.float32)
    warmth = np.exp(-away * 3.2)
    low = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    fading = step(0.0, 0.25, 1 - low) * (0.55 + 0.45 * step(0.0, 0.3, low))

    def paint(canvas: Canvas, second: float) -> None:
        drift = [
            rolled(tile, speed * stage.unit * second / COARSE)
            for tile, speed in zip(tiles, SPEEDS, strict=True)
        ]
        dense = (drift[0] * 0.75 + drift[1] * 0.55)[:, :width]
        _lay(stage, canvas, dense, threshold, fading, warmth)

    return Layer(paint, moves=True)


def _seen(tile: Array, height: int) -> Array:
    """Nearer to the horizon clouds are nearer to one another."""
    depth = np.linspace(0, 1, height, dtype=np.float32)
    rows = (len(tile) - 1) * depth**1.7
    seen: Array = tile[np.clip(rows, 0, len(tile) - 1).astype(np.int64)]
    return seen


def _lay(stage: Stage, canvas: Canvas, dense: Array, threshold: float, fading: Array, warmth: Array) -> None:
    light = stage.light
    cover: Array = step(threshold, threshold + 1.5, dense) * fading * 0.92
    up = max(1, round(4 * stage.unit / COARSE))
    side = up if stage.sun_x > stage.width / 2 else -up
    towards_sun = np.roll(np.roll(dense, -up if stage.light.height < 0.15 else up, axis=0), -side, axis=1)
    lit = np.clip(0.5 + (dense - towards_sun) * 1.1 - (dense - threshold) * 0.22, 0, 1)
    lit = np.clip(lit * (0.55 + 0.75 * warmth), 0, 1)
    tone: Array = light.cloud + (light.lit - light.cloud) * lit[..., None]
    tone = tone + (light.glow - tone) * (warmth * 0.3)[..., None]
    page = np.concatenate([tone, cover[..., None]], axis=2)
    image = Image.fromarray((np.clip(page, 0, 1) * 255).astype(np.uint8), "RGBA")
    grown = image.resize((len(dense[0]) * COARSE, len(dense) * COARSE), Resampling.BILINEAR)
    seen = np.asarray(grown)[: stage.horizon, : stage.width] * np.float32(1 / 255)
    part = canvas[: len(seen)]
    part += (seen[..., :3] - part) * seen[..., 3:]
