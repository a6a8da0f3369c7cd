"""Northern lights: curtains that hang from a winding line, and sway."""

import numpy as np

from activities.providers.local.scenery.colours import Array, colour
from activities.providers.local.scenery.noise import field, rolled, step
from activities.providers.local.scenery.stage import Canvas, Layer, Stage, lighten

GREEN, HIGH = "#3dffa0", ("#8a5cff", "#ff4fa3", "#4fa8ff")
CURTAINS = 3
COARSE = 2


def aurora(stage: Stage) -> Layer:
    chance = stage.chance("aurora")
    width, height = stage.width // COARSE + 1, max(8, stage.horizon // COARSE)
    tile = width * 2
    lines = [field(chance, (tile, 1), (tile / 5, 1), 3, 0.45, wraps=True) for _ in range(CURTAINS)]
    rays = [field(chance, (tile, 1), (tile / 70, 1), 4, 0.65, wraps=True) for _ in range(CURTAINS)]
    feet = [0.40 + 0.2 * number + 0.08 * chance.random() for number in range(CURTAINS)]
    base = colour(stage.brief.colours[0] if stage.brief.colours else GREEN)
    top = colour(
        stage.brief.colours[-1] if len(stage.brief.colours) > 1 else HIGH[chance.integers(len(HIGH))]
    )
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]

    def paint(canvas: Canvas, second: float) -> None:
        part = canvas[: stage.horizon]
        for number, (line, ray, foot) in enumerate(zip(lines, rays, feet, strict=True)):
            shift = (8 + 5 * number) * stage.unit * second / COARSE
            low = foot + 0.12 * rolled(line, shift * (-1) ** number)[0, :width]
            strength = step(-1.1, 1.4, rolled(ray, -shift * 1.7)[0, :width])
            up = (low - rows) / 0.5
            body = np.where(up > 0, np.exp(-up * 3.4), np.exp(up * 26)) * (0.25 + 0.75 * strength)
            body = body * (0.72 - 0.14 * number)
            _shine(part, body.astype(np.float32), base + (top - base) * np.clip(up * 1.1, 0, 1)[..., None])

    return Layer(paint, moves=True)


def _shine(part: Canvas, body: Array, tint: Array) -> None:
    big = np.repeat(np.repeat(body, COARSE, axis=0), COARSE, axis=1)
    hue = np.repeat(np.repeat(tint.astype(np.float32), COARSE, axis=0), COARSE, axis=1)
    rows, columns = min(len(part), len(big)), part.shape[1]
    lighten(part[:rows], hue[:rows, :columns], big[:rows, :columns])
