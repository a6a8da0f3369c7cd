"""Names, counts and lengths as a voice says them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from activities.providers.plain import plain

UNDER_TWENTY = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
SMALL = UNDER_TWENTY.split()
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
EDITION = r"(re-?master|disc \d|deluxe|edition|anniversary|expanded|bonus|album version|single version)"
BRACKETED = re.compile(rf"\s*[(\[][^()\[\]]*\b{EDITION}[^()\[\]]*[)\]]", re.IGNORECASE)
TRAILING = re.compile(rf"\s+-\s+[^-]*\b{EDITION}.*$", re.IGNORECASE)

DOUBLED = re.compile(r"([.!?])\.$")
"""A title's own mark and the sentence's."""


@lru_cache(2000)  # every fact is held against every title
def name(text: str) -> str:
    """Without the words of a shop: "Creep - Remastered 2011" is "Creep"."""
    text = plain(text)
    return TRAILING.sub("", BRACKETED.sub("", text)).strip() or text


def count(number: int) -> str:
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return TENS[tens - 2] + (f"-{SMALL[rest]}" if rest else "")
    return str(number)


def counted(number: int, one: str) -> str:
    """ "five songs", "one song" """
    return f"{count(number)} {one}" + ("" if number == 1 else "s")


def length(milliseconds: int) -> str:
    """ "four minutes and fifteen seconds" """
    minutes, seconds = divmod(max(1, round(milliseconds / 1000)), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (seconds, "second")]
    return listed([counted(number, one) for number, one in parts if number])


def listed(names: Sequence[str]) -> str:
    """ "one, two and three" """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def sentence(text: str) -> str:
    """With a capital before and a stop behind it."""
    text = DOUBLED.sub(r"\1", text[:1].upper() + text[1:])
    return text if text.endswith((".", "!", "?", '."', '!"', '?"')) else f"{text}."
