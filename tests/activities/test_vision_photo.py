"""What of an image leaves for a vision model."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from activities.providers.base import ProviderRejected
from activities.providers.vision.darkroom import Photo
from activities.providers.vision.photo import Photos
from tests.support.pictures import picture

EXIF_TURN, EXIF_MAKER = 0x0112, 0x010F


async def made(image: bytes) -> Photo:
    return await Photos(1).make(image)


def seen(photo: Photo) -> Image.Image:
    return Image.open(io.BytesIO(photo.content)).convert("RGB")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_plain_image_leaves_as_it_is(kind: str) -> None:
    """Nothing is decoded that needs no change; the bytes say what they are, not a name."""
    image = picture(2048, 40, kind)
    photo = await made(image)
    assert (photo.content, photo.media_type) == (image, f"image/{kind.lower()}")
    assert (photo.format, photo.width, photo.height) == (kind.lower(), 2048, 40)


@pytest.mark.parametrize("size", [(2560, 1280), (1100, 4400)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
async def test_a_large_image_leaves_smaller_and_is_remembered_in_its_size(
    kind: str, size: tuple[int, int]
) -> None:
    """At most 2048 pixels a side; boxes are fractions, so they fit the original."""
    photo = await made(picture(*size, kind))
    width, height = size
    assert (photo.width, photo.height, photo.format) == (width, height, kind.lower())
    assert seen(photo).size == (width * 2048 // max(size), height * 2048 // max(size))


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_taken_sideways_leaves_upright(kind: str, turn: int) -> None:
    """Else the model's boxes would lie; and what it was taken with stays at home."""
    source = Image.open(io.BytesIO(picture(64, 48))).convert("RGB")
    backward = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[turn]
    stored = source if backward is None else source.transpose(Image.Transpose(backward))
    exif = Image.Exif()
    exif[EXIF_TURN], exif[EXIF_MAKER] = turn, "Canary Cameras"
    image = saved(stored, kind, exif=exif)
    assert b"Canary" in image
    photo = await made(image)
    assert (photo.width, photo.height) == seen(photo).size == (64, 48)
    assert np.abs(np.asarray(seen(photo), int) - np.asarray(source, int)).mean() < 25
    assert b"Canary" not in photo.content


async def test_a_turn_that_is_told_behind_the_pixels_counts() -> None:
    """A PNG may say how it was held where its header is long over."""
    exif = Image.Exif()
    exif[EXIF_TURN] = 6
    said = b"eXIf" + exif.tobytes().removeprefix(b"Exif\0\0")
    chunk = struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))
    plain = picture(64, 48)
    photo = await made(plain[:-12] + chunk + plain[-12:])
    assert (photo.width, photo.height) == seen(photo).size == (48, 64)


async def test_a_comment_stays_at_home() -> None:
    """What somebody wrote into a file is not part of the picture."""
    photo = await made(picture(64, 48, "JPEG", comment=b"Canary Street 7"))
    assert b"Canary" not in photo.content


async def test_what_is_transparent_is_white() -> None:
    """JPEG knows no transparency, and black would be an invention of ours."""
    clear = Image.new("RGBA", (3000, 100), (200, 30, 30, 0))
    photo = await made(saved(clear, "PNG"))
    assert np.asarray(seen(photo)).min() > 250


async def test_sixteen_bits_keep_their_brightness() -> None:
    """A grey of half the range is grey, not white."""
    grey = Image.fromarray(np.full((100, 3000), 32768, np.uint16))
    photo = await made(saved(grey, "PNG"))
    assert np.unique(np.asarray(seen(photo))).tolist() == [128]


GIF = saved(Image.new("L", (9, 9)), "GIF")
CUT = (picture(3000, 40)[:900], picture(3000, 40, "JPEG")[:300])


@pytest.mark.parametrize("image", [b"", b"no image at all", GIF, *CUT])
async def test_what_is_no_image_is_refused_before_anybody_is_asked(image: bytes) -> None:
    """Damaged, cut, or of another kind: for ever."""
    with pytest.raises(ProviderRejected, match="Invalid image") as caught:
        await made(image)
    assert caught.value.code == "image-refused"
