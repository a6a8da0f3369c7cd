"""What became of a batch, as people read it: item by item, fault by fault, and as it stands."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, select

from storage.database import Database
from storage.outcomes import BUCKET_S, FAILED, tally_of
from storage.tables import annotations, attempts, items, outcomes
from workflows.contracts.annotated import Annotation
from workflows.contracts.annotation import Tally

PAGE = 500
LATELY_S = 30


class Pace(NamedTuple):
    """Items that were processed between two times, in epoch seconds."""

    number: int
    since: float
    now: float

    def seconds(self, started: datetime | None) -> float:
        """How long that took, of a job that was started then."""
        return max(0.001, self.now - max(self.since, started.timestamp() if started else 0))


class Item(NamedTuple):
    """`outcome` is None while the item has none; `duplicates` names the first of those that it resembles."""

    number: int
    item_id: str
    outcome: str | None
    attempts: int
    code: str | None
    message: str | None
    completed_at: datetime | None
    annotation: Annotation | None
    duplicates: str | None


class Attempt(NamedTuple):
    """An attempt that failed."""

    id: int
    item_id: str
    code: str
    message: str
    attempt: int
    at: datetime


class Reason(NamedTuple):
    code: str
    message: str
    items: int


class Results:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def tally(self, job_id: str) -> Tally:
        async with self._database.reading() as connection:
            return await tally_of(connection, job_id)

    async def lately(self, job_id: str) -> Pace:
        """Items processed in the last half minute or so."""
        now = datetime.now(UTC).timestamp()
        bucket = int(now - LATELY_S) // BUCKET_S
        async with self._database.reading() as connection:
            tally = await tally_of(connection, job_id, bucket)
        return Pace(tally.processed, bucket * BUCKET_S, now)

    async def paused(self, job_id: str) -> tuple[str, datetime] | None:
        """Why the newest attempt failed and when another is made, where that is still to come."""
        query = select(attempts.c.message, attempts.c.not_before).where(attempts.c.job_id == job_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query.order_by(attempts.c.id.desc()).limit(1))).first()
        return (row[0], row[1]) if row and row[1] and row[1] > datetime.now(UTC) else None

    async def page(self, job_id: str, outcome: str | None, after: int, limit: int) -> list[Item]:
        """In the batch's order, behind the number `after`; `outcome` may be `pending`."""
        query = _items().where(items.c.job_id == job_id, items.c.number > after)
        if outcome == "pending":
            query = query.where(outcomes.c.outcome.is_(None))
        elif outcome:
            query = query.where(outcomes.c.outcome == outcome)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(items.c.number).limit(limit))
            return [_item(row) for row in rows]

    async def every(self, job_id: str) -> AsyncIterator[Item]:
        """All of them, in order, a page in memory at a time."""
        after = -1
        while page := await self.page(job_id, None, after, PAGE):
            for item in page:
                yield item
            after = page[-1].number

    async def every_last(self, job_ids: Sequence[str]) -> AsyncIterator[Item]:
        """All of a lineage, in the first job's order, each as the last job that had it left it."""
        places = [(job_id, number) for job_id, number, _ in (await self.last_words(job_ids)).values()]
        for start in range(0, len(places), PAGE):
            page = places[start : start + PAGE]
            found: dict[tuple[str, int], Item] = {}
            async with self._database.reading() as connection:
                for job_id in {job_id for job_id, _ in page}:
                    numbers = [number for of_job, number in page if of_job == job_id]
                    query = _items().where(items.c.job_id == job_id, items.c.number.in_(numbers))
                    for row in await connection.execute(query):
                        found[job_id, row.number] = _item(row)
            for place in page:
                if place in found:  # else it was deleted meanwhile
                    yield found[place]

    async def faults(
        self, job_id: str, every: bool, before: int | None, limit: int
    ) -> tuple[list[Attempt], int]:
        """Newest first: every failed attempt, or only the last one of each item that failed; and how many."""
        where = [attempts.c.job_id == job_id, *([] if every else [_was_the_end()])]
        columns = (attempts.c.id, items.c.item_id, attempts.c.code, attempts.c.message)
        query = select(*columns, attempts.c.attempt, attempts.c.at).join(items, _item_of_attempt())
        query = query.where(*where).order_by(attempts.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(attempts.c.id < before)
        async with self._database.reading() as connection:
            total = (await tally_of(connection, job_id)).failed
            if every:
                counting = select(func.count()).select_from(attempts).where(*where)
                total = await connection.scalar(counting) or 0
            return [Attempt(*row) for row in await connection.execute(query)], total

    async def reasons(self, job_id: str, limit: int) -> list[Reason]:
        """Failed items by reason, the most frequent first."""
        number = func.count().label("number")
        query = select(outcomes.c.code, outcomes.c.message, number)
        query = query.where(outcomes.c.job_id == job_id, outcomes.c.outcome == FAILED)
        query = query.group_by(outcomes.c.code, outcomes.c.message).order_by(number.desc()).limit(limit)
        async with self._database.reading() as connection:
            return [Reason(*row) for row in await connection.execute(query)]

    async def last_words(self, job_ids: Sequence[str]) -> dict[str, tuple[str, int, str | None]]:
        """Items of a lineage, oldest job first, in the first one's order: job, number and outcome of the last
        word on each."""
        found: dict[str, tuple[str, int, str | None]] = {}
        async with self._database.reading() as connection:
            for job_id in job_ids:
                query = select(items.c.item_id, items.c.number, outcomes.c.outcome)
                query = query.join(outcomes, _outcome_of_item(), isouter=True)
                query = query.where(items.c.job_id == job_id).order_by(items.c.number)
                for item_id, number, outcome in await connection.execute(query):
                    found[item_id] = (job_id, number, outcome)
        return found


def _items() -> Select[Any]:
    ours = and_(annotations.c.job_id == items.c.job_id, annotations.c.number == items.c.number)
    ends = [outcomes.c[name] for name in ("outcome", "attempts", "code", "message", "completed_at")]
    contents = annotations.c.content, annotations.c.duplicate_group
    query = select(items.c.number, items.c.item_id, *ends, *contents)
    return query.join(outcomes, _outcome_of_item(), isouter=True).join(annotations, ours, isouter=True)


def _item(row: Any) -> Item:
    content = Annotation.model_validate(row.content) if row.content else None
    ends = (row.outcome, row.attempts or 0, row.code, row.message, row.completed_at)
    return Item(row.number, row.item_id, *ends, content, row.duplicate_group)


def _outcome_of_item() -> ColumnElement[bool]:
    return and_(outcomes.c.job_id == items.c.job_id, outcomes.c.number == items.c.number)


def _item_of_attempt() -> ColumnElement[bool]:
    return and_(items.c.job_id == attempts.c.job_id, items.c.number == attempts.c.number)


def _was_the_end() -> ColumnElement[bool]:
    same = outcomes.c.job_id == attempts.c.job_id, outcomes.c.number == attempts.c.number
    return (
        select(outcomes.c.number)
        .where(*same, outcomes.c.outcome == FAILED, outcomes.c.attempts == attempts.c.attempt)
        .exists()
    )
