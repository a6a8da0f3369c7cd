"""What a job's finished stages made, so that none is done, paid or asked for twice.

The first word stays: whoever comes later with another, late or in parallel, gets the one that is kept. Of a
job that is gone nothing is kept any more.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import job_rows
from storage.database import Database
from storage.tables import jobs, stages

FILES = (
    stages.c.name.startswith("spoken-") | stages.c.name.startswith("asset-") | (stages.c.name == "programme")
)


class Stages:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, job_id: str, name: str) -> Any:
        """What that stage made; None where it is not finished."""
        query = select(stages.c.content).where(stages.c.job_id == job_id, stages.c.name == name)
        async with self._database.reading() as connection:
            return await connection.scalar(query)

    async def keep(self, job_id: str, name: str, content: Any) -> Any:
        """Keep what a stage made; what is kept now, or would be."""
        await self.keep_all(job_id, {name: content})
        kept = await self.find(job_id, name)
        return content if kept is None else kept

    async def keep_all(self, job_id: str, contents: Mapping[str, Any]) -> None:
        if not contents:
            return
        async with self._database.writing() as connection:
            if await job_rows.held(connection, job_id):
                await _insert(connection, job_id, contents)

    async def finished(self, job_id: str) -> dict[str, Any]:
        """What each finished stage of the job made, by name."""
        query = select(stages.c.name, stages.c.content).where(stages.c.job_id == job_id)
        async with self._database.reading() as connection:
            return {row.name: row.content for row in await connection.execute(query)}


async def bequeath(connection: AsyncConnection, job_id: str) -> None:
    """What a job made, before it goes, to the jobs that carry it on: they may not have begun yet.

    But for its files, which go with it.
    """
    heirs = select(jobs.c.id).where(jobs.c.retry_of == job_id).cte("heirs", recursive=True)
    heirs = heirs.union(select(jobs.c.id).where(jobs.c.retry_of == heirs.c.id))
    left = select(heirs.c.id, stages.c.name, stages.c.content).select_from(stages.join(heirs, true()))
    left = left.where(stages.c.job_id == job_id, ~FILES)
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    inherited = dialect.insert(stages).from_select(["job_id", "name", "content"], left)
    await connection.execute(inherited.on_conflict_do_nothing())


async def remove(connection: AsyncConnection, job_id: str) -> None:
    await connection.execute(delete(stages).where(stages.c.job_id == job_id))


async def _insert(connection: AsyncConnection, job_id: str, contents: Mapping[str, Any]) -> None:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    rows = [{"job_id": job_id, "name": name, "content": content} for name, content in contents.items()]
    await connection.execute(dialect.insert(stages).values(rows).on_conflict_do_nothing())
