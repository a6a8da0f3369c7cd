"""Accepting and closing, many at once."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.answers import Answer
from storage.catalog import Accepted, AnotherRun, Catalog
from storage.credits import NotEnoughCredits
from storage.database import Database, StorageUnavailable
from storage.items import Items
from storage.job_rows import Filters
from storage.orders import Limit, NewJob, NewStart, Order
from storage.outcomes import Fault, Outcomes, Word
from storage.permits import Permits
from storage.tiers import Limits, Tiers
from workflows.contracts.job import Change, Closing, Counts, Job, JobState, Stage, Status


def order(name: str, price: int = 5, most: int = 100) -> Order:
    job = NewJob(name, "enhancement", "g", {}, price)
    return Order("ann", (job,), NewStart(f"w-{name}", "Any", "ann", {}, {}, ""), (Limit(most),))


def told(jobs: list[Job], balance: int) -> Answer:
    return Answer(200, {"jobs": [job.id for job in jobs], "balance": balance}, {"Location": "/there"})


async def test_fifty_at_once_with_credits_for_three_admit_exactly_three(database: Database) -> None:
    """The balance ends at zero, never below; a refused start leaves no row."""
    catalog = Catalog(database, initial_credits=15)
    tries = (catalog.accept(order(f"job-{n}"), told) for n in range(50))
    ends = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(end, Accepted) for end in ends) == 3
    assert all(isinstance(end, (Accepted, NotEnoughCredits)) for end in ends)
    assert await catalog.balance("ann") == 0
    assert len(await catalog.page(Filters("ann"), None, 100)) == 3
    assert len(await catalog.owed_starts(100)) == 3


async def test_a_job_has_one_last_word_and_one_refund(database: Database) -> None:
    """Closed twice at once with different words: one stays, both callers learn which."""
    catalog = Catalog(database, initial_credits=15)
    await catalog.accept(order("job"), told)
    assert await catalog.begin("job", "run")

    def word(status: Status) -> Closing:
        state = JobState(version=3, status=status, completed_at=datetime.now(UTC))
        return Closing(job_id="job", run_id="run", state=state, changes=())

    words = [word(Status.CANCELLED), word(Status.FAILED), word(Status.CANCELLED)]
    heard = await asyncio.gather(*(catalog.close(closing) for closing in words))
    assert len({state.status for state in heard}) == 1
    assert (await catalog.find("job")).state.status is heard[0].status
    assert await catalog.balance("ann") == 15
    with pytest.raises(AnotherRun):
        await catalog.begin("job", "another run")


async def test_a_last_word_that_is_said_again_counts_after_what_came_between(database: Database) -> None:
    """The attempt that closed the job was lost; the next one made another version first. Told is the first
    word, under a number that no other version has."""
    catalog = Catalog(database, initial_credits=15)
    await catalog.accept(order("job"), told)
    await catalog.begin("job", "run")

    def word(version: int, status: Status) -> Closing:
        now = datetime.now(UTC)
        ended = JobState(version=version, status=status, updated_at=now, completed_at=now)
        running = JobState(status=Status.RUNNING, updated_at=now)
        between = [running.model_copy(update={"version": number}) for number in range(1, version)]
        changes = tuple(Change.of(state) for state in (*between, ended))
        return Closing(job_id="job", run_id="run", state=ended, changes=changes)

    await catalog.close(word(2, Status.FAILED))
    heard = await catalog.close(word(3, Status.CANCELLED))
    assert (heard.version, heard.status) == (3, Status.FAILED)
    assert await catalog.close(word(2, Status.CANCELLED)) == heard  # a late attempt takes nothing back
    kept = await catalog.find("job")
    assert kept.state == heard
    assert [(one.version, one.status) for one in kept.changes] == [
        (1, Status.RUNNING),
        (2, Status.RUNNING),
        (3, Status.FAILED),
    ]
    assert await catalog.balance("ann") == 15


async def test_rows_that_were_read_are_not_all_there_are(database: Database) -> None:
    """An import that is cancelled has come as far as its file was read: it counts no rows beyond."""
    catalog = Catalog(database, initial_credits=15)
    await catalog.accept(order("job"), told)
    await catalog.begin("job", "run")
    stage = Stage(name="load", label="Importing rows", start=0, end=99)
    read = Counts(total=500, processed=500, succeeded=480, skipped=20)
    facts = {"version": 3, "percent": 46, "stage": stage, "counts": read, "completed_at": datetime.now(UTC)}
    state = JobState(status=Status.CANCELLED, **facts)
    await catalog.close(Closing(job_id="job", run_id="run", state=state, changes=()))
    kept = (await catalog.find("job")).state
    assert (kept.percent, kept.counts) == (46, read)


def test_a_new_file_has_readers_that_need_not_wait(tmp_path: Path) -> None:
    """It is in WAL mode before anybody connects, and lies alone in its folder."""
    Database(f"sqlite+aiosqlite:///{tmp_path}/new.db")
    assert [file.name for file in tmp_path.iterdir()] == ["new.db"]
    with closing(sqlite3.connect(tmp_path / "new.db")) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    """Several processes on a new database all find the schema there."""
    databases = [Database(database_url) for _ in range(4)]
    await asyncio.gather(*(database.migrate() for database in databases))
    assert await Catalog(databases[3], 7).balance("ann") == 7
    for database in databases:
        await database.close()


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    """The message names the folder and the way out."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageUnavailable, match="--data"):
        Database(f"sqlite+aiosqlite:///{tmp_path}/file/sub/test.db")


