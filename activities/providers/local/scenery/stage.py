"""What every part of a picture is given: size, light, chance of its own; and the ways to lay paint on."""

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image, ImageDraw, ImageFilter
from PIL.Image import Resampling

from activities.providers.local.scenery.brief import Brief
from activities.providers.local.scenery.colours import Array
from activities.providers.local.scenery.light import Light

Canvas = Array
"""Height x width x RGB, 0 to 1."""
Draw = Callable[[ImageDraw.ImageDraw, int, int], None]
FINE = 3
"""Silhouettes are drawn so many times as large, for smooth edges."""


class Layer(NamedTuple):
    """Paints itself over what is there; `moves` if it looks otherwise at another second."""

    paint: Callable[[Canvas, float], None]
    moves: bool = False


class Stage:
    """`seconds` is 0 for a still picture. The horizon is in pixels from above."""

    def __init__(
        self, size: tuple[int, int], seconds: float, brief: Brief, light: Light, horizon: float, sun: float
    ) -> None:
        self.width, self.height = size
        self.seconds, self.brief, self.light = seconds, brief, light
        self.horizon = round(horizon * self.height)
        self.sun_x = sun * self.width
        self.sun_y = self.horizon - light.height * self.horizon
        self.unit = float((self.width * self.height) ** 0.5) / 768

    def chance(self, part: str) -> Generator:
        return chance_of(self.brief, part)

    def margin(self, speed: float) -> int:
        """How much wider than the picture a strip is that moves `speed` units a second."""
        return ceil(speed * self.unit * self.seconds) + 2

    @cached_property
    def columns(self) -> Array:
        return np.arange(self.width, dtype=np.float32)

    @cached_property
    def rows(self) -> Array:
        return np.arange(self.height, dtype=np.float32)[:, None]


def chance_of(brief: Brief, part: str) -> Generator:
    """Each part has its own, so that one more star moves no mountain."""
    return default_rng(list(sha256(f"{brief.seed}/{part}".encode()).digest()))


class Strip(NamedTuple):
    """Colours times cover, and cover: height x width x 4; `top` is the row where it begins, `solid` the first
    of its own rows from which on nothing is seen through it."""

    paint: Array
    top: int
    solid: int


def strip_of(colours: Array, cover: Array, top: int) -> Strip:
    paint = np.concatenate([colours * cover[..., None], cover[..., None]], axis=2, dtype=np.float32)
    thin = np.flatnonzero((cover < 1).any(axis=1))
    return Strip(paint, top, int(thin[-1]) + 1 if len(thin) else 0)


def sliding(stage: Stage, strip: Strip, speed: float) -> Layer:
    """The strip moves to the left by `speed` units a second."""
    top, bottom = max(0, strip.top), min(stage.height, strip.top + len(strip.paint))
    shown = strip.paint[top - strip.top : bottom - strip.top]
    solid = max(0, strip.solid - (top - strip.top))

    def paint(canvas: Canvas, second: float) -> None:
        shift = speed * stage.unit * second
        first, part = int(shift), np.float32(shift % 1)
        seen = shown[:, first : first + stage.width]
        if part > 0.01:
            seen = seen + (shown[:, first + 1 : first + 1 + stage.width] - seen) * part
        thin, thick = canvas[top:bottom][:solid], canvas[top:bottom][solid:]
        thin *= 1 - seen[:solid, :, 3:]
        thin += seen[:solid, :, :3]
        thick[:] = seen[solid:, :, :3]

    return Layer(paint, speed > 0 and stage.seconds > 0)


def over(canvas: Canvas, paint: Array, cover: Array) -> None:
    canvas += (paint - canvas) * cover[..., None]


def lighten(canvas: Canvas, light: Array, amount: Array) -> None:
    """As light adds up on film: never beyond white."""
    canvas += (1 - canvas) * (light * amount[..., None])


def silhouette(size: tuple[int, int], draw: Draw, fine: int = FINE) -> Array:
    """0 to 1, edges smooth; `draw` gets a page that is so many times as large, and its width and height."""
    page = Image.new("L", (size[0] * fine, size[1] * fine))
    draw(ImageDraw.Draw(page), *page.size)
    return np.asarray(page.resize(size, Resampling.BOX), np.float32) / 255


def blurred(field: Array, radius: float) -> Array:
    """Of light: what is bright is spread over its neighbourhood."""
    shrink = max(1, int(radius / 3))
    height, width = field.shape[:2]
    eight = Image.fromarray((np.clip(field[::shrink, ::shrink], 0, 1) * 255).astype(np.uint8))
    soft = eight.filter(ImageFilter.GaussianBlur(radius / shrink))
    return np.asarray(soft.resize((width, height), Resampling.BILINEAR)) * np.float32(1 / 255)
