"""What the annotator takes from EXIF, what it leaves there, and what it says in words."""

from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from activities.providers.local.annotator import annotated
from activities.providers.local.measures import Measures
from activities.providers.local.words import caption
from tests.support.pictures import file_of, photo
from workflows.contracts.annotated import Annotation, Box, Colour, Exif, TextLine

LARGEST = 50_000_000
BOX = Box(x=0, y=0, width=1, height=1)


def taken(
    plain: dict[int, Any], details: dict[int, Any] | None = None, place: dict[int, Any] | None = None
) -> Annotation:
    """A photo whose camera wrote that."""
    exif = Image.Exif()
    exif.update(plain)
    exif.get_ifd(IFD.Exif).update(details or {})
    if place:
        exif[IFD.GPSInfo] = place
    return annotated(file_of(photo("chelsea.png"), "JPEG", exif=exif), False, LARGEST)


def test_camera_and_time_are_kept() -> None:
    """Make and model once each, the time with its offset from UTC."""
    found = taken(
        {Base.Make: "NIKON CORPORATION\0 ", Base.Model: "D90"},
        {Base.DateTimeOriginal: "2024:05:06 07:08:09", Base.OffsetTimeOriginal: "-03:30"},
    )
    assert found.exif == Exif(camera="NIKON CORPORATION D90", taken_at="2024-05-06T07:08:09-03:30")
    assert found.caption
    assert found.caption.text.startswith("Photo, 451 x 300, landscape")


def test_a_make_that_the_model_repeats_is_said_once() -> None:
    """Canon cameras are called Canon by themselves; a time without offset stays without."""
    found = taken(
        {Base.Make: "Canon", Base.Model: "Canon EOS 5D"}, {Base.DateTimeOriginal: "2024:05:06 07:08:09"}
    )
    assert found.exif == Exif(camera="Canon EOS 5D", taken_at="2024-05-06T07:08:09")


def test_the_place_is_never_kept() -> None:
    """Only that there is one: no number of it is anywhere in the annotation."""
    place: dict[int, Any] = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (48.0, 51.0, 37.125)}
    found = taken({Base.Make: "Phone"}, None, place)
    assert found.exif == Exif(camera="Phone", has_gps=True)
    assert "37.125" not in found.model_dump_json()


@pytest.mark.parametrize("time", ["0000:00:00 00:00:00", "yesterday", "2024:13:01 00:00:00", "   "])
def test_a_time_that_is_none_is_not_kept(time: str) -> None:
    """Cameras without a clock write zeros."""
    found = taken({Base.Make: "Box"}, {Base.DateTimeOriginal: time, Base.OffsetTimeOriginal: "+99:99"})
    assert found.exif == Exif(camera="Box")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("cut", [9, 14, 20, 40, 60])
def test_exif_that_nobody_can_read_spoils_nothing(cut: int, kind: str) -> None:
    """Cut off anywhere or not EXIF at all, the photo is annotated all the same."""
    exif = Image.Exif()
    exif.update({Base.Make: "A camera of a long name", Base.Orientation: 1})
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2024:05:06 07:08:09"
    for start in (exif.tobytes()[:cut], b"Exif\0\0XM\0*" + exif.tobytes()[10:cut]):
        found = annotated(file_of(photo("chelsea.png"), kind, exif=start), False, LARGEST)
        assert found.sharpness


@pytest.fixture(scope="module")
def upright() -> Image.Image:
    return photo("chelsea.png", 1200)


@pytest.fixture(scope="module")
def plain(upright: Image.Image) -> Annotation:
    return annotated(file_of(upright), False, LARGEST)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_seen_upright(
    orientation: int, kind: str, upright: Image.Image, plain: Annotation
) -> None:
    """However the camera was held, size and fingerprint are those of the upright photo."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
    stored = upright if back is None else upright.transpose(Image.Transpose(back))
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    found = annotated(file_of(stored, kind, exif=exif, quality=95), False, LARGEST)
    assert (found.width, found.height) == upright.size
    assert found.phash
    assert plain.phash
    assert (int(found.phash, 16) ^ int(plain.phash, 16)).bit_count() <= 2


def test_a_caption_says_what_was_measured_and_nothing_else() -> None:
    """Size, shape, focus, light, colours and text that is sure; its source says how it was made."""
    colours = [Colour(hex="#7a4a24", name="brown", share=0.5), Colour(hex="#f5e9c8", name="cream", share=0.3)]
    lines = [
        TextLine(text='"OPEN"', confidence=0.97, box=BOX),
        TextLine(text="YAMAMA", confidence=0.7, box=BOX),
        TextLine(text="8", confidence=0.9, box=BOX),
    ]
    said = caption((600, 400), None, Measures(900.0, 0.1, 0.2, 0.0), colours, lines)
    assert (
        said.text == "Image, 600 x 400, landscape, sharp, dark, mostly brown and cream; text reads \"'OPEN'\""
    )
    assert said.source == "template"
    plain = caption((9, 9), Exif(camera="Box"), Measures(0.0, 0.5, 0.0, 0.0), [], [])
    assert plain.text == "Photo, 9 x 9, square, plain"
