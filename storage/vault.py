"""Tokens that callers lend to a job: sealed under a reference, erased when the job ends.

Only the reference goes anywhere; whoever has the database but not the key reads nothing.
"""

import secrets as randomness
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from pydantic import SecretStr
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database, StorageUnavailable
from storage.job_rows import OPEN
from storage.keys import kept
from storage.tables import jobs, secrets

ABANDONED = timedelta(hours=1)


class SecretGone(Exception):
    """It was erased, or sealed with another key."""


class Vault:
    """Raises `StorageUnavailable` where its key cannot be kept or is none."""

    def __init__(self, database: Database, key: SecretStr) -> None:
        self._database = database
        try:
            self._seal = Fernet(key.get_secret_value())
        except ValueError as error:
            raise StorageUnavailable("The vault's key must be 32 bytes in urlsafe base64") from error

    async def put(self, job_id: str, secret: SecretStr) -> str:
        """Seal it for a job; the reference."""
        ref = f"sec_{randomness.token_hex(16)}"
        sealed = self._seal.encrypt(secret.get_secret_value().encode()).decode()
        row = {"ref": ref, "job_id": job_id, "sealed": sealed, "created_at": datetime.now(UTC)}
        async with self._database.writing() as connection:
            await connection.execute(insert(secrets).values(row))
        return ref

    async def open(self, ref: str) -> SecretStr:
        """Raises `SecretGone`."""
        async with self._database.reading() as connection:
            sealed = await connection.scalar(select(secrets.c.sealed).where(secrets.c.ref == ref))
        if sealed is None:
            raise SecretGone(ref)
        try:
            return SecretStr(self._seal.decrypt(sealed.encode()).decode())
        except InvalidToken as error:
            raise SecretGone(ref) from error

    async def discard(self, job_id: str) -> None:
        async with self._database.writing() as connection:
            await erase(connection, job_id)


def key_of(key: SecretStr, folder: Path) -> SecretStr:
    """What is set, else the installation's own."""
    file = folder / "vault.key"
    return key if key.get_secret_value() else SecretStr(kept(file, lambda: Fernet.generate_key().decode()))


async def erase(connection: AsyncConnection, job_id: str) -> None:
    """What was lent to a job, as it ends."""
    await connection.execute(delete(secrets).where(secrets.c.job_id == job_id))


async def erase_abandoned(connection: AsyncConnection) -> None:
    """What was sealed for jobs that were not accepted, or are none any more."""
    is_open = select(jobs.c.id).where(jobs.c.id == secrets.c.job_id, jobs.c.status == OPEN).exists()
    old = secrets.c.created_at < datetime.now(UTC) - ABANDONED
    await connection.execute(delete(secrets).where(old, ~is_open))
