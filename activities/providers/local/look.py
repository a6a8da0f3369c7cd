"""A look at an image: what its header and EXIF say, and its pixels no larger than they are needed."""

from io import BytesIO
from typing import NamedTuple

from PIL import Image
from PIL.Image import Resampling

from activities.providers.local.exif import read_exif
from pictures import eight_bits, format_of, opened, orientation, upright
from workflows.contracts.annotated import Exif

SIDEWAYS = (5, 6, 7, 8)
DRAFT = 2
"""A JPEG may be decoded at an eighth, a quarter or half its size: this many times what is wanted, or more."""


class Look(NamedTuple):
    """`width` and `height` are the image's own, upright; `pixels` is RGB, upright, smaller where it was."""

    format: str
    width: int
    height: int
    exif: Exif | None
    pixels: Image.Image


def look_at(image: bytes, longest_side: int, max_pixels: int) -> Look:
    """Decodes all of it. Raises `ImageRefused`, and `MemoryError`."""
    with opened(BytesIO(image), max_pixels) as source:
        size = source.size
        source.draft(None, _fitting(size, longest_side * DRAFT))
        source.load()
        sideways = orientation(source) in SIDEWAYS
        turned, exif = upright(source), read_exif(source)
    width, height = size[::-1] if sideways else size
    return Look(format_of(source), width, height, exif, _small(turned, longest_side))


def _fitting(size: tuple[int, int], longest_side: int) -> tuple[int, int]:
    longest = max(size)
    return size[0] * longest_side // longest, size[1] * longest_side // longest


def _small(image: Image.Image, longest_side: int) -> Image.Image:
    """At most that large, as it looks on a white page."""
    transparent = image.has_transparency_data
    small = eight_bits(image).convert("RGBA" if transparent else "RGB")
    small.thumbnail((longest_side, longest_side), Resampling.BOX)
    if not transparent:
        return small
    page = Image.new("RGB", small.size, "white")
    page.paste(small, mask=small.getchannel("A"))
    return page
