"""The catalogue of jobs: who asked for what, and how it ended. What happens in between only Temporal knows.

`accept` is one transaction: idempotency key, limits, owner, credits, job rows and the start that is owed to
Temporal, or nothing.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import answers, job_rows, loads, notices, outcomes, queues, vault
from storage import credits as accounts
from storage.answers import Answer, Once
from storage.database import Database
from storage.job_rows import OPEN, Filters
from storage.notices import NOBODY, Receivers
from storage.orders import AlreadyRetried, Limit, NewJob, NewStart, Order, TooManyOpen
from storage.tables import jobs, starts
from workflows.contracts.job import Change, Closing, Job, JobState, Status


class JobMissing(Exception):
    """No such job, or not this caller's."""


class AnotherRun(Exception):
    """The row belongs to another run of the job: one of the two is stale, and only Temporal knows which.

    `run_id` is the row's.
    """

    def __init__(self, run_id: str) -> None:
        super().__init__(run_id)
        self.run_id = run_id


class Accepted(NamedTuple):
    """`replayed` where an earlier request under the same key had been accepted: nothing happened now.

    `queued` where its start is not owed to Temporal yet.
    """

    answer: Answer
    replayed: bool
    queued: bool = False


class Catalog:
    """`receivers` are told of every job's end, besides those that its own start names."""

    def __init__(self, database: Database, initial_credits: int, receivers: Receivers = NOBODY) -> None:
        self._database = database
        self._initial_credits = initial_credits
        self._receivers = receivers

    async def accept(
        self, order: Order, told: Callable[[list[Job], int], Answer], once: Once | None = None
    ) -> Accepted:
        """Charge and write everything, or nothing. `told` makes the answer of the jobs and the new balance.

        Raises `KeyReused`, `AlreadyRetried`, `JobMissing`, `TooManyOpen` and `NotEnoughCredits`.
        """
        now = datetime.now(UTC)
        async with self._database.writing() as connection:
            if once and (said := await answers.claim(connection, once)):
                return Accepted(said, replayed=True)
            await accounts.open_account(connection, order.owner, self._initial_credits)
            await _check_retries(connection, order.jobs)
            full = await _full(connection, order)
            queue = full.kind if full else None
            prices = {job.id: job.price for job in order.jobs}
            balance = await accounts.charge(connection, order.owner, prices)
            rows = [job_rows.new_row(job, order.owner, now) for job in order.jobs]
            await connection.execute(insert(jobs), rows)
            start = {**order.start._asdict(), "queue": queue, "created_at": now}
            await connection.execute(insert(starts).values(start))
            accepted = await _find_many(connection, list(prices), order.owner)
            if full and queue:
                place = await queues.length(connection, order.owner, queue)
                waits = queues.IN_LINE.format(place, full.most)
                accepted = [job.model_copy(update={"waiting_for": waits}) for job in accepted]
            answer = told(accepted, balance)
            if once:
                await answers.keep(connection, once, answer)
        return Accepted(answer, replayed=False, queued=queue is not None)

    async def answered(self, once: Once) -> Answer | None:
        """What was answered under that key, None where it is new. Raises `KeyReused`."""
        async with self._database.reading() as connection:
            return await answers.find(connection, once)

    async def find(self, job_id: str, owner: str | None = None) -> Job:
        """The row alone, as a job; `owner` None sees everything. Raises `JobMissing`."""
        found = await self.find_many([job_id], owner)
        if not found:
            raise JobMissing(job_id)
        return found[0]

    async def find_many(self, ids: Sequence[str], owner: str | None = None) -> list[Job]:
        """Those of the ids that are there, in their order."""
        async with self._database.reading() as connection:
            return await _find_many(connection, ids, owner)

    async def page(self, filters: Filters, before: int | None, limit: int) -> list[tuple[int, Job]]:
        """Newest first: (sequence number, job), below the sequence number `before`.

        `pending` and `running` both mean "not ended" here: which of them, Temporal says.
        """
        query = job_rows.select_jobs().where(*job_rows.conditions(filters))
        if before is not None:
            query = query.where(jobs.c.seq < before)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(jobs.c.seq.desc()).limit(limit))
            return [(row.seq, job_rows.read(row)) for row in rows]

    async def recent(self, kind: str, owner: str | None, since: datetime, limit: int) -> list[Job]:
        """Newest first: what is open, or ended after that."""
        of_late = or_(jobs.c.status == OPEN, jobs.c.completed_at >= since)
        query = job_rows.select_jobs().where(*job_rows.conditions(Filters(owner, (kind,))), of_late)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(jobs.c.seq.desc()).limit(limit))
            return [job_rows.read(row) for row in rows]

    async def lineage(self, job: Job) -> list[Job]:
        """The job with all that it carries on and all that carry it on, oldest first."""
        up = select(jobs.c.id, jobs.c.retry_of).where(jobs.c.id == job.id).cte("up", recursive=True)
        up = up.union(select(jobs.c.id, jobs.c.retry_of).where(jobs.c.id == up.c.retry_of))
        down = select(up.c.id).cte("down", recursive=True)
        down = down.union(select(jobs.c.id).where(jobs.c.retry_of == down.c.id))
        query = job_rows.select_jobs().where(jobs.c.id.in_(select(down.c.id)), jobs.c.owner == job.owner)
        async with self._database.reading() as connection:
            return [job_rows.read(row) for row in await connection.execute(query.order_by(jobs.c.seq))]

    async def begin(self, job_id: str, run_id: str) -> bool:
        """Note the run of an open job; False where the job has ended already. Raises `AnotherRun`."""
        async with self._database.writing() as connection:
            row = await _locked(connection, job_id)
            if row is None:
                return False
            _check_run(row, run_id)
            if row.status != OPEN:
                return False
            await connection.execute(update(jobs).where(jobs.c.id == job_id).values(run_id=run_id))
        return True

    async def note(self, known: Sequence[Job]) -> None:
        """Keep what was last seen of open jobs; a row that ended, or has another run, is left alone."""
        ours = jobs.c.id == bindparam("of_job"), jobs.c.run_id == bindparam("of_run"), jobs.c.status == OPEN
        noting = update(jobs).where(*ours).values(noted=bindparam("seen"))
        rows = [
            {"of_job": job.id, "of_run": job.run_id, "seen": job.state.model_dump(mode="json")}
            for job in sorted(known, key=lambda job: job.id)  # two that note alike take turns
        ]
        async with self._database.writing() as connection:
            await connection.execute(noting, rows)

    async def close(self, closing: Closing) -> JobState:
        """Write a job's last word, refund what was not delivered, and owe the notices of it.

        The first word stays and is returned, though its version may count on. A closing without a run is
        the end of a job that nobody has begun. Raises `AnotherRun`.
        """
        async with self._database.writing() as connection:
            row = await _locked(connection, closing.job_id)
            if row is None:
                return closing.state  # deleted, or never ours: nothing to keep
            _check_run(row, closing.run_id)
            if row.status != OPEN:
                return await _said_before(connection, row, closing)
            counts = await outcomes.finish(connection, row.id, datetime.now(UTC))
            beside = await loads.last_word(connection, row.id, closing.state)
            closing = job_rows.as_it_ended(closing, row, counts, beside)
            values = job_rows.last_word(closing)
            await connection.execute(update(jobs).where(jobs.c.id == row.id).values(values))
            if closing.state.status is not Status.COMPLETED:
                await accounts.refund(connection, row.owner, row.id)
            await vault.erase(connection, row.id)
            await notices.owe(connection, row, closing, self._receivers)
        return closing.state

    async def adopt(self, job_id: str, old_run: str, run_id: str) -> None:
        """An operator reset the job: its row belongs to the new run from now on, open and charged again.

        Nothing happens where the row is not `old_run`'s any more.
        """
        async with self._database.writing() as connection:
            row = await _locked(connection, job_id)
            if row is None or row.run_id != old_run or old_run == run_id:
                return
            await connection.execute(
                update(jobs).where(jobs.c.id == job_id).values(job_rows.open_again(run_id))
            )
            await accounts.charge_again(connection, row.owner, job_id, run_id)
            await outcomes.reopen(connection, job_id)

    async def balance(self, owner: str) -> int:
        """Credits; an owner who is not known yet has the initial ones."""
        async with self._database.reading() as connection:
            balance = await accounts.balance_of(connection, owner)
        return self._initial_credits if balance is None else balance

    async def grant(self, owner: str, amount: int) -> int:
        """Add credits; the new balance. An owner who is not known yet becomes known."""
        async with self._database.writing() as connection:
            await accounts.open_account(connection, owner, self._initial_credits)
            return await accounts.grant(connection, owner, amount)

    async def ledger(
        self, owner: str | None, before: int | None, limit: int, job_id: str | None = None
    ) -> list[accounts.Entry]:
        """Credit entries, newest first, below the entry `before`; `owner` None sees everybody's."""
        async with self._database.reading() as connection:
            return await accounts.entries(connection, owner, before, limit, job_id)

    async def owed_starts(self, limit: int) -> list[NewStart]:
        """Starts that Temporal has not confirmed yet, oldest first."""
        columns = [starts.c[name] for name in NewStart._fields]
        due = starts.c.dispatched_at.is_(None), starts.c.queue.is_(None)
        query = select(*columns).where(*due).order_by(starts.c.created_at)
        async with self._database.reading() as connection:
            return [NewStart(*row) for row in await connection.execute(query.limit(limit))]

    async def dispatched(self, workflow_id: str) -> None:
        async with self._database.writing() as connection:
            told = update(starts).where(starts.c.workflow_id == workflow_id)
            await connection.execute(told.values(dispatched_at=datetime.now(UTC)))

    async def dispatched_at(self, job: Job) -> datetime | None:
        """When Temporal confirmed the start that the job came with; None while that is owed."""
        own = starts.c.workflow_id == job.id
        query = select(starts.c.dispatched_at).where(or_(own, starts.c.workflow_id == job.group))
        async with self._database.reading() as connection:
            at: datetime | None = await connection.scalar(query.order_by(own.desc()).limit(1))
        return at


