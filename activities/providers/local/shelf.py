"""The music that comes with Callsheet, read from `music/` once, when somebody first asks.

Artists of whom there is a file of facts have its albums first, then those of the catalogue.
"""

import functools
import gzip
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from activities.providers.local.naming import key, slug
from workflows.contracts.music import Fact

MUSIC = Path(__file__).with_name("music")
CATALOGUE = "catalogue.json.gz"


class Row(NamedTuple):
    """A track of one album; `source` is the page that says so."""

    title: str
    duration_ms: int
    album: str
    year: int | None
    source: str
    composer: str | None = None
    genre: str | None = None


class Record(NamedTuple):
    """Everything on the shelf about one artist; `listed` are the rows of the catalogue."""

    slug: str
    name: str
    genres: tuple[str, ...]
    rows: tuple[Row, ...]
    listed: tuple[Row, ...] = ()
    editorial: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class ListedAlbum(BaseModel):
    title: str
    tracks: list[tuple[str, int, str | None, str]]


class ListedArtist(BaseModel):
    name: str
    albums: list[ListedAlbum]


class Listing(BaseModel):
    source: str
    checked_on: str
    artists: list[ListedArtist]


class KnownAlbum(BaseModel):
    title: str
    year: int
    source: str
    tracks: list[tuple[str, int]] = []


class KnownArtist(BaseModel):
    artist: str
    genres: tuple[str, ...]
    albums: list[KnownAlbum]
    editorial: tuple[str, ...]
    facts: tuple[Fact, ...]


@functools.cache
def listing() -> Listing:
    return Listing.model_validate_json(gzip.decompress((MUSIC / CATALOGUE).read_bytes()))


@functools.cache
def records() -> dict[str, Record]:
    """Every artist, by the key of the name."""
    known = [KnownArtist.model_validate_json(path.read_bytes()) for path in sorted(MUSIC.glob("*.json"))]
    listed = {key(artist.name): artist for artist in listing().artists}
    found = {key(artist.artist): _known(artist, listed.get(key(artist.artist))) for artist in known}
    return found | {name: _listed(artist) for name, artist in listed.items() if name not in found}


def names() -> dict[str, str]:
    return {name: record.name for name, record in records().items()}


def _known(artist: KnownArtist, listed: ListedArtist | None) -> Record:
    years = {album.title: album.year for album in artist.albums}
    own = tuple(
        Row(title, duration_ms, album.title, album.year, album.source)
        for album in artist.albums
        for title, duration_ms in album.tracks
    )
    more = _rows(listed, years) if listed else ()
    return Record(
        slug(artist.artist), artist.artist, artist.genres, own + more, more, artist.editorial, artist.facts
    )


def _listed(artist: ListedArtist) -> Record:
    rows = _rows(artist, {})
    return Record(slug(artist.name), artist.name, tuple(dict.fromkeys(_genres(rows))), rows, rows)


def _genres(rows: tuple[Row, ...]) -> list[str]:
    return [row.genre.lower() for row in rows if row.genre]


def _rows(artist: ListedArtist, years: dict[str, int]) -> tuple[Row, ...]:
    return tuple(
        Row(title, duration_ms, album.title, years.get(album.title), listing().source, composer, genre)
        for album in artist.albums
        for title, duration_ms, composer, genre in album.tracks
    )
