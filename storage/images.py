"""The only door for images: sniffed, limited from the header, decoded in a child process.

A hostile file can crash or hang a decoder; here it takes only its own child with it.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

from children import ChildDied, Children, limit_memory
from pictures import FORMATS, ImageRefused, eight_bits, format_of, opened, upright

__all__ = ["FORMATS", "Decoder", "ImageFacts", "ImageRefused", "alpha_of"]

MOST_MEMORY = 4 << 30
PROFILE_STAYS_TRUE = ("RGB", "RGBA", "P")  # a grey or CMYK profile says nothing about RGB pixels


class ImageFacts(NamedTuple):
    """Upright size in pixels; `format` is what the bytes are, whatever the name says."""

    format: str
    width: int
    height: int
    has_alpha: bool
    icc: bytes | None


class Decoder:
    """Decodes at most `at_once` images at a time, each for at most `timeout_s` seconds."""

    def __init__(self, max_pixels: int, timeout_s: float, at_once: int) -> None:
        self._max_pixels = max_pixels
        self._timeout_s = timeout_s
        self._children = Children(at_once, timeout_s)

    async def decode(self, source: Path, pixels: Path | None = None) -> ImageFacts:
        """Decode all of it; with `pixels`, write RGB as `pixels` and alpha beside it (see `alpha_of`)."""
        try:
            return await self._children.run(_decode, source, pixels, self._max_pixels)
        except TimeoutError:
            message = f"The image did not decode within {self._timeout_s:g} seconds."
            raise ImageRefused("decoder-failed", message) from None
        except ChildDied:
            raise ImageRefused("decoder-failed", "The image crashed its decoder.") from None


def alpha_of(pixels: Path) -> Path:
    return pixels.with_suffix(".alpha.npy")


def _decode(source: Path, pixels: Path | None, max_pixels: int) -> ImageFacts:
    limit_memory(MOST_MEMORY)
    try:
        with opened(source, max_pixels) as image:
            image.load()
            return _write(image, pixels)
    except MemoryError as error:
        raise ImageRefused("image-broken", f"The image is damaged or incomplete: {error}"[:300]) from None


def _write(image: Image.Image, pixels: Path | None) -> ImageFacts:
    icc = image.info.get("icc_profile") if image.mode in PROFILE_STAYS_TRUE else None
    has_alpha = image.has_transparency_data
    turned = upright(image)
    if pixels:
        flat = eight_bits(turned).convert("RGBA" if has_alpha else "RGB")
        array = np.asarray(flat)
        np.save(pixels, np.ascontiguousarray(array[..., :3]))
        if has_alpha:
            np.save(alpha_of(pixels), np.ascontiguousarray(array[..., 3]))
    return ImageFacts(format_of(image), turned.width, turned.height, has_alpha, icc)
