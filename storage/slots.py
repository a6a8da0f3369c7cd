"""A rate of calls to somebody outside, kept exactly by all workers together.

Who finds the rate used up is given a time of their own, so that a hundred who wait come one by one. A call
counts until a whole window after its end, when it has surely arrived: no window of that length ever sees more
than the limit, however late a call was sent.
"""

import secrets
import time
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.generation_tables import pools, slots

LATE_S = 15.0
"""Whoever has not come so long after their time loses their place in the line."""

SOON_S = 0.1
"""Whoever finds a call under way for longer than most asks again no sooner than that."""


class Rate(NamedTuple):
    """At most `most` calls in any window of that length; one call takes `call_s` at the most."""

    pool: str
    most: int
    window_s: float
    call_s: float


async def take(connection: AsyncConnection, rate: Rate, holder: str) -> float:
    """Seconds until the holder may call; 0: now, and the call counts. It asks again when they are over."""
    await _hold(connection, rate.pool)
    now = time.time()
    ours = slots.c.pool == rate.pool
    over = (slots.c.used & (slots.c.at <= now - rate.window_s)) | (
        ~slots.c.used & (slots.c.at <= now - LATE_S)
    )
    await connection.execute(delete(slots).where(ours, over))
    rows = (await connection.execute(select(slots).where(ours))).all()
    for row in rows:
        if row.used and row.holder == holder:
            await _put_aside(connection, rate.pool, holder, row.at)
    ticket = next((row.ticket for row in rows if row.holder == holder and not row.used), now)
    ahead = sum(not row.used and row.ticket < ticket for row in rows)
    used = [row.at for row in rows if row.used]
    if len(used) + ahead < rate.most:
        await _note(connection, rate.pool, holder, {"at": now + rate.call_s, "used": True, "ticket": ticket})
        return 0.0
    at = max(_turn([min(at, now) for at in used][: rate.most], ahead, rate, now), now + SOON_S)
    await _note(connection, rate.pool, holder, {"at": at, "used": False, "ticket": ticket})
    return at - now


async def spent(connection: AsyncConnection, rate: Rate, holder: str) -> None:
    """The holder's call has ended this moment."""
    await _put_aside(connection, rate.pool, holder, time.time())


class Slots:
    """The same, each in a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, rate: Rate, holder: str) -> float:
        async with self._database.writing() as connection:
            return await take(connection, rate, holder)

    async def spent(self, rate: Rate, holder: str) -> None:
        async with self._database.writing() as connection:
            await spent(connection, rate, holder)


def _turn(ended: list[float], ahead: int, rate: Rate, now: float) -> float:
    """When it is the turn of somebody with so many ahead, if calls that are under way end at once."""
    free = rate.most - len(ended)  # the first of those ahead take these now
    times = [*sorted(ended), *[now] * free]
    rounds, place = divmod(ahead - free, rate.most)
    return times[place] + rate.window_s * (rounds + 1)


async def _hold(connection: AsyncConnection, pool: str) -> None:
    """Until the transaction ends nobody else gives slots of the pool."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    holding = dialect.insert(pools).values(name=pool, given=1)
    given = {"given": (pools.c.given + 1) % 1_000_000}
    await connection.execute(holding.on_conflict_do_update(index_elements=[pools.c.name], set_=given))


async def _put_aside(connection: AsyncConnection, pool: str, holder: str, at: float) -> None:
    """A call counts on under a name of its own: its holder may make another one."""
    ours = slots.c.pool == pool, slots.c.holder == holder
    name = f"{holder} {secrets.token_hex(6)}"
    await connection.execute(update(slots).where(*ours).values(at=at, holder=name))


async def _note(connection: AsyncConnection, pool: str, holder: str, values: dict[str, float | bool]) -> None:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = dialect.insert(slots).values(pool=pool, holder=holder, **values)
    keys = [slots.c.pool, slots.c.holder]
    await connection.execute(row.on_conflict_do_update(index_elements=keys, set_=values))
