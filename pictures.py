"""How an image from anybody is opened: sniffed, limited from its header before any pixel is read, upright.

For child processes only: what a hostile file does to its decoder must not matter.
"""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP")
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class ImageRefused(Exception):
    """This is no image we can work with.

    `code` is `not-an-image`, `image-too-large` or `image-broken`; `decoder-failed` where it crashed its
    decoder or took too long, which may be the machine's fault.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code, self.message = code, message


@contextmanager
def opened(source: Path | BytesIO, max_pixels: int) -> Iterator[Image.Image]:
    """The image, its pixels not read yet; refuses what is none, too large or, inside the block, broken."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit comes from the header, before any pixel is read
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(source, formats=FORMATS) as image:
            _check_size(image, max_pixels)
            yield image
    except UnidentifiedImageError:
        if _begins_like_one(source):
            raise ImageRefused("image-broken", "The image is damaged or incomplete from its start.") from None
        raise ImageRefused("not-an-image", "The file is not a PNG, JPEG or WEBP image.") from None
    except BROKEN as error:
        raise ImageRefused("image-broken", f"The image is damaged or incomplete: {error}"[:300]) from None


def _begins_like_one(source: Path | BytesIO) -> bool:
    """Pillow says of a WEBP cut short what it says of a text: that it knows no such image."""
    if isinstance(source, BytesIO):
        start = source.getvalue()[:12]
    else:
        with source.open("rb") as file:
            start = file.read(12)
    return start.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or start[:4] + start[8:] == b"RIFFWEBP"


def _check_size(image: Image.Image, max_pixels: int) -> None:
    if image.width * image.height > max_pixels:
        raise ImageRefused(
            "image-too-large",
            f"The image has {image.width} x {image.height} pixels; at most {max_pixels:,} are accepted.",
        )


def format_of(image: Image.Image) -> str:
    return "jpeg" if image.format == "MPO" else str(image.format).lower()


def orientation(image: Image.Image) -> int:
    """1 to 8, as EXIF counts them; EXIF that nobody can read turns nothing."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except (*BROKEN, TypeError):
        return 1


def upright(image: Image.Image) -> Image.Image:
    """Turned as EXIF says; the rest of EXIF is not looked at, let alone written again."""
    turn = TURNS.get(orientation(image))
    return image.transpose(turn) if turn is not None else image


def eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen-bit greys keep their upper byte; Pillow's own conversion would clip them to white."""
    if image.mode.startswith("I"):
        return Image.fromarray((np.asarray(image).clip(0, 65535) >> 8).astype(np.uint8))
    return image
