"""A collection of images to annotate: real encodings, varied content, one in twenty poisoned in six ways."""

import io
import random
import struct
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

from tests.support.pictures import PHOTOS, endless_jpeg

ENCODINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("JPEG", {"quality": 85}),
    ("JPEG", {"quality": 60, "progressive": True}),
    ("PNG", {}),
    ("WEBP", {}),
)
HANGS_IN = 4
"""Of the poisoned, one in so many times six hangs its decoder: each costs a timeout, twice."""


class Specimen(NamedTuple):
    """`content` None: the image is known, but its bytes are gone; `known` False: nobody knows the id.

    `code` is what its item must fail with, None where it must succeed.
    """

    name: str
    content: bytes | None
    known: bool
    code: str | None


def collection(number: int, seed: int = 1) -> Iterator[Specimen]:
    """That many, the same for the same seed."""
    chance, photos, endless = random.Random(seed), photographs(), endless_jpeg()
    for at in range(number):
        name = f"image-{at:05}"
        sound = encoded(varied(chance, photos), chance)
        if at % 20 == 7:
            yield poisoned(name, at // 20, sound, endless)
        else:
            yield Specimen(name, sound, True, None)


def photographs() -> list[Image.Image]:
    return [Image.open(path).convert("RGB") for path in sorted(PHOTOS.glob("*.[pj][np]g"))]


def poisoned(name: str, nth: int, sound: bytes, endless: bytes) -> Specimen:
    match nth % 6:
        case 0:
            return Specimen(name, None, False, "image-not-found")
        case 1:
            return Specimen(name, None, True, "image-not-found")
        case 2:
            return Specimen(name, sound[: len(sound) // 2], True, "image-broken")
        case 3:
            return Specimen(name, b"%PDF-1.7\n" + sound[:500], True, "not-an-image")
        case 4:
            return Specimen(name, bomb(), True, "image-too-large")
        case _ if nth % (6 * HANGS_IN) == 5:
            return Specimen(name, endless, True, "decoder-timed-out")
    return Specimen(name, sound[:30], True, "image-broken")


def varied(chance: random.Random, photos: list[Image.Image]) -> Image.Image:
    """A piece of a photo, turned, coloured, sometimes written on."""
    photo = chance.choice(photos)
    side = chance.randint(200, min(photo.size))
    left, top = chance.randint(0, photo.width - side), chance.randint(0, photo.height - side)
    piece = photo.crop((left, top, left + side, top + side))
    piece = piece.resize((chance.randint(160, 640), chance.randint(160, 640)))
    piece = ImageOps.mirror(piece) if chance.random() < 0.5 else piece
    piece = ImageEnhance.Color(piece).enhance(chance.uniform(0, 2))
    piece = ImageEnhance.Brightness(piece).enhance(chance.uniform(0.5, 1.5))
    if chance.random() < 0.1:
        words = f"Take {chance.randint(1, 99)}"
        ImageDraw.Draw(piece).text((20, 20), words, fill="white", font=ImageFont.load_default(32))
    return piece


def encoded(image: Image.Image, chance: random.Random) -> bytes:
    kind, options = chance.choice(ENCODINGS)
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def bomb() -> bytes:
    """A PNG whose header says three billion pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 50_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    packed = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
