"""Looking into films; needs the extra `video` (`make test-video`)."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from activities.providers.local.drawer import available
from activities.viewing import SIDE, Viewed, view
from films import sniff, whole

pytestmark = pytest.mark.skipif(not available(), reason="the extra `video` is not installed")
LARGEST = 4_000_000
CODECS = {"mp4": "libx264", "mov": "libx264", "webm": "libvpx-vp9"}


def film(path: Path, kind: str, *, dark_s: float = 1.5, seconds: float = 3, width: int = 320) -> Path:
    """Black at first, then orange."""
    import av

    container: Any = av.open(str(path), "w", format=kind)
    stream: Any = container.add_stream(CODECS[kind], rate=12)
    stream.width, stream.height, stream.pix_fmt = width, width * 9 // 16 // 2 * 2, "yuv420p"
    for number in range(int(seconds * 12)):
        tint = (0, 0, 0) if number < dark_s * 12 else (240, 140, 40)
        page = np.full((stream.height, width, 3), tint, np.uint8)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(page, format="rgb24")))
    container.mux(stream.encode())
    container.close()
    return path


@pytest.mark.parametrize(
    ("kind", "media_type"), [("mp4", "video/mp4"), ("mov", "video/quicktime"), ("webm", "video/webm")]
)
def test_a_film_has_a_poster(kind: str, media_type: str, tmp_path: Path) -> None:
    """The first frame after a second that is not black, as a small JPEG; size and length are the film's."""
    path = film(tmp_path / "film", kind, width=640)
    assert sniff(path) == media_type
    viewed = view(path, tmp_path / "poster", LARGEST)
    assert viewed._replace(duration_s=None) == Viewed("video", media_type, 640, 360, None, True)
    assert viewed.duration_s == pytest.approx(3.0, abs=0.1)
    with Image.open(tmp_path / "poster") as poster:
        assert (poster.format, poster.size) == ("JPEG", (SIDE, SIDE * 9 // 16))
        assert np.asarray(poster).mean(axis=(0, 1)) == pytest.approx((240, 140, 40), abs=12)


def test_a_film_that_stays_black_has_a_black_poster(tmp_path: Path) -> None:
    path = film(tmp_path / "film", "mp4", dark_s=9)
    assert view(path, tmp_path / "poster", LARGEST).has_thumbnail


def test_a_film_shorter_than_a_second_has_a_poster(tmp_path: Path) -> None:
    path = film(tmp_path / "film", "mp4", dark_s=0, seconds=0.5)
    assert view(path, tmp_path / "poster", LARGEST).has_thumbnail


def test_a_film_larger_than_allowed_is_not_decoded(tmp_path: Path) -> None:
    """It stays a film that somebody paid for; only its poster is missing."""
    path = film(tmp_path / "film", "webm")
    assert view(path, tmp_path / "poster", 1000) == Viewed("video", "video/webm", 320, 180, 3.0, False)


@pytest.mark.parametrize("kind", ["mp4", "mov", "webm"])
def test_a_film_of_a_real_muxer_is_whole(kind: str, tmp_path: Path) -> None:
    """And the same film without its last byte is not."""
    path = film(tmp_path / "film", kind)
    whole(path)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Exception, match="damaged or incomplete"):
        whole(path)


def test_a_film_damaged_inside_costs_its_poster_only(tmp_path: Path) -> None:
    """The container is whole, what is in it cannot be decoded."""
    path = film(tmp_path / "film", "mp4")
    content = bytearray(path.read_bytes())
    start = content.index(b"mdat") + 4
    content[start : start + 1500] = bytes(1500)
    path.write_bytes(content)
    viewed = view(path, tmp_path / "poster", LARGEST)
    assert (viewed.kind, viewed.width, viewed.height) == ("video", 320, 180)