@pytest.mark.parametrize("url", ["nonsense", "postgresql+nobodys_driver://host/name"])
def test_a_database_that_is_none_is_one_clear_line(url: str) -> None:
    """The message says what it should look like."""
    with pytest.raises(StorageUnavailable, match=r"postgresql\+psycopg://"):
        Database(url)


async def test_a_database_that_is_away_is_one_clear_line(tmp_path: Path) -> None:
    """Named without its password."""
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(StorageUnavailable, match=r"folder\.db cannot be used: unable to open"):
        await Database(f"sqlite+aiosqlite:///{tmp_path}/folder.db").migrate()


async def test_an_end_from_outside_cannot_overtake_a_run(database: Database) -> None:
    """A job that has begun ends by the word of its run alone: one version's number has one meaning."""
    catalog = Catalog(database, initial_credits=15)
    await catalog.accept(order("job"), told)
    assert await catalog.begin("job", "run")
    state = JobState(version=1, status=Status.CANCELLED, completed_at=datetime.now(UTC))
    with pytest.raises(AnotherRun):
        await catalog.close(Closing(job_id="job", run_id="", state=state, changes=()))
    assert (await catalog.find("job")).state.status is Status.PENDING
    assert await catalog.balance("ann") == 10


async def test_a_last_word_is_not_below_what_was_seen(database: Database) -> None:
    """Cancelled while its worker was dead, the run knows less of its progress than its watchers do."""
    catalog = Catalog(database, initial_credits=15)
    await catalog.accept(order("job"), told)
    await catalog.begin("job", "run")
    job = await catalog.find("job")
    seen = JobState(version=2, status=Status.RUNNING, percent=47)
    await catalog.note([job.model_copy(update={"state": seen})])
    await catalog.note([job.model_copy(update={"state": JobState(percent=99), "run_id": "another"})])
    now = datetime.now(UTC)
    state = JobState(version=3, status=Status.CANCELLED, percent=10, updated_at=now, completed_at=now)
    closing = Closing(job_id="job", run_id="run", state=state, changes=(Change.of(state),))
    assert (await catalog.close(closing)).percent == 47
    ended = await catalog.find("job")
    assert (ended.state.percent, ended.changes[-1].percent, ended.noted) == (47, 47, None)


async def test_a_batch_ends_as_far_as_its_items_are(database: Database) -> None:
    """Its watchers have seen the items; nobody has come to note how far that was."""
    catalog = Catalog(database, initial_credits=15)
    await Items(database).stage("job", ["a", "b", "c", "d"])
    await catalog.accept(order("job"), told)
    await catalog.begin("job", "run")
    words = [Word(number, 1, fault=Fault("image-not-found", "No such image.")) for number in range(3)]
    permits = Permits(database, Tiers({"free": Limits(1, None)}, "free"), 60, 60)
    await Outcomes(database, permits).record("job", words)
    now = datetime.now(UTC)
    stage = Stage(name="annotate", label="Annotating", start=0, end=99)
    state = JobState(version=2, status=Status.CANCELLED, stage=stage, counts=Counts(total=4), updated_at=now)
    closing = Closing(job_id="job", run_id="run", state=state, changes=(Change.of(state),))
    closed = await catalog.close(closing)
    assert closed.counts == Counts(total=4, processed=3, failed=3, skipped=1)
    assert closed.percent == 74
