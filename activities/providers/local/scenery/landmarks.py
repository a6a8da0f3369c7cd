"""What stands still in a landscape and is named in a prompt, in silhouette: a house with a light, palms."""

from collections.abc import Iterator
from functools import partial

import numpy as np
from PIL import ImageDraw

from activities.providers.local.scenery.colours import Array, colour, mixed, vivid
from activities.providers.local.scenery.noise import field
from activities.providers.local.scenery.stage import Canvas, Layer, Stage, lighten, over, silhouette
from activities.providers.local.scenery.things import laid, stamp


def cabin(stage: Stage, foot: tuple[float, float], tall: float) -> Iterator[Layer]:
    """A house with a gable and one lit window, smoke above it."""
    wide = tall * 1.5

    def draw(page: ImageDraw.ImageDraw, w: int, h: int) -> None:
        page.rectangle([w * 0.12, h * 0.5, w * 0.88, h], fill=255)
        page.polygon([(0, h * 0.56), (w * 0.2, h * 0.14), (w * 0.8, h * 0.14), (w, h * 0.56)], fill=255)
        page.rectangle([w * 0.64, 0, w * 0.73, h * 0.3], fill=255)

    yield stamp(stage, foot, (wide, tall), draw, 0.95)
    yield lamp(stage, (foot[0] - wide * 0.12, foot[1] - tall * 0.28), tall * 0.1)
    yield lamp(stage, (foot[0] + wide * 0.2, foot[1] - tall * 0.28), tall * 0.1)


def lamp(stage: Stage, at: tuple[float, float], size: float) -> Layer:
    """A small square of warm light and what it does to the air around it."""
    warm, reach = colour("#ffd27a"), size * 9
    top, left = max(0, int(at[1] - reach)), max(0, int(at[0] - reach))
    strength = 0.25 + 0.75 * stage.light.darkness

    def paint(canvas: Canvas, second: float) -> None:
        part = canvas[top : int(at[1] + reach), left : int(at[0] + reach)]
        y = np.abs(np.arange(top, top + part.shape[0])[:, None] - at[1])
        x = np.abs(np.arange(left, left + part.shape[1]) - at[0])
        flicker = 1 + 0.05 * np.sin(second * 9)
        lighten(
            part, warm, (0.5 * strength * flicker * np.exp(-np.hypot(x, y) / (size * 2.2))).astype(np.float32)
        )
        over(part, warm, np.clip(size - np.maximum(x, y) + 0.5, 0, 1).astype(np.float32))

    return Layer(paint)


def lighthouse(stage: Stage) -> Iterator[Layer]:
    """On a rock at the side, its beam turning where it is dark enough to be seen."""
    side = 0.16 if stage.sun_x > stage.width / 2 else 0.84
    tall, x = stage.height * 0.40, stage.width * side
    foot = (x, stage.horizon - stage.height * 0.06)
    head = (x, foot[1] - tall * 0.9)
    if stage.light.darkness > 0.3:
        yield _beam(stage, head, side < 0.5)

    def rock(page: ImageDraw.ImageDraw, w: int, h: int) -> None:
        line = (
            (0, 1),
            (0.1, 0.7),
            (0.22, 0.55),
            (0.34, 0.22),
            (0.62, 0.2),
            (0.74, 0.46),
            (0.9, 0.68),
            (1, 1),
        )
        page.polygon([(w * a, h * b) for a, b in line], fill=255)

    def tower(page: ImageDraw.ImageDraw, w: int, h: int) -> None:
        page.polygon([(w * 0.28, h * 0.16), (w * 0.72, h * 0.16), (w * 0.9, h), (w * 0.1, h)], fill=255)
        page.rectangle([w * 0.18, h * 0.145, w * 0.82, h * 0.17], fill=255)
        page.rectangle([w * 0.34, h * 0.05, w * 0.66, h * 0.15], fill=255)
        page.polygon([(w * 0.28, h * 0.055), (w * 0.5, 0), (w * 0.72, h * 0.055)], fill=255)

    yield stamp(stage, (x, stage.horizon), (stage.height * 0.62, stage.height * 0.10), rock, 1.0)
    yield stamp(stage, (x, foot[1]), (tall / 4, tall), tower, 0.9)
    yield lamp(stage, head, stage.unit * 3.2)


def _beam(stage: Stage, head: tuple[float, float], to_right: bool) -> Layer:
    y, x = stage.rows - head[1], stage.columns - head[0]
    away = np.hypot(x, y) / stage.width

    def paint(canvas: Canvas, second: float) -> None:
        turn = (0.10 if to_right else np.pi - 0.10) + 0.35 * np.sin(second * 0.6)
        off = np.abs(np.arctan2(y, x) - turn)
        beam = np.exp(-((np.minimum(off, 6.2832 - off) / 0.045) ** 2)) * np.exp(-away * 1.8) * 0.55
        lighten(canvas, colour("#fff0c0"), beam.astype(np.float32))

    return Layer(paint, moves=True)


def tree(stage: Stage, foot: tuple[float, float], tall: float) -> Layer:
    """One broad crown on a bent trunk."""
    chance = stage.chance("lone tree")
    leaves = [
        (chance.random() * 6.28, chance.random() ** 0.55, 0.05 + 0.07 * chance.random()) for _ in range(90)
    ]

    def draw(page: ImageDraw.ImageDraw, w: int, h: int) -> None:
        page.polygon(
            [
                (w * 0.44, w),
                (w * 0.475, w * 0.7),
                (w * 0.45, w * 0.45),
                (w * 0.54, w * 0.45),
                (w * 0.53, w * 0.7),
                (w * 0.57, w),
            ],
            fill=255,
        )
        for reach in (-0.26, -0.12, 0.13, 0.27):
            page.line(
                [(w * 0.5, w * 0.66), (w * (0.5 + reach), w * 0.36)], fill=255, width=max(2, int(w * 0.018))
            )
        for turn, out, size in leaves:
            x, y = w * (0.5 + 0.42 * out * np.cos(turn)), w * (0.34 + 0.25 * out * np.sin(turn))
            page.ellipse([x - w * size, y - w * size * 0.75, x + w * size, y + w * size * 0.75], fill=255)

    return stamp(stage, foot, (tall, tall), draw, 1.0, _foliage(stage, max(2, round(tall))))


