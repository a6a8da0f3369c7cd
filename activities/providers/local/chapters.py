"""Songs in the order of time, and which fact is told before which of them."""

from collections.abc import Iterable
from typing import NamedTuple

from activities.providers.local.outline import CATALOGUE, in_time, key, tells, year_of
from activities.providers.plain import plain
from workflows.contracts.music import Fact, Track

TIMELESS = 4
"""So many facts without a year stand in the beginning, the others between the songs."""


class Chapters(NamedTuple):
    """Facts `before` the first song, with each of the `songs`, and `after` the last, of the year `until`."""

    songs: list[Track]
    until: int | None
    before: list[Fact]
    beside: list[list[Fact]]
    after: list[Fact]


def chapters(songs: tuple[Track, ...], facts: tuple[Fact, ...]) -> Chapters:
    ordered = in_time({song.id: song for song in songs}.values(), facts)
    years = [year_of(song, facts) for song in ordered]
    found = Chapters(ordered, max(filter(None, years), default=None), [], [], [])
    found.beside.extend([] for _ in found.songs)
    once: dict[str, Fact] = {}
    for fact in facts:
        once.setdefault(plain(fact.text).casefold(), fact)
    when = _dated(once.values())
    for fact in once.values():
        _place(fact, when[fact.id], found, years).append(fact)
    order = list(when)
    _in_turn(found, order)
    for told in (found.before, *found.beside, found.after):
        told.sort(key=lambda fact: (fact.kind == CATALOGUE, when[fact.id] or 0, order.index(fact.id)))
    return found


def _in_turn(found: Chapters, order: list[str]) -> None:
    """Between songs of one album what is about none of them stands in the order of time."""
    for album in {key(song.album) for song in found.songs if song.album}:
        rows = [
            (told, [fact for fact in told if not tells(fact, song)])
            for song, told in zip(found.songs, found.beside, strict=True)
            if key(song.album) == album
        ]
        loose = [fact for _, row in rows for fact in row]
        loose.sort(key=lambda fact: order.index(fact.id))
        for told, row in rows:
            told[:] = [fact for fact in told if fact not in row] + loose[: len(row)]
            del loose[: len(row)]


def _dated(facts: Iterable[Fact]) -> dict[str, int | None]:
    """What was read without a year belongs after the fact before it: they come in the order of time."""
    when: dict[str, int | None] = {}
    year = None
    for fact in facts:
        year = fact.year or (None if fact.kind == CATALOGUE else year)
        when[fact.id] = year
    return when


def _place(fact: Fact, when: int | None, found: Chapters, years: list[int | None]) -> list[Fact]:
    about = key(fact.about)
    songs = list(zip(found.songs, found.beside, strict=True))
    own = [told for song, told in songs if tells(fact, song)]
    album = [told for song, told in songs if about and about == key(song.album)]
    if own or album:
        return min(own or album, key=len)
    if not when:
        enough = sum(not one.year for one in found.before) >= TIMELESS
        return min(found.beside, key=len) if enough and found.beside else found.before
    known = [year for year in years if year]
    if not known or when < known[0]:
        return found.before
    coming = next((year for year in known if year >= when), None)
    here = [told for told, year in zip(found.beside, years, strict=True) if coming and year == coming]
    if not here:
        return found.after
    return min(here, key=len) if when == coming else here[0]
