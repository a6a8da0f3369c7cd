"""The last hand: bloom, tone, grain, and the label."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from activities.providers.local.scenery.colours import Array, colour
from activities.providers.local.scenery.lettering import letter
from activities.providers.local.scenery.stage import Canvas, Stage, blurred

GREY = np.array([0.299, 0.587, 0.114], np.float32)
GRAIN = 0.011
ROOM = 64
"""So many pixels wider is the sheet of grain that each frame is cut from."""


class Finish:
    """The same for every frame of a film, grain included but where it falls."""

    def __init__(self, stage: Stage, grain: float = GRAIN) -> None:
        self._stage = stage
        x = (stage.columns / stage.width - 0.5) * 2
        y = (stage.rows / stage.height - 0.5) * 2
        self._dark = (1 - 0.16 * np.clip((x * x + y * y) / 2 - 0.25, 0, 1))[..., None].astype(np.float32)
        sheet = stage.chance("grain").normal(0, grain, (stage.height + ROOM, stage.width + ROOM))
        self._grain = sheet.astype(np.float32)[..., None]
        self._mono = "mono" in stage.brief.style
        self._sepia = "vintage" in stage.brief.style

    def finished(self, canvas: Canvas, frame: int = 0) -> NDArray[np.uint8]:
        canvas = np.clip(canvas, 0, 1)
        canvas += (1 - canvas) * self._bloom(canvas)
        canvas *= self._dark
        canvas = self._toned(canvas)
        down, across = frame * 37 % ROOM, frame * 91 % ROOM
        canvas += self._grain[down : down + len(canvas), across : across + canvas.shape[1]]
        letter(canvas)
        return (np.clip(canvas, 0, 1) * 255 + 0.5).astype(np.uint8)

    def _bloom(self, canvas: Canvas) -> Array:
        """At a quarter of the size, since all of it is blur."""
        small = canvas[::4, ::4]
        soft = blurred(np.clip(small - 0.62, 0, 1) * np.float32(1.5), 4 * self._stage.unit)
        image = Image.fromarray((soft * 255).astype(np.uint8))
        size = (self._stage.width, self._stage.height)
        return np.asarray(image.resize(size, Image.Resampling.BILINEAR)) * np.float32(0.35 / 255)

    def _toned(self, canvas: Canvas) -> Array:
        if self._mono or self._sepia:
            grey = (canvas @ GREY)[..., None]
            if self._mono:
                grey = np.clip((grey - 0.5) * 1.12 + 0.5, 0, 1)
                return np.repeat(grey, 3, axis=2)
            canvas = canvas * 0.6 + grey * colour("#ffe3b8") * 0.4
            return canvas * 0.88 + colour("#f2d9b8") * 0.09
        return canvas
