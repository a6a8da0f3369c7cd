"""Files that a task made, as its own artifacts: looked at in a child, kept byte by byte, shown small.

The first one of a number stays, whoever comes with it again: another attempt may bring other bytes.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from activities.viewing import Viewed, view
from children import ChildDied, Children, limit_memory
from films import MediaRefused
from storage.artifacts import Artifact, ArtifactMissing, Artifacts
from storage.stages import Stages
from workflows.contracts.generation import Asset, AssetWork, GenerationRequest

SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
}
THUMBNAIL = "image/jpeg"
MOST_MEMORY = 4 << 30
READERS = 2
"""A child may also have been killed by the system, for the memory of others: the next one tells."""


class Collection:
    """`at_once` files are looked at at a time, each for at most `timeout_s` seconds."""

    def __init__(
        self, artifacts: Artifacts, stages: Stages, max_pixels: int, at_once: int, timeout_s: float
    ) -> None:
        self._artifacts, self._stages = artifacts, stages
        self._max_pixels = max_pixels
        self._children = Children(at_once, timeout_s)

    async def find(self, work: AssetWork) -> Asset | None:
        """The file of that number, if the job has it, or the one that it carries on had."""
        kept = await self._stages.find(work.request.job_id, stage(work))
        if kept is None and work.request.carry_on:
            kept = await self._taken_over(work, work.request.carry_on)
        return Asset.model_validate(kept) if kept else None

    @asynccontextmanager
    async def adding(self) -> AsyncIterator[Path]:
        """A place to write a file to, gone after."""
        with TemporaryDirectory(prefix="callsheet-") as folder:
            yield Path(folder) / "file"

    async def add(self, work: AssetWork, file: Path) -> Asset:
        """Keep the file; raises `MediaRefused` for what is no picture and no video, or a broken one."""
        thumbnail = file.with_suffix(".thumbnail")
        viewed = await self._viewed(file, thumbnail)
        small = await self._keep_small(work, thumbnail) if viewed.has_thumbnail else None
        asset = await self._keep(work, file, viewed, small)
        kept = await self._stages.keep(work.request.job_id, stage(work), asset.model_dump(mode="json"))
        return Asset.model_validate(kept)

    async def _viewed(self, file: Path, thumbnail: Path) -> Viewed:
        for _ in range(READERS):
            with suppress(ChildDied):
                return await self._look(file, thumbnail)
        raise MediaRefused("media-broken", "The file crashed its reader.")

    async def _look(self, file: Path, thumbnail: Path) -> Viewed:
        try:
            return await self._children.run(_view, file, thumbnail, self._max_pixels)
        except TimeoutError:
            raise MediaRefused("media-broken", "The file kept its reader for too long.") from None

    async def _keep(self, work: AssetWork, file: Path, viewed: Viewed, small: str | None) -> Asset:
        size, sha256 = await asyncio.to_thread(_measured, file)
        artifact_id = _id(work.request, f"{work.number}/{sha256}")
        name = f"{work.request.job_id}-{work.number}.{SUFFIXES[viewed.media_type]}"
        await self._store(work, artifact_id, file, viewed.media_type, name)
        return Asset(
            number=work.number,
            artifact_id=artifact_id,
            kind=viewed.kind,
            media_type=viewed.media_type,
            width=viewed.width,
            height=viewed.height,
            duration_s=viewed.duration_s,
            bytes=size,
            sha256=sha256,
            thumbnail_id=small,
        )

    async def _keep_small(self, work: AssetWork, file: Path) -> str:
        _, sha256 = await asyncio.to_thread(_measured, file)
        artifact_id = _id(work.request, f"{work.number}/small/{sha256}")
        await self._store(
            work, artifact_id, file, THUMBNAIL, f"{work.request.job_id}-{work.number}-small.jpg"
        )
        return artifact_id

    async def _store(self, work: AssetWork, artifact_id: str, file: Path, media_type: str, name: str) -> None:
        size, sha256 = await asyncio.to_thread(_measured, file)
        key = f"results/{artifact_id}"
        await self._artifacts.put(key, file)
        await self._artifacts.record(
            Artifact(
                id=artifact_id,
                owner=work.request.owner,
                job_id=work.request.job_id,
                key=key,
                media_type=media_type,
                filename=name,
                bytes=size,
                sha256=sha256,
            )
        )

    async def _taken_over(self, work: AssetWork, old: str) -> dict[str, object] | None:
        """A copy of the old job's file, as this job's own: that job may be deleted with its files."""
        content = await self._stages.find(old, stage(work))
        if content is None:
            return None
        asset = Asset.model_validate(content)
        try:
            artifact_id = await self._copied(work, asset.artifact_id)
            small = await self._copied(work, asset.thumbnail_id) if asset.thumbnail_id else None
        except ArtifactMissing:
            return None
        copy = asset.model_copy(update={"artifact_id": artifact_id, "thumbnail_id": small})
        kept: dict[str, object] = await self._stages.keep(
            work.request.job_id, stage(work), copy.model_dump(mode="json")
        )
        return kept

    async def _copied(self, work: AssetWork, artifact_id: str) -> str:
        old = await self._artifacts.find(artifact_id)
        copy = _id(work.request, f"{work.number}/copy/{artifact_id}")
        await self._artifacts.copy(old.key, f"results/{copy}")
        request = work.request
        ours = old._replace(id=copy, job_id=request.job_id, owner=request.owner, key=f"results/{copy}")
        await self._artifacts.record(ours)
        return copy


def stage(work: AssetWork) -> str:
    return f"asset-{work.number}"


def _id(request: GenerationRequest, what: str) -> str:
    """Unguessable, and the same for the same bytes."""
    return hashlib.blake2b(f"{request.assets}/{what}".encode(), digest_size=16).hexdigest()


def _view(file: Path, thumbnail: Path, max_pixels: int) -> Viewed:
    limit_memory(MOST_MEMORY)
    return view(file, thumbnail, max_pixels)


def _measured(file: Path) -> tuple[int, str]:
    """Bytes and their SHA-256."""
    with file.open("rb") as content:
        return file.stat().st_size, hashlib.file_digest(content, "sha256").hexdigest()
