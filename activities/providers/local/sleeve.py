"""Facts composed from rows of the catalogue. They say nothing that no row says."""

from activities.providers.local.naming import slug
from activities.providers.local.shelf import Record, Row, listing, records
from activities.providers.local.spoken import composers, spoken_list, spoken_place, spoken_time
from activities.providers.local.tallies import tallies
from activities.providers.local.tracklist import top_of
from workflows.contracts.music import Fact

MOST_CHARS = 240
VERBS = ("runs", "lasts", "takes")
"""In turns: several lengths in a row shall not sound like a list."""


def notes(name: str) -> tuple[Fact, ...]:
    """On the artist, then on each of the tracks that come first; `name` is the key of the artist's name."""
    record = records()[name]
    whole = [
        _fact(record, tally.name, tally.text, listing().source, tally.about)
        for tally in tallies(record)
        if len(tally.text) <= MOST_CHARS
    ]
    rows = {(row.title, row.album): row for row in reversed(record.rows)}
    songs = [rows[track.name, track.album or ""] for track in top_of(name)]
    return (*whole, *(_of_track(record, number, row) for number, row in enumerate(songs, 1)))


def _of_track(record: Record, number: int, row: Row) -> Fact:
    verb = VERBS[number % len(VERBS)]
    plain = f"{spoken_place(row.title, row.album)} {verb} {spoken_time(row.duration_ms)}"
    people = composers(row.composer)
    # iTunes often knew one of several composers: "credited to" would say too much
    named = f"{plain}, and the catalogue names {spoken_list(people)} among its composers." if people else ""
    text = named if 0 < len(named) <= MOST_CHARS else f"{plain}."
    return _fact(record, f"{number}-{slug(row.title)}", text, row.source, row.title, row.year)


def _fact(
    record: Record, name: str, text: str, source: str, about: str | None = None, year: int | None = None
) -> Fact:
    return Fact(
        id=f"cat:{record.slug}:{name}",
        text=text,
        source=source,
        checked_on=listing().checked_on,
        kind="catalogue",
        about=about,
        year=year,
    )
