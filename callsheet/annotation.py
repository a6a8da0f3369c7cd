"""What an annotation says of one image; boxes and shares are fractions of the image."""

from callsheet.models import Wire


class Box(Wire):
    """From the upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Colour(Wire):
    """`hex` is `#rrggbb`, `share` the part of all pixels."""

    hex: str
    name: str
    share: float


class Exif(Wire):
    """What the camera wrote; where it was is never told, only whether the photo says so."""

    camera: str | None = None
    taken_at: str | None = None
    has_gps: bool = False


class TextLine(Wire):
    text: str
    confidence: float
    box: Box


class Caption(Wire):
    """`source` is `template` where it was put together from measurements, else the model's name."""

    text: str
    source: str


class Label(Wire):
    """A term for something in the image; `difficulty`, 1 to 5, is how hard the term is to learn."""

    label: str
    bounding_box: Box
    type: str
    difficulty: int
    confidence: float | None = None


class Annotation(Wire):
    """None and empty mean: not measured; `skipped` says why. What looks alike shares `duplicate_group`."""

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
    duplicate_group: str | None = None
    text: tuple[TextLine, ...] = ()
    caption: Caption | None = None
    labels: tuple[Label, ...] = ()
    skipped: tuple[str, ...] = ()
