"""A PostgreSQL server of a test run's own, behind a socket in a folder that goes with it."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

OWN_USER = "postgres"
"""PostgreSQL refuses to run as root; Debian's package makes this user for it."""
QUICK = "-c fsync=off -c listen_addresses='' -c max_connections=200"


class Postgres(NamedTuple):
    folder: Path

    @contextmanager
    def database(self) -> Iterator[str]:
        """A new empty database; its SQLAlchemy URL."""
        name = f"test_{secrets.token_hex(4)}"
        self._sql(f"CREATE DATABASE {name}")
        yield f"postgresql+psycopg://callsheet@/{name}?host={self.folder}"
        self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _sql(self, command: str) -> None:
        where = ["-h", str(self.folder), "-U", "callsheet", "-d", "postgres"]
        subprocess.run([program("psql"), "-q", *where, "-c", command], check=True, capture_output=True)


@contextmanager
def postgres() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    user = OWN_USER if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(name: str, *arguments: str) -> None:
        called = [program(name), "-D", str(folder / "data"), *arguments]
        subprocess.run(called, check=True, capture_output=True, user=user, cwd=folder)

    try:
        run("initdb", "-A", "trust", "-U", "callsheet", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"{QUICK} -k '{folder}'", "start")
        try:
            yield Postgres(folder)
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def program(name: str) -> str:
    """Debian keeps a server's programs off the PATH, by version."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(debian[-1]) if debian else None)
    assert found, f"{name} is not installed; on Debian: apt-get install postgresql"
    return found