def _foliage(stage: Stage, side: int) -> Array:
    """Green where the sun is high, lit from above; before a low sun hardly more than dark."""
    found = stage.brief.weather | stage.brief.things
    leaf = colour("#c8641e" if "autumn" in found else "#f2a8c4" if "cherry" in found else "#4f8a3a")
    share = {"day": 0.85, "dawn": 0.6, "sunset": 0.3}.get(stage.light.hour, 0.12)
    high = np.linspace(1, 0, side, dtype=np.float32)[:, None]
    spots = field(stage.chance("foliage"), (side, side), (side * 0.1, side * 0.08), 4)
    crown = mixed(stage.light.shade, leaf, share) * (0.55 + 0.6 * high + 0.13 * spots)[..., None]
    trunk = mixed(stage.light.shade, colour("#4a3626"), share)
    return np.asarray(np.clip(np.where((high < 0.38)[..., None], trunk, crown), 0, 1), np.float32)


def palm(stage: Stage, part: str, foot: tuple[float, float], tall: float) -> Layer:
    chance = stage.chance(part)
    lean = 0.16 * (1 if foot[0] < stage.width / 2 else -1) * (0.7 + 0.6 * chance.random())
    fronds = [
        (angle + 0.22 * chance.random(), 0.24 + 0.08 * chance.random())
        for angle in np.linspace(-3.4, 0.3, 11)
    ]

    def draw(page: ImageDraw.ImageDraw, w: int, h: int) -> None:
        head = (w * (0.5 + lean), w * 0.3)
        for share in np.linspace(0, 1, 60):
            x = w * (0.5 + lean * share**1.8)
            y, thick = w - (w - head[1]) * share, w * (0.022 - 0.010 * share)
            page.ellipse([x - thick, y - thick, x + thick, y + thick], fill=255)
        for angle, long in fronds:
            _frond(page, head, float(angle), w * long)

    return stamp(stage, foot, (tall, tall), draw, 1.0)


def _frond(page: ImageDraw.ImageDraw, head: tuple[float, float], angle: float, long: float) -> None:
    """A rib that bends down under its leaves."""
    last = head
    for share in np.linspace(0.04, 1, 26):
        x = head[0] + np.cos(angle) * long * share
        y = head[1] + np.sin(angle) * long * share * 0.8 + long * 0.62 * share**2.2
        page.line([last, (x, y)], fill=255, width=max(2, int(long * 0.03)))
        leaf = long * 0.26 * np.sin(np.pi * min(1, share + 0.12)) ** 0.7
        for side in (-1, 1):
            page.line(
                [
                    (x, y),
                    (
                        x + np.cos(angle) * leaf * 0.5 + side * leaf * 0.12,
                        y + leaf * (0.75 if side > 0 else 0.45),
                    ),
                ],
                fill=255,
                width=max(1, int(long * 0.022)),
            )
        last = (x, y)


def cactus(stage: Stage, foot: tuple[float, float], tall: float) -> Layer:
    def draw(page: ImageDraw.ImageDraw, w: int, h: int) -> None:
        for box in ((0.42, 0.0, 0.58, 1.0), (0.12, 0.34, 0.25, 0.62), (0.75, 0.22, 0.88, 0.52)):
            page.rounded_rectangle(
                [w * box[0], h * box[1], w * box[2], h * box[3] + w * 0.08], w * 0.08, fill=255
            )
        page.rounded_rectangle([w * 0.12, h * 0.56, w * 0.5, h * 0.645], w * 0.06, fill=255)
        page.rounded_rectangle([w * 0.5, h * 0.46, w * 0.88, h * 0.545], w * 0.06, fill=255)

    return stamp(stage, foot, (tall / 1.5, tall), draw, 1.0)


def pyramids(stage: Stage) -> Layer:
    chance = stage.chance("pyramids")
    base, dim = stage.horizon + stage.height * 0.05, 1 - 0.5 * stage.light.darkness
    lit = vivid(mixed(colour("#d9a868"), stage.light.lit, 0.25), 1, dim)
    dark = mixed(mixed(colour("#7a4a2e"), stage.light.shade, 0.3), stage.light.fog, 0.25)
    sides = (lit, dark) if stage.sun_x < stage.width / 2 else (dark, lit)
    made = []
    for place, tall in ((0.56, 0.2), (0.74, 0.27), (0.4, 0.13)):
        x, high = stage.width * (place - 0.08 + 0.06 * chance.random()), stage.height * tall
        size = (round(high * 3), round(high))
        left, top = round(x - size[0] / 2), round(base - size[1])
        for corner, tone in zip((0.02, 0.98), sides, strict=True):
            cover = silhouette(size, partial(_flank, corner=corner), 4)
            made.append((mixed(tone, stage.light.fog, 0.22), cover, left, top))

    def paint(canvas: Canvas, _: float) -> None:
        for tone, cover, left, top in made:
            laid(canvas, tone, cover, left, top)

    return Layer(paint)


def _flank(page: ImageDraw.ImageDraw, w: int, h: int, corner: float) -> None:
    """What is seen of one side; the edge between two of them is nearer to us."""
    page.polygon([(w * 0.5, 0), (w * corner, h), (w * 0.60, h)], fill=255)
