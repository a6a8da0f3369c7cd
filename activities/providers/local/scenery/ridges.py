"""Mountains and hills, one ridge behind the other, each paler than the one before it."""

from typing import NamedTuple

import numpy as np

from activities.providers.local.scenery.colours import Array, colour, mixed, towards
from activities.providers.local.scenery.noise import crests, field, profile, step
from activities.providers.local.scenery.stage import Layer, Stage, sliding, strip_of


class Ridge(NamedTuple):
    """`base` and `tall` are shares of the picture's height, `cell` units; `near` is 0 far away, 1 here.

    `rough` is 0 for hills, 1 for rock; `snow` the share of its height that is white."""

    part: str
    base: float
    tall: float
    cell: float
    near: float
    rough: float = 1.0
    snow: float = 0.0
    speed: float = 0.0


def ridge(stage: Stage, ridge: Ridge) -> Layer:
    chance = stage.chance(ridge.part)
    width = stage.width + stage.margin(ridge.speed)
    line = _line(chance, width, ridge, stage)
    tall = ridge.tall * stage.height
    crest = (ridge.base * stage.height - tall * line).astype(np.float32)
    top = max(0, int(crest.min()) - 2)
    rows = np.arange(top, max(top + 2, stage.height), dtype=np.float32)[:, None]
    cover = np.clip(rows - crest + 0.5, 0, 1)
    depth = (rows - crest) / max(tall, 1)
    tones = _tones(stage, ridge, depth)
    if ridge.rough > 0.7:
        tones = _rock(stage, ridge, tones, depth, crest)
    return sliding(stage, strip_of(tones, cover, top), ridge.speed)


def _line(chance: np.random.Generator, width: int, ridge: Ridge, stage: Stage) -> Array:
    cell = ridge.cell * stage.unit
    hills = profile(chance, width, cell * 1.3, 6, 0.42)
    smooth = 0.5 + hills / 4.2
    if ridge.rough <= 0:
        return smooth
    jagged = crests(chance, width, cell, 9, 0.46)
    swell = 0.6 + 0.4 * np.clip(0.5 + profile(chance, width, cell * 2.2, 2) / 3, 0, 1)
    return smooth * (1 - ridge.rough) + jagged * swell * ridge.rough


def _tones(stage: Stage, ridge: Ridge, depth: Array) -> Array:
    """Darkest at the crest; haze lies in the valley behind the next one."""
    light = stage.light
    near = ridge.near**1.15
    here = mixed(light.fog, _soil(stage, ridge), 0.12 + 0.88 * near)
    haze = mixed(here, light.fog, 0.75 * (1 - near) + 0.08)
    share = step(0.05, 1.15, depth)
    return here + (haze - here) * share[..., None]


def _soil(stage: Stage, ridge: Ridge) -> Array:
    """What covers the ground close by: snow, or grass where the sun is high enough to show its green."""
    light, weather = stage.light, stage.brief.weather
    if "snow" in weather and ridge.rough < 0.7:
        return mixed(mixed(light.lit, light.sky[1], 0.3), light.shade, 0.25 + 0.3 * light.darkness)
    sunny = {"day": 0.8, "dawn": 0.4}.get(light.hour, 0.0)
    if ridge.rough > 0 or not sunny:
        return light.shade
    grass = colour("#a9812f" if "autumn" in weather else "#4f8236")
    for code in stage.brief.colours:
        grass = towards(grass, colour(code), 0.6)
    return mixed(light.shade, grass, sunny)


def _rock(stage: Stage, ridge: Ridge, tones: Array, depth: Array, crest: Array) -> Array:
    """Flanks that face the sun are lit; gullies run down from the crest, snow lies above a ragged line."""
    chance = stage.chance(ridge.part + " rock")
    height, width = depth.shape
    cell = ridge.cell * stage.unit
    bend = field(chance, (width, height), (cell * 0.5, cell * 0.5), 5, 0.55)
    folds = field(chance, (width, height), (cell * 0.16, cell * 0.4), 5, 0.6)
    reach = np.clip(depth, 0, 1.2)
    at = np.arange(width) + bend * reach * cell * 0.30
    slope = np.gradient(_softened(crest, max(1, int(cell * 0.05))))
    side = np.sign(stage.sun_x - stage.width / 2) or 1.0
    facing = np.tanh(slope[np.clip(at, 0, width - 1).astype(np.int64)] * 1.6 * -side)
    relief = folds - np.roll(folds, int(side * max(1, 3 * stage.unit)), axis=1)
    lit = np.clip(0.42 + 0.42 * facing + 0.75 * relief, 0, 1)
    sharp = (0.25 + 0.5 * ridge.near) * (1 - 0.55 * step(0.5, 1.2, depth)) * ridge.rough
    if stage.light.darkness:
        sharp = sharp * (1 - 0.45 * stage.light.darkness)
    warm = mixed(stage.light.fog, stage.light.lit, 0.6)
    tones = tones + (warm - tones) * (np.clip(lit - 0.5, 0, 1) * sharp * 1.15)[..., None]
    tones = tones * (1 - np.clip(0.5 - lit, 0, 0.5) * sharp * 0.9)[..., None]
    if ridge.snow:
        line = ridge.snow + 0.10 * bend + 0.10 * (lit - 0.5)
        white = step(-0.07, 0.07, line - depth) * (0.55 + 0.45 * step(-0.6, 0.5, folds))
        shadow = mixed(stage.light.sky[1], stage.light.fog, 0.5)
        snow = shadow + (stage.light.lit - shadow) * step(0.3, 0.75, lit)[..., None]
        snow = snow + (stage.light.fog - snow) * np.float32(0.55 * (1 - ridge.near))
        tones = tones + (snow - tones) * (white * 0.92)[..., None]
    return tones


def _softened(line: Array, radius: int) -> Array:
    kernel = np.ones(2 * radius + 1, np.float32) / (2 * radius + 1)
    return np.convolve(np.pad(line, radius, mode="edge"), kernel, mode="valid").astype(np.float32)
