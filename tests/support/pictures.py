"""Small real images, made where they are needed."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

PHOTOS = Path(__file__).parents[2] / "bench" / "photos"


def picture(width: int = 64, height: int = 48, kind: str = "PNG", **options: object) -> bytes:
    """A gradient with some texture, the same every time."""
    rows, columns = np.mgrid[0:height, 0:width]
    channels = [columns * 255 // max(1, width - 1), rows * 255 // max(1, height - 1), (rows ^ columns) & 255]
    image = Image.fromarray(np.stack(channels, axis=-1).astype(np.uint8))
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def photo(name: str, width: int | None = None) -> Image.Image:
    """One of the benchmark's photos, at that width."""
    with Image.open(PHOTOS / name) as image:
        rgb = image.convert("RGB")
    return rgb.resize((width, width * rgb.height // rgb.width), Image.Resampling.LANCZOS) if width else rgb


def file_of(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """A PNG that is quickly made: how small it is matters to nobody."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **{"compress_level": 1, **options})
    return buffer.getvalue()


def page(*lines: str, size: tuple[int, int] = (600, 400), points: int = 28) -> Image.Image:
    """Black on white, one line below the other."""
    image = Image.new("RGB", size, "white")
    for row, line in enumerate(lines):
        place = (40, 40 + row * points * 3)
        ImageDraw.Draw(image).text(place, line, fill="black", font=ImageFont.load_default(points))
    return image


def endless_jpeg(side: int = 4000, scans: int = 20_000) -> bytes:
    """A progressive JPEG that adds its last scan again and again: a megabyte that takes minutes to decode."""
    plain = file_of(Image.new("RGB", (side, side), (120, 30, 40)), "JPEG", progressive=True)
    last = plain.rindex(b"\xff\xc4")  # the tables of the last scan, which end where it begins
    return plain[:last] + plain[last:-2] * scans + plain[-2:]


def claiming(width: int, height: int, data: bytes = b"") -> bytes:
    """A picture that says how large it is, whatever is in it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")
