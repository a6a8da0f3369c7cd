"""Lights in the sky that a prompt may name: a rainbow, a shooting star, fireworks."""

import numpy as np

from activities.providers.local.scenery.colours import Array, colour, ramp
from activities.providers.local.scenery.sky import dots
from activities.providers.local.scenery.stage import Canvas, Layer, Stage, lighten

BOW = ("#7a3ff0", "#3f6ff0", "#35c4e0", "#4fd06a", "#f3e04a", "#f59a3a", "#ef4a4a")
SPARKS = ("#ffd36b", "#ff6b8a", "#7ad7ff", "#b98cff", "#8dffb0", "#ffffff")


def rainbow(stage: Stage) -> Layer:
    """Opposite the sun, faintest at its middle, a second one outside it."""
    middle = stage.width - stage.sun_x
    radius = stage.width * 0.36
    away = np.hypot(stage.columns - middle, stage.rows - stage.horizon * 1.08) / radius
    amount, tint = np.zeros_like(away), np.zeros((*away.shape, 3), np.float32)
    for inner, wide, strength, is_second in ((0.92, 0.1, 0.42, False), (1.14, 0.13, 0.14, True)):
        share = (away - inner) / wide
        band = np.exp(-(((share - 0.5) / 0.36) ** 2)) * strength
        hue = ramp(
            list(zip(np.linspace(0, 1, 7).tolist(), map(colour, BOW), strict=True)), np.linspace(0, 1, 256)
        )
        at = np.clip((1 - share if is_second else share) * 255, 0, 255).astype(np.int64)
        tint = np.where((band > amount)[..., None], hue[at], tint)
        amount = np.maximum(amount, band)
    amount = amount * np.clip((stage.horizon - stage.rows) / (30 * stage.unit), 0, 1)

    def paint(canvas: Canvas, _: float) -> None:
        canvas += (tint * (0.35 + 0.65 * canvas) - canvas * 0.25) * (amount * 0.75)[..., None]

    return Layer(paint)


def shooting_star(stage: Stage) -> Layer:
    """Bright at its head; in a film it falls again every three seconds."""
    chance = stage.chance("shooting star")
    start = np.array(
        [
            stage.width * ((0.42 if stage.sun_x > stage.width / 2 else 0.68) + 0.2 * chance.random()),
            stage.horizon * (0.08 + 0.15 * chance.random()),
        ]
    )
    along = np.array([-0.86, 0.36 + 0.2 * chance.random()])
    share = np.linspace(0, 1, int(220 * stage.unit))
    size = stage.unit * (0.3 + 1.1 * share**3)
    light = (share**2.2)[:, None] * colour("#eaf2ff") * 0.5

    def paint(canvas: Canvas, second: float) -> None:
        moved = start + along * ((second + 0.25 * (second == 0)) % 3) * 520 * stage.unit
        tail = moved + along * (share[:, None] - 1) * 210 * stage.unit
        dots(canvas, tail[:, 0], tail[:, 1], size, light)
        np.clip(canvas, 0, 1, out=canvas)

    return Layer(paint, moves=True)


def fireworks(stage: Stage) -> Layer:
    """Shells that open one after the other, their sparks falling as they fade."""
    chance = stage.chance("fireworks")
    shells = [
        (
            stage.width * (0.12 + 0.76 * chance.random()),
            stage.horizon * (0.18 + 0.42 * chance.random()),
            stage.unit * (95 + 95 * chance.random()),
            place * 0.37,
            colour(SPARKS[chance.integers(len(SPARKS))]),
            _sparks(chance),
        )
        for place in range(6)
    ]

    def paint(canvas: Canvas, second: float) -> None:
        for x, y, reach, phase, tint, sparks in shells:
            age = (second + phase + 0.25) % 2.6 / 2.6
            _burst(stage, canvas, (x, y), reach, age, tint, sparks)
        np.clip(canvas, 0, 1, out=canvas)

    return Layer(paint, moves=True)


def _sparks(chance: np.random.Generator) -> Array:
    turn, lift = chance.random(110) * 6.2832, np.arccos(1 - 2 * chance.random(110))
    return np.stack([np.cos(turn) * np.sin(lift), np.sin(turn) * np.sin(lift)], axis=1)


def _burst(
    stage: Stage,
    canvas: Canvas,
    at: tuple[float, float],
    reach: float,
    age: float,
    tint: Array,
    sparks: Array,
) -> None:
    fading = float(np.clip(1.25 - age * 1.3, 0, 1)) ** 1.4
    glow = np.hypot(stage.columns - at[0], stage.rows[: stage.horizon] - at[1]) / reach
    lighten(canvas[: stage.horizon], tint, (0.30 * fading * np.exp(-glow * 1.6)).astype(np.float32))
    for back in range(9):
        open_ = 1 - (1 - min(1.0, max(0.0, age - back * 0.018) * 1.25)) ** 2.6
        x = at[0] + sparks[:, 0] * reach * open_
        y = at[1] + sparks[:, 1] * reach * open_ + reach * 0.35 * age * age
        size = np.full(len(x), stage.unit * (1.7 - 0.12 * back))
        dots(
            canvas,
            x,
            y,
            size,
            np.tile(tint * fading * (0.95 if back == 0 else 0.42 * 0.8**back), (len(x), 1)),
        )
