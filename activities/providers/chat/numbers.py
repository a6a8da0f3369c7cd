"""Numbers in a text, in digits and in words: "1997", "nineteen ninety-seven", "the nineties", "third"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

UNDER_TWENTY = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
IRREGULAR = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
ORDINALS = (*IRREGULAR, "tenth", "eleventh", "twelfth", *(f"{word}th" for word in UNDER_TWENTY.split()[13:]))
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {word: value for value, word in enumerate(UNDER_TWENTY.split())}
SMALL |= {word: value for value, word in enumerate(ORDINALS)}
SMALL |= {word: 10 * value for value, word in enumerate(TENS, 2)}
SMALL |= {word.replace("y", "ieth"): 10 * value for value, word in enumerate(TENS, 2)}
DECADES = {word[:-1] + "ies": 10 * value for value, word in enumerate(TENS, 2)}
LARGE = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
LARGE |= {f"{word}{end}": value for word, value in LARGE.items() for end in ("th", "s")}
COUNTS = """
twice thrice dozen dozens decade decades century fortnight half double triple quadruple trilogy
pair pairs couple duo trio quartet quintet sextet septet octet foursome threesome
"""
OTHER = frozenset(COUNTS.split())
"""Counts that hold only as that word."""
LONGEST = 30
"""Words of one number, and more."""
ROMAN = re.compile(r"(?=..)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
WORDS = frozenset(["cc", "cd", "dc", "di", "li", "mc", "md", "mi", "mix", "mm"])
"""They look like Roman numerals, and mostly are none."""
DIGITS = re.compile(r"'?(\d+(?:\.\d+)?)(?:'?[a-z]+)?")
ORDINAL = re.compile(r"\d+(st|nd|rd|th)|.*(ieth|dth|nth)")


class Number(NamedTuple):
    """`words` are those it was read from; of a decade `value` is its first year, or 90 for "the nineties"."""

    value: float | str
    words: tuple[str, ...]
    decade: bool = False

    @property
    def ordinal(self) -> bool:
        return self.words[-1] in ORDINALS or ORDINAL.fullmatch(self.words[-1]) is not None


def value(word: str) -> float | str | None:
    """Of a single word in small letters; None for what is no number."""
    if found := DIGITS.fullmatch(word.replace(",", "")):
        return float(found[1])
    if word in OTHER:
        return word.removesuffix("s")
    if word not in WORDS and ROMAN.fullmatch(word):
        return word
    return next((row[word] for row in (SMALL, LARGE, DECADES) if word in row), None)


def numbers(words: list[str]) -> Iterator[tuple[int, Number]]:
    """Every number with the place of its first word; `words` are in small letters, hyphens divide them."""
    place = 0
    while place < len(words):
        number = _decade(words[place : place + 2]) or _counted(words[place : place + LONGEST])
        if number:
            yield place, number
        place += len(number.words) if number else 1


def _decade(words: list[str]) -> Number | None:
    """ "nineties", "nineteen nineties", "1990s", "90s" """
    first, *rest = words
    if first in DECADES:
        return Number(DECADES[first], (first,), decade=True)
    if rest and rest[0] in DECADES and first in SMALL:
        return Number(100 * SMALL[first] + DECADES[rest[0]], (first, rest[0]), decade=True)
    if found := re.fullmatch(r"'?(\d*\d0)'?s", first):
        return Number(float(found[1]), (first,), decade=True)
    return None


def _counted(words: list[str]) -> Number | None:
    """As many words as belong together: "two thousand and three", "nineteen eighty-eight"."""
    first = value(words[0])
    if first is None or isinstance(first, str):
        return None if first is None else Number(first, (words[0],))
    whole, part, taken = (first, 0.0, 1) if words[0] in LARGE and first > 100 else (0.0, first, 1)
    while words[taken:]:
        skipped = int(words[taken] == "and" and whole + part >= 100 and len(words) > taken + 1)
        joined = _joined(whole, part, words[taken + skipped], spelled=words[0] in SMALL or words[0] in LARGE)
        if joined is None or (skipped and words[taken + 1] in LARGE):
            break
        whole, part, taken = *joined, taken + skipped + 1
    return Number(whole + part, tuple(words[:taken]))


def _joined(whole: float, part: float, word: str, *, spelled: bool) -> tuple[float, float] | None:
    """The thousands and what is below them, with the next word."""
    if scale := LARGE.get(word):
        if scale == 100:
            return (whole, part * 100) if 0 < part < 100 else None
        return (whole + part * scale, 0) if part else None
    more = SMALL.get(word, 0) if spelled else 0
    room = 100 if part % 100 == 0 else 10 if part >= 20 and part % 10 == 0 else 0
    if 0 < more < room and (part or whole):
        return whole, part + more
    if 10 <= part < 30 and more >= 10 and not whole:
        return whole, 100 * part + more  # a year: nineteen | ninety
    return None
