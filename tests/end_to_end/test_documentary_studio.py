"""A whole documentary: Spotify's songs, a chat model's words, known facts, a speech model's voice."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import pytest

import casting
from activities.providers.chat.author import ChatAuthor
from activities.providers.speech.narrator import Speech
from activities.providers.spotify.catalogue import Spotify
from settings import Settings
from tests.conftest import MakeHouse
from tests.support.chat_server import ChatServer, chat_server, given, ok
from tests.support.documentaries import messages, start
from tests.support.house import House
from tests.support.speech_server import SpeechServer, speech_server
from tests.support.speech_server import failing as mute
from tests.support.spotify_replies import refusing
from tests.support.spotify_server import SpotifyServer, spotify_server
from tests.support.vision_replies import failing
from workflows.policies import SPEAK

SOON = {"Retry-After": "0.05"}
ASKED_IN_ALL = 5


class Studio(NamedTuple):
    house: House
    spotify: SpotifyServer
    chat: ChatServer
    speech: SpeechServer

    @property
    def calls(self) -> tuple[int, int, int]:
        return len(self.spotify.arrivals), len(self.chat.arrivals), len(self.speech.arrivals)


@pytest.fixture
async def studio(make_house: MakeHouse) -> AsyncIterator[Studio]:
    async with spotify_server() as spotify, chat_server() as chat, speech_server() as speech:
        wanted: dict[str, Any] = {
            "spotify_url": spotify.url,
            "spotify_accounts_url": spotify.accounts_url,
            "spotify_client_id": spotify.client_id,
            "spotify_client_secret": spotify.client_secret,
            "chat_url": chat.url,
            "chat_model": "wren-1",
            "speech_url": speech.url,
            "speech_model": "lark-1",
            "speech_voice": "ida",
        }
        desk, narrator = casting.desk(Settings(**wanted)), casting.narrator(Settings(**wanted))
        assert isinstance(desk.catalogue, Spotify)
        assert isinstance(desk.author, ChatAuthor)
        assert isinstance(narrator, Speech)
        yield Studio(await make_house(desk=desk, narrator=narrator, **wanted), spotify, chat, speech)
        for one in (desk.catalogue, desk.author, narrator):
            await one.close()


async def told(studio: Studio, **body: Any) -> dict[str, Any]:
    """The last message of a documentary about Radiohead."""
    return (await messages(studio.house, await start(studio.house, narrationTargetSecs=60, **body)))[-1]


async def test_everybody_does_their_part_and_is_named_for_it(studio: Studio) -> None:
    """Songs have Spotify's uris, words the model's name, facts their pages, the recording its voice."""
    done = await told(studio)
    assert done["type"] == "complete", done
    history = (await studio.house.http.get(f"/api/jobs/{done['jobId']}/history")).json()["history"]
    assert {
        "AI is creating narrative outline...",
        "Finding specific tracks on Spotify...",
        "AI is creating final timeline...",
    } <= {step["detail"] for step in history}
    result, data = done["result"], done["result"]["data"]
    songs = [item for item in data["timeline"] if item["type"] == "song"]
    words = [item for item in data["timeline"] if item["type"] == "narration"]
    known = {track["id"]: track for call in studio.spotify.arrivals for track in tracks_in(call.good[1])}
    assert [item["trackUri"] for item in songs] == [known[item["trackId"]]["uri"] for item in songs]
    assert len(songs) == 5
    assert all(item["trackUri"].startswith("spotify:track:") for item in songs)
    assert {item["source"] for item in words} == {result["plan"]["source"]} == {"wren-1"}
    cited = [fact["id"] for fact in data["facts"]]
    assert cited == list(dict.fromkeys(id_ for item in words for id_ in item["sources"]))
    assert cited
    assert all(fact["source"].startswith("http") and fact["checkedOn"] for fact in data["facts"])
    narration = data["narration"]
    assert (narration["status"], narration["engine"], narration["voice"]) == ("complete", "lark-1", "ida")
    assert {call.text for call in studio.speech.arrivals} == {item["text"] for item in words}
    for url in (data["audioUrl"], *(item["audioUrl"] for item in words)):
        recording = await studio.house.http.get(url)
        assert (recording.status_code, recording.headers["content-type"]) == (200, "audio/mpeg")
    assert all(set(song) == {"number", "title"} for song in given(studio.chat.arrivals[0])["songs"])


async def test_a_spotify_that_fails_is_asked_on_where_it_failed(studio: Studio) -> None:
    """By a retry, once it was given up: the artist is known, and nobody asks for them again."""
    studio.spotify.fail(refusing(500, "Server error", SOON), "/top-tracks", times=ASKED_IN_ALL)
    failed = await told(studio)
    assert (failed["type"], failed["stage"], failed["error"]) == ("error", 1, "Spotify failed")
    assert studio.calls[1:] == (0, 0)
    studio.spotify.arrivals.clear()
    done = await retried(studio, failed)
    assert [call.query for call in studio.spotify.of("/search") if call.query["type"] == "artist"] == []
    assert len(studio.spotify.of("/top-tracks")) == 1
    assert done["result"]["data"]["narration"]["status"] == "complete"


async def test_a_model_that_fails_is_asked_on_where_it_failed(studio: Studio) -> None:
    """Neither Spotify nor the plan is asked for again."""
    studio.chat.script(ok(), *[failing(500, headers=SOON)] * ASKED_IN_ALL)
    failed = await told(studio)
    assert (failed["type"], failed["stage"], failed["error"]) == ("error", 5, "The chat model failed")
    before = studio.calls
    assert before[1:] == (1 + ASKED_IN_ALL, 0)
    done = await retried(studio, failed)
    spoken = [item for item in done["result"]["data"]["timeline"] if item["type"] == "narration"]
    assert studio.calls[:2] == (before[0], before[1] + 1)
    assert {item["source"] for item in spoken} == {"wren-1"}


async def test_a_voice_that_fails_is_asked_again_for_that_passage_alone(studio: Studio) -> None:
    """And once it was given up, the documentary is complete without, and says why."""
    studio.speech.script(*[mute(500, headers=SOON)] * 3)
    done = await told(studio)
    passages = [call.text for call in studio.speech.arrivals if call.pace == 1]
    assert done["result"]["data"]["narration"]["status"] == "complete"
    assert len(passages) == len(set(passages)) + 3
    assert studio.calls[1] == 2
    studio.speech.script(*[mute(500, headers=SOON)] * SPEAK["retry_policy"].maximum_attempts)
    narration = (await told(studio))["result"]["data"]["narration"]
    assert (narration["status"], narration["reason"]) == ("skipped", "The speech model failed")


async def retried(studio: Studio, failed: dict[str, Any]) -> dict[str, Any]:
    """The last message of its retry, which is complete under the same playlist id."""
    answer = await studio.house.http.post(f"/api/jobs/{failed['jobId']}/retry")
    assert answer.status_code == 202, answer.text
    done = (await messages(studio.house, answer.json()["jobId"]))[-1]
    assert done["type"] == "complete", done
    old = (await studio.house.http.get(f"/api/jobs/{failed['jobId']}")).json()["job"]
    assert done["result"]["playlistId"] == old["playlistId"]
    return done


def tracks_in(told: Any) -> list[dict[str, Any]]:
    """Every track that an answer names, however deep."""
    match told:
        case {"type": "track"}:
            return [told]
        case dict():
            return [one for value in told.values() for one in tracks_in(value)]
        case list():
            return [one for value in told for one in tracks_in(value)]
    return []
