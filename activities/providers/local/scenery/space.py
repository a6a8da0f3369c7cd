"""Space: clouds of gas that glow, stars in thousands, planets lit from one side."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from PIL import Image
from PIL.Image import Resampling

from activities.providers.local.scenery.colours import Array, colour, mixed, ramp, vivid
from activities.providers.local.scenery.noise import field, sampled, step
from activities.providers.local.scenery.stage import Canvas, Layer, Stage, lighten, over, sliding, strip_of

SPEED = 3.0
GASES = (
    ("#0a0b22", "#2a1b5c", "#a33b9a", "#ff9d7a", "#fff0d0"),
    ("#050d1c", "#0f3360", "#2aa0b8", "#b7f0d8", "#fff8e0"),
    ("#0c0714", "#4a123e", "#c7375a", "#ffb15c", "#fff3d4"),
    ("#060a1a", "#1b2a7a", "#6a5cf0", "#f0a0e8", "#ffffff"),
)
WORLDS = (
    ("#5b2f1f", "#b86a3c", "#e6b27a", "#f6e2c0"),
    ("#123a6b", "#2f7fb8", "#7cc4d8", "#f2f7f4"),
    ("#3a2350", "#7a4b98", "#c79ad0", "#f3e0ee"),
    ("#1f4a44", "#4b9a80", "#b4d8a0", "#f4f3d0"),
    ("#6b3a1a", "#c98d4a", "#ecd29a", "#fff6e0"),
)


def nebula(stage: Stage) -> Layer:
    """Gas bent by noise, densest in a band; half as large, since it has no edges."""
    chance = stage.chance("nebula")
    width = stage.width + stage.margin(SPEED)
    size = (width // 2 + 1, stage.height // 2 + 1)
    thick = _thickness(chance, size, 150 * stage.unit)
    tones = ramp(
        list(zip((0, 0.3, 0.58, 0.85, 1), _gas(stage, chance), strict=True)), np.linspace(0, 1, 1024)
    )
    image = tones[(thick * 1023).astype(np.int64)]
    eight = Image.fromarray((image * 255).astype(np.uint8)).resize(
        (size[0] * 2, size[1] * 2), Resampling.BICUBIC
    )
    pixels = np.asarray(eight)[: stage.height, :width] * np.float32(1 / 255)
    return sliding(stage, strip_of(pixels, np.ones(pixels.shape[:2], np.float32), 0), SPEED)


def _thickness(chance: Generator, size: tuple[int, int], cell: float) -> Array:
    """0 to 1."""
    bend = [field(chance, size, (cell, cell), 4) for _ in range(2)]
    wide = (size[0] * 2, size[1] + int(cell * 3))
    gas, dust = (field(chance, wide, (cell, cell), 7, 0.56) for _ in range(2))
    rows, columns = np.indices(size[::-1], dtype=np.float32)
    y, x = rows + cell * 1.5 + bend[0] * cell * 0.32, columns + size[0] / 2 + bend[1] * cell * 0.32
    turn = chance.random() * 3.14
    along = (columns / size[0] - 0.5) * np.sin(turn) + (rows / size[1] - 0.5) * np.cos(turn)
    dense = 0.30 + 0.26 * sampled(gas, y, x) - 0.16 * step(0.2, 1.6, sampled(dust, y, x))
    band = 0.35 + 0.75 * np.exp(-((along / 0.30) ** 2))
    return np.asarray(np.clip(np.clip(dense, 0, 1) * band * 1.15, 0, 1), np.float32)


def _gas(stage: Stage, chance: Generator) -> list[Array]:
    codes = [colour(code) for code in GASES[chance.integers(len(GASES))]]
    named = [colour(code) for code in stage.brief.colours]
    if named:
        for place in range(3):
            glowing = vivid(named[place % len(named)], 1, 0.5 + 0.35 * place)
            codes[place + 1] = mixed(glowing, codes[place + 2], 0.25)
    return codes


class World(NamedTuple):
    """A globe; `x`, `y` and `radius` are pixels, `rings` the tilt of its rings or 0."""

    part: str
    x: float
    y: float
    radius: float
    rings: float = 0.0


def world(stage: Stage, world: World) -> Layer:
    """Lit from where the sun is, its rim in a thin glow of air, the other side nearly black."""
    chance = stage.chance(world.part)
    reach = world.radius * (2.4 if world.rings else 1.25)
    top, left = max(0, int(world.y - reach)), max(0, int(world.x - reach))
    bottom, right = min(stage.height, int(world.y + reach)), min(stage.width, int(world.x + reach))
    y = (np.arange(top, max(top + 1, bottom), dtype=np.float32)[:, None] - world.y) / world.radius
    x = (np.arange(left, max(left + 1, right), dtype=np.float32) - world.x) / world.radius
    away = np.hypot(x, y)
    z = np.sqrt(np.clip(1 - away**2, 0, 1))
    sun = np.array([-0.72 if chance.random() < 0.5 else 0.72, -0.42, 0.5])
    lit = step(-0.12, 0.9, x * sun[0] + y * sun[1] + z * sun[2])
    skin = _skin(chance, x, y, z)
    night = max(0.03, 0.4 * (1 - stage.light.darkness))
    tones = skin * (night + (1 - night) * lit)[..., None]
    air = vivid(mixed(skin.reshape(-1, 3).mean(axis=0), colour("#9fd0ff"), 0.55), 1.2, 1.25)
    rim = (np.clip(1 - z, 0, 1) ** 3 * lit * 0.85)[..., None]
    tones = tones + (air - tones) * rim
    cover = np.clip((1 - away) * world.radius + 0.5, 0, 1)
    toward = np.clip((x * sun[0] + y * sun[1]) / np.maximum(away, 0.1) + 0.25, 0, 1)
    halo = 0.5 * np.exp(-np.clip(away - 1, 0, None) * 16) * toward * (away > 0.98)
    ring = _ring(stage, chance, world, x, y) if world.rings else None

    def paint(canvas: Canvas, _: float) -> None:
        part = canvas[top : top + len(y), left : left + len(x)]
        lighten(part, air, halo)
        over(part, tones, cover)
        if ring is not None:
            over(part, *ring)

    return Layer(paint)


def _skin(chance: Generator, x: Array, y: Array, z: Array) -> Array:
    codes = [colour(code) for code in WORLDS[chance.integers(len(WORLDS))]]
    side = 512
    banded = chance.random() < 0.5
    texture = field(
        chance, (side, side), (side / (2 if banded else 5), side / (11 if banded else 5)), 6, 0.55
    )
    bend = field(chance, (side, side), (side / 6, side / 6), 3)
    lean = (chance.random() - 0.5) * 0.9
    u, v = x * np.cos(lean) - y * np.sin(lean), x * np.sin(lean) + y * np.cos(lean)
    row = np.clip((np.arcsin(np.clip(v, -1, 1)) / 3.1416 + 0.5) * (side - 1), 0, side - 1).astype(np.int64)
    column = np.clip((np.arctan2(u, np.maximum(z, 1e-3)) / 3.1416 + 0.5) * (side - 1), 0, side - 1).astype(
        np.int64
    )
    row = np.clip(row + bend[row, column] * side * (0.008 if banded else 0.02), 0, side - 1).astype(np.int64)
    share = np.clip(0.5 + texture[row, column] * 0.26, 0, 1)
    return ramp(list(zip((0, 0.38, 0.7, 1), codes, strict=True)), share.ravel()).reshape(*share.shape, 3)


def _ring(stage: Stage, chance: Generator, world: World, x: Array, y: Array) -> tuple[Array, Array]:
    """Its nearer half passes before the globe; gaps where the noise has it."""
    lean = -0.35
    u, v = x * np.cos(lean) - y * np.sin(lean), x * np.sin(lean) + y * np.cos(lean)
    away = np.hypot(u, v / world.rings)
    grooves = field(chance, (512, 1), (40, 1), 5, 0.7)[0]
    at = np.clip((away - 1.3) / 0.95 * 511, 0, 511).astype(np.int64)
    dense = np.clip(0.6 + 0.3 * grooves[at], 0.05, 1)
    cover = dense * step(1.3, 1.36, away) * (1 - step(2.1, 2.25, away)) * 0.85
    cover = cover * ((v > 0) | (np.hypot(x, y) > 1))
    tint = mixed(colour("#e8d4b0"), stage.light.lit, 0.3)
    return tint * np.ones((*away.shape, 3), np.float32), np.asarray(cover, np.float32)
