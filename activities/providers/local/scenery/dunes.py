"""Dunes: every crest parts light from shadow, and the line between them winds down the slope."""

from typing import NamedTuple

import numpy as np

from activities.providers.local.scenery.colours import Array, colour, mixed
from activities.providers.local.scenery.noise import field, profile, step
from activities.providers.local.scenery.stage import Layer, Stage, sliding, strip_of

LIT, SHADOW = "#edc084", "#8a5236"
MARS = ("#e0875a", "#6e2f27")


class Dune(NamedTuple):
    part: str
    base: float
    tall: float
    cell: float
    near: float
    speed: float = 0.0


def dune(stage: Stage, dune: Dune) -> Layer:
    chance = stage.chance(dune.part)
    width = stage.width + stage.margin(dune.speed)
    tall, cell = dune.tall * stage.height, dune.cell * stage.unit
    swell = profile(chance, width, cell, 3, 0.35)
    sharp = 1 - np.abs(np.clip(swell, -2, 2)) / 2
    line = np.clip(0.25 + 0.75 * sharp**1.4 + 0.12 * profile(chance, width, cell * 1.7, 2), 0, 1.2)
    crest = (dune.base * stage.height - tall * line).astype(np.float32)
    top = max(0, int(crest.min()) - 2)
    rows = np.arange(top, max(top + 2, stage.height), dtype=np.float32)[:, None]
    cover = np.clip(rows - crest + 0.5, 0, 1)
    depth = (rows - crest) / max(1.0, tall)
    side = 1.0 if stage.sun_x < stage.width / 2 else -1.0
    bend = field(chance, (width, len(rows)), (cell * 0.8, cell * 0.5), 2)
    at = (
        np.arange(width)
        - side * np.clip(depth, 0, 3) * cell * 0.42
        + bend * np.clip(depth, 0, 1.5) * cell * 0.12
    )
    slope = np.gradient(crest) * cell / max(1.0, tall)
    facing = slope[np.clip(at, 0, width - 1).astype(np.int64)] * -side
    lit = step(-0.5, 0.6, facing) * (1 - 0.35 * step(0.2, 2.2, depth))
    ripples = np.sin(
        (rows * 0.9 + bend * 9 * stage.unit + np.arange(width) * 0.14)
        / (1.6 * stage.unit * (0.5 + dune.near))
    )
    lit = np.clip(lit + 0.035 * ripples * dune.near * step(0.0, 0.3, depth), 0, 1)
    tones = _sand(stage, dune, lit, depth)
    return sliding(stage, strip_of(tones, cover, top), dune.speed)


def _sand(stage: Stage, dune: Dune, lit: Array, depth: Array) -> Array:
    light = stage.light
    mars = {"planet"} & stage.brief.things or "space" in stage.brief.heavens
    high, low = (colour(code) for code in (MARS if mars else (LIT, SHADOW)))
    dark = light.darkness
    bright = mixed(mixed(high, light.lit, 0.28), light.fog, 0.6 * dark)
    shadow = mixed(mixed(low, light.shade, 0.35 + 0.45 * dark), light.fog, 0.12)
    bright = bright * np.float32(1 - 0.45 * dark)
    tones = shadow + (bright - shadow) * lit[..., None]
    haze = (1 - dune.near) * (0.45 + 0.35 * step(0.1, 1.4, depth))
    return np.asarray(tones + (light.fog - tones) * haze[..., None], np.float32)
