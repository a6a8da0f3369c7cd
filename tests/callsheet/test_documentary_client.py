"""The client's calls about documentaries and playlists: what it sends, what it makes of the answers."""

import asyncio
import json
from typing import Any

import pytest

from callsheet import AsyncCallsheet, Callsheet, Documentary, Job, NarrationItem, Refused, SongItem
from tests.callsheet.documented import (
    FACTS,
    ID,
    JOB,
    KEPT,
    LIST,
    RESULT,
    TIMELINE,
    TOKEN,
    completed,
    documentary,
)
from tests.callsheet.scripted import Answer, Clock, Scripted, problem

WHOLE = KEPT | {"timeline": TIMELINE, "facts": FACTS}


def inputs(server: Scripted) -> list[dict[str, Any]]:
    return [json.loads(asked.body) for asked in server.heard("POST /v1/jobs")]


async def test_a_documentary_is_started_once_with_what_was_asked_for(server: Scripted) -> None:
    """What is left out, the server decides; a start in doubt is sent again under its key."""
    begun = Answer(202, {"group": None, "jobs": [documentary()]})
    server.answers["POST /v1/jobs"] = [begun._replace(breaks=True), begun]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        assert (await callsheet.start_documentary("Radiohead")).input["playlistId"] == LIST
        more = {"prompt": "OK Computer", "market": "DE", "access_token": TOKEN, "owner": "ann"}
        notify = {"webhookUrl": "https://example.org/hook"}
        await callsheet.start_documentary(
            "Björk", seconds=60, narrate=False, queue=True, notify=notify, idempotency_key="mine", **more
        )
    first, again, mine = inputs(server)
    plain = {"topic": "Radiohead", "narrationTargetSecs": 180, "narrate": True, "queue": False}
    assert first == again == {"kind": "documentary", "input": plain}
    assert mine == {
        "kind": "documentary",
        "owner": "ann",
        "input": {"topic": "Björk", "narrationTargetSecs": 60, "narrate": False, "queue": True}
        | {"prompt": "OK Computer", "market": "DE", "accessToken": TOKEN, "notify": notify},
    }
    keys = [one.headers["idempotency-key"] for one in server.heard("POST /v1/jobs")]
    assert (keys[0] == keys[1], keys[2]) == (True, "mine")


async def test_a_token_goes_with_a_retry_only_where_it_is_given(server: Scripted) -> None:
    """In the body, never in an address; without one there is no body."""
    server.answers[f"POST /v1/jobs/{ID}/retry"] = [Answer(202, documentary())]
    async with AsyncCallsheet(server.url) as callsheet:
        await callsheet.retry(ID)
        await callsheet.retry(ID, TOKEN)
    plain, with_token = server.asked
    assert (plain.body, json.loads(with_token.body)) == (b"", {"accessToken": TOKEN})
    assert with_token.query == {}


def test_a_result_is_a_timeline_of_narration_and_songs() -> None:
    """With its facts, what speaking came to, the plan in its own case, and what the search found."""
    told = Documentary.of(Job.model_validate(completed()))
    spoken, song, last = told.timeline
    assert isinstance(spoken, NarrationItem)
    assert isinstance(song, SongItem)
    assert isinstance(last, NarrationItem)
    assert (spoken.sources, spoken.audio_url, spoken.source) == (
        ("gone", "f1", "f2"),
        "/v1/artifacts/seg1",
        "template",
    )
    assert (song.album, song.year, song.duration_secs, last.note) == (
        "Pablo Honey",
        1993,
        237,
        "The model was too long.",
    )
    assert told.narration
    assert (told.narration.target_secs, told.narration.within_target) == (30, False)
    assert told.plan
    assert told.plan.json_ready() == RESULT["plan"]
    assert (told.playlist_id, told.found["found"], told.facts[0].checked_on) == (LIST, 5, "2026-01-02")


def test_what_is_not_completed_has_no_result() -> None:
    """It says so, and not something about fields."""
    with pytest.raises(ValueError, match="has no result"):
        Documentary.of(Job.model_validate(documentary("running", 1)))


async def test_playlists_are_listed_shown_and_deleted(server: Scripted) -> None:
    """An id is one segment of the path; what is gone is refused."""
    server.answers["GET /api/playlists"] = [Answer(200, {"ok": True, "playlists": [KEPT]})]
    server.answers["GET /api/playlists/a/b"] = [Answer(200, {"ok": True, "playlist": WHOLE})]
    gone = Answer(404, problem(404, "There is no such playlist.") | {"ok": False})
    server.answers[f"DELETE /api/playlists/{LIST}"] = [Answer(204), gone]
    async with AsyncCallsheet(server.url, owner="ann") as callsheet:
        (listed,) = await callsheet.playlists()
        whole = await callsheet.playlist("a/b")
        await callsheet.delete_playlist(LIST)
        with pytest.raises(Refused, match="no such playlist"):
            await callsheet.delete_playlist(LIST)
    assert (listed.id, listed.job_id, listed.duration_secs, listed.timeline) == (LIST, ID, 259.9, ())
    assert [item.type for item in whole.timeline] == ["narration", "song", "narration"]
    assert {one.headers["x-callsheet-owner"] for one in server.asked} == {"ann"}


async def test_scripts_without_async_do_the_same(server: Scripted) -> None:
    """Started, retried, listed, shown, deleted: word for word the same requests."""
    server.starts(documentary())
    server.answers[JOB] = [Answer(200, completed())]
    server.answers[f"POST /v1/jobs/{ID}/retry"] = [Answer(202, documentary())]
    server.answers["GET /api/playlists"] = [Answer(200, {"ok": True, "playlists": [KEPT]})]
    server.answers[f"GET /api/playlists/{LIST}"] = [Answer(200, {"ok": True, "playlist": WHOLE})]
    server.answers[f"DELETE /api/playlists/{LIST}"] = [Answer(204)]

    def script() -> list[object]:
        with Callsheet(server.url) as callsheet:
            begun = callsheet.start_documentary("Radiohead", "OK Computer", 60, "DE", TOKEN, False, True)
            callsheet.retry(begun.id, TOKEN)
            callsheet.delete_playlist(LIST)
            return [*callsheet.playlists(), callsheet.playlist(LIST), Documentary.of(callsheet.job(ID))]

    assert len(await asyncio.to_thread(script)) == 3
    asked = {"topic": "Radiohead", "prompt": "OK Computer", "narrationTargetSecs": 60, "market": "DE"}
    asked |= {"accessToken": TOKEN, "narrate": False, "queue": True}
    assert [one["input"] for one in inputs(server)] == [asked]
    assert json.loads(server.heard(f"POST /v1/jobs/{ID}/retry")[0].body) == {"accessToken": TOKEN}
