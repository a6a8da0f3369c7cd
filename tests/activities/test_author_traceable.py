"""What the template says of anybody offline stands in a fact that it names, or in the catalogue."""

import re
from itertools import pairwise

import pytest

from activities.providers.chat.guard import Known
from activities.providers.local.author import TemplateAuthor
from activities.providers.local.catalogue import LocalCatalogue
from activities.providers.local.chapters import chapters
from activities.providers.local.knowledge import LocalKnowledge
from activities.providers.local.outline import CATALOGUE
from activities.providers.local.saying import counted, length, name
from activities.providers.local.shelf import records
from activities.providers.studio import Brief
from workflows.contracts.documentary import Plan, Script, Segment, Song
from workflows.contracts.music import Track

READ = [record.name for record in records().values() if record.facts]
LISTED = sorted(record.name for record in records().values() if not record.facts)[::2][:40]
TARGETS = (60, 180, 600, 1800)


async def made(topic: str, target_s: float, prompt: str | None = None) -> tuple[Brief, Plan, Script]:
    """As the stages make it, at the pace of the offline voice."""
    catalogue, author = LocalCatalogue(), TemplateAuthor()
    artist = await catalogue.find_artist(topic, "US", None)
    tracks = (await catalogue.top_tracks(artist, "US", None)).tracks
    facts = LocalKnowledge().about(artist.name)
    brief = Brief(topic, prompt, artist, tracks, facts, target_s, 14.4, f"{topic}/{target_s}")
    plan = await author.plan(brief)
    by_title = {track.name: track for track in tracks}
    songs = tuple(by_title[wanted.song_title] for wanted in plan.required_tracks)
    return brief, plan, await author.write(brief._replace(tracks=songs), plan, songs)


def segments(script: Script) -> list[Segment]:
    return [item for item in script.timeline if isinstance(item, Segment)]


def songs(script: Script) -> list[Track]:
    return [item.track for item in script.timeline if isinstance(item, Song)]


def known(brief: Brief, script: Script, facts: tuple[str, ...]) -> Known:
    """Those facts, the catalogue's titles, albums, years and lengths, and what can be counted in them."""
    played = songs(script)
    told = [fact.text for fact in brief.facts if fact.id in facts]
    years = sorted({track.year for track in played if track.year})
    until = chapters(tuple(played), brief.facts).until
    counts = [f"{counted(len(played), 'song')}, in all {length(sum(track.duration_ms for track in played))}"]
    counts += [counted(after - before, "year") for before, after in pairwise(years)]
    more = [
        abs(round(after.duration_ms / 1000) - round(before.duration_ms / 1000))
        for before, after in pairwise(played)
    ]
    counts += [length(1000 * seconds) for seconds in more]
    names = [name(each) for track in played for each in (track.name, track.album or "")]
    lengths = [round(track.duration_ms / 1000) for track in played]
    return Known([*told, *map(str, years), str(until), *counts], [name(brief.artist.name), *names], lengths)


@pytest.mark.parametrize("artist", READ + LISTED)
async def test_every_name_and_number_is_in_a_fact_or_in_the_catalogue(artist: str) -> None:
    """Segment by segment, from the facts that it names: the rule that a model's text is held to."""
    for target_s in TARGETS:
        brief, _, script = await made(artist, target_s)
        for segment in segments(script):
            assert known(brief, script, segment.facts).strange(segment.text) is None, segment.text
        pages = {fact.id: fact for fact in script.facts}
        assert all(
            pages[id_].source and pages[id_].checked_on for one in segments(script) for id_ in one.facts
        )


@pytest.mark.parametrize("artist", READ + LISTED)
async def test_nothing_is_said_twice_and_every_song_is_announced(artist: str) -> None:
    """No sentence comes again, neighbours begin differently, numbers agree with their nouns."""
    for target_s in TARGETS:
        _, _, script = await made(artist, target_s)
        texts = [segment.text for segment in segments(script)]
        told = [fact.text for fact in script.facts]
        assert len(told) == len(set(told))
        assert not [one for one, two in pairwise(texts) if one.split()[:2] == two.split()[:2]]
        for text in texts:
            assert not re.search(
                r"(?<![\w-])(?:1|one) (?:\w+ )?(?:tracks|songs|minutes|seconds|years|titles)\b", text
            )
            assert not re.search(r"\ba [aeiou](?!u|n[ei]|se)|\ban [bcdfgjkpqtvwz]|  |\"\"", text), text
        for before, after in pairwise(script.timeline):
            if isinstance(after, Song) and isinstance(before, Segment):
                assert name(after.track.name) in before.text


