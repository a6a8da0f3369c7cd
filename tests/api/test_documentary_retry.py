"""A stage that fails ends the job there; a retry does what is left, and asks nobody twice."""

import asyncio

import pytest

from activities.providers.base import ProviderBusy, ProviderRejected
from tests.conftest import MakeHouse
from tests.support.documentaries import messages, reach, standing, start
from tests.support.house import House
from tests.support.studio import Rehearsal

ORDER = ["artist", "top", "plan", *(f"find Song {number}" for number in range(1, 6)), "backup", "write"]
STAGE = {"artist": 1, "top": 1, "plan": 2, "find Song 3": 3, "backup": 4, "write": 5}


@pytest.mark.parametrize("step", STAGE)
async def test_a_retry_begins_with_the_step_that_failed(make_house: MakeHouse, step: str) -> None:
    """What is refused for good fails the job in its stage; everything before it is kept."""
    missing = {"Song 5"} if step in ("backup", "write") else set()
    expected = [name for name in ORDER if name != "backup" or missing]
    rehearsal = Rehearsal(fail={step: ProviderRejected("no", "Not today.")}, missing=missing)
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house, narrate=False)
    told = await messages(house, job_id)
    assert (told[-1]["type"], told[-1]["stage"], told[-1]["error"]) == ("error", STAGE[step], "Not today.")
    assert rehearsal.calls == expected[: expected.index(step) + 1]
    rehearsal.fail.clear()
    rehearsal.calls.clear()
    answer = await house.http.post(f"/api/jobs/{job_id}/retry")
    assert answer.status_code == 202, answer.text
    retried = answer.json()["jobId"]
    assert answer.json()["job"]["retryOf"] == job_id
    done = (await messages(house, retried))[-1]
    assert done["type"] == "complete"
    assert rehearsal.calls == expected[expected.index(step) :]
    assert done["result"]["playlistId"] == (await standing(house, job_id))["playlistId"]
    assert (await house.http.post(f"/api/jobs/{retried}/retry")).status_code == 409
    assert (await house.http.post(f"/api/jobs/{job_id}/retry")).status_code == 409


async def test_a_retry_that_fails_where_its_predecessor_did_says_so(make_house: MakeHouse) -> None:
    """In the middle of a stage too: the artist is known, their tracks are not."""
    rehearsal = Rehearsal(fail={"top": ProviderRejected("no", "Not today.")})
    house = await make_house(rehearsal=rehearsal)
    first = await start(house, narrate=False)
    await house.ended(first)
    retried = (await house.http.post(f"/api/jobs/{first}/retry")).json()["jobId"]
    told = (await messages(house, retried))[-1]
    assert (told["type"], told["stage"], told["progress"]) == ("error", 1, 15)
    assert rehearsal.calls == ["artist", "top", "top"]


async def test_what_is_busy_is_asked_again(make_house: MakeHouse) -> None:
    """After the time it asked for, by itself."""
    rehearsal = Rehearsal(fail={"plan": ProviderBusy("Come back", 0.05)})
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house, narrate=False)
    await reach(rehearsal, "plan")
    rehearsal.fail.clear()
    assert (await messages(house, job_id))[-1]["type"] == "complete"
    assert rehearsal.calls.count("artist") == 1
    assert rehearsal.calls.count("plan") == 2


async def test_who_is_busy_for_ever_is_given_up(make_house: MakeHouse) -> None:
    """The job fails with what it was told last, and can be retried."""
    rehearsal = Rehearsal(fail={"find Song 1": ProviderBusy("Come back", 0.05)})
    house = await make_house(rehearsal=rehearsal)
    told = await messages(house, await start(house, narrate=False))
    assert (told[-1]["type"], told[-1]["stage"], told[-1]["code"]) == ("error", 3, "provider-busy")
    assert rehearsal.calls.count("find Song 1") == 5


async def test_what_still_runs_or_is_complete_is_not_retried(make_house: MakeHouse) -> None:
    """409, and nothing happens."""
    rehearsal = Rehearsal(hold={"plan": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house, narrate=False)
    await reach(rehearsal, "plan")
    assert (await house.http.post(f"/api/jobs/{job_id}/retry")).status_code == 409
    rehearsal.hold["plan"].set()
    await house.ended(job_id)
    assert (await house.http.post(f"/v1/jobs/{job_id}/retry")).status_code == 409
    assert (await house.http.post("/api/jobs/job_1_nobody/retry")).status_code == 404


async def given_up(house: House, rehearsal: Rehearsal) -> tuple[str, str]:
    """A job that was cancelled while it was spoken, and its retry, which nobody works on."""
    first = await start(house)
    async with house.working():
        await reach(rehearsal, "speak")
        await house.http.post(f"/api/jobs/{first}/cancel")
        await house.ended(first)
    retried = await house.http.post(f"/api/jobs/{first}/retry")
    return first, retried.json()["jobId"]


async def test_a_retry_of_a_retry_that_never_began_goes_on_from_the_first(make_house: MakeHouse) -> None:
    """The one in between has made nothing: what the first made is kept, and its playlist gets its audio."""
    rehearsal = Rehearsal(hold={"speak": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal, work=False)
    _, second = await given_up(house, rehearsal)
    await house.http.post(f"/api/jobs/{second}/cancel")
    rehearsal.hold.clear()
    rehearsal.calls.clear()
    async with house.working():
        assert (await house.ended(second))["status"] == "cancelled"
        third = (await house.http.post(f"/api/jobs/{second}/retry")).json()["jobId"]
        told = await messages(house, third)
    assert (told[-1]["type"], set(rehearsal.calls)) == ("complete", {"speak"})
    assert (await standing(house, third))["retryOf"] == second
    (kept,) = (await house.http.get("/api/playlists")).json()["playlists"]
    assert (kept["id"], kept["jobId"]) == (told[-1]["result"]["playlistId"], third)
    assert kept["audioUrl"] == told[-1]["result"]["data"]["audioUrl"] is not None


async def test_who_deletes_what_is_carried_on_loses_its_recordings_alone(make_house: MakeHouse) -> None:
    """The retry has not begun when its predecessor goes; nobody is asked again for what that had made."""
    rehearsal = Rehearsal(hold={"speak": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal, work=False)
    first, second = await given_up(house, rehearsal)
    assert (await house.http.delete(f"/v1/jobs/{first}")).status_code == 204
    rehearsal.hold.clear()
    rehearsal.calls.clear()
    async with house.working():
        told = (await messages(house, second))[-1]
    assert (told["type"], set(rehearsal.calls)) == ("complete", {"speak"})
    (kept,) = (await house.http.get("/api/playlists")).json()["playlists"]
    assert (kept["id"], kept["jobId"]) == (told["result"]["playlistId"], second)
