"""Paid calls as rows: whose each one is, and how it is read and written.

ready     nothing was accepted: the call may be made
calling   an attempt makes it
unknown   that attempt ended without an answer: nobody makes the call again
accepted  the provider's id is known
refused   it will never be accepted
ended     the provider's last word is kept; the first one stays
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.generation_tables import creations
from storage.job_rows import OPEN
from storage.tables import jobs
from workflows.contracts.generation import GenerationRequest

READY, CALLING, UNKNOWN, ACCEPTED, REFUSED, ENDED = (
    "ready",
    "calling",
    "unknown",
    "accepted",
    "refused",
    "ended",
)
UNANSWERED = (CALLING, UNKNOWN)


class CreationMissing(Exception):
    """No such creation, or nobody needs it any more."""


class CreationTaken(Exception):
    """The job has ended, or another one needs the creation: this one may do nothing about it."""


async def taken(connection: AsyncConnection, request: GenerationRequest) -> Row[Any]:
    """The row, held, made if it was not there; of the request's job from now on.

    Of a call that an earlier job was to make nothing is made up: what was known of it may have been removed.
    """
    is_open = select(jobs.c.status == OPEN).where(jobs.c.id == request.job_id)
    if not await connection.scalar(is_open.with_for_update(read=True)):  # it does not end before this does
        raise CreationTaken(request.job_id)
    if not request.ordered_before:
        await _insert(connection, request)
    query = select(creations).where(creations.c.id == request.creation).with_for_update()
    row = (await connection.execute(query)).first()
    if row is None:
        raise CreationMissing(request.creation)
    if row.job_id != request.job_id:
        other = select(jobs.c.status == OPEN).where(jobs.c.id == row.job_id)
        if await connection.scalar(other):
            raise CreationTaken(row.job_id)
        await change(connection, row.id, job_id=request.job_id)
    return row


async def remove(connection: AsyncConnection, job_id: str, label: str | None) -> None:
    """What the job knows of its call; another job may need it, one that carries it on, begun or not, or one
    that it carried on itself: that has it then. What nobody knows would be paid for again."""
    said = jobs.c.input["creation"].as_string()
    alike = jobs.c.label == label, jobs.c.owner == creations.c.owner, said == creations.c.id
    heir = select(jobs.c.id).where(jobs.c.id != job_id, *alike).order_by(jobs.c.seq.desc()).limit(1)
    heir = heir.correlate(creations)
    ours = creations.c.job_id == job_id
    inherits = update(creations).where(ours, heir.exists())
    await connection.execute(inherits.values(job_id=heir.scalar_subquery()))
    await connection.execute(delete(creations).where(ours))


def has_news(row: Row[Any]) -> bool:
    """Whether somebody said that there is some, and nobody has looked since."""
    return row.hinted_at is not None and (row.looked_at is None or row.looked_at < row.hinted_at)


async def named(connection: AsyncConnection, creation_id: str | None, external_id: str | None) -> Row[Any]:
    known = creations.c.id == creation_id if creation_id else creations.c.external_id == external_id
    query = select(creations).where(known).order_by(creations.c.created_at.desc()).with_for_update()
    row = (await connection.execute(query.limit(1))).first()
    if row is None:
        raise CreationMissing(creation_id or external_id)
    return row


async def change(connection: AsyncConnection, creation_id: str, **values: Any) -> None:
    await connection.execute(update(creations).where(creations.c.id == creation_id).values(values))


async def said(
    connection: AsyncConnection,
    creation_id: str,
    holder: str,
    values: Mapping[str, Any],
    before: tuple[str, ...],
) -> bool:
    """Whether that was the holder's to say."""
    ours = creations.c.id == creation_id, creations.c.holder == holder, creations.c.state.in_(before)
    told = await connection.execute(update(creations).where(*ours).values(dict(values)))
    return told.rowcount == 1


async def _insert(connection: AsyncConnection, request: GenerationRequest) -> None:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    values: dict[str, Any] = {
        "id": request.creation,
        "job_id": request.job_id,
        "owner": request.owner,
        "provider": request.provider,
        "family": request.family.value,
        "state": READY,
        "hints": [],
        "created_at": datetime.now(UTC),
    }
    await connection.execute(dialect.insert(creations).values(values).on_conflict_do_nothing())
