"""Small things that a prompt may name and that move: boats, birds, balloons."""

from functools import partial

import numpy as np
from numpy.random import Generator
from PIL import ImageDraw

from activities.providers.local.scenery.colours import Array, colour, mixed
from activities.providers.local.scenery.noise import step
from activities.providers.local.scenery.stage import Canvas, Draw, Layer, Stage, over, silhouette

BALLOONS = (
    ("#e8503a", "#f7d9a0"),
    ("#3a7fd0", "#f4f1e6"),
    ("#e8a72e", "#b0352f"),
    ("#3fa37a", "#f6e7b4"),
    ("#8a4fc0", "#f6b2c9"),
)


def stamp(
    stage: Stage,
    foot: tuple[float, float],
    size: tuple[float, float],
    draw: Draw,
    near: float,
    tones: Array | None = None,
) -> Layer:
    """A silhouette whose foot stands there; `draw` as for `silhouette`."""
    wide, tall = max(2, round(size[0])), max(2, round(size[1]))
    cover = silhouette((wide, tall), draw, 4)
    left, top = round(foot[0] - wide / 2), round(foot[1] - tall)
    tone = mixed(stage.light.fog, stage.light.shade, 0.25 + 0.75 * near) if tones is None else tones

    def paint(canvas: Canvas, _: float) -> None:
        laid(canvas, tone, cover, left, top)

    return Layer(paint)


def laid(canvas: Canvas, paint: Array, cover: Array, left: float, top: float) -> None:
    """As much of it as lies within the picture; between pixels too, so that it glides."""
    x, y = int(np.floor(left)), int(np.floor(top))
    cover = _nudged(_nudged(cover, top - y, 0), left - x, 1)
    down, across = max(0, -y), max(0, -x)
    part = canvas[max(0, y) : max(0, y + len(cover)), max(0, x) : max(0, x + cover.shape[1])]
    cover = cover[down : down + part.shape[0], across : across + part.shape[1]]
    if paint.ndim == 3:
        paint = np.pad(paint, ((0, 1), (0, 1), (0, 0)), mode="edge")
        paint = paint[down : down + part.shape[0], across : across + part.shape[1]]
    over(part, paint, cover)


def _nudged(cover: Array, share: float, axis: int) -> Array:
    """One pixel larger, moved by a part of that."""
    before, after = [(0, 0), (0, 0)], [(0, 0), (0, 0)]
    before[axis], after[axis] = (0, 1), (1, 0)
    return np.pad(cover, before) * np.float32(1 - share) + np.pad(cover, after) * np.float32(share)


def boat(stage: Stage) -> Layer:
    """A sail before the light, and its image in the water."""
    chance = stage.chance("boat")
    tall = stage.height * (0.13 + 0.06 * chance.random())
    wide = tall * 0.8
    x = stage.width * (0.3 + 0.4 * chance.random())
    y = stage.horizon + (stage.height - stage.horizon) * 0.16
    size = (round(wide), round(tall))
    cover = silhouette(size, _sails, 4)
    mirror = cover[::-1] * np.linspace(0.5, 0.0, size[1], dtype=np.float32)[:, None]
    tone = mixed(stage.light.shade, stage.light.fog, 0.12)

    def paint(canvas: Canvas, second: float) -> None:
        left = float(x - wide / 2 - second * 5 * stage.unit)
        bob = float(np.sin(second * 1.4) * 1.2 * stage.unit)
        laid(canvas, tone, cover, left, y - tall + bob)
        laid(canvas, tone, mirror, left, y + bob)

    return Layer(paint, moves=True)


def _sails(page: ImageDraw.ImageDraw, w: int, h: int) -> None:
    page.polygon([(w * 0.12, h * 0.86), (w * 0.92, h * 0.86), (w * 0.8, h), (w * 0.24, h)], fill=255)
    page.line([(w * 0.5, 0), (w * 0.5, h * 0.88)], fill=255, width=max(2, int(w * 0.02)))
    page.polygon(
        [(w * 0.53, h * 0.04), (w * 0.53, h * 0.8), (w * 0.92, h * 0.8), (w * 0.72, h * 0.42)], fill=215
    )
    page.polygon(
        [(w * 0.47, h * 0.12), (w * 0.47, h * 0.8), (w * 0.14, h * 0.8), (w * 0.3, h * 0.5)], fill=190
    )


