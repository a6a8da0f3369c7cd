"""A database as the migrations leave it: made once by each process of a test run, then copied.

Whoever opens a copy migrates it all the same, and finds nothing to do.
"""

from pathlib import Path

from sqlalchemy import make_url

from storage.database import Database

MADE: list[bytes] = []


async def lay(url: str) -> None:
    """A new file of SQLite's, unless it is there already or the database is another."""
    place = make_url(url)
    if place.get_backend_name() != "sqlite" or (file := Path(str(place.database))).exists():
        return
    if MADE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(MADE[0])
        return
    database = Database(url)
    await database.migrate()
    await database.close()
    MADE.append(file.read_bytes())
