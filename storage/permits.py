"""Permits for calls, exact across batches, workers and restarts: lanes are leased, calls are counted.

A call counts from its permit until a whole window after its end, when it has surely arrived wherever it went:
so no window of that length ever sees more than the limit, however late a call was sent. Whoever dies in the
middle of a call leaves it counted for the longest time that a call may take.
"""

import time
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.tables import grants, leases
from storage.tiers import Limits, Tiers

LEASE_S = 5.0
WAITING_S = 3.0


class Claim(NamedTuple):
    """Who asks: `holder` is one attempt of one activity, `own` what its job asked to be limited to."""

    holder: str
    owner: str
    job_id: str
    own: Limits


class Leased(NamedTuple):
    """`metered`: every call needs a permit besides."""

    lanes: int
    metered: bool


class Taken(NamedTuple):
    """Permits by id; where there are too few, the seconds after which more are to be had."""

    ids: list[int]
    wait_s: float


class Permits:
    """`window_s` is the minute of "per minute", `call_s` the longest that a call may take."""

    def __init__(self, database: Database, tiers: Tiers, window_s: float, call_s: float) -> None:
        self._database = database
        self._tiers = tiers
        self._window_s = window_s
        self._call_s = call_s

    async def lease(self, claim: Claim, want: int) -> Leased:
        """Lanes for `LEASE_S`; of an owner with several jobs each gets its share. 0: try again soon."""
        async with self._database.writing() as connection:
            limits = await self._tiers.of(connection, claim.owner)
            now = time.time()  # others may have had their turn before
            mine = leases.c.holder == claim.holder
            await connection.execute(
                delete(leases).where(leases.c.owner == claim.owner, (leases.c.expires < now) | mine)
            )
            held = await _held(connection, claim.owner)
            of_job = held.get(claim.job_id, 0)
            share = max(1, limits.concurrency // len({*held, claim.job_id}))
            allowed = min(share, claim.own.concurrency) - of_job
            free = limits.concurrency - sum(held.values()) - _kept_free(held, claim.job_id)
            lanes = max(0, min(want, allowed, free))
            if lanes:
                waits = leases.c.job_id == claim.job_id, leases.c.lanes == 0
                await connection.execute(delete(leases).where(*waits))
            expires = now + (LEASE_S if lanes else WAITING_S)
            place = {"holder": claim.holder, "owner": claim.owner, "job_id": claim.job_id}
            await connection.execute(insert(leases).values(**place, lanes=lanes, expires=expires))
        return Leased(lanes, metered=limits.within(claim.own).per_minute is not None)

    async def renew(self, holder: str, lanes: int) -> bool:
        """For so many of its lanes. False where the lease has run out: others may have taken them."""
        now = time.time()
        ours = leases.c.holder == holder, leases.c.expires >= now
        async with self._database.writing() as connection:
            values = {"expires": now + LEASE_S, "lanes": lanes}
            renewed = await connection.execute(update(leases).where(*ours).values(values))
            return renewed.rowcount == 1

    async def release(self, holder: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(leases).where(leases.c.holder == holder))

    async def take(self, claim: Claim, want: int) -> Taken:
        """Permits for `want` calls that begin now, or for as many as the limits allow."""
        async with self._database.writing() as connection:
            limits = await self._tiers.of(connection, claim.owner)
            now = time.time()  # others may have had their turn before
            await connection.execute(
                delete(grants).where(grants.c.owner == claim.owner, grants.c.until <= now)
            )
            free = await self._free(connection, claim, limits.per_minute)
            until = now + self._call_s + self._window_s
            row = {"owner": claim.owner, "job_id": claim.job_id, "until": until}
            number = min(want, free)
            ids: list[int] = []
            if number:
                made = await connection.scalars(insert(grants).returning(grants.c.id), [row] * number)
                ids = list(made)
            wait_s = 0.0 if ids else await self._wait(connection, claim, limits.per_minute, want, now)
        return Taken(ids, wait_s)

    async def give_back(self, unused: Collection[int], broken_off: Collection[int]) -> None:
        """Permits that no call was made with, and those whose call has ended without a word."""
        if unused or broken_off:
            async with self._database.writing() as connection:
                await connection.execute(delete(grants).where(grants.c.id.in_(unused)))
                await self.spent(connection, broken_off)

    async def spent(self, connection: AsyncConnection, ids: Collection[int]) -> None:
        """Their calls have ended this moment."""
        if ids:
            until = time.time() + self._window_s
            await connection.execute(update(grants).where(grants.c.id.in_(ids)).values(until=until))

    async def is_crowded_out(self, job_id: str) -> bool:
        """Whether the job waits for lanes that its owner's other jobs have."""
        query = select(func.max(leases.c.lanes))
        query = query.where(leases.c.job_id == job_id, leases.c.expires > time.time())
        async with self._database.reading() as connection:
            lanes: int | None = await connection.scalar(query)
        return lanes == 0

    async def used_up(self, owner: str, own: Limits, job_id: str) -> tuple[int, datetime] | None:
        """The rate that holds the owner's job back now and the time at which it allows a call, else None."""
        claim, now = Claim("", owner, job_id, own), time.time()
        async with self._database.reading() as connection:
            limits = await self._tiers.of(connection, owner)
            rate = limits.within(own).per_minute
            if rate is None or await self._free(connection, claim, limits.per_minute):
                return None
            wait_s = await self._wait(connection, claim, limits.per_minute, 1, now)
        return rate, datetime.fromtimestamp(now + wait_s, UTC)

    async def _free(self, connection: AsyncConnection, claim: Claim, rate: int | None) -> int:
        """Calls that neither the owner's rate nor the job's own forbids."""
        counted = grants.c.owner == claim.owner, grants.c.until > time.time()
        ours = grants.c.job_id == claim.job_id
        query = select(func.count(), func.count().filter(ours)).where(*counted)
        every, of_job = (await connection.execute(query)).one()
        free = [10**9]
        free += [] if rate is None else [rate - every]
        free += [] if claim.own.per_minute is None else [claim.own.per_minute - of_job]
        return max(0, min(free))

    async def _wait(
        self, connection: AsyncConnection, claim: Claim, rate: int | None, want: int, now: float
    ) -> float:
        """Seconds until `want` calls are allowed, those that are under way taken for ended now."""
        waits = [0.0]
        of_owner, of_job = grants.c.owner == claim.owner, grants.c.job_id == claim.job_id
        for limit, whose in ((rate, of_owner), (claim.own.per_minute, of_job)):
            if limit is not None:
                query = select(grants.c.until).where(of_owner, whose)
                untils = sorted(await connection.scalars(query))
                over = len(untils) + min(want, limit) - limit
                waits += [untils[over - 1] - now] if over > 0 else []
        return max(0.05, min(max(waits), self._window_s))


def _kept_free(held: Mapping[str, int], job_id: str) -> int:
    """Lanes for jobs that wait: who does not wait itself, as it has just had some, goes behind them."""
    waiting = {other for other, lanes in held.items() if not lanes}
    return 0 if job_id in waiting else len(waiting)


async def _held(connection: AsyncConnection, owner: str) -> dict[str, int]:
    """Lanes by job, 0 for one that waits for some."""
    lanes = func.sum(leases.c.lanes)
    query = select(leases.c.job_id, lanes).where(leases.c.owner == owner).group_by(leases.c.job_id)
    return {job_id: int(number) for job_id, number in await connection.execute(query)}
