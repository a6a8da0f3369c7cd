"""Every activity may run twice, and a second attempt goes on where the first one was."""

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.enhancement import Enhancements
from activities.providers.base import Damage, Picture, ProviderBusy, ProviderRejected, Tile
from storage.artifacts import ArtifactMissing, Artifacts
from storage.database import Database
from storage.images import Decoder
from tests.storage.test_stages import accept
from tests.support.pictures import picture
from workflows.contracts.enhancement import Engine, Recipe, SourceImage, Tier, TierRequest, TierWork
from workflows.contracts.job import Progress


class CountingEnhancer:
    """Doubles pixels by repetition, and remembers what it was asked for."""

    engine = "counting"

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.refuse_at: int | None = None
        self.refusal: Exception = ProviderRejected("too-strange", "No.")

    def model(self, passes: int, denoise: int | None) -> str:
        return "repeat"

    def tiles(self, width: int, height: int, passes: int) -> list[Tile]:
        return [Tile(row, 0, row * 8, width, 8) for row in range(height // 8)]

    async def measure(self, pixels: Path) -> Damage:
        return Damage(0.5, 1.0, None, "clean")

    async def enlarge(self, pixels: Path, tile: Tile, passes: int, denoise: int | None) -> bytes:
        if tile.number == self.refuse_at:
            raise self.refusal
        self.asked.append(tile.number)
        part: NDArray[np.uint8] = np.load(pixels)[tile.top : tile.top + tile.height]
        return part.repeat(2**passes, axis=0).repeat(2**passes, axis=1).tobytes()

    async def finish(self, picture: Picture, out: Path) -> None:
        assert picture.tiles
        tiles = sorted(picture.tiles.iterdir(), key=lambda path: int(path.name))
        out.write_bytes(b"".join(path.read_bytes() for path in tiles))


class Desk:
    """The activities over a real store, and one order for them."""

    def __init__(self, artifacts: Artifacts) -> None:
        self.artifacts, self.enhancer = artifacts, CountingEnhancer()
        self.activities = Enhancements(artifacts, Decoder(10**6, 30, 1), self.enhancer, 1)
        self.heard: list[Progress] = []
        source = SourceImage(image_id="i", name="photo.png", key="images/i", width=16, height=48)
        request = TierRequest(
            job_id="job",
            owner="ann",
            group="g",
            source=source,
            tier=Tier.K1,
            artifact_id="a" * 32,
            work="work/job",
        )
        recipe = Recipe(
            engine=Engine.QUALITY, passes=1, denoise=None, width=32, height=96, scale=2, reason="because"
        )
        self.work = TierWork(request=request, recipe=recipe)

    def environment(self) -> ActivityEnvironment:
        environment = ActivityEnvironment()
        environment.on_heartbeat = lambda *details: self.heard.extend(details)
        return environment


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/test.db")
    await database.migrate()
    await accept(database, "job")
    desk = Desk(Artifacts(database, f"file://{tmp_path}/artifacts"))
    await desk.artifacts.put("images/i", picture(16, 48))
    yield desk
    await database.close()


async def test_a_second_attempt_does_only_what_is_missing(desk: Desk) -> None:
    """Tiles that are stored are not computed again."""
    desk.enhancer.refuse_at = 3
    with pytest.raises(ApplicationError) as refused:
        await desk.environment().run(desk.activities.generate, desk.work)
    assert (refused.value.type, refused.value.non_retryable) == ("too-strange", True)
    assert refused.value.details[0].done == 3
    desk.enhancer.refuse_at = None
    assert await desk.environment().run(desk.activities.generate, desk.work) == 6
    assert await desk.environment().run(desk.activities.generate, desk.work) == 6
    assert desk.enhancer.asked == [0, 1, 2, 3, 4, 5]


async def test_a_retry_takes_copies_of_what_it_carries_on_from(desk: Desk) -> None:
    """Only the missing tiles are computed, and the old job keeps its own."""
    desk.enhancer.refuse_at = 4
    with pytest.raises(ApplicationError):
        await desk.environment().run(desk.activities.generate, desk.work)
    desk.enhancer.refuse_at = None
    request = desk.work.request.model_copy(update={"work": "work/retry", "carry_on": "work/job"})
    retry = desk.work.model_copy(update={"request": request})
    assert await desk.environment().run(desk.activities.generate, retry) == 6
    assert desk.enhancer.asked == [0, 1, 2, 3, 4, 5]
    await desk.environment().run(desk.activities.save, retry)
    assert await desk.artifacts.names("work/job") == {"0", "1", "2", "3"}


async def test_a_provider_that_is_busy_is_asked_again_when_it_said(desk: Desk) -> None:
    """Its delay becomes Temporal's next retry delay."""
    desk.enhancer.refuse_at, desk.enhancer.refusal = 0, ProviderBusy("later", retry_after=7)
    with pytest.raises(ApplicationError) as refused:
        await desk.environment().run(desk.activities.generate, desk.work)
    assert not refused.value.non_retryable
    assert refused.value.next_retry_delay is not None
    assert refused.value.next_retry_delay.total_seconds() == 7


async def test_saving_twice_gives_one_artifact(desk: Desk) -> None:
    """A second save, its tiles already gone, answers with the first one's picture."""
    await desk.environment().run(desk.activities.generate, desk.work)
    first = await desk.environment().run(desk.activities.save, desk.work)
    assert await desk.artifacts.names("work/job") == set()
    assert await desk.environment().run(desk.activities.save, desk.work) == first
    found = await desk.artifacts.find("a" * 32)
    assert (found.filename, found.bytes) == ("photo-1k.jpg", 32 * 96 * 3)
    assert len(await desk.artifacts.get(found.key)) == found.bytes


async def test_an_image_that_is_gone_is_no_reason_to_try_again(desk: Desk) -> None:
    """`image-not-found`, for good."""
    await desk.artifacts.delete(["images/i"])
    with pytest.raises(ApplicationError) as refused:
        await desk.environment().run(desk.activities.analyze, desk.work.request.source)
    assert (refused.value.type, refused.value.non_retryable) == ("image-not-found", True)
    with pytest.raises(ArtifactMissing):
        await desk.artifacts.get("images/i")
