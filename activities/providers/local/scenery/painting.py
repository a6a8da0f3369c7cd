"""A picture at any second: what never moves is painted once, the rest again for every frame."""

from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from activities.providers.generator import Drawing
from activities.providers.local.scenery.brief import Brief, brief_of
from activities.providers.local.scenery.composition import layers, stage_of
from activities.providers.local.scenery.finish import Finish
from activities.providers.local.scenery.stage import Canvas, Layer

FILM_GRAIN = 0.004
"""Just enough against bands: grain that dances makes a film four times as large."""
Pixels = NDArray[np.uint8]


def painted(drawing: Drawing, size: tuple[int, int]) -> Pixels:
    """A still picture; each layer is forgotten when it is dry."""
    stage = stage_of(_brief(drawing), size, 0)
    canvas = _blank(size)
    for layer in layers(stage):
        layer.paint(canvas, 0)
    return Finish(stage).finished(canvas)


class Painting:
    """A picture that moves for `seconds`."""

    def __init__(self, drawing: Drawing, size: tuple[int, int], seconds: float) -> None:
        stage = stage_of(_brief(drawing), size, seconds)
        self._finish = Finish(stage, FILM_GRAIN)
        every = iter(layers(stage))
        self._ground, self._moving = _blank(size), list[Layer]()
        for layer in takewhile(self._stands, every):
            layer.paint(self._ground, 0)
        self._moving += every

    def _stands(self, layer: Layer) -> bool:
        if layer.moves:
            self._moving.append(layer)
        return not layer.moves

    def at(self, second: float, frame: int) -> Pixels:
        canvas = self._ground.copy()
        for layer in self._moving:
            layer.paint(canvas, second)
        return self._finish.finished(canvas, frame)


def _blank(size: tuple[int, int]) -> Canvas:
    return np.zeros((size[1], size[0], 3), np.float32)


def _brief(drawing: Drawing) -> Brief:
    return brief_of(drawing.prompt, drawing.avoid, drawing.seed, drawing.number)
