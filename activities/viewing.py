"""Looks at a file that somebody made: what it really is, how large, and a small picture of it.

For child processes only: a hostile file costs its own child and nothing else.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from PIL.Image import Resampling

from films import MediaRefused, sniff, whole
from pictures import ImageRefused, eight_bits, format_of, opened, upright
from workflows.contracts.generation import Kind

__all__ = ["MediaRefused", "Viewed", "view"]

SIDE = 480
QUALITY = 82
POSTER_S = 1.0
"""Films tend to begin with black."""
CODES = {"not-an-image": "not-media", "image-broken": "media-broken", "decoder-failed": "media-broken"}


class Viewed(NamedTuple):
    """Upright pixels; what nothing here can tell is None."""

    kind: Kind
    media_type: str
    width: int | None
    height: int | None
    duration_s: float | None
    has_thumbnail: bool


def view(path: Path, thumbnail: Path, max_pixels: int) -> Viewed:
    """Decodes an image wholly and walks through a video; writes a JPEG `thumbnail` where it can.

    Raises `MediaRefused` for what is neither, or broken, or larger than `max_pixels`. Of a film without the
    extra `video` there is no thumbnail, and only what its container says.
    """
    try:
        return _viewed(path, thumbnail, max_pixels)
    except MemoryError as error:
        raise MediaRefused("media-broken", "The file needs more memory than one file may have.") from error


def _viewed(path: Path, thumbnail: Path, max_pixels: int) -> Viewed:
    film = sniff(path)
    if film is None:
        return _pictures(path, thumbnail, max_pixels)
    width, height, duration_s = whole(path)
    if (width or 0) * (height or 0) > max_pixels or find_spec("av") is None:
        return Viewed("video", film, width, height, duration_s, False)
    from activities.screening import screened

    poster, measures = screened(path, film, POSTER_S, max_pixels)
    if poster is not None:
        _write(poster, thumbnail)
    return Viewed("video", film, *measures, poster is not None)


def _pictures(path: Path, thumbnail: Path, max_pixels: int) -> Viewed:
    try:
        with opened(path, max_pixels) as image:
            media_type = f"image/{format_of(image)}"
            if media_type == "image/webp" and getattr(image, "n_frames", 1) > 1:
                return _moving(image, media_type, thumbnail)
            image.load()
            turned = upright(image)
            _write(turned, thumbnail)
    except ImageRefused as refused:
        message = refused.message
        if refused.code == "not-an-image":
            message = "The file is neither a PNG, JPEG or WEBP image nor an MP4, QuickTime or WebM video."
        raise MediaRefused(CODES.get(refused.code, refused.code), message) from refused
    return Viewed("image", media_type, turned.width, turned.height, None, True)


def _moving(image: Image.Image, media_type: str, thumbnail: Path) -> Viewed:
    """Every frame is decoded once: only so its length is known, and that none of it is broken."""
    total_ms, poster = 0.0, None
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        image.load()
        if poster is None and total_ms + image.info["duration"] > POSTER_S * 1000:
            poster = image.copy()
        total_ms += image.info["duration"]
    _write(poster or image, thumbnail)
    return Viewed("video", media_type, image.width, image.height, total_ms / 1000, True)


def _write(image: Image.Image, thumbnail: Path) -> None:
    """As it looks on a white page, in its own colours."""
    profile = image.info.get("icc_profile") if image.mode in ("RGB", "RGBA", "P") else None
    small = eight_bits(image).convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail((SIDE, SIDE), Resampling.LANCZOS)
    if small.mode == "RGBA":
        page = Image.new("RGB", small.size, "white")
        page.paste(small, mask=small.getchannel("A"))
        small = page
    small.save(thumbnail, "JPEG", quality=QUALITY, optimize=True, icc_profile=profile)
