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
CATALOGUE = "catalogue"
"""The kind of facts that nobody read on a page: they are composed from the catalogue's rows."""


def key(text: str | None) -> str:
    """Under which a title, an album and what a fact is about meet."""
    return name(text or "").casefold()


def in_time(tracks: Iterable[Track], facts: Iterable[Fact] = ()) -> list[Track]:
    known = list(facts)
    return sorted(tracks, key=lambda track: year_of(track, known) or 9999)


def year_of(track: Track, facts: Iterable[Fact]) -> int | None:
    """Where the catalogue has none, that of what was read about the song, else about its album: its place
    in the story, and never said."""
    dated = [(fact, fact.year) for fact in facts if fact.year and fact.kind != CATALOGUE]
    own = [year for fact, year in dated if tells(fact, track)]
    album = [year for fact, year in dated if fact.about and key(fact.about) == key(track.album)]
    return track.year or min(own or album, default=None)


def tells(fact: Fact, track: Track) -> bool:
    """Whether it is about that song, not its album; of one without a year, whether it names it at least."""
    quoted = not track.year and fact.kind != CATALOGUE and f'"{key(track.name)}"' in fact.text.casefold()
    titled = key(track.name) == key(track.album) and fact.kind not in ("song", CATALOGUE)
    return quoted or bool(not titled and fact.about and key(fact.about) == key(track.name))


def choose(
    tracks: tuple[Track, ...], facts: tuple[Fact, ...], wishes: Wishes, chance: random.Random
) -> list[Track]:
    """At most `SONGS`, each title once, in the order of time."""
    read = [fact for fact in facts if fact.kind != CATALOGUE]
    told = {track.id for track in tracks if any(tells(fact, track) for fact in read)}
    left = {key(track.name): track for track in reversed(tracks)}
    left = {title: left[title] for title in dict.fromkeys(key(track.name) for track in tracks)}
    chosen = [track for track in left.values() if wishes.title(track)][:SONGS]
    touched = [track for track in meant(left.values(), facts, wishes) if track not in chosen]
    chosen += _spread(touched, max(0, min(SONGS, FAVOURED) - len(chosen)), [], told, chance)
    rest = [track for track in left.values() if track not in chosen]
    chosen += _spread(rest, SONGS - len(chosen), chosen, told, chance)
    return in_time(chosen, facts)


def meant(tracks: Iterable[Track], facts: Iterable[Fact], wishes: Wishes) -> list[Track]:
    """Those of wished albums or years; where no title is wished either, those of whom the wish is told."""
    tracks = list(tracks)
    touched = [track for track in tracks if wishes.touches(track)]
    if touched or any(wishes.title(track) for track in tracks):
        return touched
    read = [fact for fact in facts if fact.about and fact.kind != CATALOGUE]
    themes = {key(fact.about) for fact in read if wishes.weight(fact)}
    return [track for track in tracks if themes & {key(track.name), key(track.album)}]


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
        room = most - len(found)
        fair = _evenly(rows, room) if rows else _fullest(albums.values(), told)[:room]
        found += [row.pop(row.index(_one(row, told, chance))) for row in fair]
        rows = []
    return found


def _fullest(rows: Iterable[list[Track]], told: set[str]) -> list[list[Track]]:
    """An album has a second song where there is most to tell."""
    return sorted(filter(None, rows), key=lambda row: -sum(track.id in told for track in row))


def _evenly(rows: list[list[Track]], most: int) -> list[list[Track]]:
    if len(rows) <= most:
        return rows
    if most == 1:
        return [rows[len(rows) // 2]]
    return [rows[round(number * (len(rows) - 1) / (most - 1))] for number in range(most)]


def _one(row: list[Track], told: set[str], chance: random.Random) -> Track:
    return chance.choice([track for track in row if track.id in told] or row)
