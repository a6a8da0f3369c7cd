"""A batch of images, one annotation each: a parent, shards of it, packs of items.

Items are named by their `number` in the batch, from 0; their ids and outcomes are rows, never payloads.
"""

from typing import Literal

from workflows.contracts.base import Contract

MOST_ITEMS = 100_000


class AnnotationRequest(Contract):
    """Everything a batch needs.

    `concurrency` and `per_minute` are what was asked for; at each call the owner's tier may allow less.
    `everyones`: an operator's batch may use images of any owner. `text`: whether to look for text.
    """

    job_id: str
    owner: str
    total: int
    concurrency: int
    per_minute: int | None = None
    everyones: bool = False
    text: bool = True


class Shard(Contract):
    """The items `start` up to, not including, `end`."""

    request: AnnotationRequest
    number: int
    start: int
    end: int


class ShardItem(Contract):
    """One item that is tried by itself."""

    shard: Shard
    number: int


class Tally(Contract):
    """Outcomes of items; each item has one."""

    succeeded: int = 0
    failed: int = 0
    skipped: int = 0

    @property
    def processed(self) -> int:
        return self.succeeded + self.failed


class PackDone(Contract):
    """A slice of work on a shard: `tally` counts the shard's outcomes so far, whoever wrote them.

    `again` are items that failed for now; `left` says whether others have not been tried.
    """

    tally: Tally
    again: tuple[int, ...] = ()
    left: bool = False


class ShardReport(Contract):
    """What a shard tells its parent; `trying` while items are left that nobody has tried."""

    number: int
    tally: Tally
    trying: bool


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
    0..1, `contrast` its standard deviation, `clipped` the share of pixels at either end; `phash` 16 hex digits.
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