async def _find_many(connection: AsyncConnection, ids: Sequence[str], owner: str | None) -> list[Job]:
    query = job_rows.select_jobs().where(jobs.c.id.in_(ids))
    if owner is not None:
        query = query.where(jobs.c.owner == owner)
    found = {row.id: job_rows.read(row) for row in await connection.execute(query)}
    return [found[job_id] for job_id in dict.fromkeys(ids) if job_id in found]


async def _locked(connection: AsyncConnection, job_id: str) -> Row[Any] | None:
    return (await connection.execute(select(jobs).where(jobs.c.id == job_id).with_for_update())).first()


def _check_run(row: Row[Any], run_id: str) -> None:
    if row.run_id not in (None, run_id):
        raise AnotherRun(row.run_id)


async def _said_before(connection: AsyncConnection, row: Row[Any], closing: Closing) -> JobState:
    """The last word that is there. The attempt that brought it may be lost in Temporal, and the next one may
    have made a version more before it: the end counts after that, as a number has one meaning."""
    kept = JobState.model_validate(row.state)
    if closing.state.version <= kept.version:
        return kept
    kept = kept.model_copy(update={"version": closing.state.version})
    again = closing.model_copy(update={"state": kept, "changes": (*closing.changes[:-1], Change.of(kept))})
    values = job_rows.last_word(again)
    await connection.execute(update(jobs).where(jobs.c.id == row.id).values(values))
    return kept


