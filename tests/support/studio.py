"""A documentary's providers that wait for the test: they count calls, hold on where told to, and refuse."""

import asyncio
import io
import wave
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from pydantic import SecretStr

from activities.providers.base import ProviderRejected
from activities.providers.studio import Brief
from workflows.contracts.documentary import SONGS, Item, Plan, RequiredTrack, Script, Segment, Song
from workflows.contracts.music import Artist, Fact, TopTracks, Track

RATE = 8000
FACTS = tuple(
    Fact(
        id=f"f{number}",
        text=f"Fact number {number} is told here.",
        source=f"https://example.org/{number}",
        checked_on="2026-11-23",
        kind="album",
    )
    for number in range(1, 7)
)


@dataclass
class Rehearsal:
    """`calls` in order; `hold` keeps a call waiting until its event is set, `fail` makes it refuse.

    `author` is the author's `source`.
    """

    author: str = "scripted"
    calls: list[str] = field(default_factory=list)
    hold: dict[str, asyncio.Event] = field(default_factory=dict)
    fail: dict[str, Exception] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    tokens: list[str | None] = field(default_factory=list)
    reached: dict[str, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))

    async def at(self, name: str) -> None:
        self.calls.append(name)
        self.reached[name].set()
        if failure := self.fail.get(name):
            raise failure
        if name in self.hold:
            await self.hold[name].wait()


class ScriptedCatalogue:
    name = "scripted"

    def __init__(self, rehearsal: Rehearsal) -> None:
        self._rehearsal = rehearsal

    async def find_artist(self, topic: str, market: str, token: SecretStr | None) -> Artist:
        self._rehearsal.tokens.append(token.get_secret_value() if token else None)
        await self._rehearsal.at("artist")
        if topic == "Nobody":
            raise ProviderRejected("artist-not-found", "There is no artist called Nobody; try Somebody.")
        return Artist(id="a", name=topic, uri="test:artist:a")

    async def top_tracks(self, artist: Artist, market: str, token: SecretStr | None) -> TopTracks:
        await self._rehearsal.at("top")
        return TopTracks(tracks=tracks(artist), ranking="catalogue-order")

    async def find_track(
        self, title: str, artist: Artist, market: str, token: SecretStr | None
    ) -> Track | None:
        await self._rehearsal.at(f"find {title}")
        known = {track.name: track for track in tracks(artist)}
        return None if title in self._rehearsal.missing else known.get(title)

    async def more_tracks(
        self, artist: Artist, market: str, token: SecretStr | None, most: int
    ) -> tuple[Track, ...]:
        await self._rehearsal.at("backup")
        return tracks(artist)[SONGS:][:most]


class KnowsSome:
    def about(self, artist: str) -> tuple[Fact, ...]:
        return FACTS


class ScriptedAuthor:
    def __init__(self, rehearsal: Rehearsal) -> None:
        self._rehearsal, self.source = rehearsal, rehearsal.author

    async def plan(self, brief: Brief) -> Plan:
        await self._rehearsal.at("plan")
        required = [
            RequiredTrack(song_title=track.name, approximate_year=track.year, why_essential="It is.")
            for track in brief.tracks[:SONGS]
        ]
        return Plan(
            title=f"The story of {brief.artist.name}",
            narrative_arc="It begins, and it ends.",
            era_covered="1995 to 2000",
            required_tracks=tuple(required),
            source=self.source,
        )

    async def write(self, brief: Brief, plan: Plan, songs: tuple[Track, ...]) -> Script:
        await self._rehearsal.at("write")
        timeline: list[Item] = []
        each_s = brief.target_s / (len(songs) + 1)
        for fact, song in zip(brief.facts, [*songs, None], strict=False):
            text = (fact.text + " ") * max(1, round(each_s * brief.chars_per_s / len(fact.text)))
            passage = Segment(
                title="Chapter", text=text, facts=(fact.id,), source=self.source, duration_s=each_s
            )
            timeline.append(passage)
            if song:
                timeline.append(Song(track=song, query=song.name))
        return Script(
            title=plan.title, summary="In short.", timeline=tuple(timeline), facts=FACTS, source=self.source
        )


class ScriptedNarrator:
    """Its speech is a tone."""

    engine, voice, chars_per_s = "tone", "a", 15.0

    def __init__(self, rehearsal: Rehearsal) -> None:
        self._rehearsal = rehearsal

    async def speak(self, text: str, *, pace: float = 1.0) -> bytes:
        await self._rehearsal.at("speak")
        length = round(RATE * len(text) / self.chars_per_s / pace)
        return wav(np.rint(8000 * np.sin(np.arange(length) / 3)).astype("<i2").tobytes())


def wav(samples: bytes) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples)
    return out.getvalue()


def tracks(artist: Artist) -> tuple[Track, ...]:
    return tuple(
        Track(
            id=f"t{number}",
            name=f"Song {number}",
            uri=f"test:track:{number}",
            duration_ms=180_000 + number,
            artist=artist.name,
            album="First" if number < 6 else "Second",
            year=1995 if number < 6 else 2000,
        )
        for number in range(1, 13)
    )
