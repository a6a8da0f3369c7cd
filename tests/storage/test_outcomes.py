"""Every item has one outcome, and what is counted is what is there."""

from datetime import UTC, datetime

import pytest

from storage import outcomes as ends
from storage.database import Database
from storage.items import Items
from storage.outcomes import Fault, Outcomes, Word
from storage.permits import Permits
from storage.results import Results
from storage.tiers import Limits, Tiers
from workflows.contracts.annotated import Annotation
from workflows.contracts.annotation import AnnotationRequest, Shard, Tally
from workflows.contracts.job import Counts

FOUND = Annotation(engine="test", width=1, height=1, format="png", phash="00ff00ff00ff00ff")
BROKEN = Fault("broken", "It is broken.")
SHARD = Shard(
    request=AnnotationRequest(job_id="job", owner="ann", total=5, concurrency=5), number=0, start=0, end=5
)


@pytest.fixture
async def database(database: Database) -> Database:
    await Items(database).stage("job", [f"image {n}" for n in range(5)])
    return database


@pytest.fixture
def outcomes(database: Database) -> Outcomes:
    return Outcomes(database, Permits(database, Tiers({"free": Limits(1, None)}, "free"), 60, 60))


async def test_the_first_outcome_stays_and_counts_once(database: Database, outcomes: Outcomes) -> None:
    """A stale attempt that comes late changes neither row nor count."""
    await outcomes.record("job", [Word(0, 1, FOUND), Word(1, 1, None, BROKEN)])
    await outcomes.record("job", [Word(0, 1, None, BROKEN), Word(1, 1, FOUND), Word(2, 1, FOUND)])
    assert await Results(database).tally("job") == Tally(succeeded=2, failed=1)
    assert [item.outcome for item in await Results(database).page("job", None, -1, 9)][:3] == [
        "succeeded",
        "failed",
        "succeeded",
    ]


async def test_an_item_that_failed_for_now_has_no_outcome(database: Database, outcomes: Outcomes) -> None:
    """Its attempt is on record, once however often it is told; a pack leaves it to a retry."""
    word = Word(3, 1, None, BROKEN, again=datetime.now(UTC))
    await outcomes.record("job", [word])
    await outcomes.record("job", [word])
    standing = await Items(database).standing(SHARD)
    assert (standing.tally, standing.again, standing.left) == (Tally(), (3,), True)
    assert len((await Results(database).faults("job", True, None, 9))[0]) == 1
    assert (await Results(database).faults("job", False, None, 9))[0] == []


async def test_the_end_of_a_job_skips_what_has_no_outcome(database: Database, outcomes: Outcomes) -> None:
    """The counts add up, twice is once, and a late word is not heard any more."""
    await outcomes.record("job", [Word(0, 1, FOUND), Word(1, 1, None, BROKEN)])
    async with database.writing() as connection:
        ended = await ends.finish(connection, "job", datetime.now(UTC))
        assert await ends.finish(connection, "job", datetime.now(UTC)) == ended
    assert ended == Counts(total=5, processed=2, succeeded=1, failed=1, skipped=3)
    await outcomes.record("job", [Word(4, 1, FOUND)])
    assert await Results(database).tally("job") == Tally(succeeded=1, failed=1, skipped=3)


async def test_a_job_that_an_operator_reset_does_what_was_skipped(
    database: Database, outcomes: Outcomes
) -> None:
    """And keeps what was done."""
    await outcomes.record("job", [Word(0, 1, FOUND)])
    async with database.writing() as connection:
        await ends.finish(connection, "job", datetime.now(UTC))
        await ends.reopen(connection, "job")
    assert await Results(database).tally("job") == Tally(succeeded=1)
    assert [item.number for item in await Items(database).pending(SHARD)] == [1, 2, 3, 4]


async def test_a_late_word_about_a_deleted_job_leaves_nothing(database: Database, outcomes: Outcomes) -> None:
    """No row comes back."""
    async with database.writing() as connection:
        await ends.remove(connection, "job")
    await outcomes.record("job", [Word(0, 1, FOUND), Word(1, 1, None, BROKEN)])
    async with database.reading() as connection:
        for table in ends.TABLES:
            assert (await connection.execute(table.select())).all() == []


async def test_items_that_were_never_accepted_go(database: Database) -> None:
    """Of a refused start at once, of a process that died in between after an hour."""
    items = Items(database)
    await items.stage("refused", ["a", "b"])
    await items.discard("refused")
    assert await Results(database).page("refused", None, -1, 9) == []
    await items.discard_abandoned()
    assert len(await Results(database).page("job", None, -1, 9)) == 5
