"""What is told of the items of a batch, on both faces."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.schemas.shape import Count, Shape

Outcome = Literal["succeeded", "failed", "skipped"]
Fraction = Annotated[float, Field(ge=0, le=1)]


class ItemFault(Shape):
    """A failed attempt at an item."""

    item_id: str
    error: str
    code: str
    attempt_number: Annotated[int, Field(ge=1)]
    timestamp: datetime


class ItemBox(Shape):
    """Fractions of the image's width and height, from the upper left corner."""

    x: float
    y: float
    width: float
    height: float


class ItemExif(Shape):
    camera: str | None
    taken_at: str | None
    has_gps: bool


class ItemColour(Shape):
    hex: str
    name: str
    share: Fraction


class ItemText(Shape):
    text: str
    confidence: Fraction
    box: ItemBox


class ItemCaption(Shape):
    text: str
    source: Annotated[str, Field(description="`template`, or the model's name")]


class ItemLabel(Shape):
    label: str
    bounding_box: ItemBox
    type: Literal["anatomical", "behavioral", "color", "pattern"]
    difficulty: Annotated[int, Field(ge=1, le=5)]
    confidence: Fraction | None


class ItemAnnotation(Shape):
    """What an image is found to be; `skipped` says what was not looked for, and why."""

    engine: str
    width: Count
    height: Count
    format: str
    exif: ItemExif | None
    sharpness: float | None
    brightness: Fraction | None
    contrast: float | None
    clipped: Fraction | None
    dominant_colors: list[ItemColour]
    phash: str | None
    text: list[ItemText]
    caption: ItemCaption | None
    labels: list[ItemLabel]
    skipped: list[str]
    duplicate_group: Annotated[str | None, Field(description="Id of the first image that resembles it")]


class ItemError(Shape):
    code: str
    message: str | None


class ItemLine(Shape):
    """A line of results.jsonl."""

    item_id: str
    outcome: Outcome | None
    attempts: Count
    completed_at: datetime | None
    annotation: ItemAnnotation | None
    error: ItemError | None


class BatchItem(ItemLine):
    number: Count
    image_url: str | None


class BatchItems(Shape):
    items: list[BatchItem]
    next_cursor: str | None


class BatchErrors(Shape):
    errors: list[ItemFault]
    total: Count
    next_cursor: str | None


class JobItems(Shape):
    data: list[BatchItem]
    next_cursor: str | None


class JobFaults(Shape):
    data: list[ItemFault]
    total: Count
    next_cursor: str | None


class ItemReason(Shape):
    code: str | None
    message: str | None
    count: Count


class JobFailures(Shape):
    data: list[ItemReason]
