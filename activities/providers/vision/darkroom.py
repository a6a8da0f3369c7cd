"""Makes an image ready to leave, in a child process: upright, small, flat, a JPEG that says nothing else."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

Image.MAX_IMAGE_PIXELS = None  # the upload kept our own limit; a warning here would be about nothing
FORMATS = ("PNG", "JPEG", "WEBP")
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)
LONGEST = 2048
QUALITY = 90
ORIENTATION = 0x0112


class Damaged(Exception):
    """The file's own fault; crosses the process border as its words."""


class Photo(NamedTuple):
    """`format`, `width` and `height` are the upright original's, `content` is what leaves."""

    content: bytes
    media_type: str
    format: str
    width: int
    height: int


@contextmanager
def opened(image: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(io.BytesIO(image), formats=FORMATS) as file:
            yield file
    except UnidentifiedImageError:
        raise Damaged("no PNG, JPEG or WEBP") from None
    except BROKEN:
        raise Damaged("damaged or incomplete") from None


def kind(image: Image.Image) -> str:
    return "jpeg" if image.format == "MPO" else str(image.format).lower()


def developed(image: bytes) -> Photo:
    with opened(image) as file:
        size, original = file.size, kind(file)
        icc = file.info.get("icc_profile") if file.mode in ("RGB", "RGBA", "P") else None
        file.draft(None, (2 * LONGEST, 2 * LONGEST))  # a large JPEG decodes at a fraction of its size
        file.load()
        lying = file.getexif().get(ORIENTATION) in (5, 6, 7, 8)
        pixels = ImageOps.exif_transpose(_flat(file))
    buffer = io.BytesIO()
    pixels.info = {}  # else a comment would be written again
    pixels.save(buffer, "JPEG", quality=QUALITY, icc_profile=icc)
    width, height = reversed(size) if lying else size
    return Photo(buffer.getvalue(), "image/jpeg", original, width, height)


def _flat(image: Image.Image) -> Image.Image:
    """Small and without transparency, which JPEG cannot say: white shows through."""
    clear = image.has_transparency_data
    if image.mode.startswith("I"):  # sixteen bits: Pillow's own conversion would clip them to white
        image = image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    pixels = image.convert("RGBA" if clear else "RGB")
    pixels.thumbnail((LONGEST, LONGEST))
    if not clear:
        return pixels
    white = Image.new("RGBA", pixels.size, "white")
    white.alpha_composite(pixels)
    flat = white.convert("RGB")
    flat.info = pixels.info  # where its upright is
    return flat
