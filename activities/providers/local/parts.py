"""What a segment is made of: parts that may be said at length, shortly or not at all."""

from typing import NamedTuple

from activities.providers.local.flow import Sentence, flowing
from activities.providers.local.saying import sentence
from workflows.contracts.music import Track


class Part(NamedTuple):
    """`levels` are its wordings, the shortest first; `weights` how much each is wanted instead of the last;
    0: not by itself.

    `leads`: a segment that tells a fact needs this one, so that it does not begin with the fact; of weight 0
    it is said with a fact only. `subject` is the album or song that the fact is about.
    """

    levels: tuple[str, ...]
    weights: tuple[int, ...]
    fact: str | None = None
    leads: bool = False
    subject: str | None = None


class Passage(NamedTuple):
    """One segment to be; `song` is what is played after it."""

    title: str
    parts: list[Part]
    song: Track | None = None


class Said(NamedTuple):
    """One segment; `sentences` with the fact that each tells, as each stands alone."""

    title: str
    sentences: list[Sentence]
    song: Track | None

    @property
    def text(self) -> str:
        return flowing(self.sentences)

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(one.fact for one in self.sentences if one.fact)


def worded(levels: list[str], *weights: int) -> Part:
    """The first of `levels` is said in any case, the others where there is room."""
    return Part(tuple(sentence(level) if level else "" for level in levels), (0, *weights)[: len(levels)])


def extra(text: str, weight: int, *, leads: bool = False) -> Part:
    """Said where there is room."""
    return worded(["", text], weight)._replace(leads=leads)


def said(passage: Passage, levels: list[int]) -> Said:
    chosen = zip(passage.parts, levels, strict=True)
    sentences = [
        Sentence(part.levels[level], part.fact, part.subject) for part, level in chosen if part.levels[level]
    ]
    return Said(passage.title, sentences, passage.song)


def divided(segments: list[Said], items: int) -> list[Said]:
    """So that there are that many segments and songs, as far as there are sentences to divide."""
    while len(segments) + sum(one.song is not None for one in segments) < items:
        place = max(range(len(segments)), key=lambda number: len(segments[number].sentences))
        title, sentences, song = segments[place]
        half = len(sentences) // 2
        if not half:
            break
        parts = [Said(title, sentences[:half], None), Said(title, sentences[half:], song)]
        segments = [*segments[:place], *parts, *segments[place + 1 :]]
    return segments
