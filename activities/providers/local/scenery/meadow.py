"""A meadow: grass and flowers, small and many far away, few and large at our feet."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw
from PIL.Image import Resampling

from activities.providers.local.scenery.colours import Array, colour, mixed, vivid
from activities.providers.local.scenery.noise import field
from activities.providers.local.scenery.stage import Canvas, Layer, Stage

GRASS = "#5f8f3a"
KINDS = {
    "poppy": ("#e23b2e", "#f0553d", "#c92a25"),
    "lavender": ("#8f6fd0", "#a98ae0", "#7656b8"),
    "sunflower": ("#f6b81f", "#fbcb3c", "#ef9f14"),
    "tulip": ("#e8425f", "#f59ab5", "#f7c83e", "#b14fc4", "#f4f0ea"),
    "cherry": ("#f7b7cd", "#fbd3df", "#f094b4"),
}
WILD = (
    ("#f4f1e6", "#f7c73e", "#e8587a", "#7d6fe0"),
    ("#e23b2e", "#f4f1e6", "#4f7fe0", "#f2b632"),
    ("#f08fb8", "#f9dbe6", "#b06fd8", "#fff4d0"),
    ("#ffb347", "#fff1c9", "#ff7a59", "#d64f7c"),
)
FINE = 2


class Flower(NamedTuple):
    x: float
    y: float
    size: float
    tint: tuple[int, int, int]


def ground(stage: Stage) -> Layer:
    """Grass from the horizon on, in swathes of light."""
    chance = stage.chance("grass")
    rows = stage.height - stage.horizon
    depth = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    size = (stage.width, rows)
    swathes = field(chance, size, (300 * stage.unit, 46 * stage.unit), 4)
    blades = field(chance, size, (5 * stage.unit, 26 * stage.unit), 3, 0.6)
    far, near = _greens(stage)
    tones = far + (near - far) * (depth**0.7)[..., None]
    shine = 1 + 0.13 * swathes + 0.13 * blades * depth
    tones = tones * np.clip(shine, 0.5, 1.5)[..., None]
    tones = tones + (stage.light.fog - tones) * (0.38 * np.exp(-depth * 8))[..., None]
    soft = np.clip(np.arange(rows, dtype=np.float32)[:, None] / (2.5 * stage.unit), 0, 1)

    def paint(canvas: Canvas, _: float) -> None:
        part = canvas[stage.horizon :]
        part += (tones - part) * soft[..., None]

    return Layer(paint)


def _greens(stage: Stage) -> tuple[Array, Array]:
    light = stage.light
    green = colour(GRASS)
    if "autumn" in stage.brief.weather:
        green = colour("#b08a3c")
    far = mixed(mixed(green, light.fog, 0.45), light.lit, 0.15)
    near = mixed(vivid(green, 1, 0.62), light.shade, 0.25 + 0.5 * light.darkness)
    return mixed(far, light.shade, 0.5 * light.darkness), near


def flowers(stage: Stage, part: str, nearest: float, farthest: float, many: int, sway: float) -> Layer:
    """Those between two depths, 0 at the horizon and 1 at the bottom; they sway in the wind."""
    chance = stage.chance(part)
    tints = _tints(stage)
    deep = stage.height - stage.horizon
    found = []
    for _ in range(many):
        depth = farthest + (nearest - farthest) * chance.random() ** 0.8
        size = (1.1 + 15 * depth**1.9) * stage.unit * (0.7 + 0.6 * chance.random())
        tint = tints[min(len(tints) - 1, int(len(tints) * chance.random() ** 1.4))]
        y = stage.horizon + deep * depth * 1.02
        found.append(
            Flower(chance.random() * stage.width, y - size * 1.2, size, _shaded(stage, tint, depth, chance))
        )
    found.sort(key=lambda flower: flower.y)
    return _swaying(stage, _drawn(stage, chance, found, nearest), sway)


def _tints(stage: Stage) -> list[Array]:
    named = [tints for kind, tints in KINDS.items() if kind in stage.brief.things]
    if named:
        return [colour(code) for tints in named for code in tints]
    wild = WILD[stage.chance("flowers").integers(len(WILD))]
    return [*(colour(code) for code in stage.brief.colours), *(colour(code) for code in wild)]


def _shaded(stage: Stage, tint: Array, depth: float, chance: Generator) -> tuple[int, int, int]:
    light = stage.light
    tint = mixed(tint, light.fog, 0.4 * (1 - depth) ** 2)
    tint = mixed(tint, light.shade, 0.55 * light.darkness + 0.12 * chance.random())
    red, green, blue = (int(255 * part) for part in tint)
    return red, green, blue


def _drawn(stage: Stage, chance: Generator, found: list[Flower], nearest: float) -> Image.Image:
    page = Image.new("RGBA", (stage.width * FINE, stage.height * FINE))
    draw = ImageDraw.Draw(page)
    stalk = mixed(colour("#47702c"), stage.light.shade, 0.3 + 0.5 * stage.light.darkness)
    stem = tuple(int(255 * part) for part in stalk)
    for flower in found:
        _flower(draw, stage, chance, flower, stem)
    return page.resize((stage.width, stage.height), Resampling.BOX)


def _flower(
    draw: ImageDraw.ImageDraw, stage: Stage, chance: Generator, flower: Flower, stem: tuple[int, ...]
) -> None:
    x, y, size = flower.x * FINE, flower.y * FINE, flower.size * FINE
    if size > 3 * FINE:
        lean = (chance.random() - 0.5) * size * 2
        draw.line(
            [(x, y), (x + lean * 0.3, y + size * 2.2), (x + lean, y + size * 6)],
            fill=stem,
            width=max(1, int(size * 0.13)),
        )
    if "lavender" in stage.brief.things:
        for bud in range(7):
            r, off = size * (0.34 - 0.03 * bud), -size * 0.42 * bud
            draw.ellipse(
                [x - r, y + off - r, x + r, y + off + r], fill=_dimmed(flower.tint, 0.8 + 0.05 * bud)
            )
        return
    if "tulip" in stage.brief.things and size > 2 * FINE:
        _tulip(draw, x, y, size, flower.tint)
        return
    flat = 0.62 + 0.25 * chance.random()
    if size <= 3 * FINE:
        draw.ellipse([x - size, y - size * flat, x + size, y + size * flat], fill=flower.tint)
        return
    _rosette(draw, stage, chance, (x, y), size, flower.tint, flat)


def _rosette(
    draw: ImageDraw.ImageDraw,
    stage: Stage,
    chance: Generator,
    at: tuple[float, float],
    size: float,
    tint: tuple[int, int, int],
    flat: float,
) -> None:
    sunny = "sunflower" in stage.brief.things
    petals = 16 if sunny else int(chance.integers(5, 9))
    turn = chance.random() * 6.28
    for ring, shade in ((1.0, 0.84), (0.86, 1.0)):
        for petal in range(petals):
            angle = turn + 6.283 * (petal + (0.5 if ring < 1 else 0)) / petals
            out, wide = size * ring, size * ring * (0.2 if sunny else 2.1 / petals)
            points = [
                (
                    at[0] + np.cos(angle) * a * out - np.sin(angle) * b * wide,
                    at[1] + (np.sin(angle) * a * out + np.cos(angle) * b * wide) * flat,
                )
                for a, b in (
                    (0.05, 0),
                    (0.45, 0.8),
                    (0.82, 0.95),
                    (1.0, 0.35),
                    (1.0, -0.35),
                    (0.82, -0.95),
                    (0.45, -0.8),
                )
            ]
            draw.polygon(points, fill=_dimmed(tint, shade * (0.9 + 0.12 * np.sin(angle))))
    heart = size * (0.42 if sunny else 0.24)
    dark = (74, 48, 26) if sunny or "poppy" in stage.brief.things else (236, 190, 62)
    dark_hour = 1 - 0.5 * stage.light.darkness
    draw.ellipse(
        [at[0] - heart, at[1] - heart * flat, at[0] + heart, at[1] + heart * flat],
        fill=_dimmed(dark, dark_hour),
    )


def _tulip(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, tint: tuple[int, int, int]) -> None:
    draw.ellipse([x - size * 0.7, y - size * 1.1, x + size * 0.7, y + size * 0.9], fill=tint)
    for side in (-1, 1):
        draw.polygon(
            [
                (x, y + size * 0.6),
                (x + side * size * 0.74, y - size * 0.2),
                (x + side * size * 0.6, y - size * 1.5),
                (x, y - size * 0.5),
            ],
            fill=_dimmed(tint, 0.88 + 0.08 * side),
        )
    draw.polygon(
        [(x - size * 0.3, y - size * 0.4), (x, y - size * 1.55), (x + size * 0.3, y - size * 0.4)],
        fill=_dimmed(tint, 1.06),
    )


def _dimmed(tint: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(min(255, int(part * share)) for part in tint)


def _swaying(stage: Stage, page: Image.Image, sway: float) -> Layer:
    pixels = np.asarray(page, np.float32) / 255
    rows = np.flatnonzero(pixels[..., 3].any(axis=1))
    if not len(rows):
        return Layer(lambda canvas, second: None)
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    pixels = pixels[top:bottom]
    pixels[..., :3] *= pixels[..., 3:]
    waves = stage.columns / stage.width * 9

    def paint(canvas: Canvas, second: float) -> None:
        shown = pixels
        if sway and second:
            aside = np.sin(waves + second * 1.9) * sway * stage.unit * np.sin(second * 0.9 + 1)
            at = np.clip(np.round(stage.columns + aside), 0, stage.width - 1).astype(np.int64)
            shown = pixels[:, at]
        part = canvas[top:bottom]
        part *= 1 - shown[..., 3:]
        part += shown[..., :3]

    return Layer(paint, sway > 0)
