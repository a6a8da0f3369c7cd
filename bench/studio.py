"""A documentary's providers that wait as long as its topic says, in milliseconds, and then know it all."""

import asyncio
import io

import numpy as np
import soundfile
from pydantic import SecretStr

from activities.documentary import Desk
from activities.providers.studio import Brief
from workflows.contracts.documentary import SONGS, Item, Plan, RequiredTrack, Script, Segment, Song
from workflows.contracts.music import Artist, Fact, TopTracks, Track

RATE, SPOKEN_S = 24_000, 5
FACT = Fact(
    id="f",
    text="It happened.",
    source="https://example.org",
    checked_on="2026-11-01",
    kind="album",
    year=1995,
)
TRACKS = tuple(
    Track(id=f"t{n}", name=f"Song {n}", uri=f"bench:{n}", duration_ms=180_000, artist="Bench", year=1994 + n)
    for n in range(1, SONGS + 1)
)


async def waited(milliseconds: str) -> None:
    if pause := int(milliseconds):
        await asyncio.sleep(pause / 1000)


class Shelf:
    name = "bench"

    async def find_artist(self, topic: str, market: str, token: SecretStr | None) -> Artist:
        await waited(topic)
        return Artist(id="a", name=topic, uri="bench:a")

    async def top_tracks(self, artist: Artist, market: str, token: SecretStr | None) -> TopTracks:
        await waited(artist.name)
        return TopTracks(tracks=TRACKS, ranking="catalogue-order")

    async def find_track(
        self, title: str, artist: Artist, market: str, token: SecretStr | None
    ) -> Track | None:
        await waited(artist.name)
        return next(track for track in TRACKS if track.name == title)

    async def more_tracks(
        self, artist: Artist, market: str, token: SecretStr | None, most: int
    ) -> tuple[Track, ...]:
        return ()


class KnowsOne:
    def about(self, artist: str) -> tuple[Fact, ...]:
        return (FACT,)


class Writes:
    source = "bench"

    async def plan(self, brief: Brief) -> Plan:
        await waited(brief.topic)
        required = [RequiredTrack(song_title=track.name, why_essential="It is.") for track in brief.tracks]
        words = {"title": "A documentary", "narrative_arc": "It begins and ends.", "era_covered": "1995"}
        return Plan(**words, required_tracks=tuple(required), source=self.source)

    async def write(self, brief: Brief, plan: Plan, songs: tuple[Track, ...]) -> Script:
        await waited(brief.topic)
        words = {"title": "Chapter", "text": FACT.text * 40, "facts": (FACT.id,), "source": self.source}
        passage = Segment.model_validate({**words, "duration_s": SPOKEN_S})
        timeline = tuple[Item, ...](
            item for song in songs for item in (passage, Song(track=song, query=song.name))
        )
        return Script(
            title=plan.title, summary="In short.", timeline=timeline, facts=(FACT,), source=self.source
        )


class Hums:
    """The same five seconds of noise for every text, at once."""

    engine, voice, chars_per_s = "bench", "hum", 15.0

    def __init__(self) -> None:
        file = io.BytesIO()
        noise = np.random.default_rng(0).normal(0, 0.05, SPOKEN_S * RATE)
        soundfile.write(file, noise, RATE, format="WAV", subtype="PCM_16")
        self._wav = file.getvalue()

    async def speak(self, text: str, *, pace: float = 1.0) -> bytes:
        return self._wav


DESK = Desk(Shelf(), KnowsOne(), Writes())
