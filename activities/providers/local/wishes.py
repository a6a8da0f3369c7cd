"""What topic and prompt ask for, as far as the catalogue and the facts know it; the rest is overlooked."""

import re

from activities.providers.local.saying import name
from activities.providers.local.spoken import spoken_title
from activities.providers.plain import plain
from activities.providers.studio import Brief
from workflows.contracts.music import Fact, Track

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
DECADE = re.compile(r"\b((?:19|20)?\d0)'?s\b", re.IGNORECASE)
NAMED_DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
COMMON = """
about album albums along also around artist band career documentary early every focus from have into just
late like make more most music narration only over please should some song songs story tell than that their
them then there these they this through time track tracks want what when where which with would year years
your
"""
STEM = 7
"""So many letters make two words one: "experimental" and "experiments"."""
EMPTY_STEMS = frozenset(word[:STEM] for word in COMMON.split())
APART = "0"
"""Stands where the artist's name was; no title reaches across it."""


class Wishes:
    """The artist's own name is no wish: it may be an album's, or a song's, too."""

    def __init__(self, brief: Brief) -> None:
        artist = r"[\W_]+".join(map(re.escape, WORD.findall(name(brief.artist.name)))) or r"(?!)"
        own = re.compile(rf"(?<!\w){artist}(?:'s)?(?!\w)", re.IGNORECASE)
        asked = (plain(brief.topic), plain(brief.prompt or ""))
        self._said = f" {APART} ".join(own.sub(APART, text) for text in asked)
        self._words = WORD.findall(self._said.casefold())
        self._telling = {word[:STEM] for word in self._words if len(word) > 3} - EMPTY_STEMS
        self._telling -= {word[:STEM] for word in WORD.findall(brief.artist.name.casefold())}
        self._years = {int(word) for word in self._words if re.fullmatch(r"(19|20)\d\d", word)}
        for decade in self._decades():
            self._years |= set(range(decade, decade + 10))

    def title(self, track: Track) -> bool:
        """One word counts as a title only as it is written: "change" is no song, "Change" may be."""
        title = name(track.name)
        return self._names(title, exactly=True) or self._names(spoken_title(title), exactly=True)

    def touches(self, track: Track) -> bool:
        """Its album or its year."""
        return track.year in self._years or bool(track.album and self._names(track.album))

    def weight(self, fact: Fact) -> int:
        """How many of the prompt's words it has, three at most."""
        words = {
            word[:STEM] for word in WORD.findall(f"{fact.text} {fact.about or ''} {fact.kind}".casefold())
        }
        return min(3, len(words & self._telling) + (fact.year in self._years))

    def _names(self, what: str, *, exactly: bool = False) -> bool:
        words = WORD.findall(name(what))
        if exactly and len(words) == 1:
            return words[0] in WORD.findall(self._said) and words[0] != words[0].lower()
        folded = " ".join(words).casefold()
        return bool(folded) and f" {folded} " in f" {' '.join(self._words)} "

    def _decades(self) -> list[int]:
        found = [int(digits) for digits in DECADE.findall(self._said)]
        found = [year if year > 99 else 1900 + year if year > 20 else 2000 + year for year in found]
        return found + [NAMED_DECADES[word] for word in self._words if word in NAMED_DECADES]
