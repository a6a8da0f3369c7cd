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
        return ceil(abs(speed) * self.unit * self.seconds) + 2

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
    """Colours times cover, and cover: height x width x 4; `top` is the row where it begins."""

    paint: Array
    top: int


def strip_of(colours: Array, cover: Array, top: int) -> Strip:
    return Strip(np.concatenate([colours * cover[..., None], cover[..., None]], axis=2), top)


def sliding(stage: Stage, strip: Strip, speed: float) -> Layer:
    """The strip moves to the left by `speed` units a second."""

    def paint(canvas: Canvas, second: float) -> None:
        shift = (
            speed * stage.unit * second
            if speed >= 0
            else stage.margin(speed) - 2 + speed * stage.unit * second
        )
        first, part = int(shift), np.float32(shift % 1)
        top, bottom = max(0, strip.top), min(stage.height, strip.top + len(strip.paint))
        if top >= bottom:
            return
        shown = strip.paint[top - strip.top : bottom - strip.top]
        seen = shown[:, first : first + stage.width]
        if part > 0.01:
            seen = seen + (shown[:, first + 1 : first + 1 + stage.width] - seen) * part
        canvas[top:bottom] *= 1 - seen[..., 3:]
        canvas[top:bottom] += seen[..., :3]

    return Layer(paint, speed != 0 and stage.seconds > 0)


def over(canvas: Canvas, paint: Array, cover: Array) -> None:
    canvas += (paint - canvas) * cover[..., None]


def lighten(canvas: Canvas, light: Array, amount: Array) -> None:
    """As light adds up on film: never beyond white."""
    canvas += (1 - canvas) * (light * amount[..., None])


def silhouette(
    size: tuple[int, int], draw: Callable[[ImageDraw.ImageDraw, int], None], fine: int = FINE, blur: float = 0
) -> Array:
    """0 to 1, edges smooth; `draw` gets a page that is so many times as large, and that number."""
    page = Image.new("L", (size[0] * fine, size[1] * fine))
    draw(ImageDraw.Draw(page), fine)
    small = page.resize(size, Resampling.BOX)
    if blur:
        small = small.filter(ImageFilter.GaussianBlur(blur))
    return np.asarray(small, np.float32) / 255


def blurred(field: Array, radius: float) -> Array:
    """Of light: what is bright is spread over its neighbourhood."""
    shrink = max(1, int(radius / 2))
    height, width = field.shape[:2]
    small = (max(1, width // shrink), max(1, height // shrink))
    eight = Image.fromarray((np.clip(field, 0, 1) * 255).astype(np.uint8))
    soft = eight.resize(small, Resampling.BOX).filter(ImageFilter.GaussianBlur(radius / shrink))
    return np.asarray(soft.resize((width, height), Resampling.BICUBIC), np.float32) / 255
