"""What is drawn without a model: the same for ever, as large as asked for, and what the prompt says."""

import asyncio
import io
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from activities.providers.base import ProviderBusy
from activities.providers.generator import Drawer, Drawing, Drawn
from activities.providers.local.drawer import ProceduralDrawer
from tests.support.processes import descendants

LABEL = "PROCEDURAL PREVIEW - no AI model"
DIGITAL_SOURCE = b"digitalsourcetype/algorithmicMedia"


@pytest.fixture(scope="module")
def drawer() -> Drawer:
    return ProceduralDrawer(2, 60, mp4=False)


def drawing(prompt: str = "mountain lake at sunset", longest: int = 480, **asked: Any) -> Drawing:
    plain = Drawing(prompt, "image", (16, 9), longest, seed=7, number=1)
    return plain._replace(**asked)


def nothing(_: float) -> None:
    pass


async def file_of(drawer: Drawer, folder: Path, wanted: Drawing) -> bytes:
    out = folder / "drawn"
    await drawer.draw(wanted, out, nothing)
    return out.read_bytes()


async def pixels(drawer: Drawer, folder: Path, wanted: Drawing) -> NDArray[np.float64]:
    with Image.open(io.BytesIO(await file_of(drawer, folder, wanted))) as image:
        return np.asarray(image.convert("RGB"), np.float64)


async def test_the_same_is_drawn_alike_for_ever(drawer: Drawer, tmp_path: Path) -> None:
    """Byte by byte, by another process too: a repeated activity makes the same file."""
    once = await file_of(drawer, tmp_path, drawing())
    assert await file_of(drawer, tmp_path, drawing()) == once
    assert await file_of(ProceduralDrawer(1, 60), tmp_path, drawing()) == once


async def test_every_number_and_every_seed_is_another_picture(drawer: Drawer, tmp_path: Path) -> None:
    """Four pictures of one task are four, not one."""
    wanted = [drawing(number=1), drawing(number=2), drawing(seed=8), drawing("mountain lake at sunset, boat")]
    assert len({await file_of(drawer, tmp_path, each) for each in wanted}) == 4


@pytest.mark.parametrize(
    ("aspect", "longest", "size"),
    [
        ((16, 9), 1024, (1024, 576)),
        ((9, 16), 1024, (576, 1024)),
        ((1, 1), 512, (512, 512)),
        ((3, 4), 640, (480, 640)),
        ((4, 3), 1000, (1000, 750)),
        ((21, 9), 700, (700, 300)),
        ((1, 1), 16, (16, 16)),
    ],
)
async def test_a_picture_has_the_size_that_was_asked_for(
    aspect: tuple[int, int], longest: int, size: tuple[int, int], drawer: Drawer, tmp_path: Path
) -> None:
    """Its sides in the proportion asked for, the longest as long; a JPEG by its bytes too."""
    drawn = await drawer.draw(drawing(aspect=aspect, longest=longest), tmp_path / "drawn", nothing)
    assert drawn == Drawn("image/jpeg", *size)
    with Image.open(tmp_path / "drawn") as image:
        assert (image.format, image.size) == ("JPEG", size)


async def test_a_picture_says_that_no_model_made_it(drawer: Drawer, tmp_path: Path) -> None:
    """In its metadata, in IPTC's word for it, and in letters at its bottom left."""
    out = tmp_path / "drawn"
    await drawer.draw(drawing("snow on white hills at noon", longest=1024), out, nothing)
    with Image.open(out) as image:
        assert image.getexif()[0x010E] == LABEL
        grey = np.asarray(image.convert("L"), np.float64)
    assert DIGITAL_SOURCE in out.read_bytes()
    label, beside = grey[545:572, 12:250], grey[545:572, 400:640]
    assert np.ptp(label) > 90
    assert label.std() > 3 * beside.std()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the sea at noon", "the sea at night"),
        ("a city", "a forest"),
        ("red hills at sunset", "teal hills at sunset"),
        ("desert", "snowy desert"),
        ("an idea", "a notion"),
    ],
)
async def test_another_prompt_is_another_picture(
    one: str, other: str, drawer: Drawer, tmp_path: Path
) -> None:
    """Not another grain: what is seen from far away differs."""
    seen = [await pixels(drawer, tmp_path, drawing(prompt, longest=160)) for prompt in (one, other)]
    blocks = [page.reshape(9, 10, 16, 10, 3).mean(axis=(1, 3)) for page in seen]
    assert np.abs(blocks[0] - blocks[1]).mean() > 8


async def test_words_decide_what_is_seen(drawer: Drawer, tmp_path: Path) -> None:
    """Night is dark, black and white has no colour, red is red."""
    noon, night = [
        await pixels(drawer, tmp_path, drawing(f"mountains at {hour}")) for hour in ("noon", "night")
    ]
    assert night.mean() < 70 < 120 < noon.mean()
    grey = await pixels(drawer, tmp_path, drawing("black and white mountains at noon"))
    assert np.ptp(grey, axis=2).max() < 12
    red, green, blue = (await pixels(drawer, tmp_path, drawing("red abstract poster"))).mean(axis=(0, 1))
    assert red > 1.25 * max(green, blue)


