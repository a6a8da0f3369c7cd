"""Receivers learn how a job ended, however it ended, and never hold it up."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, update
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle
from temporalio.exceptions import ApplicationError

from storage.notices import notices_of
from storage.tables import jobs, starts
from tests.api.test_resets import in_generate
from tests.conftest import MakeHouse
from tests.support.annotators import ScriptedAnnotator
from tests.support.batches import annotate, shelve
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.receiver import HANGS, Receiver, receiver
from tests.support.resets import reset
from tests.workflows.test_housekeeping import sweep
from webhooks import new_secret

SECRET = new_secret()
OURS: dict[str, Any] = {"webhook_secret": SECRET}


@pytest.fixture
async def there() -> AsyncIterator[Receiver]:
    async with receiver(SECRET) as receiving:
        yield receiving


def telling(there: Receiver, query: str = "") -> dict[str, Any]:
    return {"notify": {"webhookUrl": there.url + query}}


async def notices(house: House, job_id: str) -> list[WorkflowHandle[Any, Any]]:
    """The workflows that are owed for the job."""
    async with house.database.reading() as connection:
        owed = select(starts.c.workflow_id).where(notices_of(job_id, connection))
        ids = (await connection.scalars(owed)).all()
    return [house.temporal.get_workflow_handle(workflow_id) for workflow_id in ids]


async def test_a_completed_job_is_told_as_v1_tells_it(make_house: MakeHouse, there: Receiver) -> None:
    """Signed, in the words of `/v1`, with absolute links under the public address; in Temporal one workflow
    for it, with attributes and a sentence; the address is shown without its query."""
    house = await make_house(**OURS, public_url="https://calls.example")
    (job_id,) = await house.enhance(
        await house.upload(picture()), "1k", engine="fast", **telling(there, "?token=abc")
    )
    job = await house.ended(job_id)
    (message,) = await there.told(1)
    assert message == {
        "type": "job.completed",
        "timestamp": job["completedAt"],
        "data": {
            **{
                key: job[key]
                for key in ("id", "kind", "owner", "group", "status", "percent", "counts", "result", "error")
            },
            "completedAt": job["completedAt"],
            "links": {"self": job["links"]["self"]},
        },
    }
    assert (job["status"], job["links"]["self"]) == ("completed", f"https://calls.example/v1/jobs/{job_id}")
    assert job["result"]["url"].startswith("https://calls.example/v1/artifacts/")
    assert job["input"]["notify"] == {"webhookUrl": there.url, "email": None}
    (notice,) = await notices(house, job_id)
    await notice.result()
    described = await notice.describe()
    assert (notice.id, there.arrivals[0].id) == (there.arrivals[0].id, notice.id)
    told = {pair.key.name: pair.value for pair in described.typed_search_attributes}
    assert (told["JobKind"], told["JobOwner"], told["JobStatus"]) == ("notification", "local", "completed")


async def test_what_failed_or_was_cancelled_is_told_with_the_reason(
    make_house: MakeHouse, there: Receiver
) -> None:
    """The type of the message says how it ended, and a failed one why."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged, **OURS)
    image = await house.upload(picture())
    (cancelled,) = await house.enhance(image, "1k", **telling(there))
    await house.until(cancelled, in_generate)
    await house.http.post(f"/v1/jobs/{cancelled}/cancel")
    await house.ended(cancelled)
    staged.fail = ApplicationError("Too strange", type="too-strange", non_retryable=True)
    staged.go.set()
    (failed,) = await house.enhance(image, "1k", **telling(there))
    await house.ended(failed)
    ends = {one["data"]["id"]: one for one in await there.told(2)}
    assert ends[cancelled]["type"] == "job.cancelled"
    assert (ends[failed]["type"], ends[failed]["data"]["error"]) == (
        "job.failed",
        {"code": "too-strange", "message": "Too strange", "retryable": False},
    )


async def test_a_job_that_is_cancelled_before_it_began_is_told_once(
    make_house: MakeHouse, there: Receiver
) -> None:
    """No worker has seen it; when one comes, it tells of the end and finds nothing else to do."""
    house = await make_house(enhancements=StagedEnhancements(), work=False, **OURS)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k", **telling(there))
    await house.http.post(f"/v1/jobs/{job_id}/cancel")
    group = (await house.ended(job_id))["group"]
    async with house.working():
        (message,) = await there.told(1)
        await house.temporal.get_workflow_handle(group).result()
    assert (message["type"], message["data"]["id"]) == ("job.cancelled", job_id)
    assert len(await notices(house, job_id)) == 1


async def test_a_job_that_was_terminated_in_temporal_is_told(make_house: MakeHouse, there: Receiver) -> None:
    """Whoever notices first: its next reader, or the housekeeping where there is none."""
    house = await make_house(enhancements=StagedEnhancements(), **OURS)
    read, unread = await house.enhance(await house.upload(picture()), "1k", "2k", **telling(there))
    for job_id in (read, unread):
        await house.until(job_id, in_generate)
        await house.temporal.get_workflow_handle(job_id).terminate()
    await house.ended(read)
    await there.told(1)
    await sweep(house)
    told = await there.told(2)
    assert {one["data"]["id"]: one["data"]["error"]["code"] for one in told} == {
        read: "terminated",
        unread: "terminated",
    }


