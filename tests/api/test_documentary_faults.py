"""Faults 19 to 23 of the originals, which ours visibly does not have."""

import asyncio

from tests.conftest import MakeHouse
from tests.support.documentaries import messages, reach, start
from tests.support.studio import Rehearsal


async def test_fault_19_stats_are_reachable(make_house: MakeHouse) -> None:
    """`/api/jobs/stats` is no job id; it counts by status, and each owner sees their own."""
    rehearsal = Rehearsal(hold={"plan": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    running = await start(house)
    failed = await start(house, "Nobody", ownerId="ben")
    await house.ended(failed)
    await house.until(running, lambda job: job["stage"] == "plan")
    told = (await house.http.get("/api/jobs/stats")).json()
    assert told["ok"] is True
    assert told["stats"] == {
        "total": 2, "pending": 0, "running": 1, "completed": 0, "failed": 1, "cancelled": 0, "users": 2,
    }  # fmt: skip
    mine = await house.http.get("/api/jobs/stats", headers={"X-Callsheet-Owner": "ann"})
    assert (mine.json()["stats"]["total"], mine.json()["stats"]["users"]) == (1, 1)


async def test_fault_20_no_answer_has_the_access_token(make_house: MakeHouse) -> None:
    """Not the start, the status, the list, the history, a frame, nor what is stored."""
    canary = "CANARY-20"
    house = await make_house(rehearsal=Rehearsal())
    job_id = await start(house, accessToken=canary, narrate=False)
    told = await messages(house, job_id)
    paths = (f"/api/jobs/{job_id}", "/api/users/ann/jobs", f"/v1/jobs/{job_id}", "/v1/jobs")
    said = [str(told), *[(await house.http.get(path)).text for path in paths]]
    assert not [one for one in said if canary in one]
    files = [file for file in house.settings.data.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if canary.encode() in file.read_bytes()]


async def test_fault_21_the_playlist_with_audio_has_the_id_that_was_told(make_house: MakeHouse) -> None:
    """Saved before and after the narration, it is one playlist, and the result names it."""
    rehearsal = Rehearsal(hold={"speak": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house)
    await reach(rehearsal, "speak")
    (before,) = (await house.http.get("/api/playlists")).json()["playlists"]
    rehearsal.hold["speak"].set()
    result = (await messages(house, job_id))[-1]["result"]
    (after,) = (await house.http.get("/api/playlists")).json()["playlists"]
    assert before["id"] == after["id"] == result["playlistId"]
    assert (before["audioUrl"], after["audioUrl"]) == (None, result["data"]["audioUrl"])


async def test_fault_22_progress_never_falls(make_house: MakeHouse) -> None:
    """Through the save and the narration too."""
    house = await make_house(rehearsal=Rehearsal())
    told = [one["progress"] for one in await messages(house, await start(house))]
    assert told == sorted(told)
    assert len([percent for percent in told if 85 <= percent <= 95]) >= 8


async def test_fault_23_nobody_lists_anothers_jobs(make_house: MakeHouse) -> None:
    """Neither jobs nor playlists, and a job of somebody else is not there."""
    house = await make_house(rehearsal=Rehearsal())
    job_id = await start(house, narrate=False)
    playlist = (await house.ended(job_id))["result"]["playlistId"]
    ben = {"X-Callsheet-Owner": "ben"}
    mine = await house.http.get("/api/users/ann/jobs", headers={"X-Callsheet-Owner": "ann"})
    assert [job["id"] for job in mine.json()["jobs"]] == [job_id]
    for path in ("users/ann/jobs", f"jobs/{job_id}", f"jobs/{job_id}/history", f"playlists/{playlist}"):
        assert (await house.http.get(f"/api/{path}", headers=ben)).status_code == 404
    assert (await house.http.get("/api/users/ben/jobs", headers=ben)).json()["jobs"] == []
    assert (await house.http.get("/api/playlists", headers=ben)).json()["playlists"] == []


async def test_what_ended_long_ago_leaves_the_lists(make_house: MakeHouse) -> None:
    """It stays readable by its id, and its playlist stays."""
    house = await make_house(rehearsal=Rehearsal(), recent_s=0.001)
    job_id = await start(house, narrate=False)
    await house.ended(job_id)
    assert (await house.http.get("/api/users/ann/jobs")).json()["jobs"] == []
    assert (await house.http.get("/api/jobs/stats")).json()["stats"]["total"] == 0
    assert (await house.http.get(f"/api/jobs/{job_id}")).json()["job"]["status"] == "completed"
    (kept,) = (await house.http.get("/api/playlists")).json()["playlists"]
    assert (await house.http.delete(f"/api/playlists/{kept['id']}")).status_code == 204
    assert (await house.http.get("/api/playlists")).json()["playlists"] == []
