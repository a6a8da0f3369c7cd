"""Songs in the order of time, and which fact is told before which of them."""

from typing import NamedTuple

from activities.providers.local.outline import in_time, key
from activities.providers.plain import plain
from workflows.contracts.music import Fact, Track

TIMELESS = 4
"""So many facts without a year stand in the beginning, the others between the songs."""


class Chapters(NamedTuple):
    """Facts `before` the first song, with each of the `songs`, and `after` the last."""

    songs: list[Track]
    before: list[Fact]
    beside: list[list[Fact]]
    after: list[Fact]


def chapters(songs: tuple[Track, ...], facts: tuple[Fact, ...]) -> Chapters:
    found = Chapters(in_time({song.id: song for song in songs}.values()), [], [], [])
    found.beside.extend([] for _ in found.songs)
    once: dict[str, Fact] = {}
    for fact in facts:
        once.setdefault(plain(fact.text).casefold(), fact)
    for fact in once.values():
        _place(fact, found).append(fact)
    for told in (found.before, *found.beside, found.after):
        told.sort(key=lambda fact: fact.year or 0)
    return found


def _place(fact: Fact, found: Chapters) -> list[Fact]:
    about = key(fact.about)
    songs = list(zip(found.songs, found.beside, strict=True))
    own = [told for song, told in songs if about and about == key(song.name)]
    album = [told for song, told in songs if about and about == key(song.album)]
    if own or album:
        return min(own or album, key=len)
    if not fact.year:
        enough = sum(not one.year for one in found.before) >= TIMELESS
        return min(found.beside, key=len) if enough and found.beside else found.before
    years = [song.year for song in found.songs if song.year]
    if not years or fact.year < years[0]:
        return found.before
    here = [told for song, told in songs if song.year == next((y for y in years if y >= fact.year), 0)]
    return min(here, key=len) if here else found.after
