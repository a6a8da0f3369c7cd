"""The picture in README.md: the console before jobs of all five kinds, as they really are."""

import asyncio
import base64
import io
import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.browser import Page
from tests.support.generations import imagen
from tests.support.pictures import file_of, photo
from tests.support.processes import ROOT, Up, up

WANTED = "CALLSHEET_PICTURE"
"""Where it is to be kept, seen from the root; `make picture`."""
SIZE = (1280, 800)
LARGEST = 200_000
LISTED = ("Radiohead", "customers.csv", "lighthouse")
COLUMNS = [
    {"name": "id", "type": "integer"},
    {"name": "name", "type": "string"},
    {"name": "email", "type": "email"},
]
Told = dict[str, Any]


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[Up]:
    """Nothing is seen but the jobs of the picture."""
    async with up(tmp_path / "data") as tree:
        await tree.ready()
        yield tree


async def post(tree: Up, path: str, **more: Any) -> Told:
    answer = await tree.http.post(path, **more)
    assert answer.is_success, answer.text
    told: Told = answer.json()
    return told


async def comes_to(tree: Up, job_id: str, is_so: Callable[[Told], bool]) -> None:
    while not is_so((await tree.http.get(f"/v1/jobs/{job_id}")).json()):
        await asyncio.sleep(0.1)


def ended(job: Told) -> bool:
    return job["status"] in ("completed", "failed", "cancelled")


def customers(count: int) -> Iterator[str]:
    """One in fifty has no address."""
    yield "id,name,email\n"
    for number in range(count):
        yield f"{number},Customer {number},{'none' if number % 50 == 7 else f'c{number}@example.org'}\n"


async def draw(tree: Up, words: str, count: int) -> str:
    told = await post(
        tree, "/api/generation/tasks", json={"promptId": words, "providerParams": imagen(words, count)}
    )
    return str(told["data"]["id"])


async def load(tree: Up, name: str, rows: int, **more: str) -> str:
    """Once more than it allows is bad, it fails."""
    file = {"file": (name, "".join(customers(rows)).encode())}
    return str(
        (await post(tree, "/api/import-export/import", files=file, data={"dataset": "customers", **more}))[
            "jobId"
        ]
    )


async def annotate(tree: Up) -> str:
    """It waits for its rate after ten."""
    images = []
    for number in range(16):
        file = {"file": (f"{number}.png", file_of(photo("coffee.png", 100 + number)))}
        images.append((await post(tree, "/api/images", files=file))["imageId"])
    body = {"imageIds": images, "rateLimitPerMinute": 10}
    return str((await post(tree, "/api/batch/annotations/start", json=body))["jobId"])


async def what_has_been(tree: Up) -> None:
    """One told, one drawn, one failed."""
    await post(tree, "/v1/datasets", json={"name": "customers", "columns": COLUMNS, "key": "id"})
    body = {"topic": "Radiohead", "narrationTargetSecs": 60, "narrate": False}
    told = (await post(tree, "/api/music-doc", json=body))["jobId"]
    drawn, failed = (
        await draw(tree, "A beautiful sunset", 2),
        await load(tree, "leads.csv", 3000, maxBadShare="0.01"),
    )
    for job_id in (told, drawn, failed):
        await comes_to(tree, job_id, ended)


async def what_goes_on(tree: Up) -> None:
    """A batch that waits, an import, a drawing, and the tiers of a photo on their way."""
    batch, loading = await annotate(tree), await load(tree, "customers.csv", 600_000)
    drawing = await draw(tree, "A lighthouse in a storm", 4)
    small, _, large = await tree.enhance("1k", "2k", "4k")
    await asyncio.gather(
        comes_to(tree, batch, lambda job: job["percent"] > 50),
        comes_to(tree, loading, lambda job: job["percent"] > 10),
        comes_to(tree, drawing, lambda job: job["percent"] > 10),
        comes_to(tree, small, ended),
        comes_to(tree, large, lambda job: job["percent"] > 15),
    )


async def seen(page: Page) -> Image.Image:
    told = await page.call("Page.captureScreenshot")
    return Image.open(io.BytesIO(base64.b64decode(told["data"])))


@pytest.mark.timeout(400)
async def test_the_console_makes_a_picture_of_itself(page: Page, alone: Up) -> None:
    """Jobs of all five kinds, on one screen; small enough for a README."""
    await what_has_been(alone)
    await page.show(*SIZE)
    await page.call("Emulation.setScrollbarsHidden", hidden=True)
    await page.open(f"{alone.http.base_url}/#/jobs")
    await what_goes_on(alone)
    for name in LISTED:
        await page.until(f"document.body.innerText.includes('{name}')")
    await page.until("[...document.images].every((image) => image.complete)")
    picture = (await seen(page)).convert("RGB")
    assert picture.size == SIZE
    assert len(picture.getcolors(SIZE[0] * SIZE[1]) or ()) > 20, "it is blank"
    small = file_of(picture.quantize(256, dither=Image.Dither.NONE), compress_level=9, optimize=True)
    assert len(small) < LARGEST
    assert page.complaints == []
    if wanted := os.environ.get(WANTED):
        (ROOT / wanted).write_bytes(small)
