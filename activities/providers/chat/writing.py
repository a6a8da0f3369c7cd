"""From a model's script to ours: a text that does not hold gives its place to the other author's."""

from collections import Counter
from typing import NamedTuple

from activities.providers.chat.material import Material
from activities.providers.chat.shape import ScriptAnswer, Told
from activities.providers.plain import plain
from activities.providers.studio import Author, Brief
from workflows.contracts.documentary import Item, Plan, Script, Segment, Song
from workflows.contracts.music import Track

CLOSING = "Closing"
MOST_ALIKE = 2
"""Sentences of one text; small models come to say one sentence for ever."""


class Place(NamedTuple):
    """One text, the song after it, and why it is not taken."""

    title: str
    told: Told
    song: Track | None
    note: str | None


class Spare(NamedTuple):
    """The other author's segments, each where it stands; `opening` and `closing` have no song after them."""

    opening: Segment | None
    before: dict[str, Segment]
    closing: Segment | None


async def written(
    answer: ScriptAnswer, brief: Brief, plan: Plan, given: Material, source: str, other: Author
) -> Script:
    places = _places(answer, given)
    told = {id_ for place in places if not place.note for id_ in place.told.facts}
    left = brief._replace(facts=tuple(fact for fact in brief.facts if fact.id not in told))
    spare = await other.write(left, plan, given.songs)  # what it tells, no other segment does
    timeline = _timeline(places, _spare(spare), brief.chars_per_s, source)
    segments = [item for item in timeline if isinstance(item, Segment)]
    facts = {fact.id: fact for fact in brief.facts}
    used = dict.fromkeys(id_ for segment in segments for id_ in segment.facts)
    strange = given.known(tuple(given.facts)).strange(answer.summary)
    return Script(
        title=plan.title,
        summary=spare.summary if strange else answer.summary,
        timeline=tuple(timeline),
        facts=tuple(facts[id_] for id_ in used),
        source=source if any(segment.source == source for segment in segments) else spare.source,
        note=f'The model\'s summary was not taken: "{strange[:40]}" is not in the facts' if strange else None,
    )


def _places(answer: ScriptAnswer, given: Material) -> list[Place]:
    chapters = [(chapter, given.songs[chapter.song - 1]) for chapter in answer.chapters]
    return [
        Place(given.artist, answer.intro, None, _wrong(answer.intro, given)),
        *(Place(plain(song.name), chapter, song, _wrong(chapter, given)) for chapter, song in chapters),
        Place(CLOSING, answer.outro, None, _wrong(answer.outro, given)),
    ]


def _wrong(told: Told, given: Material) -> str | None:
    unknown = next((id_ for id_ in told.facts if id_ not in given.facts), None)
    if unknown is not None:
        return f'The model\'s text was not taken: there is no fact "{plain(unknown)[:40]}"'
    sentences = Counter(told.text.casefold().split(". "))
    if max(sentences.values()) > MOST_ALIKE:
        return "The model's text was not taken: it says the same over and over"
    word = given.known(tuple(dict.fromkeys(told.facts))).strange(told.text)
    return f'The model\'s text was not taken: "{word[:40]}" is not in the facts it cites' if word else None


def _timeline(places: list[Place], spare: Spare, chars_per_s: float, source: str) -> list[Item]:
    timeline: list[Item] = []
    for number, place in enumerate(places):
        end = spare.closing if number else spare.opening
        instead = spare.before[place.song.id] if place.song else end
        if not place.note:
            timeline.append(_segment(place, chars_per_s, source))
        elif instead:
            timeline.append(instead.model_copy(update={"note": place.note}))
        if place.song:
            query = f'track:"{plain(place.song.name)}" artist:"{plain(place.song.artist)}"'
            timeline.append(Song(track=place.song, query=query))
    return timeline


def _segment(place: Place, chars_per_s: float, source: str) -> Segment:
    return Segment(
        title=place.title,
        text=place.told.text,
        facts=tuple(dict.fromkeys(place.told.facts)),
        source=source,
        duration_s=len(place.told.text) / chars_per_s,
    )


def _spare(script: Script) -> Spare:
    """Of several segments in a row the first opens, the last stands before the song."""
    before: dict[str, Segment] = {}
    loose: list[Segment] = []
    opening = None
    for item in script.timeline:
        if isinstance(item, Segment):
            loose.append(item)
        else:
            opening = opening or (loose[0] if loose[1:] else None)
            before[item.track.id] = loose[-1]
            loose = []
    return Spare(opening, before, loose[-1] if loose else None)
