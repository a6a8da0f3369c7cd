"""A tier's work: each finished tile is stored before it is counted, so a second attempt goes on there."""

import hashlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio

from activities.failures import refusals
from activities.heartbeat import Pulse, heartbeat
from activities.providers.base import Enhancer, Picture, ProviderBusy, Tile
from storage.artifacts import Artifact, ArtifactMissing, Artifacts
from storage.images import Decoder, ImageFacts, alpha_of
from workflows.contracts.enhancement import (
    Analysis,
    Enhanced,
    Recipe,
    SourceImage,
    TierRequest,
    TierWork,
)
from workflows.contracts.job import Progress
from workflows.ports import EnhancementActivities


class Enhancements(EnhancementActivities):
    """`at_once` tiles of one job are under way at a time; the engine bounds those of all jobs."""

    def __init__(self, artifacts: Artifacts, decoder: Decoder, enhancer: Enhancer, at_once: int) -> None:
        self._artifacts = artifacts
        self._decoder = decoder
        self._enhancer = enhancer
        self._at_once = at_once

    async def analyze(self, source: SourceImage) -> Analysis:
        async with heartbeat(), self._pixels(source) as (pixels, facts):
            damage = await self._enhancer.measure(pixels)
        return Analysis(width=facts.width, height=facts.height, has_alpha=facts.has_alpha, **damage._asdict())

    async def generate(self, work: TierWork) -> int:
        async with heartbeat() as pulse, self._pixels(work.request.source) as (pixels, facts):
            return await self._make_tiles(work, pixels, facts, pulse)

    async def save(self, work: TierWork) -> Enhanced:
        request = work.request
        try:
            artifact = await self._artifacts.find(request.artifact_id)  # an earlier attempt got this far
        except ArtifactMissing:
            artifact = await self._finish(work)
        await self._artifacts.drop(request.work)
        return _enhanced(work.recipe, artifact, self._enhancer)

    async def _finish(self, work: TierWork) -> Artifact:
        request, recipe = work.request, work.recipe
        async with heartbeat() as pulse, self._pixels(request.source) as (pixels, facts):
            await self._make_tiles(work, pixels, facts, pulse)  # all there, unless somebody cleared them away
            out = pixels.with_name("picture")
            alpha = alpha_of(pixels) if facts.has_alpha else None
            tiles = (
                await self._fetch_tiles(request.work, pixels.with_name("tiles")) if recipe.passes else None
            )
            picture = Picture(pixels, alpha, tiles, recipe.passes, recipe.width, recipe.height, facts.icc)
            await self._enhancer.finish(picture, out)
            artifact = _artifact(work, out, "png" if alpha else "jpeg")
            await self._artifacts.put(artifact.key, out)
            await self._artifacts.record(artifact)
        return artifact

    async def _make_tiles(self, work: TierWork, pixels: Path, facts: ImageFacts, pulse: Pulse) -> int:
        """Make what is missing; the number of tiles in all."""
        tiles = self._enhancer.tiles(facts.width, facts.height, work.recipe.passes)
        done = await self._finished(work.request) if tiles else set()
        todo = [tile for tile in tiles if str(tile.number) not in done]
        if todo:
            making = _Tiles(self._artifacts, self._enhancer, work, pixels, pulse, len(tiles))
            await making.make(todo, self._at_once)
        return len(tiles)

    async def _finished(self, request: TierRequest) -> set[str]:
        """The tiles that are there: this job's own, and copies of those that it carries on from."""
        own = await self._artifacts.names(request.work)
        for other in filter(None, (request.carry_on, *request.carry_also)):
            for name in await self._artifacts.names(other) - own:
                with suppress(ArtifactMissing):  # deleted meanwhile: then it is made again
                    await self._artifacts.copy(f"{other}/{name}", f"{request.work}/{name}")
                    own.add(name)
        return own

    async def _fetch_tiles(self, prefix: str, folder: Path) -> Path:
        await anyio.Path(folder).mkdir()
        try:
            for name in await self._artifacts.names(prefix):
                await anyio.Path(folder, name).write_bytes(await self._artifacts.get(f"{prefix}/{name}"))
        except ArtifactMissing as missing:
            raise ProviderBusy("A tile was cleared away while it was read") from missing
        return folder

    @asynccontextmanager
    async def _pixels(self, source: SourceImage) -> AsyncIterator[tuple[Path, ImageFacts]]:
        """The source's upright pixels as a scratch file; refusals inside become Temporal's words."""
        with refusals(), TemporaryDirectory(prefix="callsheet-") as scratch:
            original, pixels = Path(scratch, "original"), Path(scratch, "pixels.npy")
            await anyio.Path(original).write_bytes(await self._artifacts.get(source.key))
            yield pixels, await self._decoder.decode(original, pixels)


class _Tiles:
    """The tiles of one attempt at one job."""

    def __init__(
        self, artifacts: Artifacts, enhancer: Enhancer, work: TierWork, pixels: Path, pulse: Pulse, total: int
    ) -> None:
        self._artifacts, self._enhancer, self._work = artifacts, enhancer, work
        self._pixels, self._pulse, self._total = pixels, pulse, total

    async def make(self, todo: list[Tile], at_once: int) -> None:
        self._done = self._total - len(todo)
        self._report()
        queue = iter(todo)
        async with anyio.create_task_group() as lanes:
            for _ in range(at_once):
                lanes.start_soon(self._lane, queue)

    async def _lane(self, queue: Iterator[Tile]) -> None:
        for tile in queue:
            recipe = self._work.recipe
            pixels = await self._enhancer.enlarge(self._pixels, tile, recipe.passes, recipe.denoise)
            await self._artifacts.put(f"{self._work.request.work}/{tile.number}", pixels)
            self._done += 1
            self._report()

    def _report(self) -> None:
        detail = f"Tile {self._done} of {self._total}"
        self._pulse.report(Progress(done=self._done, total=self._total, detail=detail))


def _artifact(work: TierWork, picture: Path, kind: str) -> Artifact:
    request = work.request
    content = picture.read_bytes()
    return Artifact(
        id=request.artifact_id,
        owner=request.owner,
        job_id=request.job_id,
        key=f"results/{request.artifact_id}",
        media_type=f"image/{kind}",
        filename=f"{Path(request.source.name).stem[:200]}-{request.tier}.{kind.replace('jpeg', 'jpg')}",
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _enhanced(recipe: Recipe, artifact: Artifact, enhancer: Enhancer) -> Enhanced:
    kind = artifact.media_type.removeprefix("image/")
    return Enhanced(
        artifact_id=artifact.id,
        width=recipe.width,
        height=recipe.height,
        bytes=artifact.bytes,
        format="png" if kind == "png" else "jpeg",
        engine=enhancer.engine if recipe.passes else "lanczos",
        model=enhancer.model(recipe.passes, recipe.denoise) if recipe.passes else "lanczos3",
        scale=recipe.scale,
        reason=recipe.reason,
        elapsed_ms=0,
    )