def birds(stage: Stage) -> Layer:
    """A loose flock that beats its wings."""
    chance = stage.chance("birds")
    many = int(chance.integers(7, 15))
    x = stage.width * (0.25 + 0.4 * chance.random()) + chance.normal(0, stage.width * 0.09, many)
    y = stage.horizon * (0.30 + 0.25 * chance.random()) + chance.normal(0, stage.height * 0.05, many)
    span, phase = stage.unit * (7 + 9 * chance.random(many)), chance.random(many) * 6.28
    tone = mixed(stage.light.shade, stage.light.fog, 0.15)

    def paint(canvas: Canvas, second: float) -> None:
        for place in range(many):
            wing = float(0.35 + 0.35 * np.sin(phase[place] + second * 7))
            size = (max(4, round(span[place] * 2)), max(4, round(span[place] * 1.4)))
            cover = silhouette(size, partial(_wings, wing=wing), 4)
            laid(canvas, tone, cover, float(x[place] - second * 22 * stage.unit), float(y[place]))

    return Layer(paint, moves=True)


def _wings(page: ImageDraw.ImageDraw, w: int, h: int, wing: float) -> None:
    middle, tip = (w / 2, h * 0.55), h * (0.55 - wing * 0.9)
    for side in (-1, 1):
        elbow = (w / 2 + side * w * 0.22, h * (0.5 - wing * 0.5))
        end = (w / 2 + side * w * 0.48, tip + h * 0.12)
        page.polygon(
            [
                (middle[0], middle[1] - h * 0.05),
                elbow,
                end,
                (elbow[0], elbow[1] + h * 0.13),
                (middle[0], middle[1] + h * 0.1),
            ],
            fill=255,
        )


def balloons(stage: Stage) -> Layer:
    """Striped, round with light from the sun's side, slowly rising."""
    chance = stage.chance("balloons")
    many = int(chance.integers(4, 8))
    placed = sorted(
        (
            stage.height * (0.05 + 0.15 * chance.random() ** 2),
            stage.width * (0.08 + 0.84 * (place + chance.random()) / many),
            stage.horizon * (0.08 + 0.5 * chance.random()),
            place,
        )
        for place in range(many)
    )
    made = [(*_balloon(stage, chance, size, order), x, y) for size, x, y, order in placed]

    def paint(canvas: Canvas, second: float) -> None:
        for tones, cover, x, y in made:
            rise = (second * 5 + 3 * np.sin(second + x)) * stage.unit
            laid(canvas, tones, cover, float(x - cover.shape[1] / 2), float(y - rise))

    return Layer(paint, moves=True)


def _balloon(stage: Stage, chance: Generator, tall: float, order: int) -> tuple[Array, Array]:
    wide, high = max(6, round(tall * 0.74)), max(8, round(tall))
    first, second = (colour(code) for code in BALLOONS[(order + int(chance.integers(2))) % len(BALLOONS)])

    def draw(page: ImageDraw.ImageDraw, w: int, h: int) -> None:
        page.ellipse([0, 0, w, w], fill=255)
        page.polygon(
            [(w * 0.06, w * 0.68), (w * 0.94, w * 0.68), (w * 0.6, h * 0.86), (w * 0.4, h * 0.86)], fill=255
        )
        page.rectangle([w * 0.42, h * 0.91, w * 0.58, h], fill=255)
        for side in (0.43, 0.57):
            page.line([(w * side, h * 0.85), (w * side, h * 0.92)], fill=160, width=max(1, int(w * 0.012)))

    cover = silhouette((wide, high), draw, 4)
    x = np.linspace(-1, 1, wide, dtype=np.float32)[None, :]
    y = np.linspace(-0.74, 1.97, high, dtype=np.float32)[:, None]
    round_x = np.arcsin(np.clip(x / np.sqrt(np.clip(1 - (y * 0.62) ** 2, 0.12, 1)), -1, 1))
    stripe = step(-0.15, 0.15, np.sin(round_x * 5.5 + 0.8))[..., None]
    tones = first + (second - first) * stripe
    side = -1.0 if stage.sun_x < stage.width / 2 else 1.0
    lit = np.clip(0.72 + 0.34 * side * x - 0.12 * y, 0.35, 1.12)[..., None]
    far = np.float32(np.clip(0.42 - tall / stage.height * 1.6, 0.06, 0.4))
    tones = np.clip(tones * lit, 0, 1) * (1 - 0.55 * stage.light.darkness)
    basket = (y > 1.6)[..., None]
    tones = np.where(basket, colour("#4a3524") * 0.8, tones)
    return np.asarray(tones + (stage.light.fog - tones) * far, np.float32), cover