@pytest.mark.parametrize("artist", READ)
async def test_what_was_read_comes_before_what_the_catalogue_adds_up_to(artist: str) -> None:
    """In a minute about anybody of whom we read, no running time of a song that is not played."""
    brief, plan, script = await made(artist, 60)
    played = {track.name for track in songs(script)}
    added = [fact for fact in script.facts if fact.kind == CATALOGUE and fact.about not in played]
    assert added == []
    catalogued = {fact.text for fact in brief.facts if fact.kind == CATALOGUE}
    assert not {wanted.why_essential for wanted in plan.required_tracks} & catalogued


@pytest.mark.parametrize("artist", READ)
async def test_the_story_goes_forward(artist: str) -> None:
    """What is told with a song belongs to its time: no fact of an earlier chapter's year comes after it."""
    _, _, script = await made(artist, 600)
    facts = {fact.id: fact for fact in script.facts}
    reached = 0
    for item in script.timeline[:-1]:
        if isinstance(item, Song):
            reached = max(reached, item.track.year or 0)
            continue
        own = {track.album for track in songs(script)} | {track.name for track in songs(script)}
        told = [facts[id_] for id_ in item.facts if facts[id_].kind != CATALOGUE]
        assert not [one.text for one in told if one.year and one.year < reached and one.about not in own]


@pytest.mark.parametrize(
    ("topic", "prompt", "album"),
    [
        ("Deftones: the White Pony years", "Focus on experimental phase", "White Pony"),
        ("Deftones", "Focus on experimental phase", "White Pony"),
        ("Deftones", "more about the Around the Fur sessions", "Around the Fur"),
        ("Radiohead's OK Computer", None, "OK Computer"),
        ("Miles Davis and Kind of Blue", None, "Kind of Blue"),
    ],
)
async def test_topic_and_prompt_choose_songs(topic: str, prompt: str | None, album: str) -> None:
    """By an album's name, or by what was read of it; the plan says which songs answer."""
    _, plan, script = await made(topic, 180, prompt)
    chosen = [name(track.name) for track in songs(script) if track.album == album]
    assert len(chosen) >= 3
    assert all(f'"{title}"' in plan.narrative_arc.rpartition(". ")[2] for title in chosen)


async def test_a_prompt_that_nothing_answers_is_said_to_have_done_nothing() -> None:
    """Nor is the artist's own name a wish, though an album and a song are called so."""
    _, plan, _ = await made("Black Sabbath", 180, "Play Black Sabbath with xylophones")
    assert plan.narrative_arc.endswith("No song could be chosen by what was asked for.")
    _, plan, _ = await made("Black Sabbath", 180)
    assert "asked for" not in plan.narrative_arc


@pytest.mark.parametrize("artist", ["Queen", "Miles Davis", "Led Zeppelin"])
async def test_years_are_given_for_all_songs_or_for_none(artist: str) -> None:
    """A compilation has no year: five songs are not "1977" because two of them are."""
    _, plan, script = await made(artist, 180)
    assert any(track.year is None for track in songs(script))
    assert plan.era_covered.endswith("and songs without a year")
    assert not re.search(r"\d{4}", f"{plan.title} {segments(script)[0].text.split('. ')[0]}")


async def test_the_length_of_an_only_album_is_said_once() -> None:
    """All tracks there are and those of the album are the same; the second time its songs are named."""
    _, _, script = await made("Aerosmith", 180)
    text = " ".join(segment.text for segment in segments(script))
    assert text.count("1 hour 13 minutes") == 1
    assert "\"Livin' On The Edge\" are among the catalogue's 15 tracks from Big Ones." in text
