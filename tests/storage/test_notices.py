"""What the end of a job owes its receivers."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from storage.artifacts import Artifacts
from storage.catalog import Catalog
from storage.database import Database
from storage.expiry import Expiry
from storage.keys import kept
from storage.notices import LARGEST_RESULT, Receivers
from storage.orders import NewJob, NewStart, Order
from storage.tables import starts
from tests.storage.test_catalog import told
from workflows.contracts.job import Change, Closing, JobState, Status

URL, WHO = "https://a.org/hook?key=word", "ann@example.org"
INPUT = {"topic": "Deftones", "accessToken": "BQ-canary", "notify": {"webhookUrl": URL, "email": WHO}}


async def opened(
    database: Database,
    receivers: Receivers = Receivers(),  # noqa: B008
    kind: str = "documentary",
) -> Catalog:
    """With a job that is at work."""
    catalog = Catalog(database, 100, receivers)
    job = NewJob("job", kind, None, INPUT, 5)
    await catalog.accept(Order("ann", (job,), NewStart("job", "Any", "ann", {}, {}, "")), told)
    await catalog.begin("job", "run")
    await catalog.dispatched("job")
    return catalog


def closing(status: Status = Status.COMPLETED, **more: Any) -> Closing:
    now = datetime.now(UTC)
    state = JobState(version=2, status=status, updated_at=now, completed_at=now, **more)
    return Closing(job_id="job", run_id="run", state=state, changes=(Change.of(state),))


async def test_each_receiver_is_owed_one_notice_whoever_closes_how_often(database: Database) -> None:
    """Ten at once, and once more later: the end is told once to each, the server's own among them."""
    catalog = await opened(database, Receivers(URL, "ops@example.org"))
    await asyncio.gather(*(catalog.close(closing()) for _ in range(10)))
    await catalog.close(closing(Status.FAILED))
    owed = await catalog.owed_starts(100)
    assert [start.request["webhook_url"] or start.request["email"] for start in owed] == [
        URL,
        WHO,
        "ops@example.org",
    ]
    assert {start.request["job"]["status"] for start in owed} == {"completed"}
    assert [start.workflow for start in owed] == ["Notification"] * 3
    assert all(start.workflow_id.startswith("notify_job_") for start in owed)


async def test_nobody_to_tell_is_nothing_to_do(database: Database) -> None:
    """No receiver, no row."""
    catalog = Catalog(database, 100)
    job = NewJob("job", "documentary", None, {}, 5)
    await catalog.accept(Order("ann", (job,), NewStart("job", "Any", "ann", {}, {}, "")), told)
    await catalog.close(closing())
    assert [start.workflow_id for start in await catalog.owed_starts(100)] == ["job"]


async def test_no_more_leaves_than_what_may_be_told(database: Database) -> None:
    """A few words of the input, and the address whole for the receiver alone; nothing secret, no summary
    with what proves that we may call."""
    catalog = await opened(database, kind="annotation")
    await catalog.close(closing(result={"a": 1}))
    for start in await catalog.owed_starts(100):
        assert "canary" not in json.dumps(start.request)
        assert start.request["job"]["about"] == {"topic": "Deftones"}
        assert "word" not in start.summary + start.request["shown"]


async def test_what_is_owed_is_told_though_the_job_was_deleted_at_once(
    database: Database, tmp_path: Path
) -> None:
    """A notice leaves with its job once it is on its way, else a day after."""
    catalog = await opened(database, Receivers(email=WHO))
    expiry = Expiry(database, Artifacts(database, f"file://{tmp_path}/artifacts"))
    await catalog.close(closing())
    webhook, mail = await catalog.owed_starts(100)
    await catalog.dispatched(mail.workflow_id)
    await expiry.remove("job")
    await expiry.forget()
    assert await catalog.owed_starts(100) == [webhook]
    await catalog.dispatched(webhook.workflow_id)
    async with database.writing() as connection:
        await connection.execute(update(starts).values(dispatched_at=datetime.now(UTC) - timedelta(days=2)))
    await expiry.forget()
    async with database.reading() as connection:
        assert (await connection.execute(select(starts))).all() == []


@pytest.mark.parametrize(("size", "omitted"), [(LARGEST_RESULT - 20, False), (LARGEST_RESULT, True)])
async def test_a_result_that_is_too_large_is_left_out(database: Database, size: int, omitted: bool) -> None:
    """And the message says so."""
    catalog = await opened(database, kind="annotation")
    await catalog.close(closing(result={"text": "x" * size}))
    job = (await catalog.owed_starts(1))[0].request["job"]
    assert (job["result_omitted"], job["result"] is None) == (omitted, omitted)


@pytest.mark.parametrize(("sound", "seconds"), [("abc", 71.33), (None, None)])
async def test_of_a_documentary_the_message_says_what_it_is_called_and_where(
    database: Database, sound: str | None, seconds: float | None
) -> None:
    """However long it is: its text, facts and songs are asked for."""
    catalog = await opened(database)
    script = {"title": "Deftones", "timeline": ["x" * LARGEST_RESULT]}
    programme = sound and {"artifact_id": sound, "duration_s": 71.33241}
    made = {"script": script, "playlist_id": "pl_1", "programme": programme, "plan": {}, "found": 5}
    narrated = {"status": "complete" if sound else "skipped", "reason": None}
    await catalog.close(closing(result={**made, "narrated": narrated}))
    job = (await catalog.owed_starts(1))[0].request["job"]
    assert (job["result_omitted"], job["result"]) == (
        False,
        {"title": "Deftones", "playlist_id": "pl_1", "audio_artifact_id": sound}
        | {"duration_secs": seconds, "narration": narrated["status"]},
    )


async def test_a_key_that_many_need_at_once_is_made_once(tmp_path: Path) -> None:
    """All find the same one, whole."""
    numbers = iter(range(100))
    file = tmp_path / "deep" / "key"
    found = await asyncio.gather(
        *(asyncio.to_thread(kept, file, lambda: f"key-{next(numbers)}") for _ in range(20))
    )
    assert len(set(found)) == 1
    assert found[0] == file.read_text().strip()
    assert list(file.parent.iterdir()) == [file]
