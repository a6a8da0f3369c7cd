"""Images that are none, broken, too large or hostile: each costs itself only, and is told from the others."""

import asyncio
import os
import signal
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from PIL import Image

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.local.annotator import LocalAnnotator
from tests.support.pictures import endless_jpeg, file_of, picture
from tests.support.processes import cpu_s, descendants, until_gone

LARGEST = 50_000_000
PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def annotator() -> LocalAnnotator:
    """One for all, so that each test also shows that the one before harmed nothing."""
    return LocalAnnotator(at_once=1, max_pixels=LARGEST, timeout_s=PATIENCE_S)


def giant_header() -> bytes:
    """A PNG that claims 60,000 x 60,000 pixels and has hardly any."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    plain = picture()
    return plain[:12] + header + struct.pack(">I", zlib.crc32(header)) + plain[33:]


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (b"", "not-an-image"),
        (b"%PDF-1.7 and so on", "not-an-image"),
        (file_of(Image.new("RGB", (9, 9)), "GIF"), "not-an-image"),
        (picture(300, 200)[:900], "image-broken"),
        (picture(300, 200)[:20], "image-broken"),
        (picture(300, 200, "JPEG")[:1500], "image-broken"),
        (picture(300, 200, "WEBP")[:900], "image-broken"),
        (picture(300, 200).replace(b"IDAT", b"IDAT\xff", 1), "image-broken"),
        (giant_header(), "image-too-large"),
    ],
    ids=["empty", "pdf", "gif", "png cut", "png header cut", "jpeg cut", "webp cut", "png damaged", "giant"],
)
async def test_what_can_never_be_annotated_is_refused_for_good(
    annotator: LocalAnnotator, image: bytes, code: str
) -> None:
    """With a word for machines and a sentence for people; the next image is annotated."""
    with pytest.raises(ProviderRejected) as refused:
        await annotator.annotate(image, text=True)
    assert refused.value.code == code
    assert str(refused.value).startswith("The ")
    assert (await annotator.annotate(picture(), text=False)).width == 64


async def test_an_image_that_needs_too_much_memory_is_refused() -> None:
    """Beyond the child's limit an allocation fails, and only this image with it."""
    annotator = LocalAnnotator(1, LARGEST, PATIENCE_S, most_memory=350 << 20)
    with pytest.raises(ProviderRejected) as refused:
        await annotator.annotate(file_of(Image.new("RGB", (7000, 7000)), compress_level=1), text=False)
    assert refused.value.code == "image-needs-too-much-memory"
    assert (await annotator.annotate(picture(), text=False)).width == 64


@asynccontextmanager
async def stuck(annotator: LocalAnnotator) -> AsyncIterator[tuple["asyncio.Task[object]", int]]:
    """A call that decodes for minutes, and the process it does that in."""
    before = descendants(os.getpid())
    call: asyncio.Task[object] = asyncio.create_task(annotator.annotate(endless_jpeg(), text=False))
    async with asyncio.timeout(PATIENCE_S):
        while not (children := descendants(os.getpid()).keys() - before.keys()):
            await asyncio.sleep(0.01)
        (child,) = children
        while cpu_s(child) < 1:  # importing is over, decoding has begun
            await asyncio.sleep(0.01)
        yield call, child
        await until_gone(child)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
async def test_a_crash_costs_one_call_and_may_be_tried_once_more(number: signal.Signals) -> None:
    """Whatever kills the decoder; the next image is annotated by another process."""
    annotator = LocalAnnotator(1, LARGEST, PATIENCE_S)
    async with stuck(annotator) as (call, child):
        os.kill(child, number)
        with pytest.raises(ProviderBusy) as busy:
            await call
        assert (busy.value.code, busy.value.tries) == ("decoder-crashed", 2)
    assert (await annotator.annotate(picture(), text=False)).width == 64


async def test_a_hang_is_given_up() -> None:
    """A file that would decode for minutes takes the time it may take, and its process ends."""
    annotator = LocalAnnotator(1, LARGEST, 4)
    async with stuck(annotator) as (call, _):
        with pytest.raises(ProviderBusy) as busy:
            await call
        assert (busy.value.code, busy.value.tries) == ("decoder-timed-out", 2)
    assert (await annotator.annotate(picture(), text=False)).width == 64


async def test_a_cancel_stops_the_call_at_once() -> None:
    """The process is gone, long before its image would have been done."""
    annotator = LocalAnnotator(1, LARGEST, 600)
    async with stuck(annotator) as (call, _):
        call.cancel()
        await asyncio.wait([call])
        assert call.cancelled()
    assert (await annotator.annotate(picture(), text=False)).width == 64
