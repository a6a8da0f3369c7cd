"""Starts that wait for a place: an owner may have so many jobs of a kind open, and those after them queue up.

A queued job is accepted like any other; its start is not owed to Temporal before it is released.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.job_rows import OPEN
from storage.tables import jobs, owners, starts

IN_LINE = "Number {} in the queue: at most {} of an owner at a time"
WAITS = starts.c.queue.is_not(None), starts.c.dispatched_at.is_(None)


class Queues:
    """`most` open jobs of each kind that has a queue."""

    def __init__(self, database: Database, most: Mapping[str, int]) -> None:
        self._database = database
        self.most = most

    async def waiting(self) -> list[tuple[str, str]]:
        """(owner, kind) of every queue that is not empty."""
        query = select(starts.c.owner, starts.c.queue).where(*WAITS).distinct()
        async with self._database.reading() as connection:
            return [(row.owner, row.queue) for row in await connection.execute(query)]

    async def running(self, owner: str, kind: str) -> Sequence[str]:
        """Who has a place: ids of open jobs that do not wait."""
        async with self._database.reading() as connection:
            return (await connection.scalars(_running(owner, kind))).all()

    async def release(self, owner: str, kind: str) -> int:
        """Let in as many as there are places, in order; how many."""
        async with self._database.writing() as connection:
            await connection.execute(select(owners.c.name).where(owners.c.name == owner).with_for_update())
            free = self.most[kind] - len((await connection.scalars(_running(owner, kind))).all())
            line = _line(owner, kind).limit(max(free, 0))
            first = (await connection.scalars(line)).all()
            if first:
                due = update(starts).where(starts.c.workflow_id.in_(first)).values(queue=None)
                await connection.execute(due)
            await _drop_ended(connection, owner, kind)
        return len(first)

    async def place_of(self, job_id: str) -> int | None:
        """Its place in its queue, from 1; None where it waits in none."""
        async with self._database.reading() as connection:
            query = select(starts.c.owner, starts.c.queue).where(starts.c.workflow_id == job_id, *WAITS)
            row = (await connection.execute(query)).first()
            if row is None:
                return None
            line = (await connection.scalars(_line(row.owner, row.queue))).all()
            return line.index(job_id) + 1 if job_id in line else None


async def length(connection: AsyncConnection, owner: str, kind: str) -> int:
    """How many wait; the number of whoever came last."""
    line = _line(owner, kind).subquery()
    return await connection.scalar(select(func.count()).select_from(line)) or 0


def _line(owner: str, kind: str) -> Select[str]:
    """Open jobs that wait, in the order in which they came."""
    query = select(starts.c.workflow_id).join(jobs, jobs.c.id == starts.c.workflow_id)
    mine = starts.c.owner == owner, starts.c.queue == kind, jobs.c.status == OPEN
    return query.where(*WAITS, *mine).order_by(jobs.c.seq)


def _running(owner: str, kind: str) -> Select[str]:
    """Open jobs that do not wait."""
    waits = select(starts.c.workflow_id).where(*WAITS, starts.c.workflow_id == jobs.c.id).exists()
    mine = jobs.c.owner == owner, jobs.c.kind == kind, jobs.c.status == OPEN
    return select(jobs.c.id).where(*mine, ~waits)


async def _drop_ended(connection: AsyncConnection, owner: str, kind: str) -> None:
    """Who was cancelled while waiting is never started."""
    is_open = select(jobs.c.id).where(jobs.c.id == starts.c.workflow_id, jobs.c.status == OPEN).exists()
    mine = starts.c.owner == owner, starts.c.queue == kind
    await connection.execute(
        update(starts).where(*WAITS, *mine, ~is_open).values(queue=None, dispatched_at=func.now())
    )
