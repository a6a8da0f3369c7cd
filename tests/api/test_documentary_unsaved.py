"""A playlist that the database does not take is saved by a retry; one that is deleted stays away."""

import asyncio
from datetime import timedelta

from google.protobuf.duration_pb2 import Duration
from google.protobuf.field_mask_pb2 import FieldMask
from sqlalchemy import text
from temporalio.api.activity.v1 import ActivityOptions
from temporalio.api.common.v1 import RetryPolicy, WorkflowExecution
from temporalio.api.workflowservice.v1 import UpdateActivityOptionsRequest

from tests.conftest import MakeHouse
from tests.support.documentaries import messages, reach, standing, start
from tests.support.house import House
from tests.support.studio import Rehearsal

REFUSE = """
    CREATE TRIGGER full_disk BEFORE INSERT ON playlists
    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
"""


async def test_a_playlist_that_cannot_be_saved_is_saved_by_a_retry(make_house: MakeHouse) -> None:
    """The job fails in stage six, in words and not in SQL; the retry saves, and asks nobody again."""
    rehearsal = Rehearsal()
    house = await make_house(rehearsal=rehearsal)
    await sql(house, REFUSE)
    job_id = await start(house, narrate=False)
    trying = await house.until(job_id, lambda job: "Attempt" in (job["waitingFor"] or ""))
    assert trying["stage"] == "save"
    await hurry(house, job_id)
    failed = (await messages(house, job_id))[-1]
    assert (failed["type"], failed["stage"], failed["progress"]) == ("error", 6, 85)
    assert (failed["error"], failed["code"]) == (
        "The database cannot be used at the moment",
        "database-away",
    )
    assert (await house.http.get("/api/playlists")).json()["playlists"] == []
    await sql(house, "DROP TRIGGER full_disk")
    rehearsal.calls.clear()
    retried = (await house.http.post(f"/api/jobs/{job_id}/retry")).json()["jobId"]
    done = (await messages(house, retried))[-1]
    assert (done["type"], rehearsal.calls) == ("complete", [])
    (kept,) = (await house.http.get("/api/playlists")).json()["playlists"]
    assert kept["id"] == done["result"]["playlistId"] == (await standing(house, job_id))["playlistId"]


async def test_a_playlist_is_not_deleted_while_it_is_made(make_house: MakeHouse) -> None:
    """It would come back with its recording, or with a retry: 409 until that has ended, then it is gone."""
    rehearsal = Rehearsal(hold={"speak": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house, narrationTargetSecs=10)
    await reach(rehearsal, "speak")
    (kept,) = (await house.http.get("/api/playlists")).json()["playlists"]
    refused = await house.http.delete(f"/api/playlists/{kept['id']}")
    assert (refused.status_code, refused.json()["code"]) == (409, "job-open")
    await house.http.post(f"/api/jobs/{job_id}/cancel")
    await house.ended(job_id)
    retried = (await house.http.post(f"/api/jobs/{job_id}/retry")).json()["jobId"]
    assert (await house.http.delete(f"/api/playlists/{kept['id']}")).status_code == 409
    rehearsal.hold["speak"].set()
    await house.ended(retried)
    assert (await house.http.delete(f"/api/playlists/{kept['id']}")).status_code == 204
    assert (await house.http.get("/api/playlists")).json()["playlists"] == []


async def sql(house: House, statement: str) -> None:
    async with house.database.writing() as connection:
        await connection.execute(text(statement))


async def hurry(house: House, job_id: str) -> None:
    """What is tried again now is tried again at once from here on, as often as before: an operator may."""
    pause = Duration()
    pause.FromTimedelta(timedelta(milliseconds=10))
    retries = RetryPolicy(initial_interval=pause, maximum_interval=pause)
    await house.temporal.workflow_service.update_activity_options(
        UpdateActivityOptionsRequest(
            namespace=house.temporal.namespace,
            execution=WorkflowExecution(workflow_id=job_id),
            activity_options=ActivityOptions(retry_policy=retries),
            update_mask=FieldMask(paths=["retry_policy.initial_interval", "retry_policy.maximum_interval"]),
            match_all=True,
        )
    )
