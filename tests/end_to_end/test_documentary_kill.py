"""kill -9 of worker, API and Temporal in the middle of a documentary: one playlist, its audio included."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.chat_server import chat_server
from tests.support.processes import up
from tests.support.speech_server import speech_server
from tests.support.spotify_server import spotify_server
from tests.support.watching import watching

EACH = {25: ["worker"], 42: ["api"], 65: ["temporal"], 88: ["worker", "api", "temporal"]}


async def test_it_survives_all_three_in_stages_two_three_five_and_six(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same playlist id to the end; nobody outside is asked again for what was finished."""
    async with spotify_server() as spotify, chat_server() as chat, speech_server() as speech:
        for name, value in {
            "SPOTIFY_URL": spotify.url,
            "SPOTIFY_ACCOUNTS_URL": spotify.accounts_url,
            "SPOTIFY_CLIENT_ID": spotify.client_id,
            "SPOTIFY_CLIENT_SECRET": spotify.client_secret,
            "CHAT_URL": chat.url,
            "CHAT_MODEL": "any",
            "SPEECH_URL": speech.url,
            "SPEECH_MODEL": "any",
            "SPEECH_VOICE": "one",
        }.items():
            monkeypatch.setenv(f"CALLSHEET_{name}", value)
        async with up(tmp_path / "data") as house:
            body = {"topic": "Radiohead", "narrationTargetSecs": 60, "ownerId": "ann"}
            started = (await house.http.post("/api/music-doc", json=body)).json()
            path = "/v1/jobs/{}/events"
            left, percents = dict(EACH), list[int]()
            last: dict[str, Any] = {}
            while last.get("status") not in ("completed", "failed"):
                with suppress(httpx.TransportError):  # the API was killed: come back
                    async with watching(house.http, path.format(started["jobId"]), timeout=60) as stream:
                        async for frame in stream:
                            last = frame.data
                            percents.append(last["percent"])
                            if left and last["percent"] >= min(left):
                                await house.kill(*left.pop(min(left)))
                await house.ready()
            (kept,) = (await house.http.get("/api/playlists")).json()["playlists"]
            audio = await house.http.get(kept["audioUrl"])
    assert (last["status"], left) == ("completed", {})
    assert percents == sorted(percents)
    assert kept["id"] == started["playlistId"] == last["result"]["playlistId"]
    assert kept["audioUrl"] == last["result"]["data"]["audioUrl"]
    assert len(audio.content) > 10_000
    searches = [call.query.get("q", "") for call in spotify.of("/search")]
    assert len(searches) <= len(set(searches)) + len(EACH)
    segments = [item for item in last["result"]["data"]["timeline"] if item["type"] == "narration"]
    assert len(speech.arrivals) <= 2 * len(segments) + len(EACH)
