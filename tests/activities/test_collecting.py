"""Files of a task are looked at by children, which may die of the file or of something else."""

import asyncio
import math
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from activities.collecting import READERS, Collection
from films import MediaRefused
from storage.artifacts import Artifacts
from storage.database import Database
from storage.stages import Stages
from tests.support.pictures import endless_jpeg, picture
from tests.support.processes import cpu_s, descendants
from workflows.contracts.generation import Asset, AssetWork, GenerationRequest, Yield

LARGEST = 50_000_000
WORK = AssetWork(
    request=GenerationRequest(
        job_id="gen_1",
        owner="ann",
        provider="kie",
        family="IMAGEN4",
        params={},
        makes=Yield(kind="image", number=1),
        creation="c",
        assets="a",
    ),
    number=1,
    of=1,
)


@asynccontextmanager
async def collected(database: Database, folder: Path, file: Path) -> AsyncIterator["asyncio.Task[Asset]"]:
    """The file, on its way into the artifacts of a job."""
    collection = Collection(
        Artifacts(database, f"file://{folder}/artifacts"), Stages(database), LARGEST, at_once=1, timeout_s=120
    )
    adding = asyncio.create_task(collection.add(WORK, file))
    try:
        yield adding
    finally:
        adding.cancel()
        await asyncio.wait([adding])


async def reader(before: dict[int, float]) -> int:
    """The process that decodes a file, once it has done so for a second."""
    while True:
        for child, spent_s in readers().items():
            if before.get(child, 0) + 1 < spent_s < math.inf:
                return child
        await asyncio.sleep(0.02)


def readers() -> dict[int, float]:
    """All children that may read files, with the seconds that each has worked."""
    commands = descendants(os.getpid()).items()
    return {child: cpu_s(child) for child, command in commands if "anyio.to_process" in command}


async def test_a_reader_that_was_killed_is_replaced_once(database: Database, tmp_path: Path) -> None:
    """It was not the file's fault: the file is kept."""
    file = tmp_path / "file"
    file.write_bytes(endless_jpeg())
    before = readers()
    async with collected(database, tmp_path, file) as adding:
        child = await reader(before)
        file.write_bytes(picture())  # nothing takes for ever any more
        os.kill(child, signal.SIGKILL)
        assert (await adding).width == 64


async def test_a_file_that_kills_its_readers_is_refused(database: Database, tmp_path: Path) -> None:
    """After two of them; not one after the other for ever."""
    file = tmp_path / "file"
    file.write_bytes(endless_jpeg())
    async with collected(database, tmp_path, file) as adding:
        for _ in range(READERS):
            before = readers()
            os.kill(await reader(before), signal.SIGKILL)
        with pytest.raises(MediaRefused, match="crashed"):
            await adding
