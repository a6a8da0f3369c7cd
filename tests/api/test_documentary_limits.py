"""Two documentaries of an owner at a time; others are refused, or queue up."""

import asyncio
from typing import Any

import httpx

from api.admission import MOST_CHECKED
from storage.answers import Answer
from storage.orders import NewJob, NewStart, Order
from tests.conftest import MakeHouse
from tests.support.documentaries import start
from tests.support.house import House
from tests.support.studio import Rehearsal

FULL = "Maximum 2 concurrent jobs per user. Please wait for existing jobs to complete."


async def ask(house: House, owner: str = "ann", **body: Any) -> httpx.Response:
    """For one that is not spoken: a place is taken by it all the same."""
    body = {"topic": "Radiohead", "ownerId": owner, "narrate": False, **body}
    return await house.http.post("/api/music-doc", json=body)


async def admitted(house: House, times: int) -> list[str]:
    """The ids of those that were accepted of so many at once; all others were refused in the seed's words."""
    answers = await asyncio.gather(*(ask(house) for _ in range(times)))
    for answer in answers:
        assert answer.status_code in (200, 429), answer.text
        if answer.status_code == 429:
            assert answer.json()["error"] == FULL
            assert answer.json()["ok"] is False
            assert answer.headers["retry-after"]
    return [answer.json()["jobId"] for answer in answers if answer.status_code == 200]


async def test_of_fifty_at_once_two_are_accepted(make_house: MakeHouse) -> None:
    """After one completes, is cancelled, or is terminated in Temporal, exactly one more is."""
    rehearsal = Rehearsal(hold={"plan": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    first, second = await admitted(house, 50)
    assert (await ask(house, "ben")).status_code == 200  # the limit is each owner's own
    await house.http.post(f"/api/jobs/{first}/cancel")
    await house.ended(first)
    (third,) = await admitted(house, 10)
    held = await house.until(third, lambda job: job["stage"] == "plan")
    assert (held["percent"], held["etaMs"]) == (25, None)  # stages are no measure of the time they take
    await house.temporal.get_workflow_handle(third).terminate()
    (fourth,) = await admitted(house, 10)
    rehearsal.hold["plan"].set()
    await asyncio.gather(house.ended(second), house.ended(fourth))
    assert len(await admitted(house, 10)) == 2


async def test_who_queues_has_a_place_and_its_turn(make_house: MakeHouse) -> None:
    """Accepted beyond the limit, they wait in order, say where they stand, and run one after another."""
    rehearsal = Rehearsal(hold={"plan": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    running = [await start(house) for _ in range(2)]
    queued = [await start(house, queue=True) for _ in range(3)]
    assert (await ask(house)).status_code == 429
    for place, job_id in enumerate(queued, 1):
        job = await house.job(job_id)
        assert job["status"] == "pending"
        assert job["waitingFor"] == f"Number {place} in the queue: at most 2 of an owner at a time"
    last = await ask(house, queue=True)  # the answer to the start says so already
    fourth = "Number 4 in the queue: at most 2 of an owner at a time"
    assert last.json()["waitingFor"] == fourth
    await house.http.post(f"/api/jobs/{last.json()['jobId']}/cancel")
    body = {"kind": "documentary", "owner": "ann", "input": {"topic": "Radiohead", "queue": True}}
    (v1,) = (await house.http.post("/v1/jobs", json=body)).json()["jobs"]
    assert v1["waitingFor"] == fourth
    await house.http.post(f"/api/jobs/{v1['id']}/cancel")
    await house.http.post(f"/api/jobs/{queued[1]}/cancel")  # who gives up leaves the others' order as it is
    assert (await house.ended(queued[1]))["status"] == "cancelled"
    assert "Number 2" in (await house.job(queued[2]))["waitingFor"]
    await house.temporal.get_workflow_handle(running[0]).terminate()
    await house.until(queued[0], lambda job: job["status"] == "running")
    assert (await house.job(queued[2]))["status"] == "pending"
    rehearsal.hold["plan"].set()
    ends = [(await house.ended(job_id))["status"] for job_id in (running[1], queued[0], queued[2])]
    assert ends == ["completed"] * 3
    begun = [(await house.job(job_id))["startedAt"] for job_id in (queued[0], queued[2])]
    assert begun == sorted(begun)


async def test_an_owner_can_queue_where_nobody_waits(make_house: MakeHouse) -> None:
    """`queue` changes nothing where there is a place."""
    house = await make_house(rehearsal=Rehearsal())
    job_id = await start(house, queue=True, narrate=False)
    assert (await house.ended(job_id))["status"] == "completed"


async def test_a_retry_can_queue_too(make_house: MakeHouse) -> None:
    """Refused as one too many, it waits instead where it says so, and goes on when there is a place."""
    rehearsal = Rehearsal(hold={"plan": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    given_up = await start(house)
    await house.http.post(f"/api/jobs/{given_up}/cancel")
    await house.ended(given_up)
    first, _ = [await start(house) for _ in range(2)]
    assert (await house.http.post(f"/api/jobs/{given_up}/retry")).status_code == 429
    path, key = f"/v1/jobs/{given_up}/retry", {"Idempotency-Key": "again"}
    answer = await house.http.post(path, json={"queue": True}, headers=key)
    assert answer.status_code == 202, answer.text
    again = await house.http.post(path, json={"queue": True}, headers=key)
    assert (again.status_code, again.json()) == (202, answer.json())
    other = await house.http.post(path, json={"queue": False}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert answer.json()["waitingFor"] == "Number 1 in the queue: at most 2 of an owner at a time"
    await house.http.post(f"/api/jobs/{first}/cancel")
    rehearsal.hold["plan"].set()
    assert (await house.ended(answer.json()["id"]))["status"] == "completed"


async def test_a_long_queue_hides_nobody_who_has_ended(make_house: MakeHouse) -> None:
    """However many wait behind it, a job that is terminated in Temporal gives its place to the first."""
    house = await make_house(rehearsal=Rehearsal(hold={"plan": asyncio.Event()}), documentaries_at_once=1)
    running = await start(house)
    queued = [await start(house, queue=True) for _ in range(201)]
    await house.until(running, lambda job: job["stage"] == "plan")
    await house.temporal.get_workflow_handle(running).terminate()
    async with asyncio.timeout(30):
        await house.until(queued[0], lambda job: job["status"] == "running")


async def test_other_jobs_hide_nobody_who_has_ended(make_house: MakeHouse) -> None:
    """However many jobs of other kinds came since, a documentary that was terminated keeps no place."""
    house = await make_house(work=False, rehearsal=Rehearsal())
    first, _ = [await start(house) for _ in range(2)]
    others = tuple(NewJob(f"other-{n}", "enhancement", None, {}, 0) for n in range(MOST_CHECKED + 1))
    order = Order("ann", others, NewStart("others", "Other", "ann", {}, {}, ""))
    await house.rooms.catalog.accept(order, lambda *_: Answer(200, {}, {}))
    assert (await ask(house)).status_code == 429
    await house.temporal.get_workflow_handle(first).terminate()
    assert len(await admitted(house, 10)) == 1
