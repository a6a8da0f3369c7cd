"""What a file really is, how large, and a small picture of it; the extra `video` is not needed."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from activities.viewing import SIDE, MediaRefused, Viewed, view
from children import ChildDied
from crew import Crew
from tests.support.films import mp4, webm
from tests.support.pictures import endless_jpeg, file_of, picture

LARGEST = 4_000_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.fixture
def thumbnail(tmp_path: Path) -> Path:
    return tmp_path / "thumbnail"


def small(thumbnail: Path) -> Image.Image:
    with Image.open(thumbnail) as image:
        image.load()
    assert image.format == "JPEG"
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_an_image_is_what_its_bytes_say(kind: str, file: Path, thumbnail: Path) -> None:
    """With a JPEG of it whose longest side has 480 pixels."""
    file.write_bytes(picture(1200, 900, kind))
    assert view(file, thumbnail, LARGEST) == Viewed("image", f"image/{kind.lower()}", 1200, 900, None, True)
    assert small(thumbnail).size == (SIDE, SIDE * 3 // 4)


def test_a_small_image_is_not_enlarged(file: Path, thumbnail: Path) -> None:
    file.write_bytes(picture(64, 48))
    view(file, thumbnail, LARGEST)
    assert small(thumbnail).size == (64, 48)


def test_a_photo_taken_upright_is_shown_upright(file: Path, thumbnail: Path) -> None:
    """EXIF says so; the thumbnail has no EXIF any more."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a secret place"
    file.write_bytes(picture(800, 600, "JPEG", exif=exif))
    viewed = view(file, thumbnail, LARGEST)
    assert (viewed.width, viewed.height) == (600, 800)
    assert small(thumbnail).size == (360, 480)
    assert b"secret" not in thumbnail.read_bytes()


def test_what_is_seen_through_is_seen_on_white(file: Path, thumbnail: Path) -> None:
    """A JPEG has no transparency; black would hide dark drawings."""
    file.write_bytes(file_of(Image.new("RGBA", (100, 100), (255, 0, 0, 0))))
    view(file, thumbnail, LARGEST)
    assert small(thumbnail).getpixel((50, 50)) == (255, 255, 255)


def animation(frames: int = 20, each_ms: int = 100) -> bytes:
    """Black for its first second."""
    pages = [
        Image.new("RGB", (320, 180), (0, 0, 0) if number < 10 else (200, 80 + number, 40))
        for number in range(frames)
    ]
    buffer = io.BytesIO()
    pages[0].save(buffer, "WEBP", save_all=True, append_images=pages[1:], duration=each_ms, loop=0)
    return buffer.getvalue()


def test_a_moving_webp_is_a_video(file: Path, thumbnail: Path) -> None:
    """As long as its frames together; its thumbnail is what is seen after a second."""
    file.write_bytes(animation())
    assert view(file, thumbnail, LARGEST) == Viewed("video", "image/webp", 320, 180, 2.0, True)
    assert np.asarray(small(thumbnail)).mean() > 60


def test_a_film_is_what_its_container_says(file: Path, thumbnail: Path) -> None:
    """What nobody here can decode has its measures all the same, and no thumbnail."""
    file.write_bytes(mp4())
    assert view(file, thumbnail, LARGEST) == Viewed("video", "video/mp4", 640, 360, 2.5, False)
    file.write_bytes(webm())
    assert view(file, thumbnail, LARGEST)[:2] == ("video", "video/webm")
    assert not thumbnail.exists()


def giant_header() -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    plain = picture()
    return plain[:12] + header + struct.pack(">I", zlib.crc32(header)) + plain[33:]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-media"),
        (b"<html>404</html>", "not-media"),
        (file_of(Image.new("RGB", (9, 9)), "GIF"), "not-media"),
        (picture(300, 200)[:900], "media-broken"),
        (picture(300, 200, "JPEG")[:1500], "media-broken"),
        (picture(300, 200, "WEBP")[:900], "media-broken"),
        (animation()[:-400], "media-broken"),
        (mp4()[:-1], "media-broken"),
        (webm()[:-1], "media-broken"),
        (picture(3000, 2000), "image-too-large"),
        (giant_header(), "image-too-large"),
    ],
    ids=[
        "empty",
        "html",
        "gif",
        "png cut",
        "jpeg cut",
        "webp cut",
        "animation cut",
        "mp4 cut",
        "webm cut",
        "large",
        "giant",
    ],
)
def test_what_cannot_be_shown_is_refused(content: bytes, code: str, file: Path, thumbnail: Path) -> None:
    """With a word for machines and a sentence for people."""
    file.write_bytes(content)
    with pytest.raises(MediaRefused) as refused:
        view(file, thumbnail, LARGEST)
    assert refused.value.code == code
    assert refused.value.message.startswith("The ")
    assert not thumbnail.exists()


async def test_a_hostile_file_costs_its_own_child(file: Path, thumbnail: Path) -> None:
    """It takes for ever; the next file is viewed. What is refused over there is refused here."""
    crew = Crew(1, 3, nice=0, most_memory=1 << 30)
    file.write_bytes(endless_jpeg(2000))
    with pytest.raises((TimeoutError, ChildDied)):
        await crew.run(view, file, thumbnail, 50_000_000)
    file.write_bytes(picture())
    assert (await crew.run(view, file, thumbnail, LARGEST)).width == 64
    file.write_bytes(b"nothing")
    with pytest.raises(MediaRefused, match="neither"):
        await crew.run(view, file, thumbnail, LARGEST)
