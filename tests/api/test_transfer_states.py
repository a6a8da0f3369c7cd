"""What can be asked of an import or an export depends on where it stands; a refusal says where that is."""

from collections.abc import AsyncIterator

import pytest
from temporalio.client import Client

from tests.conftest import MakeHouse
from tests.support.house import House, open_house
from tests.support.refusals import check
from tests.support.transfers import JOBS, PausedLoads, dataset, fetch, imported, send, standing, table
from tests.support.watching import all_frames

PEOPLE = table(["id", "name", "age"], [1, "Ann", 30], [2, "Ben", "old"])
MANY = 500
"""Rows of an import that stops there, and is at work for good."""
LONG = table(["id"], *([number] for number in range(MANY)))


@pytest.fixture(scope="module")
async def house(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder = tmp_path_factory.mktemp("house")
    async with open_house(temporal, folder, loads=lambda database: PausedLoads(database, MANY)) as house:
        yield house


async def ask(house: House, verb: str, job_id: str, status: int, word: str = "") -> None:
    """On all faces the same, and the word stands in the refusal."""
    faces = (JOBS, "/api/jobs", "/v1/jobs")
    for face in faces:
        answer = await house.http.post(f"{face}/{job_id}/{verb}")
        check(answer, status)
        assert word in answer.json()["detail"], answer.json()["detail"]


async def test_what_is_complete_is_done(house: House) -> None:
    """It can be neither cancelled nor tried again; errors are of imports, files of exports."""
    into = await dataset(house, "complete")
    job_id = (await imported(house, PEOPLE, into))["jobId"]
    out = await fetch(house, into, format="csv")
    await house.ended(out)
    for one in (job_id, out):
        await ask(house, "cancel", one, 409, "COMPLETED")
        await ask(house, "retry", one, 409, "completed")
    check(await house.http.get(f"{JOBS}/{job_id}/download"), 404)
    for path in ("errors", "errors.jsonl"):
        check(await house.http.get(f"{JOBS}/{out}/{path}"), 404)
        assert (await house.http.get(f"{JOBS}/{job_id}/{path}")).status_code == 200


async def test_what_has_failed_is_carried_on_once(house: House) -> None:
    """It cannot be cancelled; whoever retries it is retried, when that has failed too."""
    into = await dataset(house, "failed")
    job = await imported(house, PEOPLE, into, maxBadShare=0)
    assert job["status"] == "FAILED"
    await ask(house, "cancel", job["jobId"], 409, "FAILED")
    again = (await house.http.post(f"{JOBS}/{job['jobId']}/retry")).json()["jobId"]
    await ask(house, "retry", job["jobId"], 409, again)
    assert (await house.ended(again))["status"] == "failed"
    assert (await house.http.post(f"{JOBS}/{again}/retry")).status_code == 202


async def test_what_is_at_work_is_cancelled_only(house: House) -> None:
    """Nothing of it can be retried, fetched or deleted; cancelled twice, it says the same twice."""
    into = await dataset(house, "busy")
    job_id = await send(house, LONG, into)
    await house.until(job_id, lambda job: job["stage"] == "load")
    waiting = await send(house, PEOPLE, into, mode="replace")
    await house.until(waiting, lambda job: bool(job["waitingFor"]))
    for one in (job_id, waiting):
        await ask(house, "retry", one, 409, "running")
        check(await house.http.get(f"{JOBS}/{one}/download"), 404)
        check(await house.http.delete(f"/v1/jobs/{one}"), 409)
        assert (await house.http.get(f"{JOBS}/{one}/errors")).json()["errors"] == []
    for one in (waiting, job_id):
        for _ in range(2):
            answer = await house.http.post(f"{JOBS}/{one}/cancel")
            assert answer.status_code == 200
            await house.ended(one)
        assert answer.json()["job"]["status"] == "CANCELLED"
    assert (await standing(house, waiting))["error"] == "Job was cancelled"
    again = (await house.http.post(f"{JOBS}/{waiting}/retry")).json()["jobId"]
    await ask(house, "retry", waiting, 409, again)
    assert (await house.ended(again))["status"] == "completed"


async def test_what_nobody_has_begun_yet(make_house: MakeHouse) -> None:
    """An export that waits has no file, and nothing to retry."""
    idle = await make_house(work=False)
    out = await fetch(idle, await dataset(idle), format="csv")
    answer = await idle.http.get(f"{JOBS}/{out}/download")
    check(answer, 409)
    assert answer.json()["error"] == "Job is not completed yet"
    await ask(idle, "retry", out, 409, "pending")
    check(await idle.http.delete(f"/v1/jobs/{out}"), 409)


async def test_a_link_that_has_expired(make_house: MakeHouse) -> None:
    """410 on every way to the file; the job still says what it was, and another export makes another."""
    house = await make_house(export_link_s=0.001)
    into = await dataset(house)
    out = await fetch(house, into, format="csv")
    assert (await house.ended(out))["status"] == "completed"
    job = await standing(house, out)
    for path in (job["fileUrl"], f"{JOBS}/{out}/download"):
        answer = await house.http.get(path)
        check(answer, 410)
        assert answer.json()["code"] == "link-expired"
    assert (await house.http.head(job["fileUrl"])).status_code == 410
    assert (job["result"]["rowCount"], job["result"]["expiresAt"] < job["completedAt"]) == (0, True)
    last = (await all_frames(house.http, f"{JOBS}/ws?jobId={out}"))[-1].data
    assert (last["status"], last["result"]) == ("COMPLETED", job["result"])


async def test_a_deleted_dataset_leaves_its_jobs(house: House) -> None:
    """They still say what they were; but what has no dataset cannot be carried on."""
    into = await dataset(house, "gone")
    job = await imported(house, PEOPLE, into, maxBadShare=0)
    assert (await house.http.delete("/v1/datasets/gone")).status_code == 204
    assert (await standing(house, job["jobId"]))["dataset"] == {"id": into, "name": "gone"}
    assert (await house.http.get(f"{JOBS}/{job['jobId']}/errors")).json()["total"] == 1
    check(await house.http.get(f"{JOBS.removesuffix('/jobs')}/import?dataset={into}"), 404)
    await ask(house, "retry", job["jobId"], 409, "The dataset was deleted")
