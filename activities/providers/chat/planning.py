"""From a model's plan to ours: what does not hold is replaced by what the other author would say."""

from activities.providers.chat.material import Material
from activities.providers.chat.shape import PlanAnswer
from activities.providers.studio import Author, Brief
from workflows.contracts.documentary import Plan, RequiredTrack

UNKNOWN = "The catalogue has it."


async def planned(answer: PlanAnswer, brief: Brief, given: Material, source: str, other: Author) -> Plan:
    known = given.known(tuple(given.facts))
    songs = [given.songs[wanted.song - 1] for wanted in answer.required_tracks]
    texts = [answer.title, answer.narrative_arc, answer.era_covered]
    reasons = [wanted.why_essential for wanted in answer.required_tracks]
    if known.strange(answer.title, heading=True) or any(map(known.strange, (*texts[1:], *reasons))):
        spare = await other.plan(brief._replace(tracks=tuple(songs)))
        its = {wanted.song_title: wanted.why_essential for wanted in spare.required_tracks}
        instead = [spare.title, spare.narrative_arc, spare.era_covered]
        texts = [
            two if known.strange(one, heading=one is answer.title) else one
            for one, two in zip(texts, instead, strict=True)
        ]
        reasons = [
            its.get(song.name, UNKNOWN) if known.strange(reason) else reason
            for song, reason in zip(songs, reasons, strict=True)
        ]
    title, arc, era = texts
    required = [
        RequiredTrack(song_title=song.name, approximate_year=song.year, why_essential=reason)
        for song, reason in zip(songs, reasons, strict=True)
    ]
    return Plan(
        title=title, narrative_arc=arc, era_covered=era, required_tracks=tuple(required), source=source
    )