async def test_what_is_to_be_avoided_is_not_there(drawer: Drawer, tmp_path: Path) -> None:
    """By the negative prompt or by a `no` in the prompt: the same picture without it."""
    snowing = await file_of(drawer, tmp_path, drawing("snow over the mountains"))
    avoided = await file_of(drawer, tmp_path, drawing("snow over the mountains", avoid="snow, people"))
    assert avoided != snowing
    both = [
        await pixels(drawer, tmp_path, drawing("a sunset sea", avoid=word))
        for word in ("clouds", "zeppelins")
    ]
    assert np.abs(both[0] - both[1]).mean() > 0.3


@pytest.mark.parametrize(
    "prompt", ["", " ", "\0\ud800 \U0001f600", "日本の山", "a" * 5000, "no no no", "--ar 16:9", "%s {0} <b>"]
)
async def test_any_prompt_is_drawn(prompt: str, drawer: Drawer, tmp_path: Path) -> None:
    """Words that nobody knows make an abstract poster."""
    assert (await drawer.draw(drawing(prompt, longest=64), tmp_path / "drawn", nothing)).width == 64


EVERYTHING = (
    "aurora over snowy mountains and forest by a lake with a boat and lighthouse",
    "fireworks, birds and balloons over a neon city in the rain with lightning",
    "pyramids, cactus and palms in the desert under a planet and a shooting star",
    "a village, a cabin, a lone tree and a rainbow in an autumn meadow with fireflies and fog",
    "tropical beach in a storm",
    "tulips and lavender and sunflowers at dusk",
    "cherry blossom and poppies under the crescent moon, pastel",
    "nebula with saturn in teal and pink",
    "vintage hills",
    *(f"{kind} poster" for kind in ("liquid", "bauhaus", "art-deco", "layered", "glass")),
)


@pytest.mark.parametrize("prompt", EVERYTHING)
@pytest.mark.parametrize("aspect", [(16, 9), (9, 16)])
async def test_everything_there_is_can_be_drawn(
    prompt: str, aspect: tuple[int, int], drawer: Drawer, tmp_path: Path
) -> None:
    """With all of it at once, upright or lying; no picture is flat."""
    page = await pixels(drawer, tmp_path, drawing(prompt, longest=128, aspect=aspect))
    assert page.std() > 10


async def test_a_video_without_the_extra_is_an_animated_picture(drawer: Drawer, tmp_path: Path) -> None:
    """Shorter and smaller than asked for, and its metadata says so; progress is told on the way."""
    told: list[float] = []
    wanted = drawing("the sea at dusk", kind="video", longest=1280, seconds=0.75)
    drawn = await drawer.draw(wanted, tmp_path / "film", told.append)
    assert drawn == Drawn("image/webp", 640, 360, 0.75)
    with Image.open(tmp_path / "film") as image:
        assert (image.format, image.size, image.n_frames) == ("WEBP", (640, 360), 9)  # type: ignore[attr-defined]
        assert (
            image.getexif()[0x010E]
            == f"{LABEL}; shortened and small, since the extra `video` is not installed"
        )
    assert DIGITAL_SOURCE in (tmp_path / "film").read_bytes()
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == 1.0
    again = await drawer.draw(wanted._replace(seconds=60, longest=64), tmp_path / "film", nothing)
    assert again == Drawn("image/webp", 64, 36, 4.0)


async def test_it_moves_without_a_jump(drawer: Drawer, tmp_path: Path) -> None:
    """Every frame is another one, and near the one before it."""
    wanted = drawing("clouds over the sea", kind="video", longest=160, seconds=1)
    await drawer.draw(wanted, tmp_path / "film", nothing)
    frames = []
    with Image.open(tmp_path / "film") as image:
        for number in range(12):
            image.seek(number)
            frames.append(np.asarray(image.convert("RGB"), np.float64))
    steps = [np.abs(one - other).mean() for one, other in pairwise(frames)]
    assert min(steps) > 0.1
    assert max(steps) < 12


async def test_a_cancel_kills_the_drawing(tmp_path: Path) -> None:
    """The process is gone long before the film would be done; the next one is drawn."""
    drawer, before = ProceduralDrawer(1, 60, mp4=False), set(descendants(os.getpid()))
    started = asyncio.Event()
    wanted = drawing("a meadow", kind="video", longest=640, seconds=4)
    work = asyncio.create_task(drawer.draw(wanted, tmp_path / "film", lambda _: started.set()))
    async with asyncio.timeout(60):
        await started.wait()
        (child,) = set(descendants(os.getpid())) - before
        work.cancel()
        await asyncio.wait([work])
        while child in descendants(os.getpid()):
            await asyncio.sleep(0.01)
    assert work.cancelled()
    assert (await drawer.draw(drawing(longest=64), tmp_path / "drawn", nothing)).width == 64


async def test_a_drawing_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """Whoever retries is asked to do so once."""
    hasty = ProceduralDrawer(1, 0.001)
    for kind in ("image", "video"):
        with pytest.raises(ProviderBusy) as caught:
            await hasty.draw(drawing(kind=kind, seconds=1), tmp_path / "drawn", nothing)
        assert caught.value.tries == 2
