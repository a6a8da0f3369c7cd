"""Which songs tell the story: the wished ones first, the rest spread over albums and years."""

import random
from collections import defaultdict
from collections.abc import Iterable

from activities.providers.local.saying import name
from activities.providers.local.wishes import Wishes
from workflows.contracts.documentary import SONGS
from workflows.contracts.music import Fact, Track

FAVOURED = SONGS - 2
"""So many songs of the wished albums or years; two others tell where they come from."""


def key(text: str | None) -> str:
    """Under which a title, an album and what a fact is about meet."""
    return name(text or "").casefold()


def in_time(tracks: Iterable[Track]) -> list[Track]:
    return sorted(tracks, key=lambda track: track.year or 9999)


def choose(
    tracks: tuple[Track, ...], facts: tuple[Fact, ...], wishes: Wishes, chance: random.Random
) -> list[Track]:
    """At most `SONGS`, each title once, in the order of time."""
    told = {key(fact.about) for fact in facts}
    left = {key(track.name): track for track in reversed(tracks)}
    left = {title: left[title] for title in dict.fromkeys(key(track.name) for track in tracks)}
    chosen = [track for track in left.values() if wishes.title(track)][:SONGS]
    touched = [track for track in left.values() if wishes.touches(track) and track not in chosen]
    chosen += _spread(touched, max(0, min(SONGS, FAVOURED) - len(chosen)), [], told, chance)
    rest = [track for track in left.values() if track not in chosen]
    chosen += _spread(rest, SONGS - len(chosen), chosen, told, chance)
    return in_time(chosen)


def _spread(
    tracks: list[Track], most: int, already: list[Track], told: set[str], chance: random.Random
) -> list[Track]:
    """Albums that have none yet come first; where there are more than needed, evenly over time."""
    albums: defaultdict[str, list[Track]] = defaultdict(list)
    for track in in_time(tracks):
        albums[key(track.album)].append(track)
    used = {key(track.album) for track in already}
    found: list[Track] = []
    rows = [row for album, row in albums.items() if album not in used]
    while len(found) < most and (rows or any(albums.values())):
        fair = _evenly(rows or [row for row in albums.values() if row], most - len(found))
        found += [row.pop(row.index(_one(row, told, chance))) for row in fair]
        rows = []
    return found


def _evenly(rows: list[list[Track]], most: int) -> list[list[Track]]:
    if len(rows) <= most:
        return rows
    if most == 1:
        return [rows[len(rows) // 2]]
    return [rows[round(number * (len(rows) - 1) / (most - 1))] for number in range(most)]


def _one(row: list[Track], told: set[str], chance: random.Random) -> Track:
    return chance.choice([track for track in row if key(track.name) in told] or row)
