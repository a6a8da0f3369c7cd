"""What a video file is by its bytes, and whether all of it is there."""

import struct
from pathlib import Path

import pytest

from films import MOST_PARTS, Measures, MediaRefused, sniff, whole
from tests.support.films import box, element, ftyp, moov, mp4, track, webm
from tests.support.pictures import picture


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.png"


WHOLE = {
    "mp4": (mp4(), "video/mp4", Measures(640, 360, 2.5)),
    "mp4 of an editor": (mp4(b"mp42"), "video/mp4", Measures(640, 360, 2.5)),
    "quicktime": (mp4(b"qt  "), "video/quicktime", Measures(640, 360, 2.5)),
    "64 bit times": (mp4(index=moov(seconds=9, long=True)), "video/mp4", Measures(640, 360, 9.0)),
    "fragments": (mp4(index=moov(seconds=0)) + box(b"moof") + box(b"mdat"), "video/mp4", Measures(640, 360)),
    "webm": (webm(), "video/webm", Measures()),
    "recorded by a browser": (webm(is_open=True), "video/webm", Measures()),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_film_is_told_by_its_bytes(name: str, file: Path) -> None:
    """Whatever its name says; its size and length are those that the container gives, without a decoder."""
    content, media_type, measures = WHOLE[name]
    file.write_bytes(content)
    assert sniff(file) == media_type
    assert whole(file) == measures


def test_a_phone_held_upright_films_upright(file: Path) -> None:
    """Pictures are stored lying; what counts is how they are shown."""
    file.write_bytes(mp4(b"qt  ", moov(track(width=1920, height=1080, upright=False))))
    assert whole(file) == Measures(1080, 1920, 2.5)


@pytest.mark.parametrize("name", ["mp4", "quicktime", "webm"])
def test_a_film_cut_anywhere_is_refused(name: str, file: Path) -> None:
    """At each of its bytes: no upload that broke off is taken for a film."""
    content = WHOLE[name][0]
    content = content if len(content) < 2000 else content[:-4900]  # most of it is zeros
    for end in [*range(0, len(content), 7), len(content) - 1]:
        file.write_bytes(content[:end])
        with pytest.raises(MediaRefused) as refused:
            whole(file)
        assert refused.value.code in ("not-media", "media-broken")


BROKEN = {
    "without an index": (ftyp() + box(b"mdat", bytes(99)), "media-broken", "index (moov)"),
    "without pictures": (ftyp() + moov(), "media-broken", "pictures (mdat)"),
    "with something behind it": (mp4() + b"<script>", "media-broken", "middle"),
    "a box of no size": (mp4() + struct.pack(">I", 4) + b"free", "media-broken", "middle"),
    "an index cut inside": (mp4(index=box(b"moov", box(b"mvhd", bytes(6)))), "media-broken", "index is cut"),
    "sound alone": (mp4(index=moov(track(b"soun"))), "not-media", "no track of pictures"),
    "webm without pictures": (webm(clusters=0), "media-broken", "no tracks, or no pictures"),
    "webm that goes wrong": (webm() + bytes(20), "media-broken", "no WebM inside"),
    "webm of nothing but nothing": (
        webm(is_open=True) + element(b"\xec") * (MOST_PARTS + 1),
        "media-broken",
        "more parts",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_film_is_refused_with_the_reason(name: str, file: Path) -> None:
    """With a word for machines, and what is missing for people."""
    content, code, reason = BROKEN[name]
    file.write_bytes(content)
    with pytest.raises(MediaRefused, match=reason.replace("(", r"\(").replace(")", r"\)")) as refused:
        whole(file)
    assert refused.value.code == code
    assert refused.value.message.startswith("The ")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ftyp",
        picture(),
        b"%PDF-1.7",
        ftyp(b"heic", b"mif1", b"isom") + moov(),
        ftyp(b"avif", b"mif1", b"iso8") + moov(),
        ftyp(b"M4A ", b"isom") + moov(),
        webm(doc_type=b"matroska"),
        b"#EXTM3U\nhttp://127.0.0.1/secret",
    ],
    ids=["empty", "short", "png", "pdf", "heic", "avif", "m4a", "matroska", "playlist"],
)
def test_what_is_no_film_is_told_too(content: bytes, file: Path) -> None:
    """Pictures and sound in the boxes of MP4 included."""
    file.write_bytes(content)
    assert sniff(file) is None
    with pytest.raises(MediaRefused) as refused:
        whole(file)
    assert refused.value.code == "not-media"
