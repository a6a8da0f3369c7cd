"""Files of ours that a provider has a copy of, and until when."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.generation_tables import loans


class Loan(NamedTuple):
    url: str
    expires_at: datetime


class Loans:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, artifact_id: str, provider: str, until: datetime) -> str | None:
        """The provider's URL of its copy, where that lasts until then."""
        ours = loans.c.artifact_id == artifact_id, loans.c.provider == provider
        query = select(loans.c.url).where(*ours, loans.c.expires_at > until)
        async with self._database.reading() as connection:
            url: str | None = await connection.scalar(query)
        return url

    async def note(self, artifact_id: str, provider: str, loan: Loan) -> None:
        """Instead of an older one."""
        async with self._database.writing() as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            row = dialect.insert(loans).values(artifact_id=artifact_id, provider=provider, **loan._asdict())
            keys = [loans.c.artifact_id, loans.c.provider]
            await connection.execute(row.on_conflict_do_update(index_elements=keys, set_=loan._asdict()))


async def forget(connection: AsyncConnection, now: datetime) -> None:
    await connection.execute(delete(loans).where(loans.c.expires_at < now))
