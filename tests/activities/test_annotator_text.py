"""What the annotator reads; needs the extra `ocr` (`make test-ocr`), and no network ever."""

import asyncio
import subprocess
import sys
import textwrap

import pytest
from PIL import Image

from activities.providers.local.annotator import LocalAnnotator, annotated
from activities.providers.local.reading import MOST_LINES, can_read, read_text
from tests.support.pictures import file_of, page, photo

pytestmark = pytest.mark.skipif(not can_read(), reason="the extra `ocr` is not installed")
LARGEST = 50_000_000
INVOICE = ("Invoice No. 4711", "Total: 1,234.56 EUR", "Thank you for your order")


def test_a_page_is_read_line_by_line() -> None:
    """Text, confidence and place of each line, in fractions of the page; the caption quotes it."""
    found = annotated(file_of(page(*INVOICE)), True, LARGEST)
    assert tuple(line.text for line in found.text) == INVOICE
    assert all(line.confidence > 0.9 for line in found.text)
    first = found.text[0].box
    assert first.x == pytest.approx(40 / 600, abs=0.02)
    assert first.y == pytest.approx(45 / 400, abs=0.04)
    assert 0.3 < first.width < 0.5
    assert found.caption
    assert 'text reads "Invoice No. 4711 Total: 1,234.56 EUR Thank you' in found.caption.text
    assert found.skipped == ()


@pytest.mark.parametrize("turn", [6, 8, 3])
def test_a_page_photographed_sideways_is_read_upright(turn: int) -> None:
    """Boxes refer to the upright page."""
    exif = Image.Exif()
    exif[0x0112] = turn
    degrees = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270, 3: Image.Transpose.ROTATE_180}
    stored = page(*INVOICE).transpose(degrees[turn])
    found = annotated(file_of(stored, "JPEG", quality=95, exif=exif), True, LARGEST)
    assert tuple(line.text for line in found.text) == INVOICE
    assert found.text[0].box.y < found.text[1].box.y < found.text[2].box.y


def test_small_print_on_a_small_image_is_read() -> None:
    """Letters of ten pixels are enlarged first."""
    assert [line.text for line in read_text(page("Harbour 42", size=(220, 90), points=12))] == ["Harbour 42"]


def test_no_line_of_a_dense_page_stands_on_its_head() -> None:
    """Sixty lines, and each is what was printed."""
    lines = [f"Line {n} of a dense page with many words, as in a letter" for n in range(60)]
    found = read_text(page(*lines, size=(1400, 4000), points=22).crop((0, 0, 1000, 4000)))
    assert [line.text for line in found] == lines


def test_a_photo_without_text_has_no_sure_text() -> None:
    """What textures look like is never quoted."""
    found = annotated(file_of(photo("coffee.png")), True, LARGEST)
    assert found.caption
    assert "text reads" not in found.caption.text


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (20_000, 30), (5, 5)])
def test_a_sliver_has_no_text_and_costs_little(size: tuple[int, int]) -> None:
    """No enlargement makes a line of a few pixels a large image."""
    assert read_text(Image.new("RGB", size, "white")) == ()


def test_very_many_lines_are_bounded() -> None:
    """Of a page of tiny lines the largest hundred are read."""
    words = page(*(f"No {n}" for n in range(MOST_LINES + 20)), size=(600, 1900), points=5)
    assert len(read_text(words.resize((1200, 3800)))) <= MOST_LINES


async def test_text_that_needs_too_much_memory_is_said_to_be_missing() -> None:
    """The measurements stand."""
    annotator = LocalAnnotator(1, LARGEST, 100, most_memory=900 << 20)
    found = await annotator.annotate(file_of(page(*INVOICE, size=(1900, 1900))), text=True)
    assert found.text == ()
    assert found.skipped[0].startswith("text: the reader failed")
    assert found.sharpness is not None


def test_reading_needs_no_network_and_says_nothing() -> None:
    """Not one socket is opened, not one line printed or logged."""
    script = """
        import sys
        outward = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
        sys.addaudithook(lambda event, _: sys.exit(event) if event in outward else None)
        import logging
        logging.basicConfig(level=logging.DEBUG)
        from PIL import Image
        from activities.providers.local.reading import read_text
        read_text(Image.new("RGB", (300, 200), "white"))
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


async def test_two_are_read_at_a_time() -> None:
    """Each in a child of its own, with the same answer."""
    annotator = LocalAnnotator(2, LARGEST, 100)
    image = file_of(page(*INVOICE))
    one, other = await asyncio.gather(*(annotator.annotate(image, text=True) for _ in range(2)))
    assert one == other
