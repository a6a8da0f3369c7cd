"""What a job may still write after an operator, a deletion or another import came in between."""

from pathlib import Path

import pytest

from storage.artifacts import Artifacts
from storage.catalog import Catalog
from storage.database import Database
from storage.datasets import Datasets
from storage.expiry import Expiry
from storage.turns import LoadGone, RowsReplaced
from tests.storage.test_loads import closed, held, ids, made, part, staged
from workflows.contracts.job import Status


async def test_a_job_that_is_reset_adds_no_rows_to_those_that_were_replaced(database: Database) -> None:
    """The operator reset it behind its turn at the dataset, so nobody begins its load again: it would write
    to rows that nobody finds, and count them. A retry reads the file from the beginning."""
    dataset = await made(database)
    loads = await staged(database, dataset, "job")
    await loads.commit(await held(loads, "job"), part(1, 3))
    await closed(database, "job", Status.CANCELLED)
    other = await staged(database, dataset, "other", "replace")
    replacing = await held(other, "other")
    await Catalog(database, 0).adopt("job", "run", "another run")
    load = await loads.hold("job", "job", "second")
    await other.commit(replacing, part(9, 1))
    await other.finish(replacing)
    for late in (loads.commit(load, part(4, 3)), loads.finish(load), loads.hold("job", "job", "third")):
        with pytest.raises(RowsReplaced):
            await late
    assert await ids(database, dataset) == [9]
    assert (await Datasets(database).find(dataset.id, None)).rows == 1


async def test_a_retry_whose_predecessor_was_deleted_that_moment_ends(
    database: Database, tmp_path: Path
) -> None:
    """The load went with the job that had it, before the retry was there to inherit it."""
    dataset = await made(database)
    loads = await staged(database, dataset, "job")
    await closed(database, "job", Status.FAILED)
    await Expiry(database, Artifacts(database, f"file://{tmp_path}/artifacts")).remove("job")
    with pytest.raises(LoadGone):
        await loads.take("job", "retry")


async def test_a_job_that_is_reset_leaves_the_load_to_its_retry(database: Database) -> None:
    """Which of the two goes on is decided once: by who takes it."""
    dataset = await made(database)
    loads = await staged(database, dataset, "job")
    await loads.commit(await held(loads, "job"), part(1, 3))
    await closed(database, "job", Status.FAILED)
    retry = await staged(database, dataset, "retry")
    await retry.take("job", "retry")
    await Catalog(database, 0).adopt("job", "run", "another run")
    with pytest.raises(LoadGone):
        await loads.hold("job", "job", "second")
