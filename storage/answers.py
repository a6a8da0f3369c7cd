"""Answers kept under idempotency keys: the same key gets the same answer, and nothing happens twice.

The rules are those of Stripe and of the IETF draft: the scope is owner and route, another body under the
same key is refused, only what was accepted is kept, for a day. `claim` and `keep` work inside the
transaction that accepts, so a key, its jobs and its answer exist together or not at all.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import answers

KEPT = timedelta(hours=24)


class KeyReused(Exception):
    """The key belongs to another request; the argument is the key."""


class Once(NamedTuple):
    """A key in its scope; equal `fingerprint`s mean that the same was asked."""

    owner: str
    route: str
    key: str
    fingerprint: str


class Answer(NamedTuple):
    status: int
    body: Mapping[str, Any]
    headers: Mapping[str, str]


async def find(connection: AsyncConnection, once: Once) -> Answer | None:
    """What was answered under that key, None where it is new. Raises `KeyReused`."""
    query = select(answers).where(_scope(once), answers.c.created_at > datetime.now(UTC) - KEPT)
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    if row.fingerprint != once.fingerprint:
        raise KeyReused(once.key)
    return Answer(row.status, row.body, row.headers)


async def claim(connection: AsyncConnection, once: Once) -> Answer | None:
    """Take the key, or learn what was answered under it. A rival's transaction is waited for."""
    now = datetime.now(UTC)
    await connection.execute(delete(answers).where(_scope(once), answers.c.created_at <= now - KEPT))
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {**once._asdict(), "status": 0, "body": {}, "headers": {}, "created_at": now}
    taken = dialect.insert(answers).values(row).on_conflict_do_nothing().returning(answers.c.key)
    if (await connection.execute(taken)).first():
        return None
    return await find(connection, once)


async def keep(connection: AsyncConnection, once: Once, answer: Answer) -> None:
    """Note what is answered under a claimed key."""
    await connection.execute(answers.update().where(_scope(once)).values(answer._asdict()))


async def expire(connection: AsyncConnection) -> None:
    """Forget the keys whose day is over."""
    await connection.execute(delete(answers).where(answers.c.created_at <= datetime.now(UTC) - KEPT))


def _scope(once: Once) -> ColumnElement[bool]:
    return and_(answers.c.owner == once.owner, answers.c.route == once.route, answers.c.key == once.key)
