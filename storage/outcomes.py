"""What became of each item: the first outcome stays, and what counts it is written with it.

Several outcomes make one transaction. A late word about an item that has one already changes nothing, so
every writer may run twice, and nothing counts twice.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Insert, Table, delete, exists, func, insert, literal, null, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.permits import Permits
from storage.tables import annotations, attempts, batches, items, outcomes, tallies
from workflows.contracts.annotated import Annotation
from workflows.contracts.annotation import Tally
from workflows.contracts.job import Counts

BUCKET_S = 10
SUCCEEDED, FAILED, SKIPPED = "succeeded", "failed", "skipped"
TABLES = (batches, items, outcomes, annotations, attempts, tallies)


class Fault(NamedTuple):
    code: str
    message: str


class Word(NamedTuple):
    """What one attempt came to: an annotation, or a fault, the last word on the item unless it says `again`.

    `permit` is that of the call, None where there was none. `asked_to_wait`: nothing else is to be
    tried before `again` either.
    """

    number: int
    attempt: int
    annotation: Annotation | None = None
    fault: Fault | None = None
    again: datetime | None = None
    permit: int | None = None
    asked_to_wait: bool = False


class Outcomes:
    def __init__(self, database: Database, permits: Permits) -> None:
        self._database = database
        self._permits = permits

    async def record(self, job_id: str, words: Sequence[Word]) -> None:
        """Write all of it, with the permits that were used up; a job that is gone hears nothing any more."""
        now = datetime.now(UTC)
        async with self._database.writing() as connection:
            await self._permits.spent(connection, [w.permit for w in words if w.permit is not None])
            if await _held(connection, job_id):
                await _record(connection, job_id, words, now)


async def _held(connection: AsyncConnection, job_id: str) -> int | None:
    """How many items the job has; its row is held, so that whoever writes outcomes of it takes turns."""
    query = select(batches.c.total).where(batches.c.job_id == job_id).with_for_update()
    total: int | None = await connection.scalar(query)
    return total


async def _record(connection: AsyncConnection, job_id: str, words: Sequence[Word], now: datetime) -> None:
    faults = [_attempt(job_id, word, now) for word in words if word.fault]
    if faults:
        await connection.execute(once(connection, attempts), faults)
    ends = {word.number: word for word in words if word.again is None}
    if not ends:
        return
    rows = [_outcome(job_id, word, now) for word in ends.values()]
    landed = await connection.scalars(once(connection, outcomes).returning(outcomes.c.number), rows)
    new = [ends[number] for number in landed]
    contents = [_content(job_id, word) for word in new if word.annotation]
    if contents:
        await connection.execute(once(connection, annotations), contents)
    counted = Counter(SUCCEEDED if word.annotation else FAILED for word in new)
    if counted:
        await _count(connection, job_id, now, counted)


def once(connection: AsyncConnection, table: Table) -> Insert:
    """An insert that leaves what is there already as it is."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    inserting: Insert = dialect.insert(table).on_conflict_do_nothing()
    return inserting


async def _count(connection: AsyncConnection, job_id: str, now: datetime, counted: Counter[str]) -> None:
    bucket = int(now.timestamp()) // BUCKET_S
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {name: counted[name] for name in (SUCCEEDED, FAILED, SKIPPED)}
    adding = dialect.insert(tallies).values(job_id=job_id, bucket=bucket, **row)
    sums = {name: tallies.c[name] + adding.excluded[name] for name in row}
    await connection.execute(
        adding.on_conflict_do_update(index_elements=[tallies.c.job_id, tallies.c.bucket], set_=sums)
    )


async def tally_of(connection: AsyncConnection, job_id: str, bucket: int | None = None) -> Tally:
    """The outcomes of a job, all of them or those since that bucket began."""
    sums = [func.coalesce(func.sum(tallies.c[name]), 0) for name in (SUCCEEDED, FAILED, SKIPPED)]
    query = select(*sums).where(tallies.c.job_id == job_id)
    if bucket is not None:
        query = query.where(tallies.c.bucket >= bucket)
    succeeded, failed, skipped = (await connection.execute(query)).one()
    return Tally(succeeded=succeeded, failed=failed, skipped=skipped)


async def finish(connection: AsyncConnection, job_id: str, now: datetime) -> Counts | None:
    """Skip what has no outcome: the job has ended. The final counts; None for a job without items."""
    total = await _held(connection, job_id)
    if not total:
        return None
    has_one = exists().where(outcomes.c.job_id == items.c.job_id, outcomes.c.number == items.c.number)
    blank = (null().label("code"), null().label("message"))
    rest = select(
        items.c.job_id,
        items.c.number,
        literal(SKIPPED),
        literal(0),
        *blank,
        literal(now, outcomes.c.completed_at.type),
    )
    rest = rest.where(items.c.job_id == job_id, ~has_one)
    skipping = insert(outcomes).from_select(list(outcomes.c.keys()), rest)
    counting = {"preserve_rowcount": True}  # else PostgreSQL's driver says -1
    skipped = (await connection.execute(skipping, execution_options=counting)).rowcount
    if skipped:
        await _count(connection, job_id, now, Counter({SKIPPED: skipped}))
    return counts_of(total, await tally_of(connection, job_id))


async def reopen(connection: AsyncConnection, job_id: str) -> None:
    """An operator reset the job: what was skipped is to be done after all."""
    ours = outcomes.c.job_id == job_id, outcomes.c.outcome == SKIPPED
    await connection.execute(delete(outcomes).where(*ours))
    await connection.execute(update(tallies).where(tallies.c.job_id == job_id).values(skipped=0))


async def remove(connection: AsyncConnection, job_id: str) -> None:
    for table in TABLES:
        await connection.execute(delete(table).where(table.c.job_id == job_id))


def counts_of(total: int, tally: Tally) -> Counts:
    return Counts(
        total=total,
        processed=tally.processed,
        succeeded=tally.succeeded,
        failed=tally.failed,
        skipped=tally.skipped,
    )


def _outcome(job_id: str, word: Word, now: datetime) -> dict[str, Any]:
    code, message = word.fault or (None, None)
    return {
        "job_id": job_id,
        "number": word.number,
        "outcome": SUCCEEDED if word.annotation else FAILED,
        "attempts": word.attempt,
        "code": code and code[:64],
        "message": message and message[:500],
        "completed_at": now,
    }


def _attempt(job_id: str, word: Word, now: datetime) -> dict[str, Any]:
    assert word.fault
    place = {"job_id": job_id, "number": word.number, "attempt": word.attempt}
    fault = {"code": word.fault.code[:64], "message": word.fault.message[:500]}
    return {**place, **fault, "at": now, "not_before": word.again}


def _content(job_id: str, word: Word) -> dict[str, Any]:
    assert word.annotation
    content = word.annotation.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return {"job_id": job_id, "number": word.number, "content": content}
