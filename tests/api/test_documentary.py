"""A documentary, as the README of its player describes it."""

import asyncio
import re

import pytest

from activities.providers.base import ProviderRejected
from tests.conftest import MakeHouse
from tests.support.documentaries import STAGES, messages, reach, standing, start
from tests.support.house import House
from tests.support.studio import FACTS, Rehearsal


async def test_the_six_stages_are_told_in_order(make_house: MakeHouse) -> None:
    """`init`, then every step with its number, label and percent, never falling, then `complete`."""
    rehearsal = Rehearsal(hold={"artist": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house)
    assert re.fullmatch(r"job_\d{13}_[0-9a-z]{9}", job_id)
    watching = asyncio.create_task(messages(house, job_id))
    await reach(rehearsal, "artist")
    rehearsal.hold["artist"].set()
    told = await watching
    assert [one["type"] for one in told] == ["init", *["progress"] * (len(told) - 2), "complete"]
    percents = [one["progress"] for one in told]
    assert percents == sorted(percents)
    assert percents[-1] == 100
    labels = list(dict.fromkeys(one["stageLabel"] for one in told if one["stage"]))
    assert labels == [
        "Identifying artist",
        "Artist identified",
        "Top tracks fetched",
        "Planning documentary",
        "Documentary planned",
        "Searching for tracks",
        "Track search complete",
        "Generating documentary",
        "Timeline generated",
        "Saving playlist",
        "Playlist saved",
        "Generating narration",
        "Narration complete",
        "Complete",
    ]
    for one in told[1:-1]:
        first, end = STAGES[one["stage"]]
        assert first <= one["progress"] < end
    details = [one["detail"] for one in told]
    assert "Searching for track 3/5: Song 3" in details
    assert "Generating track 2/6" in details
    assert "12 tracks loaded, in catalogue order" in details
    steps = (await house.http.get(f"/api/jobs/{job_id}/history")).json()["history"]
    words = ("status", "stage", "stageLabel", "progress", "detail")
    heard = [one for one in told if one["_id"] and one["status"] != "pending"]
    assert [[step[word] for word in words] for step in steps] == [
        [one[word] for word in words] for one in heard
    ]


@pytest.mark.parametrize(("author", "maker"), [("template", "Composing"), ("wren-1", "AI is creating")])
async def test_templates_do_not_pass_for_a_model(make_house: MakeHouse, author: str, maker: str) -> None:
    """What is written says by whom while it is written."""
    house = await make_house(rehearsal=Rehearsal(author=author))
    job_id = await start(house, narrate=False)
    await house.ended(job_id)
    history = (await house.http.get(f"/api/jobs/{job_id}/history")).json()["history"]
    making = [step["detail"] for step in history if step["progress"] in (25, 65)]
    assert len(making) == 2
    assert all(detail.startswith(f"{maker} ") for detail in making)


async def test_the_result_is_something_to_listen_to(make_house: MakeHouse) -> None:
    """A timeline of narration with sources and songs with lengths, recordings, and one playlist of it."""
    house = await make_house(rehearsal=Rehearsal())
    job_id = await start(house, narrationTargetSecs=60)
    (*_, last) = await messages(house, job_id)
    result = last["result"]
    data = result["data"]
    kinds = [item["type"] for item in data["timeline"]]
    assert kinds == ["narration", "song"] * 5 + ["narration"]
    known = {fact["id"]: fact["source"] for fact in data["facts"]}
    assert len(known) == len(FACTS)
    for item in data["timeline"]:
        assert item["durationSecs"] > 0
        if item["type"] == "narration":
            assert item["text"]
            assert set(item["sources"]) <= known.keys()
    assert data["narration"]["status"] == "complete"
    assert data["narration"]["withinTarget"] is True
    assert result["trackSearchResults"] == {"found": 5, "missing": 0, "backup": 0}
    assert len(result["plan"]["required_tracks"]) == 5
    for url in (data["audioUrl"], *(item["audioUrl"] for item in data["timeline"] if "audioUrl" in item)):
        audio = await house.http.get(url)
        assert audio.headers["content-type"].startswith("audio/")
        assert len(audio.content) > 1000
    listed = (await house.http.get("/api/playlists")).json()["playlists"]
    assert [one["id"] for one in listed] == [result["playlistId"]]
    assert listed[0]["audioUrl"] == data["audioUrl"]
    kept = (await house.http.get(f"/api/playlists/{result['playlistId']}")).json()["playlist"]
    assert kept["timeline"] == data["timeline"]
    assert (await standing(house, job_id))["result"] == result
    assert (await house.job(job_id))["result"] == result


async def test_little_is_filled_with_what_the_catalogue_put_first(house: House) -> None:
    """Of an artist of whom few facts are known, it names songs that are not played too."""
    (*_, last) = await messages(house, await start(house, "AC/DC", narrate=False, narrationTargetSecs=180))
    timeline = last["result"]["data"]["timeline"]
    told = " ".join(item["text"] for item in timeline if item["type"] == "narration")
    assert re.search("Also on|has more of|there is more in the catalogue", told), told


async def test_stage_four_is_there_only_where_tracks_are_missing(make_house: MakeHouse) -> None:
    """Others stand in for them, and the result says how many."""
    house = await make_house(rehearsal=Rehearsal(missing={"Song 2", "Song 5"}))
    job_id = await start(house, narrate=False)
    told = await messages(house, job_id)
    assert [one["detail"] for one in told if one["stage"] == 4] == [
        "2 tracks missing, loading alternatives...",
        "7 additional tracks available",
    ]
    songs = [item["title"] for item in told[-1]["result"]["data"]["timeline"] if item["type"] == "song"]
    assert songs == ["Song 1", "Song 3", "Song 4", "Song 6", "Song 7"]
    assert told[-1]["result"]["trackSearchResults"] == {"found": 3, "missing": 2, "backup": 7}


async def test_a_refresh_in_the_middle_misses_nothing(make_house: MakeHouse) -> None:
    """Who comes back with the last id hears every step since; who comes when all is over hears the end."""
    rehearsal = Rehearsal(hold={"write": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house, narrate=False)
    await reach(rehearsal, "write")
    history = (await house.http.get(f"/api/jobs/{job_id}/history")).json()["history"]
    assert [step["progress"] for step in history[:4]] == [10, 15, 20, 25]
    first = (await house.http.get(f"/v1/jobs/{job_id}")).headers["etag"].strip('"')
    rehearsal.hold["write"].set()
    await house.ended(job_id)
    missed = await messages(house, job_id, headers={"Last-Event-ID": first})
    assert [one["stageLabel"] for one in missed] == [
        "Timeline generated",
        "Saving playlist",
        "Playlist saved",
        "Complete",
    ]
    fresh = await messages(house, job_id)
    assert [one["type"] for one in fresh] == ["init", "complete"]
    gone = await house.http.get(f"/api/jobs/{job_id}/stream", headers={"Last-Event-ID": fresh[-1]["_id"]})
    assert gone.status_code == 204


async def test_an_unknown_artist_fails_in_the_first_stage(make_house: MakeHouse) -> None:
    """The message says what would help."""
    house = await make_house(rehearsal=Rehearsal())
    told = await messages(house, await start(house, "Nobody"))
    assert told[-1]["type"] == "error"
    assert (told[-1]["stage"], told[-1]["code"]) == (1, "artist-not-found")
    assert "try Somebody" in told[-1]["error"]


async def test_narration_that_fails_is_done_without(make_house: MakeHouse) -> None:
    """The documentary is there; its report says why nobody speaks."""
    rehearsal = Rehearsal(fail={"speak": ProviderRejected("voice-missing", "no voice today")})
    house = await make_house(rehearsal=rehearsal)
    told = await messages(house, await start(house))
    assert told[-1]["type"] == "complete"
    data = told[-1]["result"]["data"]
    assert data["audioUrl"] is None
    assert data["narration"]["status"] == "skipped"
    assert "no voice today" in data["narration"]["reason"]
    assert "Narration skipped" in [one["stageLabel"] for one in told]


async def test_a_cancel_keeps_what_was_made(make_house: MakeHouse) -> None:
    """Cancelled while it is narrated, its playlist is there; a retry goes on from there under the same id."""
    rehearsal = Rehearsal(hold={"speak": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal)
    job_id = await start(house)
    await reach(rehearsal, "speak")
    answer = await house.http.post(f"/api/jobs/{job_id}/cancel")
    assert answer.status_code == 200
    assert answer.json()["job"]["status"] == "cancelled"
    (kept,) = (await house.http.get("/api/playlists")).json()["playlists"]
    assert kept["audioUrl"] is None
    rehearsal.hold["speak"].set()
    asked = len(rehearsal.calls)
    retried = await house.http.post(f"/api/jobs/{job_id}/retry")
    assert retried.status_code == 202, retried.text
    done = await house.ended(retried.json()["jobId"])
    assert set(rehearsal.calls[asked:]) == {"speak"}
    (again,) = (await house.http.get("/api/playlists")).json()["playlists"]
    assert again["id"] == kept["id"] == done["result"]["playlistId"]
    assert again["audioUrl"]


async def test_what_takes_too_long_ends(make_house: MakeHouse) -> None:
    """The deadline is said when it is accepted, and kept; a retry goes on."""
    rehearsal = Rehearsal(hold={"plan": asyncio.Event()})
    house = await make_house(rehearsal=rehearsal, documentary_deadline_s=2)
    job_id = await start(house)
    assert (await standing(house, job_id))["params"]["deadlineSecs"] == 2
    told = await messages(house, job_id)
    assert (told[-1]["type"], told[-1]["code"], told[-1]["stage"]) == ("error", "deadline-exceeded", 2)
