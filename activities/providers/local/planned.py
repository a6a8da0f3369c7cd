"""The plan's own words: a title, an arc, an era and a reason for each song, all of them true."""

import random

from activities.providers.local.outline import CATALOGUE, choose, key, meant, tells
from activities.providers.local.saying import count, counted, listed, name, sentence
from activities.providers.local.wishes import Wishes
from activities.providers.plain import plain
from activities.providers.studio import Brief
from workflows.contracts.documentary import Plan, RequiredTrack
from workflows.contracts.music import Fact, Track

TITLES = ("{artist} in {songs}", "{songs} by {artist}", "{artist}, song by song", "Listening to {artist}")
DATED = ("{artist}, {era}", "{artist}: {era} in {songs}")


def planned(brief: Brief, chance: random.Random) -> Plan:
    artist = name(brief.artist.name)
    wishes = Wishes(brief)
    tracks = choose(brief.tracks, brief.facts, wishes, chance)
    covered = era(tracks, brief.facts)
    songs = counted(len(tracks), "song").title()
    title = chance.choice(TITLES + (DATED if covered[-1].isdigit() else ()))
    reasons = _reasons(tracks, brief.facts)
    required = [
        RequiredTrack(song_title=track.name, approximate_year=track.year, why_essential=reasons[track.id])
        for track in tracks
    ]
    return Plan(
        title=title.format(artist=artist, songs=songs, era=covered),
        narrative_arc=_arc(tracks, len(brief.facts)) + _answer(brief, tracks, wishes),
        era_covered=covered,
        required_tracks=tuple(required),
        source="template",
    )


def era(tracks: list[Track], facts: tuple[Fact, ...]) -> str:
    years = [track.year for track in tracks if track.year] or [fact.year for fact in facts if fact.year]
    if not years:
        return "the albums in the catalogue" if any(track.album for track in tracks) else "the catalogue"
    span = f"{min(years)} to {max(years)}" if min(years) < max(years) else str(years[0])
    return span if not tracks or all(track.year for track in tracks) else f"{span}, and songs without a year"


def placed(track: Track) -> str:
    """'"Digital Bath" (White Pony, 2000)'"""
    where = ", ".join(filter(None, [name(track.album or ""), str(track.year or "")]))
    return f'"{name(track.name)}"' + (f" ({where})" if where else "")


def _arc(tracks: list[Track], facts: int) -> str:
    first, *between = tracks
    told = [f"The story begins with {placed(first)}"]
    if between:
        told.append(f"It ends with {placed(between.pop())}")
    if between:
        told.append(
            f"In between {'come' if between[1:] else 'comes'} {listed([placed(one) for one in between])}"
        )
    known = f"{counted(facts, 'fact')}, each with the page on which it was read" if facts else ""
    told.append(
        f"What is told is taken from {known or 'the catalogue alone: titles, albums, years and lengths'}"
    )
    return " ".join(sentence(one) for one in told)


def _answer(brief: Brief, tracks: list[Track], wishes: Wishes) -> str:
    """What was wished is never repeated: only what came of it."""
    hits = {track.id for track in meant(tracks, brief.facts, wishes)}
    names = [f'"{name(track.name)}"' for track in tracks if track.id in hits or wishes.title(track)]
    if names:
        return f" {listed(names)} {'match' if names[1:] else 'matches'} what was asked for."
    return " No song could be chosen by what was asked for." if brief.prompt else ""


def _reasons(tracks: list[Track], facts: tuple[Fact, ...]) -> dict[str, str]:
    """A fact about the song, else one about its album, each once; else what the catalogue says."""
    left, found = [fact for fact in facts if fact.kind != CATALOGUE], {}
    for track in tracks:
        album = [fact for fact in left if fact.about and key(fact.about) == key(track.album)]
        fits = [fact for fact in left if tells(fact, track)] + album
        found[track.id] = sentence(plain(fits[0].text) if fits else _place(track, tracks))
        left = [fact for fact in left if fact not in fits[:1]]
    return found


def _place(track: Track, tracks: list[Track]) -> str:
    """The order is one of time only where every song has a year."""
    order = "in the order of time" if all(one.year for one in tracks) else "in the order of the story"
    number = f"song {count(tracks.index(track) + 1)} of {count(len(tracks))}, {order}"
    only = sum(key(one.album) == key(track.album) for one in tracks) == 1
    where = f" It {'stands for' if only else 'is on'} {name(track.album or '')}."
    return sentence(number) + (where if track.album else "")
