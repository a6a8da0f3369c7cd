"""The credit ledger: append-only entries, unique by (job, run, kind), and a balance never below zero.

Every function works inside the caller's transaction: what is charged is accepted, what is refunded is closed.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import credit_entries, owners

FIRST_RUN = ""  # the charge of acceptance is made before there is a run


class Entry(NamedTuple):
    """A line of the ledger: `amount` is signed, `balance` what the owner had after it."""

    id: int
    owner: str
    kind: str
    amount: int
    job_id: str | None
    run_id: str | None
    at: datetime
    balance: int


class NotEnoughCredits(Exception):
    def __init__(self, required: int, balance: int) -> None:
        super().__init__(f"{required} credits are required, {balance} are there")
        self.required, self.balance = required, balance


async def open_account(connection: AsyncConnection, owner: str, initial: int) -> None:
    """Make the owner known, with the initial credits, where they are not yet, and hold their row."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    now = datetime.now(UTC)
    account = dialect.insert(owners).values(name=owner, balance=initial, created_at=now)
    made = await connection.execute(account.on_conflict_do_nothing().returning(owners.c.name))
    if made.first() and initial:
        await connection.execute(
            insert(credit_entries).values(owner=owner, kind="grant", amount=initial, at=now)
        )
    await connection.execute(select(owners.c.name).where(owners.c.name == owner).with_for_update())


async def balance_of(connection: AsyncConnection, owner: str) -> int | None:
    """None for an owner who is not known yet."""
    balance: int | None = await connection.scalar(select(owners.c.balance).where(owners.c.name == owner))
    return balance


async def charge(connection: AsyncConnection, owner: str, prices: Mapping[str, int]) -> int:
    """Take the price of every job id, all or nothing; the new balance. Raises `NotEnoughCredits`."""
    balance = await _take(connection, owner, sum(prices.values()))
    charges = [_entry(owner, "charge", -price, job_id) for job_id, price in prices.items() if price]
    if charges:
        await connection.execute(insert(credit_entries), charges)
    return balance


async def charge_again(connection: AsyncConnection, owner: str, job_id: str, run_id: str) -> None:
    """Charge a job that runs once more what it got back; free of charge where the owner cannot pay.

    An operator did that, not the owner: it is no reason to refuse, and none to charge twice.
    """
    held, price = await _held(connection, job_id), await _first_price(connection, job_id)
    if held or not price:
        return
    try:
        await _take(connection, owner, price)
    except NotEnoughCredits:
        return
    await connection.execute(insert(credit_entries), [_entry(owner, "charge", -price, job_id, run_id)])


async def refund(connection: AsyncConnection, owner: str, job_id: str) -> None:
    """Give back what the job was charged and did not get back yet; the unique key forbids a second time."""
    held = await _held(connection, job_id)
    if held > 0:
        run_id = await _run_of_charge(connection, job_id)
        await connection.execute(insert(credit_entries), [_entry(owner, "refund", held, job_id, run_id)])
        await _give(connection, owner, held)


async def grant(connection: AsyncConnection, owner: str, amount: int) -> int:
    """Add credits to a known owner's account; the new balance."""
    now = datetime.now(UTC)
    entry = insert(credit_entries).values(owner=owner, kind="grant", amount=amount, at=now)
    await connection.execute(entry)
    return await _give(connection, owner, amount)


async def entries(
    connection: AsyncConnection, owner: str | None, before: int | None, limit: int, job_id: str | None = None
) -> list[Entry]:
    """Newest first, below the entry `before`; each with its owner's balance after it."""
    page = select(credit_entries, owners.c.balance.label("now")).join(owners)
    if owner is not None:
        page = page.where(credit_entries.c.owner == owner)
    if before is not None:
        page = page.where(credit_entries.c.id < before)
    if job_id is not None:
        page = page.where(credit_entries.c.job_id == job_id)
    told = page.order_by(credit_entries.c.id.desc()).limit(limit).subquery()
    newer = select(func.coalesce(func.sum(credit_entries.c.amount), 0))
    newer = newer.where(credit_entries.c.owner == told.c.owner, credit_entries.c.id > told.c.id)
    columns = [told.c[name] for name in Entry._fields if name != "balance"]
    query: Select[Any] = select(*columns, told.c.now - newer.scalar_subquery()).order_by(told.c.id.desc())
    return [Entry(*row) for row in await connection.execute(query)]


async def _take(connection: AsyncConnection, owner: str, amount: int) -> int:
    """The new balance. Raises `NotEnoughCredits`."""
    taken = await connection.execute(
        update(owners)
        .where(owners.c.name == owner, owners.c.balance >= amount)
        .values(balance=owners.c.balance - amount)
        .returning(owners.c.balance)
    )
    balance = taken.scalar()
    if balance is None:
        raise NotEnoughCredits(amount, await balance_of(connection, owner) or 0)
    return int(balance)


async def _give(connection: AsyncConnection, owner: str, amount: int) -> int:
    given = update(owners).where(owners.c.name == owner).values(balance=owners.c.balance + amount)
    return int((await connection.execute(given.returning(owners.c.balance))).scalar_one())


def _entry(owner: str, kind: str, amount: int, job_id: str, run_id: str = FIRST_RUN) -> dict[str, object]:
    return {
        "owner": owner,
        "kind": kind,
        "amount": amount,
        "job_id": job_id,
        "run_id": run_id,
        "at": datetime.now(UTC),
    }


async def _held(connection: AsyncConnection, job_id: str) -> int:
    """What the job was charged and did not get back."""
    total = select(func.coalesce(func.sum(credit_entries.c.amount), 0))
    return -int(await connection.scalar(total.where(credit_entries.c.job_id == job_id)) or 0)


async def _first_price(connection: AsyncConnection, job_id: str) -> int:
    charged = select(credit_entries.c.amount).where(
        credit_entries.c.job_id == job_id, credit_entries.c.kind == "charge"
    )
    return -int(await connection.scalar(charged.order_by(credit_entries.c.id)) or 0)


async def _run_of_charge(connection: AsyncConnection, job_id: str) -> str:
    charges = select(credit_entries.c.run_id).where(
        credit_entries.c.job_id == job_id, credit_entries.c.kind == "charge"
    )
    return str(await connection.scalar(charges.order_by(credit_entries.c.id.desc())) or FIRST_RUN)
