"""What the offline annotator measures, against pictures whose truth is known."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageFilter

from activities.near_duplicates import MOST_BITS
from activities.providers.local.annotator import LocalAnnotator, annotated
from activities.providers.local.colours import name_of
from activities.providers.local.reading import can_read
from tests.support.pictures import PHOTOS, file_of, page, photo, picture
from workflows.contracts.annotated import Annotation

LARGEST = 50_000_000
NAMES = sorted(path.name for path in PHOTOS.glob("*.[jp]*g"))


def measured(image: Image.Image, kind: str = "PNG", **options: object) -> Annotation:
    return annotated(file_of(image, kind, **options), False, LARGEST)


def bits_apart(one: Annotation, other: Annotation) -> int:
    assert one.phash
    assert other.phash
    return (int(one.phash, 16) ^ int(other.phash, 16)).bit_count()


async def test_a_user_gets_what_the_same_code_measures_here() -> None:
    """Annotated in a child, an image is what it is in this process."""
    annotator = LocalAnnotator(at_once=1, max_pixels=LARGEST, timeout_s=60)
    image = file_of(photo("coffee.png"), "JPEG")
    found = await annotator.annotate(image, text=False)
    assert found == annotated(image, False, LARGEST)
    assert (found.engine, found.format, found.width, found.height) == ("local", "jpeg", 600, 400)
    assert (annotator.engine, annotator.at_once) == ("local", 1)


def test_a_blurred_copy_is_less_sharp() -> None:
    """Out of focus is told from crisp, in the number and in words."""
    crisp = photo("raccoon.png")
    blurred = crisp.filter(ImageFilter.GaussianBlur(4))
    clear, soft = measured(crisp, "JPEG"), measured(blurred, "JPEG")
    assert clear.sharpness
    assert soft.sharpness is not None
    assert clear.sharpness > 20 * soft.sharpness
    assert clear.caption
    assert soft.caption
    assert "sharp" in clear.caption.text
    assert "soft" in soft.caption.text


@pytest.mark.parametrize("width", [1100, 1600, 2500, 4000])
def test_sharpness_compares_between_sizes_and_formats(width: int) -> None:
    """The same photo is as sharp at any size, as PNG or JPEG, to within a tenth."""
    large = photo("hubble_deep_field.jpg", width)
    small = measured(large.resize((1024, 1024 * large.height // width), Image.Resampling.BOX)).sharpness
    as_png, as_jpeg = measured(large).sharpness, measured(large, "JPEG", quality=95).sharpness
    assert as_png == pytest.approx(small, rel=0.1)
    assert as_jpeg == pytest.approx(as_png, rel=0.1)


def test_light_is_measured() -> None:
    """Half black, half white; and a plain grey."""
    halves = np.zeros((200, 300), np.uint8)
    halves[:, 150:] = 255
    split, grey = measured(Image.fromarray(halves)), measured(Image.new("L", (300, 200), 128))
    assert (split.brightness, split.contrast, split.clipped) == (0.5, 0.5, 1.0)
    assert (grey.brightness, grey.contrast, grey.clipped, grey.sharpness) == (0.502, 0.0, 0.0, 0.0)


def test_colours_have_shares_and_names() -> None:
    """Three stripes are three colours, the largest first."""
    stripes = Image.new("RGB", (512, 256), "#f5e9c8")
    stripes.paste("#7a4a24", (0, 0, 256, 256))
    stripes.paste("#1f4fd8", (448, 0, 512, 256))
    found = measured(stripes)
    assert [(colour.hex, colour.name, colour.share) for colour in found.dominant_colors] == [
        ("#7a4a24", "brown", 0.5),
        ("#f5e9c8", "cream", 0.375),
        ("#1f4fd8", "blue", 0.125),
    ]
    assert found.caption
    assert found.caption.text.endswith("mostly brown and cream")


@pytest.mark.parametrize("name", NAMES)
def test_a_photo_has_up_to_six_colours(name: str) -> None:
    """Shares fall and make up nearly all of the photo."""
    colours = measured(photo(name)).dominant_colors
    shares = [colour.share for colour in colours]
    assert 1 <= len(colours) <= 6
    assert shares == sorted(shares, reverse=True)
    assert 0.9 < sum(shares) <= 1.001


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ff0000", "red"),
        ("00008b", "dark blue"),
        ("14204f", "navy"),
        ("008000", "green"),
        ("ffff00", "yellow"),
        ("ffa500", "orange"),
        ("800080", "purple"),
        ("ffc0cb", "pink"),
        ("8b4513", "brown"),
        ("f5f5dc", "cream"),
        ("808080", "grey"),
        ("ffffff", "white"),
        ("000000", "black"),
        ("87ceeb", "sky blue"),
        ("808000", "olive"),
        ("40e0d0", "turquoise"),
        ("008080", "teal"),
    ],
)
def test_colours_are_called_what_people_call_them(code: str, name: str) -> None:
    """The names of the web's colours, as a person would simplify them."""
    assert name_of(tuple(bytes.fromhex(code))) == name


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_keeps_its_fingerprint(name: str) -> None:
    """Resized, recompressed or a little brighter, a photo stays within the bits of a near duplicate."""
    original = photo(name)
    fingerprint = measured(original)
    for copy in (original.resize((333, 333 * original.height // original.width)), photo(name, 1500)):
        assert bits_apart(fingerprint, measured(copy)) <= MOST_BITS
    assert bits_apart(fingerprint, measured(original, "JPEG", quality=40)) <= MOST_BITS
    assert bits_apart(fingerprint, measured(original.point(lambda v: min(255, v + 12)))) <= MOST_BITS


def test_different_photos_have_different_fingerprints() -> None:
    """No two of the photos come near one another."""
    found = [measured(photo(name)) for name in NAMES]
    apart = [bits_apart(one, other) for i, one in enumerate(found) for other in found[:i]]
    assert min(apart) > 2 * MOST_BITS


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("image", [Image.new("RGB", (300, 200), "teal"), Image.linear_gradient("L")])
def test_an_image_with_nothing_on_it_has_no_fingerprint(image: Image.Image, kind: str) -> None:
    """Else all blank images, and all gradients, would be one large group of duplicates."""
    found = measured(image, kind)
    assert found.phash is None
    assert any(reason.startswith("phash: ") for reason in found.skipped)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (1, 900), (2000, 2), (64, 48)])
def test_every_kind_of_image_is_annotated(mode: str, size: tuple[int, int]) -> None:
    """Two colours or sixteen bits, transparent or not, a single pixel or a sliver."""
    with Image.open(BytesIO(picture(*size))) as source:
        image = source.convert("I").convert("I;16") if mode == "I;16" else source.convert(mode)
    found = measured(image)
    assert (found.width, found.height) == size
    assert found.dominant_colors
    assert found.caption


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("WEBP", "RGBA"), ("WEBP", "RGB")]
)
def test_every_format_is_annotated(kind: str, mode: str) -> None:
    """The same photo looks alike whatever it was stored as."""
    found = measured(photo("chelsea.png").convert(mode), kind)
    assert found.format == kind.lower()
    assert bits_apart(found, measured(photo("chelsea.png"))) <= MOST_BITS


def test_what_is_transparent_looks_white() -> None:
    """A logo is judged as it looks on a page."""
    logo = Image.new("RGBA", (256, 256), (0, 0, 0, 0))
    logo.paste((216, 32, 30, 255), (0, 0, 64, 256))
    assert [(c.name, c.share) for c in measured(logo).dominant_colors] == [("white", 0.75), ("red", 0.25)]


def test_text_that_nobody_asked_for_is_not_read() -> None:
    """And the annotation says why there is none."""
    found = measured(page("Invoice No. 4711"))
    assert found.text == ()
    assert "text: not asked for" in found.skipped


@pytest.mark.skipif(can_read(), reason="the extra is installed")
def test_without_the_extra_everything_but_text_is_there() -> None:
    """What is missing is named, nothing fails."""
    found = annotated(file_of(page("Invoice No. 4711")), True, LARGEST)
    assert "text: the extra `ocr` is not installed" in found.skipped
    assert found.sharpness
