"""From a model's plan to ours: what does not hold is replaced by what the other author would say."""

from activities.providers.chat.material import Material
from activities.providers.chat.shape import PlanAnswer
from activities.providers.studio import Author, Brief
from workflows.contracts.documentary import Plan, RequiredTrack

NOT_TAKEN = 'Not all of the model\'s words were taken: "{}" is not in the facts'
UNKNOWN = "The catalogue has it."


async def planned(answer: PlanAnswer, brief: Brief, given: Material, source: str, other: Author) -> Plan:
    known = given.known(tuple(given.facts))
    songs = [given.songs[wanted.song - 1] for wanted in answer.required_tracks]
    texts = [answer.title, answer.narrative_arc, answer.era_covered]
    reasons = [wanted.why_essential for wanted in answer.required_tracks]
    headings = (True, False, True)  # the arc alone is sentences
    wrong = [known.strange(text, heading=one) for text, one in zip(texts, headings, strict=True)]
    wrong_reasons = [known.strange(reason) for reason in reasons]
    strange = next(filter(None, (*wrong, *wrong_reasons)), None)
    if strange:
        spare = await other.plan(brief._replace(tracks=tuple(songs)))
        its = {wanted.song_title: wanted.why_essential for wanted in spare.required_tracks}
        instead = [spare.title, spare.narrative_arc, spare.era_covered]
        texts = [two if bad else one for one, two, bad in zip(texts, instead, wrong, strict=True)]
        reasons = [
            its.get(song.name, UNKNOWN) if bad else reason
            for song, reason, bad in zip(songs, reasons, wrong_reasons, strict=True)
        ]
    title, arc, era = texts
    required = [
        RequiredTrack(song_title=song.name, approximate_year=song.year, why_essential=reason)
        for song, reason in zip(songs, reasons, strict=True)
    ]
    return Plan(
        title=title,
        narrative_arc=arc,
        era_covered=era,
        required_tracks=tuple(required),
        source=source,
        note=NOT_TAKEN.format(strange[:40]) if strange else None,
    )
