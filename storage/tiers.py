"""Tiers belong to owners: how many calls a minute, how many at the same time, over all their work."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from settings import Settings
from storage import credits as accounts
from storage.database import Database
from storage.job_rows import OPEN
from storage.tables import jobs, owners

HOUSE_OWNER = "local"
"""Who starts something without a name: whoever sits at this machine, without limits."""


class Limits(NamedTuple):
    """Calls at the same time, and a minute; None: as many as come."""

    concurrency: int
    per_minute: int | None

    def within(self, other: "Limits") -> "Limits":
        """The tighter of both, each by itself."""
        rates = [rate for rate in (self.per_minute, other.per_minute) if rate is not None]
        return Limits(min(self.concurrency, other.concurrency), min(rates, default=None))


class Owner(NamedTuple):
    name: str
    tier: str
    limits: Limits
    balance: int
    open_jobs: int


class Tiers:
    """`default` is the tier of owners who have none of their own."""

    def __init__(self, limits: Mapping[str, Limits], default: str) -> None:
        self.limits = limits
        self._default = default

    @classmethod
    def of_settings(cls, settings: Settings) -> "Tiers":
        limits = {
            str(name): Limits(tier.concurrency, tier.per_minute) for name, tier in settings.tiers.items()
        }
        return cls(limits, settings.default_tier)

    def name(self, owner: str, own: str | None) -> str:
        return own or ("unlimited" if owner == HOUSE_OWNER else self._default)

    async def of(self, connection: AsyncConnection, owner: str) -> Limits:
        """What binds the owner now; their row is held, so that rivals take turns."""
        query = select(owners.c.tier).where(owners.c.name == owner).with_for_update()
        return self.limits[self.name(owner, await connection.scalar(query))]


class Owners:
    def __init__(self, database: Database, tiers: Tiers, initial_credits: int) -> None:
        self._database = database
        self._tiers = tiers
        self._initial_credits = initial_credits

    async def find(self, name: str) -> Owner:
        """Who is not known yet has what a new owner has."""
        found = [owner for owner in await self.all(name) if owner.name == name]
        return found[0] if found else self._told(name, None, self._initial_credits, 0)

    async def all(self, name: str | None = None) -> list[Owner]:
        mine = jobs.c.owner == owners.c.name, jobs.c.status == OPEN
        at_work = select(func.count()).select_from(jobs).where(*mine).scalar_subquery()
        query = select(owners.c.name, owners.c.tier, owners.c.balance, at_work).order_by(owners.c.name)
        if name is not None:
            query = query.where(owners.c.name == name)
        async with self._database.reading() as connection:
            return [self._told(*row) for row in await connection.execute(query)]

    async def set_tier(self, name: str, tier: str) -> Owner:
        """Binds at the next call; an owner who is not known yet becomes known."""
        async with self._database.writing() as connection:
            await accounts.open_account(connection, name, self._initial_credits)
            await connection.execute(update(owners).where(owners.c.name == name).values(tier=tier))
        return await self.find(name)

    def _told(self, name: str, own: str | None, balance: int, open_jobs: int) -> Owner:
        tier = self._tiers.name(name, own)
        return Owner(name, tier, self._tiers.limits[tier], balance, open_jobs)
