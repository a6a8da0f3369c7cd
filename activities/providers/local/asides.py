"""What the catalogue can add where there is time: said last, left out first."""

import random

from activities.providers.local import phrases
from activities.providers.local.outline import key
from activities.providers.local.parts import Part, extra
from activities.providers.local.saying import counted, length, listed, name
from workflows.contracts.music import Track

OTHERS = 4
HEARD_S = 10


def also(song: Track, songs: list[Track], tracks: tuple[Track, ...], chance: random.Random) -> list[Part]:
    """Other tracks of its album, said with the first song of it."""
    album = key(song.album)
    if not album or next(one for one in songs if key(one.album) == album) != song:
        return []
    played = {key(one.name) for one in songs}
    others = {key(track.name): name(track.name) for track in tracks if key(track.album) == album}
    titles = [title for known, title in others.items() if known not in played][:OTHERS]
    said = chance.choice(phrases.ALSO).format(album=name(song.album or ""), titles=listed(titles))
    return [extra(said, 35)] if titles else []


def between(previous: Track | None, song: Track, chance: random.Random) -> list[Part]:
    if not previous or not song.year or not previous.year or song.year == previous.year:
        return []
    years = counted(song.year - previous.year, "year")
    words = {"years": years, "previous": name(previous.name), "title": name(song.name)}
    lie = phrases.BETWEEN if song.year - previous.year > 1 else phrases.BETWEEN[1:]
    return [extra(chance.choice(lie).format(**words), 30)]


def longer(previous: Track | None, song: Track, chance: random.Random) -> list[Part]:
    """Than the song before it; nobody hears a second."""
    if not previous or key(previous.name) == key(song.name):
        return []
    more_s = round(song.duration_ms / 1000) - round(previous.duration_ms / 1000)
    if abs(more_s) < HEARD_S:
        return []
    long, short = (song, previous) if more_s > 0 else (previous, song)
    words = {"long": name(long.name), "short": name(short.name), "difference": length(abs(more_s) * 1000)}
    return [extra(chance.choice(phrases.LONGER).format(**words), 22)]


def recap(songs: list[Track], chance: random.Random) -> list[Part]:
    if len(songs) < 2:
        return []
    titles, whole = [name(song.name) for song in songs], sum(song.duration_ms for song in songs)
    return [
        extra(chance.choice(phrases.RECAP).format(titles=listed(titles)), 28),
        extra(chance.choice(phrases.TOGETHER).format(length=length(whole)), 25),
    ]
