"""What finished stages made, playlists and lent tokens."""

import asyncio
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from settling import cancelled_before_start
from storage.answers import Answer
from storage.artifacts import Artifacts
from storage.catalog import Catalog
from storage.database import Database, StorageUnavailable
from storage.expiry import Expiry
from storage.orders import NewJob, NewStart, Order
from storage.playlists import Playlists, new
from storage.stages import Stages
from storage.tables import secrets
from storage.vault import SecretGone, Vault, key_of


async def accept(database: Database, job: str) -> None:
    order = Order("ann", (NewJob(job, "documentary", None, {}, 0),), NewStart(job, "Any", "ann", {}, {}, ""))
    await Catalog(database, 0).accept(order, lambda *_: Answer(200, {}, {}))


async def test_the_first_word_of_a_stage_stays(database: Database) -> None:
    """Of many that finish it at once, all go on with the same."""
    kept = Stages(database)
    await accept(database, "job")
    words = await asyncio.gather(*(kept.keep("job", "plan", {"by": number}) for number in range(8)))
    assert len({word["by"] for word in words}) == 1
    assert await kept.keep("job", "plan", {"by": "late"}) == words[0]
    assert await kept.finished("job") == {"plan": words[0]}
    assert await kept.find("job", "other") is None


async def test_a_late_save_replaces_nothing_newer(database: Database) -> None:
    """Not the same job's later one, nor that of the job which carried it on."""
    shelf = Playlists(database)

    def made(job: str, revision: int, title: str) -> dict[str, str]:
        return {"title": title, "topic": "x", "job": job, "revision": str(revision)}

    async def save(job: str, revision: int, playlist: str = "pl") -> None:
        content = made(job, revision, f"{job}-{revision}")
        await shelf.save(new(playlist, "ann", job, revision, content))

    for job in ("other", "first", "second", "third", "another"):
        await accept(database, job)
    await save("other", 1, "pl-other")
    await save("another", 1, "pl-another")
    await save("first", 1)
    await save("first", 2)
    await save("first", 1)  # late
    assert (await shelf.find("pl", None)).title == "first-2"
    await save("third", 1)  # the second ended before it saved anything
    assert (await shelf.find("pl", None)).title == "third-1"
    await save("first", 2)  # very late
    await save("second", 2)  # late
    await save("third", 2)
    await save("third", 1)  # late
    assert (await shelf.find("pl", None)).title == "third-2"
    titles = [kept.title for kept in await shelf.page("ann", 10)]
    assert sorted(titles) == ["another-1", "other-1", "third-2"]
    assert await shelf.page("ben", 10) == []


async def test_what_comes_late_of_a_deleted_job_is_not_kept(database: Database, tmp_path: Path) -> None:
    """A worker that was thought dead brings nothing back: neither a playlist nor a stage, which nobody would
    remove any more."""
    await accept(database, "job")
    catalog, shelf, kept = Catalog(database, 0), Playlists(database), Stages(database)
    await kept.keep("job", "plan", {"by": "a"})
    await catalog.close(cancelled_before_start(await catalog.find("job")))
    await Expiry(database, Artifacts(database, f"file://{tmp_path}/artifacts")).remove("job")
    await shelf.save(new("pl", "ann", "job", 2, {"title": "Late", "topic": "x"}))
    assert await kept.keep("job", "script", {"by": "b"}) == {"by": "b"}
    await kept.keep_all("job", {"artist": {"by": "c"}})
    assert await shelf.page(None, 10) == []
    assert await kept.finished("job") == {}


async def test_a_token_is_sealed_and_gone_when_it_is_discarded(database: Database, tmp_path: Path) -> None:
    """Readable by reference with the key alone; the key file is its user's own."""
    key = key_of(SecretStr(""), tmp_path)
    assert key_of(SecretStr(""), tmp_path) == key
    assert stat.S_IMODE((tmp_path / "vault.key").stat().st_mode) == 0o600
    vault = Vault(database, key)
    ref = await vault.put("job", SecretStr("CANARY"))
    assert (await vault.open(ref)).get_secret_value() == "CANARY"
    async with database.reading() as connection:
        (row,) = await connection.execute(select(secrets))
    assert "CANARY" not in str(row)
    assert b"CANARY" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    with pytest.raises(SecretGone):
        await Vault(database, key_of(SecretStr(""), tmp_path / "elsewhere")).open(ref)
    await vault.discard("job")
    with pytest.raises(SecretGone):
        await vault.open(ref)


async def test_a_key_that_is_none_is_said_at_once(database: Database) -> None:
    with pytest.raises(StorageUnavailable, match="32 bytes"):
        Vault(database, SecretStr("too short"))
