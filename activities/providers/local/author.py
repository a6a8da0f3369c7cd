"""Plans and writes documentaries from facts and the catalogue by rules: says nothing that is not there."""

import random
from itertools import chain

from activities.providers.local.chapters import chapters
from activities.providers.local.fitting import fitted
from activities.providers.local.parts import Said, divided, said
from activities.providers.local.planned import planned
from activities.providers.local.prose import Prose
from activities.providers.local.saying import counted, name, sentence
from activities.providers.plain import plain
from activities.providers.studio import Brief
from workflows.contracts.documentary import Item, Plan, Script, Segment, Song
from workflows.contracts.music import Track

FEWEST_ITEMS = 6


class TemplateAuthor:
    source = "template"

    async def plan(self, brief: Brief) -> Plan:
        return planned(brief, _chance(brief, "plan"))

    async def write(self, brief: Brief, plan: Plan, songs: tuple[Track, ...]) -> Script:
        found = chapters(songs, brief.facts)
        passages = Prose(brief, found, _chance(brief, "script")).passages()
        levels = fitted(passages, brief.target_s * brief.chars_per_s)
        segments = [said(passage, own) for passage, own in zip(passages, levels, strict=True)]
        timeline: list[Item] = []
        for one in divided(segments, FEWEST_ITEMS):
            timeline.append(_segment(one, brief.chars_per_s))
            timeline += [_song(one.song)] if one.song else []
        facts = {fact.id: fact for fact in brief.facts}
        used = list(chain.from_iterable(item.facts for item in timeline if isinstance(item, Segment)))
        return Script(
            title=plan.title,
            summary=_summary(name(brief.artist.name), len(found.songs), len(used)),
            timeline=tuple(timeline),
            facts=tuple(facts[id_] for id_ in used),
            source=self.source,
        )


def _chance(brief: Brief, what: str) -> random.Random:
    return random.Random(f"{brief.seed}/{what}")  # noqa: S311 - a choice of words, which must be repeatable


def _segment(said: Said, chars_per_s: float) -> Segment:
    return Segment(
        title=said.title,
        text=said.text,
        facts=said.facts,
        source="template",
        duration_s=len(said.text) / chars_per_s,
    )


def _song(track: Track) -> Song:
    return Song(track=track, query=f'track:"{plain(track.name)}" artist:"{plain(track.artist)}"')


def _summary(artist: str, songs: int, facts: int) -> str:
    what = f"{counted(songs, 'song')} by {artist}"
    sourced = "each with its source" if facts > 1 else "with its source"
    known = f" and {counted(facts, 'fact')}, {sourced}" if facts else ", told from the catalogue"
    return sentence(what + known)