async def test_a_receiver_that_hangs_does_not_hold_the_job(make_house: MakeHouse, there: Receiver) -> None:
    """The job is completed, its group too, and the next job runs while one message still waits."""
    staged = StagedEnhancements()
    staged.go.set()
    house = await make_house(enhancements=staged, activities_at_once=4, **OURS)
    there.script = [HANGS]
    image = await house.upload(picture())
    (job_id,) = await house.enhance(image, "1k", **telling(there))
    job = await house.ended(job_id)
    await there.arrived(1)
    (notice,) = await notices(house, job_id)
    await house.temporal.get_workflow_handle(job["group"]).result()
    (another,) = await house.enhance(image, "1k")
    assert (await house.ended(another))["status"] == "completed"
    assert (await notice.describe()).status is WorkflowExecutionStatus.RUNNING
    assert there.hanging == 1
    await notice.terminate()


async def test_trouble_is_tried_again_under_the_same_id(make_house: MakeHouse, there: Receiver) -> None:
    """The same id and the same bytes, signed anew; what is refused for good is not tried again."""
    staged = StagedEnhancements()
    staged.go.set()
    house = await make_house(enhancements=staged, **OURS)
    image = await house.upload(picture())
    there.script = [500, (503, {"Retry-After": "0"})]
    await house.enhance(image, "1k", **telling(there))
    await there.told(1)
    first, *others = there.arrivals
    assert [(one.id, one.raw) for one in others] == [(first.id, first.raw)] * 2
    there.script = [410]
    (gone,) = await house.enhance(image, "1k", **telling(there))
    await there.arrived(4)
    (notice,) = await notices(house, gone)
    async with asyncio.timeout(30):
        while (await notice.describe()).status is not WorkflowExecutionStatus.FAILED:
            await asyncio.sleep(0.02)
    assert [one.status for one in there.arrivals] == [500, 503, 204, 410]


async def test_an_end_is_told_once_and_another_runs_end_again(make_house: MakeHouse, there: Receiver) -> None:
    """A job that an operator resets ends twice, under two ids; who is named twice is told once."""
    staged = StagedEnhancements()
    staged.fail = ApplicationError("No", type="no", non_retryable=True)
    staged.go.set()
    house = await make_house(enhancements=staged, webhook_url=there.url, **OURS)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k", **telling(there))
    await house.ended(job_id)
    await there.told(1)
    staged.fail = None
    await reset(house, job_id)
    await house.until(job_id, lambda job: bool(job["status"] == "completed"))
    assert [one["type"] for one in await there.told(2)] == ["job.failed", "job.completed"]
    assert len({one.id for one in there.arrivals}) == len(await notices(house, job_id)) == 2


async def test_whoever_the_server_names_is_told_of_every_job(make_house: MakeHouse, there: Receiver) -> None:
    """Besides the receiver that the start names; a batch is told with its counts."""
    house = await make_house(annotator=ScriptedAnnotator(), webhook_url=there.url, **OURS)
    await shelve(house, ["one"])
    job_id = await annotate(house, ["one", "nobody's"], **telling(there, "?own"))
    job = await house.ended(job_id)
    told = await there.told(2)
    assert [one["data"]["counts"] for one in told] == [job["counts"]] * 2
    assert [one["data"]["result"] for one in told] == [job["result"]] * 2
    assert len({one.id for one in there.arrivals}) == 2


async def test_a_retry_tells_the_same_receiver(make_house: MakeHouse, there: Receiver) -> None:
    """Of an enhancement and of a batch, whole address and all."""
    staged, scripted = StagedEnhancements(), ScriptedAnnotator()
    staged.go.set()
    staged.fail = ApplicationError("No", type="no", non_retryable=True)
    house = await make_house(enhancements=staged, annotator=scripted, **OURS)
    (tier,) = await house.enhance(await house.upload(picture()), "1k", **telling(there, "?a=b"))
    batch = await annotate(house, ["nobody's"], **telling(there, "?a=b"))
    ids = [tier, batch]
    for job_id in (tier, batch):
        await house.ended(job_id)
        ids.append((await house.http.post(f"/v1/jobs/{job_id}/retry")).json()["id"])
        await house.ended(ids[-1])
        assert (await house.rooms.catalog.find(ids[-1])).input["notify"] == {"webhookUrl": f"{there.url}?a=b"}
    assert {one["data"]["id"] for one in await there.told(4)} == set(ids)


async def test_notices_go_when_their_job_goes(make_house: MakeHouse, there: Receiver) -> None:
    """Those of that job, and of no other whose id is like it."""
    staged = StagedEnhancements()
    staged.go.set()
    house = await make_house(enhancements=staged, **OURS)
    job_id, other = await house.enhance(await house.upload(picture()), "1k", "2k", **telling(there))
    for one in (job_id, other):
        await house.ended(one)
    like_it = job_id.replace("_", "x")  # an underscore is any letter to the database, unless it is told
    async with house.database.writing() as connection:
        await connection.execute(update(jobs).where(jobs.c.id == other).values(id=like_it))
        values = {"workflow_id": f"notify_{like_it}_w_0"}
        await connection.execute(update(starts).where(notices_of(other, connection)).values(values))
        await connection.execute(update(starts).values(dispatched_at=datetime.now(UTC)))
    assert (await house.http.delete(f"/v1/jobs/{job_id}")).status_code == 204
    assert (await notices(house, job_id), len(await notices(house, like_it))) == ([], 1)
