"""What is written into every picture: that no model made it."""

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from activities.providers.local.scenery.colours import Array
from activities.providers.local.scenery.stage import Canvas

LABEL = "PROCEDURAL PREVIEW - no AI model"
SMALLEST = 9
WIDEST = 0.6
"""Of the picture's width."""


def letter(canvas: Canvas) -> None:
    """At the bottom left: light letters in a soft shadow, legible on snow and at night."""
    height, width = canvas.shape[:2]
    letters, shadow = _written(width, height)
    box = canvas[height - letters.shape[0] :, : letters.shape[1]]
    box *= 1 - 0.55 * shadow[..., None]
    box += (1 - box) * (0.82 * letters)[..., None]


@lru_cache(maxsize=4)
def _written(width: int, height: int) -> tuple[Array, Array]:
    points = max(SMALLEST, round((width * height) ** 0.5 / 768 * 14))
    while (font := ImageFont.load_default(points)).getlength(LABEL) > width * WIDEST and points > SMALLEST:
        points -= 1
    margin = round(points * 0.9)
    size = (min(width, int(font.getlength(LABEL)) + 3 * margin), min(height, points + 3 * margin))
    page = Image.new("L", size)
    ImageDraw.Draw(page).text((margin, size[1] - margin), LABEL, fill=255, font=font, anchor="ls")
    shadow = page.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.GaussianBlur(points * 0.22))
    strong = np.minimum(np.asarray(shadow, np.float32) / 255 * 1.6, 1)
    return np.asarray(page, np.float32) / 255, strong
