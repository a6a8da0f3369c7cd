"""What goes when a job goes: bytes first, rows last, so that whoever is interrupted can begin again."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from storage import answers, creation_rows, loads, loans, outcomes, playlists, stages, vault
from storage.artifacts import Artifacts
from storage.database import Database
from storage.datasets import Datasets
from storage.files import Files
from storage.items import Items
from storage.job_rows import OPEN
from storage.loads import Loads
from storage.notices import notices_of
from storage.tables import artifacts, grants, jobs, leases, starts


class Expiry:
    def __init__(self, database: Database, artifacts: Artifacts) -> None:
        self._database = database
        self._artifacts = artifacts

    async def ended_before(self, age: timedelta, limit: int) -> Sequence[str]:
        """Ids of jobs whose end is longer ago than that, the oldest first."""
        query = select(jobs.c.id).where(jobs.c.completed_at < datetime.now(UTC) - age)
        async with self._database.reading() as connection:
            return (await connection.scalars(query.order_by(jobs.c.completed_at).limit(limit))).all()

    async def remove(self, job_id: str) -> None:
        """Remove an ended job with its artifacts and its unfinished work; its credit entries stay."""
        is_open = select(jobs.c.id).where(jobs.c.id == job_id, jobs.c.status == OPEN).exists()
        query = select(artifacts.c.key).where(artifacts.c.job_id == job_id, ~is_open)
        async with self._database.reading() as connection:
            keys = (await connection.scalars(query)).all()
        await self._artifacts.delete(keys)
        await self._artifacts.drop(f"work/{job_id}")
        async with self._database.writing() as connection:
            gone = await connection.execute(
                delete(jobs)
                .where(jobs.c.id == job_id, jobs.c.status != OPEN)
                .returning(jobs.c.group, jobs.c.label)
            )
            if row := gone.first():
                await connection.execute(delete(artifacts).where(artifacts.c.job_id == job_id))
                await outcomes.remove(connection, job_id)
                await loads.remove(connection, job_id)
                await creation_rows.remove(connection, job_id, row.label)
                await stages.bequeath(connection, job_id)
                await stages.remove(connection, job_id)
                await playlists.remove_of(connection, job_id)
                others = select(jobs.c.id).where(jobs.c.group == row.group).exists()
                await connection.execute(delete(starts).where(starts.c.workflow_id == job_id))
                await connection.execute(delete(starts).where(starts.c.workflow_id == row.group, ~others))
                told = notices_of(job_id, connection), starts.c.dispatched_at.is_not(None)
                await connection.execute(delete(starts).where(*told))  # what is owed is told all the same

    async def forget(self) -> None:
        """Keys, notices, permits and files whose day is over; what was never accepted, what nobody reads."""
        now, yesterday = time.time(), datetime.now(UTC) - timedelta(days=1)
        async with self._database.writing() as connection:
            await answers.expire(connection)
            await vault.erase_abandoned(connection)
            await loans.forget(connection, datetime.now(UTC))
            told = starts.c.workflow == "Notification", starts.c.dispatched_at < yesterday
            await connection.execute(delete(starts).where(*told))
            await connection.execute(delete(grants).where(grants.c.until < now))
            await connection.execute(delete(leases).where(leases.c.expires < now))
        await Items(self._database).discard_abandoned()
        await Loads(self._database).discard_abandoned()
        await Datasets(self._database).drop_retired()
        await Files(self._database, self._artifacts).forget()
        await self._artifacts.expire()
