"""Holds a text against what is known: every proper noun and every number in it has to be there.

Pure, and stricter than people are: what it cannot tell from a name, it takes for one.
"""

import re
from collections.abc import Iterable, Iterator

from activities.providers.chat.numbers import Number, numbers, value
from activities.providers.chat.ordinary import ORDINARY
from activities.providers.chat.tokens import GONE, HYPHEN, folded, is_word, runs, tokens, words
from activities.providers.plain import plain

ADDRESS = re.compile(r"(?<!\S)\S*?(?:://|www\.|@\w)\S*|(?<![\w-])[\w-]{2,}\.[a-z]{2,}\b")
"""It begins where a word does: else a model that says one letter for ever takes the worker's time with it."""
RANKED = ("number", "no", "no.", "#")
PLACES = ("place", "position", "spot")
BEGIN = re.compile(r"(?:^|(?<=\w\w\w\w[.] ))[\"(]*([^\W\d_]+)")
"""A sentence's first word; not behind what may be an abbreviation, nor a title's mark."""


class Known:
    """`texts` are facts, `names` whole names (titles, albums, the artist), `lengths_s` those of songs."""

    def __init__(self, texts: Iterable[str], names: Iterable[str], lengths_s: Iterable[int] = ()) -> None:
        names = [plain(name) for name in names]
        told = [*map(plain, texts), *names]
        self._small_names = {word for name in names if name[:1].islower() for word in words(name)[:1]}
        self._names = sorted((words(name) for name in names), key=len, reverse=True)
        self._text = f" {' | '.join(' '.join(words(text)) for text in told)} "
        self._small = {token for text in told for token in tokens(text) if token.islower()}
        found = [(before, number) for text in told for before, number, _ in _numbered(text)]
        self._values = {number.value for _, number in found if not number.ordinal}
        self._places = {number.value for before, number in found if number.ordinal or before in RANKED}
        self._years = {int(year) for year in self._values if isinstance(year, (int, float)) and year > 999}
        self._lengths = set(lengths_s)

    def strange(self, text: str, *, heading: bool = False) -> str | None:
        """The first word that is not known; None: the text holds. In a heading every word has a capital."""
        text = plain(text)
        if (found := ADDRESS.search(text)) and " ".join(words(found[0])) not in self._text:
            return found[0]
        wrong = (number for before, number, after in _numbered(text) if not self._has(number, before, after))
        if number := next(wrong, None):
            return " ".join(number.words)
        if not heading and (small := self._small_beginning(text)):
            return small
        read = self._without_names(tokens(text))
        return self._strange_name([_lowered(one) for one in read] if heading else read)

    def _small_beginning(self, text: str) -> str | None:
        """Who writes no capitals would have names pass for words; a name that has none may begin."""
        begins = (found[1] for found in BEGIN.finditer(text) if found[1].islower())
        return next((word for word in begins if folded(word) not in self._small_names), None)

    def _has(self, number: Number, before: str, after: str) -> bool:
        if number.decade:
            whole = isinstance(number.value, (int, float)) and number.value > 100
            decades = {year // 10 * 10 for year in self._years}
            return number.value in (decades if whole else {decade % 100 for decade in decades})
        match number.words:
            case ("one",) if before == "no" or before not in RANKED:  # "one of them", "no one"
                return True
            case ("first",) if before == "at" and after not in PLACES:
                return True
            case ("second",) if value(before) is not None:  # "one second"
                return True
            case (short,) if short.startswith("'"):
                return number.value in {year % 100 for year in self._years}
        if number.ordinal:
            return number.value in self._places
        return number.value in self._values or number.value in self._parts(after.removesuffix("s"))

    def _parts(self, unit: str) -> set[int]:
        """The minutes of the songs' lengths, or their seconds."""
        match unit:
            case "minute":
                return {length // 60 for length in self._lengths}
            case "second":
                return {length % 60 for length in self._lengths}
        return set()

    def _without_names(self, read: list[str]) -> list[str]:
        """Whole names are cut out: their words may be anything. One word counts with its capital only."""
        places = [place for place, token in enumerate(read) if is_word(token)]
        small, left = [folded(read[place]) for place in places], list(read)
        for name in self._names:
            for first in range(len(small) - len(name) + 1 if name else 0):
                if small[first : first + len(name)] != name:
                    continue
                own = places[first : first + len(name)]
                if len(name) > 1 or not read[own[0]].islower():
                    left[own[0] : own[-1] + 1] = [GONE] * (own[-1] + 1 - own[0])
        return left

    def _strange_name(self, left: list[str]) -> str | None:
        for begins, run in runs(left):
            if self._knows(*run):
                continue
            named = [one for one in run if value(folded(one)) is None]
            if begins and named[:1] == run[:1] and folded(run[0]) in ORDINARY | self._small:
                named = named[1:]
            if named and named not in (["I"], ["No"]) and not self._knows(*named):
                alone = next((one for one in named if not self._knows(one)), " ".join(named))
                return alone.removesuffix("'s").rstrip("'")
        return None

    def _knows(self, *run: str) -> bool:
        return f" {' '.join(folded(one) for one in run)} " in self._text


def _lowered(token: str) -> str:
    return token.lower() if folded(token) in ORDINARY else token


def _numbered(text: str) -> Iterator[tuple[str, Number, str]]:
    """Every number with the words before and after it; hyphens join, other marks part."""
    spelled = [folded(one) for one in tokens(text) if one != HYPHEN]
    for place, number in numbers(spelled):
        end = place + len(number.words)
        before, after = spelled[max(0, place - 2) : place], spelled[end : end + 1]
        dotted = before[-1:] == ["."]  # "No. 14", which is none of "no one"
        before = [one + "." * (one == "no") for one in before[:-1]] if dotted else before
        yield "".join(before[-1:]), number, "".join(after[:1])
