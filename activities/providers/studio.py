"""Whom a documentary needs: somebody with a catalogue, somebody who knows, an author and a voice.

All of them raise `ProviderRejected` for what will never be, `ProviderBusy` for anything passing, and never
ask twice by themselves. A cancel stops a call at once.
"""

from typing import NamedTuple, Protocol

from pydantic import SecretStr

from workflows.contracts.documentary import Plan, Script
from workflows.contracts.music import Artist, Fact, TopTracks, Track


class Catalogue(Protocol):
    """Knows artists and their tracks.

    `market` is a country's two letters. `token` is the caller's own access token, None: the catalogue uses
    what it was set up with.
    """

    name: str

    async def find_artist(self, topic: str, market: str, token: SecretStr | None) -> Artist:
        """Rejects with code `artist-not-found`; the message says what would help."""
        ...

    async def top_tracks(self, artist: Artist, market: str, token: SecretStr | None) -> TopTracks:
        """At least one track, at most 20; rejects with code `no-tracks` where there is none."""
        ...

    async def find_track(
        self, title: str, artist: Artist, market: str, token: SecretStr | None
    ) -> Track | None:
        """The artist's track of that title; None where there is none."""
        ...

    async def more_tracks(
        self, artist: Artist, market: str, token: SecretStr | None, most: int
    ) -> tuple[Track, ...]:
        """Tracks of the artist's albums, each title once."""
        ...


class Knowledge(Protocol):
    """Knows facts."""

    def about(self, artist: str) -> tuple[Fact, ...]:
        """What is known of the artist of that name, in the order of time; empty where nothing is."""
        ...


class Brief(NamedTuple):
    """What an author is given: nothing else may be told.

    `tracks` are those that the catalogue put first. `target_s` is how long all narration should take when it
    is spoken at `chars_per_s` characters a second. The same `seed` makes the same choices.
    """

    topic: str
    prompt: str | None
    artist: Artist
    tracks: tuple[Track, ...]
    facts: tuple[Fact, ...]
    target_s: float
    chars_per_s: float
    seed: str


class Author(Protocol):
    """Plans and writes. `source` is `template` or the model's name."""

    source: str

    async def plan(self, brief: Brief) -> Plan:
        """Exactly `SONGS` required tracks where the catalogue has as many, else as many as there are."""
        ...

    async def write(self, brief: Brief, plan: Plan, songs: tuple[Track, ...]) -> Script:
        """A timeline that begins with narration and holds every song once, narration before each."""
        ...


class Narrator(Protocol):
    """Speaks English.

    `chars_per_s` is how many characters of text it speaks in a second, for estimates; `voice` a name.
    """

    engine: str
    voice: str
    chars_per_s: float

    async def speak(self, text: str, *, pace: float = 1.0) -> bytes:
        """A WAV file, 16 bit mono; `pace` 1.1 is a tenth faster, 0.9 a tenth slower."""
        ...
