"""Prompts that people keep, to find by id what was made of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Database
from storage.generation_tables import prompts


class PromptMissing(Exception):
    """No such prompt, or not this caller's."""


class PromptExists(Exception):
    """The id is taken, by whomever; the argument is the id."""


class Prompt(NamedTuple):
    id: str
    owner: str
    type: str
    content: str
    created_at: datetime


COLUMNS = [prompts.c[name] for name in Prompt._fields]


class Prompts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, prompt: Prompt) -> Prompt:
        """Keep it; what is kept, where it was there already. Raises `PromptExists`."""
        async with self._database.writing() as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            new = dialect.insert(prompts).values(prompt._asdict()).on_conflict_do_nothing()
            await connection.execute(new)
            row = (await connection.execute(select(*COLUMNS).where(prompts.c.id == prompt.id))).one()
        kept = Prompt(*row)
        if (kept.owner, kept.type, kept.content) != (prompt.owner, prompt.type, prompt.content):
            raise PromptExists(prompt.id)
        return kept

    async def find(self, prompt_id: str, owner: str | None) -> Prompt:
        """`owner` None sees everything. Raises `PromptMissing`."""
        found = (await self.find_many([prompt_id])).get(prompt_id)
        if found is None or owner not in (None, found.owner):
            raise PromptMissing(prompt_id)
        return found

    async def find_many(self, ids: Sequence[str]) -> dict[str, Prompt]:
        """Those that are there, by id."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(*COLUMNS).where(prompts.c.id.in_(ids)))
            return {row.id: Prompt(*row) for row in rows}

    async def page(self, owner: str | None, limit: int) -> list[Prompt]:
        """The newest; `owner` None sees everybody's."""
        query = select(*COLUMNS).order_by(prompts.c.created_at.desc()).limit(limit)
        if owner is not None:
            query = query.where(prompts.c.owner == owner)
        async with self._database.reading() as connection:
            return [Prompt(*row) for row in await connection.execute(query)]

    async def remove(self, prompt_id: str) -> None:
        """What was made of it stays."""
        async with self._database.writing() as connection:
            await connection.execute(delete(prompts).where(prompts.c.id == prompt_id))
