"""What one image is found to be: measured here, or seen by a model."""

from typing import Literal

from workflows.contracts.base import Contract


class Box(Contract):
    """A rectangle in fractions of the image's width and height, from the upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Exif(Contract):
    """What the camera wrote; where it was taken is never kept, only whether it says so."""

    camera: str | None = None
    taken_at: str | None = None
    has_gps: bool = False


class Colour(Contract):
    """`hex` is `#rrggbb`, `share` the part of all pixels, 0..1."""

    hex: str
    name: str
    share: float


class TextLine(Contract):
    text: str
    confidence: float
    box: Box


class Caption(Contract):
    """`source` is `template` where it was composed from measurements, else the model's name."""

    text: str
    source: str


class Label(Contract):
    """A term that a vision model found, where in the image, and how hard the term is to learn (1..5)."""

    label: str
    bounding_box: Box
    type: Literal["anatomical", "behavioral", "color", "pattern"]
    difficulty: int
    confidence: float | None = None


class Annotation(Contract):
    """What one image is found to be. None and empty mean: not measured; `skipped` says why.

    `sharpness` is the variance of the Laplacian of luma (0..255) at 512 pixels, `brightness` mean luma
    0..1, `contrast` its standard deviation, `clipped` the share of pixels at either end, `phash` 16 hex
    digits.
    """

    engine: str
    width: int
    height: int
    format: str
    exif: Exif | None = None
    sharpness: float | None = None
    brightness: float | None = None
    contrast: float | None = None
    clipped: float | None = None
    dominant_colors: tuple[Colour, ...] = ()
    phash: str | None = None
    text: tuple[TextLine, ...] = ()
    caption: Caption | None = None
    labels: tuple[Label, ...] = ()
    skipped: tuple[str, ...] = ()
