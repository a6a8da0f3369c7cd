"""What a prompt asks for, as far as the catalogue and the facts know it; the rest of it is overlooked."""

import re

from activities.providers.local.saying import name
from activities.providers.plain import plain
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
EMPTY = frozenset(COMMON.split())


class Wishes:
    def __init__(self, prompt: str | None, artist: str) -> None:
        self._said = plain(prompt or "")
        self._words = WORD.findall(self._said.casefold())
        own = set(WORD.findall(artist.casefold()))
        self._telling = {word for word in self._words if len(word) > 3} - EMPTY - own
        self._years = {int(word) for word in self._words if re.fullmatch(r"(19|20)\d\d", word)}
        for decade in self._decades():
            self._years |= set(range(decade, decade + 10))

    def title(self, track: Track) -> bool:
        """One word counts as a title only as it is written: "change" is no song, "Change" may be."""
        return self._names(track.name, exactly=True)

    def touches(self, track: Track) -> bool:
        """Its album or its year."""
        return track.year in self._years or bool(track.album and self._names(track.album))

    def weight(self, fact: Fact) -> int:
        """How many of the prompt's words it has, three at most."""
        words = set(WORD.findall(f"{fact.text} {fact.about or ''} {fact.kind}".casefold()))
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
