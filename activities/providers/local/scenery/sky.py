"""The sky: a gradient, a sun or a moon in it, the glow around them, stars."""

import numpy as np

from activities.providers.local.scenery.colours import Array, colour, ramp
from activities.providers.local.scenery.noise import field, step
from activities.providers.local.scenery.stage import Canvas, Layer, Stage, lighten, over

STOPS = {"night": (0.0, 0.35, 0.62, 0.85, 1.0), "day": (0.0, 0.3, 0.62, 0.88, 1.0)}
USUAL = (0.0, 0.3, 0.58, 0.82, 1.0)


def gradient(stage: Stage) -> Layer:
    """From above to the horizon; below it the last colour goes on."""
    light = stage.light
    places = STOPS.get(light.hour, USUAL)
    at = np.clip(stage.rows[:, 0] / max(1, stage.horizon), 0, 1)
    column = ramp(list(zip(places, light.sky, strict=True)), at)

    def paint(canvas: Canvas, _: float) -> None:
        canvas[:] = column[:, None]

    return Layer(paint)


def glow(stage: Stage) -> Layer:
    """Round the sun, and wide along the horizon where it stands low."""
    light = stage.light
    sun_y = min(stage.sun_y, stage.horizon)
    x, y = (stage.columns - stage.sun_x) / stage.width, (stage.rows - sun_y) / stage.height
    far = np.sqrt(x * x * 0.8 + y * y * 1.6)
    strength = 0.42 if light.darkness > 0.8 else 0.85
    amount = strength * (0.55 * np.exp(-far * 4.2) + 0.45 * np.exp(-far * 14))
    if light.hour in ("dawn", "sunset", "dusk"):
        low = (stage.rows - stage.horizon) / stage.height
        amount += 0.34 * np.exp(-np.abs(low) * 9) * np.exp(-(x**2) * 5)
    amount = np.minimum(amount, 1).astype(np.float32)

    def paint(canvas: Canvas, _: float) -> None:
        lighten(canvas, light.glow, amount)

    return Layer(paint)


def sun(stage: Stage) -> Layer:
    """A disc with a soft edge, a little redder at its lower rim where it stands low."""
    radius = stage.unit * (34 if stage.light.hour != "day" else 24)
    top, left, away = _around(stage, radius)
    cover = np.clip((radius - away) / (1.2 + radius * 0.02) + 0.5, 0, 1)
    down = np.clip((np.arange(len(away))[:, None] / max(1, len(away))), 0, 1).astype(np.float32)
    low = stage.light.hour != "day"
    bright = stage.light.sun + (1 - stage.light.sun) * np.float32(0.5)
    disc = bright + (stage.light.glow - bright) * (down * (0.16 if low else 0))[..., None]
    halo = 0.85 * np.exp(-np.maximum(away - radius, 0) / (radius * 0.9))

    def paint(canvas: Canvas, _: float) -> None:
        part = canvas[top : top + len(away), left : left + away.shape[1]]
        lighten(part, stage.light.sun, halo)
        over(part, disc, cover)

    return Layer(paint)


def moon(stage: Stage) -> Layer:
    """Full with its seas, or a crescent with earthshine."""
    chance = stage.chance("moon")
    radius = stage.unit * (24 + 14 * chance.random())
    top, left, away = _around(stage, radius)
    cover = np.clip(radius - away + 0.5, 0, 1)
    seas = field(chance, away.shape[::-1], (radius * 0.9, radius * 0.9), 4)
    shine = 0.96 - 0.2 * step(0.1, 1.3, seas) - 0.06 * (away / radius) ** 4
    if "crescent" in stage.brief.things or chance.random() < 0.3:
        rows, columns = np.indices(away.shape, dtype=np.float32)
        middle_y, middle_x = stage.sun_y - top - radius * 0.22, stage.sun_x - left + radius * 0.52
        night = np.clip(radius * 0.98 - np.hypot(rows - middle_y, columns - middle_x) + 0.5, 0, 1)
        cover = cover * (1 - night * 0.97)
    halo = 0.22 * np.exp(-np.maximum(away - radius, 0) / (radius * 1.2))

    def paint(canvas: Canvas, _: float) -> None:
        part = canvas[top : top + len(away), left : left + away.shape[1]]
        lighten(part, stage.light.glow, halo)
        over(part, stage.light.sun * shine[..., None], cover)

    return Layer(paint)


def _around(stage: Stage, radius: float) -> tuple[int, int, Array]:
    """A square of the canvas around the sun: its top, its left, and how far each pixel is from the middle."""
    reach = radius * 5
    top, left = max(0, int(stage.sun_y - reach)), max(0, int(stage.sun_x - reach))
    bottom = max(top + 1, min(stage.height, int(stage.sun_y + reach)))
    right = max(left + 1, min(stage.width, int(stage.sun_x + reach)))
    rows = np.arange(top, bottom, dtype=np.float32)[:, None] - stage.sun_y
    return top, left, np.hypot(rows, np.arange(left, right, dtype=np.float32) - stage.sun_x)


def stars(stage: Stage, many: float = 1.0, lowest: float | None = None) -> Layer:
    """Few bright ones and many faint; each twinkles at its own pace."""
    chance = stage.chance("stars")
    depth = stage.horizon if lowest is None else lowest
    number = int(many * 900 * depth / stage.height * (stage.width / stage.height) ** 0.5)
    x, y = chance.random(number) * stage.width, chance.random(number) ** 1.15 * depth
    bright = np.minimum(0.16 * (1 - chance.random(number)) ** -0.62, 1.3)
    tints = np.stack([colour(code) for code in ("#cfe0ff", "#ffffff", "#fff0d8", "#ffd9c0")])
    tint = tints[chance.choice(4, number, p=(0.35, 0.4, 0.17, 0.08))]
    pace, phase = 0.6 + 2.4 * chance.random(number), chance.random(number) * 6.28
    size = stage.unit * (0.42 + 0.55 * bright)
    fading = np.clip(1.15 - (y / max(1.0, depth)) ** 3, 0, 1) * min(1, stage.light.darkness * 1.1)

    def paint(canvas: Canvas, second: float) -> None:
        shine = bright * fading * (0.82 + 0.18 * np.sin(phase + pace * second * 2))
        dots(canvas, x, y, size, tint * shine[:, None])

    return Layer(paint, moves=True)


def dots(canvas: Canvas, x: Array, y: Array, size: Array, light: Array) -> None:
    """Soft points of light, `size` their deviation in pixels, added to what is there."""
    reach = int(np.ceil(float(size.max(initial=0.3)) * 2.6))
    near_x, near_y = np.round(x).astype(np.int64), np.round(y).astype(np.int64)
    height, width = canvas.shape[:2]
    peak = np.minimum(1, 0.9 / np.maximum(size, 0.45))[:, None] ** 0.5 * light
    for down in range(-reach, reach + 1):
        for across in range(-reach, reach + 1):
            column, row = near_x + across, near_y + down
            inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
            inside &= np.hypot(across, down) <= size * 2.6 + 0.8
            if not inside.any():
                continue
            away = (column[inside] - x[inside]) ** 2 + (row[inside] - y[inside]) ** 2
            share = np.exp(-away / (2 * size[inside] ** 2))
            np.add.at(
                canvas, (row[inside], column[inside]), (peak[inside] * share[:, None]).astype(np.float32)
            )
