"""The tracks of an artist on the shelf, with ids that stay the same."""

import functools
from collections.abc import Callable, Iterable, Iterator
from itertools import count

from activities.providers.local.naming import bare_title, key, slug
from activities.providers.local.shelf import Record, Row, records
from workflows.contracts.music import Track

MOST_TOP = 20


@functools.cache
def tracks_of(name: str) -> tuple[Track, ...]:
    """All of them; `name` is the key of the artist's name."""
    record = records()[name]
    taken: set[str] = set()
    return tuple(_track(record, row, taken) for row in record.rows)


def once_each(name: str) -> tuple[Track, ...]:
    """Each title once, however many editions of it there are."""
    first: dict[str, Track] = {}
    for track in tracks_of(name):
        first.setdefault(key(bare_title(track.name)), track)
    return tuple(first.values())


def find(name: str, title: str) -> Track | None:
    """The track of exactly that title, else of one that differs by its edition only."""
    exact = (track for track in tracks_of(name) if key(track.name) == key(title))
    like = (track for track in tracks_of(name) if key(bare_title(track.name)) == key(bare_title(title)))
    return next(exact, None) or next(like, None)


def top_of(name: str) -> tuple[Track, ...]:
    """The order of our own file where there is one, else that of the catalogue."""
    found = tuple(track for title in records()[name].editorial if (track := find(name, title)))
    return (found or once_each(name))[:MOST_TOP]


def holding(wanted: str) -> list[str]:
    """Artists who have an album, else a track, of that title, or who play that genre."""
    title = key(bare_title(wanted))
    kinds: tuple[Callable[[Record], Iterable[str]], ...] = (
        lambda record: (row.album for row in record.rows),
        lambda record: (row.title for row in record.rows),
        lambda record: record.genres,
    )
    everybody = records().values()
    found = (
        [one.name for one in everybody if title in {key(bare_title(text)) for text in kind(one)}]
        for kind in kinds
    )
    return next(filter(None, found), [])


def _places(record: Record, row: Row) -> Iterator[str]:
    """Ids that the track could have; the first that is free is taken."""
    title = f"{record.slug}/{slug(row.title)}"
    yield title
    edition = f"{title}-{slug(row.album)}"
    yield edition
    yield from (f"{edition}-{number}" for number in count(2))


def _track(record: Record, row: Row, taken: set[str]) -> Track:
    place = next(place for place in _places(record, row) if place not in taken)
    taken.add(place)
    return Track(
        id=place,
        name=row.title,
        uri=f"callsheet:track:{place}",
        duration_ms=row.duration_ms,
        artist=record.name,
        album=row.album,
        year=row.year,
    )
