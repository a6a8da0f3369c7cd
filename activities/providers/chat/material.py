"""What a model is told and may tell: what leaves of a brief, and what its answer is held against."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from activities.providers.chat.guard import Known
from activities.providers.plain import plain
from activities.providers.studio import Brief
from workflows.contracts.documentary import Plan
from workflows.contracts.music import Fact, Track


class Material(NamedTuple):
    """`songs` are those to plan from, or to play, each once; `facts` go by their ids."""

    artist: str
    songs: tuple[Track, ...]
    facts: dict[str, Fact]

    def known(self, ids: tuple[str, ...]) -> Known:
        """Those facts, the artist and all songs."""
        songs = [song for song in self.songs if not _spotifys(song)]
        names = [
            self.artist,
            *(song.name for song in self.songs),
            *(song.album for song in songs if song.album),
        ]
        texts = [self.facts[id_].text for id_ in ids] + [str(song.year) for song in songs if song.year]
        return Known(texts, names, [round(song.duration_ms / 1000) for song in songs])

    def told(self) -> dict[str, Any]:
        """For a model, by value: songs go by their numbers, from 1."""
        facts = [{"id": id_, "text": plain(fact.text)} for id_, fact in self.facts.items()]
        songs = [{"number": number, **_described(song)} for number, song in enumerate(self.songs, 1)]
        return {"artist": self.artist, "songs": songs, "facts": facts}

    def outline(self, plan: Plan) -> dict[str, str]:
        """Without the arc, and a title with a year, where they may tell what the songs' catalogue keeps."""
        title, arc = {"title": plain(plan.title)}, {"narrative_arc": plain(plan.narrative_arc)}
        if not any(map(_spotifys, self.songs)):
            return title | arc
        return {} if self.known(tuple(self.facts)).strange(plan.title, heading=True) else title


def material(brief: Brief, songs: tuple[Track, ...]) -> Material:
    # Spotify's terms forbid feeding what it publishes to models: facts read there stay here.
    facts = {fact.id: fact for fact in brief.facts if not _at_spotify(fact.source)}
    return Material(plain(brief.artist.name), tuple({song.id: song for song in songs}.values()), facts)


def _described(song: Track) -> dict[str, Any]:
    """Of a song in Spotify's catalogue the title alone, without which nobody could speak of it."""
    if _spotifys(song):
        return {"title": plain(song.name)}
    album = plain(song.album) if song.album else None
    seconds = round(song.duration_ms / 1000)
    return {"title": plain(song.name), "album": album, "year": song.year, "seconds": seconds}


def _spotifys(song: Track) -> bool:
    return song.uri.startswith("spotify:")


def _at_spotify(address: str) -> bool:
    host = (urlsplit(address).hostname or "").rstrip(".")
    return host == "spotify.com" or host.endswith(".spotify.com")


def once(tracks: tuple[Track, ...]) -> tuple[Track, ...]:
    """Each title once: the first of it."""
    first: dict[str, Track] = {}
    for track in tracks:
        first.setdefault(plain(track.name).casefold(), track)
    return tuple(first.values())
