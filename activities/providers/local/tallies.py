"""What the rows of the catalogue add up to: how many tracks, how long, from which albums, by whom."""

from collections import Counter
from typing import NamedTuple

from activities.providers.local.naming import slug
from activities.providers.local.shelf import Record, Row
from activities.providers.local.spoken import composers, spoken_place, spoken_time, spoken_title

FEW = 3
"""Up to so many rows there is nothing to add up."""
MOST_ALBUMS = 12


class Tally(NamedTuple):
    """A sentence with a name of its own; `about` is the album that it is about."""

    name: str
    text: str
    about: str | None = None


def tallies(record: Record) -> list[Tally]:
    rows = sorted(record.listed, key=lambda row: row.duration_ms)
    if len(rows) <= FEW:
        return []
    who = record.name
    return [
        Tally("size", _size(record)),
        Tally("genre", _genre(who, rows)),
        Tally("length", f"All tracks by {who} in the offline catalogue together last {_length(rows)}."),
        Tally("longest", _extreme("longest", who, rows[-1])),
        Tally("shortest", _extreme("shortest", who, rows[0])),
        *_credits(who, rows),
        *_albums(record),
    ]


def _size(record: Record) -> str:
    albums = list(dict.fromkeys(row.album for row in record.listed))
    where = f"all from {spoken_title(albums[0])}" if len(albums) == 1 else f"under {len(albums)} album titles"
    return f"The offline catalogue lists {len(record.listed)} tracks by {record.name}, {where}."


def _genre(who: str, rows: list[Row]) -> str:
    genre, count = Counter(row.genre for row in rows).most_common(1)[0]
    return f"The offline catalogue files {count} tracks by {who} under {genre}."


def _extreme(which: str, who: str, row: Row) -> str:
    place, time = spoken_place(row.title, row.album), spoken_time(row.duration_ms)
    return f"The {which} track by {who} in the offline catalogue is {place}, at {time}."


def _credits(who: str, rows: list[Row]) -> list[Tally]:
    people = Counter(person for row in rows for person in set(composers(row.composer)))
    del people[who]
    person, count = max(people.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    if count <= FEW:
        return []
    text = f"The offline catalogue names {person} among the composers of {count} tracks by {who}."
    return [Tally("credits", text)]


def _albums(record: Record) -> list[Tally]:
    albums: dict[str, list[Row]] = {}
    for row in record.listed:
        albums.setdefault(row.album, []).append(row)
    many = [(title, rows) for title, rows in albums.items() if len(rows) > FEW][:MOST_ALBUMS]
    say = _album if len(albums) > 1 else _only_album
    return [Tally(f"album-{slug(title)}", say(title, rows, record.name), title) for title, rows in many]


def _album(title: str, rows: list[Row], who: str) -> str:
    first, last = (f'"{spoken_title(row.title)}"' for row in (rows[0], rows[-1]))
    return (
        f"The {len(rows)} tracks from {spoken_title(title)} by {who} in the offline catalogue, "
        f"{first} and {last} among them, last {_length(rows)}."
    )


def _only_album(title: str, rows: list[Row], who: str) -> str:
    """How long it is was said of all tracks."""
    first, last = (f'"{spoken_title(row.title)}"' for row in (rows[0], rows[-1]))
    place = f"{spoken_title(title)} by {who}"
    return f"{first} and {last} are among the {len(rows)} tracks from {place} in the offline catalogue."


def _length(rows: list[Row]) -> str:
    return spoken_time(sum(row.duration_ms for row in rows))