async def _check_retries(connection: AsyncConnection, new: Sequence[NewJob]) -> None:
    """A job is carried on by one job: who failed again is retried by itself, so lineages are lines. It is
    held till then: what goes with it would be missing. Raises `JobMissing` where it is gone."""
    retried = {job.retry_of for job in new if job.retry_of}
    if not retried:
        return
    there = select(jobs.c.id).where(jobs.c.id.in_(retried)).with_for_update(read=True)
    for gone in retried.difference(await connection.scalars(there)):
        raise JobMissing(gone)
    if other := await connection.scalar(select(jobs.c.id).where(jobs.c.retry_of.in_(retried))):
        raise AlreadyRetried(other)


async def _full(connection: AsyncConnection, order: Order) -> Limit | None:
    """The limit whose queue the order has to join, None where it has a place. Raises `TooManyOpen`.

    The owner's row is held already, so rivals wait their turn.
    """
    full = None
    for limit in order.limits:
        still_open = select(func.count()).where(jobs.c.owner == order.owner, jobs.c.status == OPEN)
        if limit.kind:
            still_open = still_open.where(jobs.c.kind == limit.kind)
        new = sum(limit.kind in (None, job.kind) for job in order.jobs)
        if (await connection.scalar(still_open) or 0) + new > limit.most:
            if not (limit.kind and order.queues):
                raise TooManyOpen(limit)
            full = limit
    return full
