"""The items of batches: staged before their job is accepted, worked on by their numbers."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from storage import outcomes as ends
from storage.database import Database
from storage.tables import annotations, attempts, batches, images, items, jobs, outcomes
from workflows.contracts.annotation import Shard, Tally

CHUNK = 5_000
ABANDONED = timedelta(hours=1)


class Pending(NamedTuple):
    """An item without an outcome; `key` names its bytes, None where there is no such image."""

    number: int
    item_id: str
    key: str | None
    attempts: int
    not_before: datetime | None


class Standing(NamedTuple):
    """A shard's outcomes, the items that failed for now, and whether some have not been tried yet."""

    tally: Tally
    again: tuple[int, ...]
    left: bool


class Items:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def stage(self, job_id: str, item_ids: Sequence[str]) -> None:
        """Write the items of a job that is about to be accepted, several thousand to a transaction."""
        batch = {"job_id": job_id, "total": len(item_ids), "staged_at": datetime.now(UTC)}
        async with self._database.writing() as connection:
            await connection.execute(insert(batches).values(batch))
        for start in range(0, len(item_ids), CHUNK):
            rows = [
                {"job_id": job_id, "number": number, "item_id": item_id}
                for number, item_id in enumerate(item_ids[start : start + CHUNK], start)
            ]
            async with self._database.writing() as connection:
                await connection.execute(insert(items), rows)

    async def stage_rest(self, job_id: str, old_id: str) -> Sequence[str]:
        """Stage what failed or was skipped in an ended job for the one that carries it on; the ids."""
        query = select(items.c.item_id).join(outcomes, _outcome_of_item())
        query = query.where(items.c.job_id == old_id, outcomes.c.outcome != ends.SUCCEEDED)
        async with self._database.reading() as connection:
            rest = (await connection.scalars(query.order_by(items.c.number))).all()
        if rest:
            await self.stage(job_id, rest)
        return rest

    async def discard(self, job_id: str) -> None:
        """Take back what was staged for a job that was refused."""
        known = select(jobs.c.id).where(jobs.c.id == job_id)
        async with self._database.writing() as connection:
            if not await connection.scalar(known):
                await ends.remove(connection, job_id)

    async def discard_abandoned(self) -> None:
        """The same for those whose process died between staging and accepting."""
        old = batches.c.staged_at < datetime.now(UTC) - ABANDONED
        query = select(batches.c.job_id).where(old, ~exists().where(jobs.c.id == batches.c.job_id))
        async with self._database.reading() as connection:
            abandoned = (await connection.scalars(query)).all()
        for job_id in abandoned:
            await self.discard(job_id)

    async def pending(self, shard: Shard) -> list[Pending]:
        """Those of the shard without an outcome, in order."""
        request = shard.request
        last = func.max(attempts.c.not_before)
        theirs = or_(images.c.owner == request.owner, literal(request.everyones))
        query = (
            select(items.c.number, items.c.item_id, images.c.key, _tried(func.count()), _tried(last))
            .join(outcomes, _outcome_of_item(), isouter=True)
            .join(images, and_(images.c.id == items.c.item_id, theirs), isouter=True)
            .where(items.c.job_id == request.job_id, items.c.number.between(shard.start, shard.end - 1))
            .where(outcomes.c.number.is_(None))
            .order_by(items.c.number)
        )
        async with self._database.reading() as connection:
            return [Pending(*row) for row in await connection.execute(query)]

    async def tally(self, shard: Shard) -> Tally:
        """The shard's outcomes, whoever wrote them."""
        place = outcomes.c.number.between(shard.start, shard.end - 1)
        query = select(outcomes.c.outcome, func.count()).where(
            outcomes.c.job_id == shard.request.job_id, place
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(query.group_by(outcomes.c.outcome))
            return Tally(**{row[0]: row[1] for row in rows})

    async def standing(self, shard: Shard) -> Standing:
        """How the shard stands, whoever did what in it."""
        tally, open_ones = await self.tally(shard), await self.pending(shard)
        again = tuple(item.number for item in open_ones if item.attempts)
        return Standing(tally, again, left=len(again) < len(open_ones))

    async def hashes(self, job_id: str) -> list[tuple[int, str]]:
        """The perceptual hashes of a batch, by item number."""
        phash = annotations.c.content["phash"].as_string()
        query = select(annotations.c.number, phash).where(annotations.c.job_id == job_id, phash.is_not(None))
        async with self._database.reading() as connection:
            return [(number, digits) for number, digits in await connection.execute(query)]

    async def note_groups(self, job_id: str, groups: Mapping[int, int]) -> None:
        """Say of items that they resemble each other: by number, that of the first item of their group."""
        firsts = sorted(set(groups.values()))
        named: dict[int, str] = {}
        async with self._database.writing() as connection:
            for start in range(0, len(firsts), 500):
                some = items.c.number.in_(firsts[start : start + 500])
                query = select(items.c.number, items.c.item_id).where(items.c.job_id == job_id, some)
                named |= {row[0]: row[1] for row in await connection.execute(query)}
            ours = annotations.c.job_id == job_id, annotations.c.number == bindparam("of_number")
            rows = [{"of_number": number, "first": named[first]} for number, first in groups.items()]
            noting = update(annotations).where(*ours).values(duplicate_group=bindparam("first"))
            await connection.execute(noting, rows)


def _tried(what: ColumnElement[Any]) -> ColumnElement[Any]:
    """Something about the attempts at an item that failed."""
    ours = attempts.c.job_id == items.c.job_id, attempts.c.number == items.c.number
    return select(what).where(*ours).scalar_subquery()


def _outcome_of_item() -> ColumnElement[bool]:
    return and_(outcomes.c.job_id == items.c.job_id, outcomes.c.number == items.c.number)
