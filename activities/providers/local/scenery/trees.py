"""Forests in silhouette: pines, or round crowns, belt before belt, with mist between them."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from PIL import ImageDraw

from activities.providers.local.scenery.colours import Array, colour, mixed, ramp
from activities.providers.local.scenery.noise import field, profile, step
from activities.providers.local.scenery.stage import Layer, Stage, silhouette, sliding, strip_of

BLOSSOM = ("#ee8fb4", "#f7c3d6", "#fbe0e8")
AUTUMN = ("#c8501e", "#d98324", "#a8322a", "#e0a52f")


class Belt(NamedTuple):
    """Trees of `tall` (a share of the picture's height) on ground at `base`; `near` is 0 far away, 1 here.

    `gap` is their distance as a share of their height."""

    part: str
    base: float
    tall: float
    near: float
    gap: float = 0.3
    swell: float = 0.03
    speed: float = 0.0
    mist: float = 0.8


def belt(stage: Stage, belt: Belt) -> Layer:
    chance = stage.chance(belt.part)
    width = stage.width + stage.margin(belt.speed)
    tall = belt.tall * stage.height
    ground = (
        belt.base * stage.height + profile(chance, width, 420 * stage.unit, 3) * belt.swell * stage.height
    )
    top = max(0, int(ground.min() - tall * 1.25))
    bottom = min(stage.height, int(ground.max() + tall * 0.7) + 2) if belt.near < 0.9 else stage.height
    bottom = max(bottom, top + 2)
    draws = _crown if _is_round(stage) else _pine

    def draw(page: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        fine = wide // width
        line = [(x * fine, (ground[x] - top) * fine) for x in range(0, width, 4)]
        page.polygon([(0, high), *line, (wide, line[-1][1]), (wide, high)], fill=255)
        x = -tall * 0.2
        while x < width + tall * 0.2:
            foot = ground[int(np.clip(x, 0, width - 1))] - top + tall * 0.04
            draws(page, chance, (x * fine, foot * fine), tall * fine * (0.45 + 0.65 * chance.random() ** 1.3))
            x += tall * belt.gap * (0.35 + 1.3 * chance.random())

    cover = silhouette((width, bottom - top), draw, fine=2 if tall > 60 * stage.unit else 3)
    rows = np.arange(top, bottom, dtype=np.float32)[:, None]
    depth = (rows - (ground - tall)) / max(1.0, tall)
    if belt.near < 0.9:  # its foot is lost in mist, out of which the next belt stands
        cover = cover * (1 - step(0.95, 1.65, depth) * belt.mist)
    return sliding(stage, strip_of(_tones(stage, belt, chance, depth, rows - ground), cover, top), belt.speed)


def _is_round(stage: Stage) -> bool:
    return "autumn" in stage.brief.weather or "cherry" in stage.brief.things


def _tones(stage: Stage, belt: Belt, chance: Generator, depth: Array, below: Array) -> Array:
    """`depth` counts from the tops in heights of a tree, `below` from the ground in pixels."""
    light = stage.light
    sunny = {"day": 0.75, "dawn": 0.35}.get(light.hour, 0.0)
    needles = mixed(light.shade, colour("#2c5a38"), sunny)
    tones: Array = np.broadcast_to(_afar(stage, belt, needles), (*depth.shape, 3)).astype(np.float32)
    if _is_round(stage):
        tones = _leaves(stage, belt, chance, tones, depth)
    soil = mixed(light.shade, colour("#8a7a3a" if _is_round(stage) else "#56803a"), sunny)
    if "snow" in stage.brief.weather:
        soil = mixed(mixed(light.lit, light.sky[1], 0.3), light.shade, 0.25 + 0.3 * light.darkness)
    tones = tones + (_afar(stage, belt, soil) - tones) * step(0, 5 * stage.unit, below)[..., None]
    clear = 0.5 if light.hour == "day" and "fog" not in stage.brief.weather else 1.0
    haze = step(0.25, 1.25, depth) * (0.62 * clear * belt.mist * (1 - 0.72 * belt.near))
    return tones + (light.fog - tones) * haze[..., None]


def _afar(stage: Stage, belt: Belt, code: Array) -> Array:
    return mixed(stage.light.fog, code, 0.10 + 0.90 * belt.near**1.1)


def _leaves(stage: Stage, belt: Belt, chance: Generator, tones: Array, depth: Array) -> Array:
    cell, size = belt.tall * stage.height * 0.5, depth.shape[::-1]
    codes = BLOSSOM if "cherry" in stage.brief.things else AUTUMN
    places = np.linspace(-1.5, 1.5, len(codes)).tolist()
    tints = ramp(list(zip(places, map(colour, codes), strict=True)), np.linspace(-1.5, 1.5, 64))
    spots = field(chance, size, (cell, cell * 3), 3)
    foliage = tints[np.clip((spots + 1.5) / 3 * 63, 0, 63).astype(np.int64)]
    shine = np.clip(0.72 + 0.22 * field(chance, size, (cell * 0.18, cell * 0.14), 3), 0.3, 1.1)
    share = 0.92 * (0.4 + 0.6 * belt.near) * (1 - 0.75 * stage.light.darkness) * (1 - step(0.55, 1.0, depth))
    return np.asarray(tones + (foliage * shine[..., None] - tones) * share[..., None], np.float32)


def _pine(page: ImageDraw.ImageDraw, chance: Generator, foot: tuple[float, float], tall: float) -> None:
    """Boughs that hang, wider the lower they are, none like another."""
    x, y = foot
    boughs = int(np.clip(tall / 14, 7, 16))
    wide = tall * (0.13 + 0.07 * chance.random())
    left, right = list[tuple[float, float]](), list[tuple[float, float]]()
    for bough in range(boughs):
        high = y - tall * (1 - 0.9 * (bough + 1) / boughs)
        reach = wide * ((bough + 1) / boughs) ** 0.85
        for side, edge in ((-1, left), (1, right)):
            out = reach * (0.65 + 0.6 * chance.random())
            edge.append((x + side * out, high + tall * 0.035 * chance.random()))
            edge.append((x + side * out * 0.38, high - tall * 0.02))
    page.polygon([(x, y - tall), *right, (x + wide * 0.1, y), (x - wide * 0.1, y), *left[::-1]], fill=255)
    page.rectangle([x - tall * 0.014, y - tall * 0.3, x + tall * 0.014, y + tall * 0.05], fill=255)


def _crown(page: ImageDraw.ImageDraw, chance: Generator, foot: tuple[float, float], tall: float) -> None:
    """A trunk and a cloud of leaves."""
    x, y = foot
    tall *= 0.9
    page.polygon(
        [
            (x - tall * 0.03, y),
            (x - tall * 0.012, y - tall * 0.6),
            (x + tall * 0.012, y - tall * 0.6),
            (x + tall * 0.03, y),
        ],
        fill=255,
    )
    for _ in range(64):
        turn, out = chance.random() * 6.28, chance.random() ** 0.5
        at = (x + np.cos(turn) * out * tall * 0.27, y - tall * 0.60 + np.sin(turn) * out * tall * 0.32)
        size = tall * (0.035 + 0.05 * chance.random()) * (1.35 - 0.6 * out)
        page.ellipse([at[0] - size, at[1] - size * 0.85, at[0] + size, at[1] + size * 0.85], fill=255)
