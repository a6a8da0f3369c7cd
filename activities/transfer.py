"""Rows into a dataset and out of it: a child process reads or writes the file, the database is ours alone.

An import's rows, and how far it is, are one transaction, and one attempt at a time may write: after a kill it
goes on with the row after. While a part is written, the next one is being read.
"""

import asyncio
import secrets
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.failures import refusals
from activities.heartbeat import Pulse, heartbeat
from crew import Crew, Hired
from storage.artifacts import Artifact, ArtifactMissing, Artifacts
from storage.loads import Load, Loads, Part, counts_of
from storage.snapshots import Snapshot, Snapshots
from storage.stages import Stages
from tabular.reading import Chunk, Source, close_source, next_chunk, open_source
from tabular.refusing import FileRefused
from tabular.writing import Plan, begin, finish, write
from workflows.contracts.job import Counts, Progress
from workflows.contracts.transfer import Exported, ExportRequest, ImportRequest, Loaded
from workflows.ports import TransferActivities

AT_LEAST = 1_000
"""Rows that are read before their share of bad ones counts, unless there are no more."""
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonl": "application/jsonl",
}


class Transfers(TransferActivities):
    def __init__(
        self, loads: Loads, snapshots: Snapshots, stages: Stages, artifacts: Artifacts, crew: Crew
    ) -> None:
        self._loads, self._snapshots, self._stages = loads, snapshots, stages
        self._artifacts, self._crew = artifacts, crew

    async def take(self, request: ImportRequest) -> None:
        with refusals():
            async with heartbeat():
                await self._loads.take(request.load_id, request.job_id)

    async def load(self, request: ImportRequest) -> Loaded:
        with refusals():
            async with heartbeat() as pulse:
                load = await self._hold(request)
                if load.over:  # finished before an operator's reset
                    return load.standing
                try:
                    async with self._artifacts.local(load.key) as path, self._crew.hired() as child:
                        return await self._read(load, path, child, pulse)
                except ArtifactMissing as missing:
                    raise FileRefused("file-gone", "The file is not stored any more.") from missing

    async def finish(self, request: ImportRequest) -> dict[str, Any]:
        with refusals():
            async with heartbeat():
                load = await self._hold(request)
                if not load.over:
                    await self._loads.finish(load)
                return await self._loads.report(request.load_id) or {}

    async def write(self, request: ExportRequest) -> Exported:
        """The first file of a job stays, whoever made it: another one would have other bytes."""
        stage = f"exported-{request.artifact}"
        with refusals():
            async with heartbeat() as pulse:
                kept = await self._stages.find(request.job_id, stage)
                if kept is None:
                    made = await self._export(request, pulse)
                    kept = await self._stages.keep(request.job_id, stage, made)
                    if kept["key"] != made["key"]:
                        await self._artifacts.delete([made["key"]])
                exported = Exported.model_validate(kept["exported"])
                await self._artifacts.record(_artifact(request, kept["key"], exported))
        return exported

    async def _hold(self, request: ImportRequest) -> Load:
        info = activity.info()
        holder = f"{info.workflow_run_id}/{info.activity_id}/{info.attempt}"
        return await self._loads.hold(request.load_id, request.job_id, holder)

    async def _read(self, load: Load, path: Path, child: Hired, pulse: Pulse) -> Loaded:
        """Part by part, to the end of the file."""
        standing, columns = load.standing, load.dataset.columns
        source = Source(path, load.facts, columns, load.mapping, skip=standing.read)
        await child.run(open_source, source)
        async with aclosing(ahead(child)) as chunks:
            async for chunk in chunks:
                part = Part(chunk.rows, chunk.errors, chunk.read, chunk.at, chunk.size)
                standing = await self._loads.commit(load, part)
                pulse.report(_progress(chunk, standing))
                _check_share(load, standing, chunk.over)
        await child.run(close_source)
        return standing

    async def _export(self, request: ExportRequest, pulse: Pulse) -> dict[str, Any]:
        """Write and store a file; what is kept of it. Who waits for a child holds no connection meanwhile."""
        key = f"work/{request.job_id}/{secrets.token_hex(8)}"
        with TemporaryDirectory(prefix="callsheet-") as folder:
            path = Path(folder, request.file_name)
            async with self._crew.hired() as child, self._snapshots.take(request) as snapshot:
                await child.run(begin, Plan(path, request.format, snapshot.columns, request.raw))
                async with aclosing(written(snapshot, child)) as writing:
                    async for done in writing:
                        pulse.report(_of_rows(done, snapshot.total))
                file = await child.run(finish)
            await self._artifacts.put(key, path)
        exported = Exported(
            artifact_id=request.artifact,
            file_name=request.file_name,
            format=request.format,
            rows=snapshot.total,
            bytes=file.bytes,
            sha256=file.sha256,
            expires_at=datetime.now(UTC) + timedelta(seconds=request.link_s),
        )
        return {"key": key, "exported": exported.model_dump(mode="json")}


async def ahead(child: Hired) -> AsyncGenerator[Chunk]:
    """Chunk after chunk; the next one is being read while this one is looked at."""
    reading = asyncio.create_task(child.run(next_chunk))
    try:
        while not (chunk := await reading).over:
            reading = asyncio.create_task(child.run(next_chunk))
            yield chunk
        yield chunk
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def written(snapshot: Snapshot, child: Hired) -> AsyncGenerator[int]:
    """How many rows are on their way into the file; the next ones are being read meanwhile."""
    done, writing = 0, asyncio.create_task(child.run(write, []))
    try:
        async for part in snapshot.parts():
            await writing
            writing = asyncio.create_task(child.run(write, part))
            done += len(part)
            yield done
        await writing
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)


def _artifact(request: ExportRequest, key: str, exported: Exported) -> Artifact:
    return Artifact(
        id=exported.artifact_id,
        owner=request.owner,
        job_id=request.job_id,
        key=key,
        media_type=MEDIA[exported.format],
        filename=exported.file_name,
        bytes=exported.bytes,
        sha256=exported.sha256,
        expires_at=exported.expires_at,
    )


def _progress(chunk: Chunk, standing: Loaded) -> Progress:
    skipped = f", {standing.skipped:,} skipped" if standing.skipped else ""
    detail = f"{standing.read:,} rows{skipped}"
    return Progress(done=chunk.at, total=max(chunk.size, 1), detail=detail, counts=counts_of(standing))


def _of_rows(done: int, total: int) -> Progress:
    counts = Counts(total=total, processed=done, succeeded=done)
    return Progress(done=done, total=max(total, 1), detail=f"{done:,} of {total:,} rows", counts=counts)


def _check_share(load: Load, standing: Loaded, over: bool) -> None:
    """Raises where more rows are bad than the user allowed."""
    if standing.read < AT_LEAST and not over:
        return
    if standing.skipped > load.most_bad * standing.read:
        share = f"{100 * standing.skipped / standing.read:.1f} %"
        bad = f"{standing.skipped:,} of {standing.read:,} rows are bad ({share})"
        message = f"{bad}, more than the limit of {100 * load.most_bad:g} %"
        raise ApplicationError(message, type="too-many-bad-rows", non_retryable=True)
