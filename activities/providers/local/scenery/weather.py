"""Weather before everything else: snow, rain, banks of fog, lightning, and what glows in the dark."""

import numpy as np
from PIL import Image, ImageDraw

from activities.providers.local.scenery.colours import Array, colour, mixed
from activities.providers.local.scenery.noise import field, rolled, step
from activities.providers.local.scenery.sky import dots
from activities.providers.local.scenery.stage import Canvas, Layer, Stage, blurred, lighten

FLAKES = 520
RAIN_SPEED = 900.0


def snow(stage: Stage) -> Layer:
    """Far flakes are many, small and slow; near ones few, large and out of focus."""
    chance = stage.chance("snow")
    near = chance.random(FLAKES) ** 3
    x, y = chance.random(FLAKES) * stage.width, chance.random(FLAKES) * stage.height
    size = stage.unit * (0.7 + 2.6 * near)
    light = (0.85 - 0.35 * near)[:, None] * mixed(
        colour("#ffffff"), stage.light.fog, 0.25 + 0.3 * stage.light.darkness
    )
    phase, fall = chance.random(FLAKES) * 6.28, stage.unit * (34 + 80 * near)

    def paint(canvas: Canvas, second: float) -> None:
        aside = np.sin(phase + second * 1.3) * stage.unit * (4 + 10 * near) + second * stage.unit * 12
        dots(canvas, (x + aside) % stage.width, (y + second * fall) % stage.height, size, light)
        np.clip(canvas, 0, 1, out=canvas)

    return Layer(paint, moves=True)


def rain(stage: Stage) -> Layer:
    """Streaks on a page that wraps, drawn past at its slant."""
    chance = stage.chance("rain")
    slant = 0.16 + 0.12 * chance.random()
    pages = [_streaks(stage, chance, slant, many, long) for many, long in ((700, 22), (260, 46))]

    def paint(canvas: Canvas, second: float) -> None:
        for page, pace in zip(pages, (0.7, 1.0), strict=True):
            down = int(second * RAIN_SPEED * pace * stage.unit) % stage.height
            aside = int(second * RAIN_SPEED * pace * slant * stage.unit) % stage.width
            lighten(canvas, stage.light.lit, np.roll(page, (down, -aside), axis=(0, 1)))

    return Layer(paint, moves=True)


def _streaks(stage: Stage, chance: np.random.Generator, slant: float, many: int, long: float) -> Array:
    page = Image.new("L", (stage.width * 2, stage.height * 2))
    draw = ImageDraw.Draw(page)
    for _ in range(many):
        x, y = chance.random() * stage.width * 2, chance.random() * stage.height * 2
        length = long * 2 * stage.unit * (0.6 + 0.8 * chance.random())
        draw.line(
            [(x, y), (x - length * slant, y + length)],
            fill=int(40 + 90 * chance.random()),
            width=max(1, round(stage.unit * 1.6)),
        )
    small = page.resize((stage.width, stage.height), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / 255 * 0.75


def fog(stage: Stage, base: float, tall: float, thick: float) -> Layer:
    """A bank that lies at that height and drifts."""
    chance = stage.chance(f"fog {base:.2f}")
    size = (stage.width * 2, max(8, int(tall * stage.height)))
    top = int((base - tall / 2) * stage.height)
    tile = field(chance, size, (340 * stage.unit, 60 * stage.unit), 4, wraps=True)
    rise = np.clip(np.sin(np.linspace(0, np.pi, size[1], dtype=np.float32)), 0, 1)[:, None] ** 1.3

    def paint(canvas: Canvas, second: float) -> None:
        first, last = max(0, top), min(stage.height, top + size[1])
        bank = rolled(tile, second * 10 * stage.unit)[first - top : last - top, : stage.width]
        cover = step(-1.6, 1.8, bank) * rise[first - top : last - top] * thick
        part = canvas[first:last]
        part += (stage.light.fog - part) * cover[..., None]

    return Layer(paint, moves=True)


def lightning(stage: Stage) -> Layer:
    """One bolt with its branches, and the flash in the clouds around it."""
    chance = stage.chance("lightning")
    page = Image.new("L", (stage.width * 2, stage.height * 2))
    draw = ImageDraw.Draw(page)
    start = (stage.width * 2 * (0.25 + 0.5 * chance.random()), 0.0)
    _bolt(draw, chance, start, stage.horizon * 2.0, 3.4 * stage.unit, 3)
    bolt = np.asarray(page.resize((stage.width, stage.height), Image.Resampling.BOX), np.float32) / 255
    glow = blurred(bolt, 14 * stage.unit) * 1.6
    away = np.hypot((stage.columns - start[0] / 2) / stage.width, stage.rows / stage.height * 0.9)
    flash = 0.42 * np.exp(-away * 3.2)
    beats = chance.random(2) * 0.5

    def paint(canvas: Canvas, second: float) -> None:
        strength = max(0.0, 1 - ((second + beats[0] * (second > 0)) % 2.3) * 2.2)
        if strength > 0.02:
            lighten(
                canvas, colour("#d8d4ff"), np.minimum(bolt + glow + flash, 1).astype(np.float32) * strength
            )

    return Layer(paint, moves=True)


def _bolt(
    draw: ImageDraw.ImageDraw,
    chance: np.random.Generator,
    at: tuple[float, float],
    foot: float,
    wide: float,
    forks: int,
) -> None:
    x, y = at
    stride = foot / 26
    while y < foot:
        to = (x + (chance.random() - 0.5) * stride * 1.7, y + stride * (0.5 + 0.8 * chance.random()))
        draw.line([(x, y), to], fill=255, width=max(1, round(wide)))
        x, y = to
        if forks and chance.random() < 0.12:
            end = y + (foot - y) * (0.3 + 0.4 * chance.random())
            _bolt(draw, chance, (x, y), end, wide * 0.5, forks - 1)


def fireflies(stage: Stage) -> Layer:
    chance = stage.chance("fireflies")
    many = 70
    x = chance.random(many) * stage.width
    y = stage.height * (0.45 + 0.52 * chance.random(many))
    phase, size = chance.random(many) * 6.28, stage.unit * (1.2 + 2.2 * chance.random(many))
    tint = colour("#ffe58a")

    def paint(canvas: Canvas, second: float) -> None:
        glow = np.clip(0.65 + 0.5 * np.sin(phase * 3 + second * 2.2), 0, 1)[:, None] * tint
        at_x = x + np.sin(phase + second * 0.7) * 18 * stage.unit
        at_y = y + np.cos(phase * 2 + second * 0.9) * 10 * stage.unit
        dots(canvas, at_x, at_y, size * 2.4, glow * 0.35)
        dots(canvas, at_x, at_y, size * 0.8, glow)
        np.clip(canvas, 0, 1, out=canvas)

    return Layer(paint, moves=True)
