"""The last hand: bloom, tone, grain, and the label."""

import numpy as np
from numpy.typing import NDArray

from activities.providers.local.scenery.colours import Array, colour
from activities.providers.local.scenery.lettering import letter
from activities.providers.local.scenery.stage import Canvas, Stage, blurred

GREY = np.array([0.299, 0.587, 0.114], np.float32)
GRAIN = 0.011


class Finish:
    """The same for every frame of a film, grain included but where it falls."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        x = (stage.columns / stage.width - 0.5) * 2
        y = (stage.rows / stage.height - 0.5) * 2
        self._dark = (1 - 0.16 * np.clip((x * x + y * y) / 2 - 0.25, 0, 1))[..., None].astype(np.float32)
        chance = stage.chance("grain")
        self._grain = chance.normal(0, GRAIN, (stage.height, stage.width)).astype(np.float32)[..., None]
        self._mono = "mono" in stage.brief.style
        self._sepia = "vintage" in stage.brief.style

    def finished(self, canvas: Canvas, frame: int = 0) -> NDArray[np.uint8]:
        canvas = np.clip(canvas, 0, 1)
        bright = np.clip(canvas - 0.62, 0, 1) * 1.5
        canvas += (1 - canvas) * blurred(bright, 16 * self._stage.unit) * 0.35
        canvas *= self._dark
        canvas = self._toned(canvas)
        height, width = canvas.shape[:2]
        canvas += np.roll(self._grain, (frame * 37 % height, frame * 91 % width), axis=(0, 1))
        letter(canvas)
        return (np.clip(canvas, 0, 1) * 255 + 0.5).astype(np.uint8)

    def _toned(self, canvas: Canvas) -> Array:
        if self._mono or self._sepia:
            grey = (canvas @ GREY)[..., None]
            if self._mono:
                grey = np.clip((grey - 0.5) * 1.12 + 0.5, 0, 1)
                return np.repeat(grey, 3, axis=2)
            canvas = canvas * 0.6 + grey * colour("#ffe3b8") * 0.4
            return canvas * 0.88 + colour("#f2d9b8") * 0.09
        return canvas
