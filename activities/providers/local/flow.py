"""Sentences that were written to stand alone, as one says them in a row: no name again where "it" will do.

Nothing is added and nothing is left out but what the sentence before has just said.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from activities.providers.local.spoken import spoken_title

VERBS = "became|came|contained|dates|entered|had|has|is|leaked|mixed|reached|sold|topped|was|won"
LISTS = re.compile(r"The offline catalogue lists (\d+) tracks by .*")
FILES = re.compile(r"The offline catalogue files (\d+) tracks by .* under (.*)\.")
TOGETHER = re.compile(r"All tracks by .* in the offline catalogue together last (.*)")
EXTREME = re.compile(r"The (longest|shortest) track by .* in the offline catalogue is (.*)")
ONLY = re.compile(r" are among the (\d+ tracks from .*) by .* in the offline catalogue\.")
ALBUM = re.compile(r"The (\d+ tracks) from (.*) by .* in the offline catalogue, ")
CREDITS = re.compile(r", and the catalogue names (.*) among its composers")
NOTE = re.compile(r'(".+?") from (.+?) (?=(?:runs|lasts|takes) \d)')
SAME_NAME = "the album of that name"


class Sentence(NamedTuple):
    """`subject` is the album or song that the fact is about."""

    text: str
    fact: str | None = None
    subject: str | None = None


def flowing(sentences: Sequence[Sentence]) -> str:
    """All of them; each is shortened by what those before it, in the same passage, have said."""
    said: list[str] = []
    for place, one in enumerate(sentences):
        before = [each.text for each in sentences[:place]]
        text = _it(one, sentences[place - 1] if before else None, said)
        text = ONLY.sub(r" are among the catalogue's \1.", _them(text, before))
        text = ALBUM.sub(r"The catalogue's \1 from \2, ", text)
        said.append(_without_album(_credits(text, before), before))
    return " ".join(said)


def _it(one: Sentence, previous: Sentence | None, said: Sequence[str]) -> str:
    """The same album or song twice in a row; a third time it has its name again."""
    if not one.subject or not previous or previous.subject != one.subject or said[-1].startswith("It "):
        return one.text
    names = "|".join(map(re.escape, {one.subject, spoken_title(one.subject)}))
    if not re.match(rf'(?:The [^,"]+, )?"?(?:{names})"?[ ,]', previous.text):
        return one.text
    return re.sub(rf'^"?(?:{names})"?(?= (?:{VERBS})\b)', "It", one.text)


def _them(text: str, before: Sequence[str]) -> str:
    """What the catalogue adds up to, behind how many tracks it has."""
    tallies = (LISTS, FILES, TOGETHER, EXTREME)
    listed = next(filter(None, map(LISTS.match, before)), None)
    if not listed or not any(tally.match(before[-1]) for tally in tallies):
        return text
    if filed := FILES.fullmatch(text):
        return f"It files {'all' if filed[1] == listed[1] else filed[1]} of them under {filed[2]}."
    text = TOGETHER.sub(r"Together they last \1", text)
    which = r"The \1 is \2" if EXTREME.match(before[-1]) else r"The \1 of them is \2"
    return EXTREME.sub(which, text)


def _credits(text: str, before: Sequence[str]) -> str:
    """ "Among" stays: the catalogue often knows one of several. The same are those of the sentence before."""
    found, earlier = CREDITS.search(text), list(map(CREDITS.search, before))
    if not found or not any(earlier):
        return text
    same = "the same names" if " and " in found[1] else "the same name"
    people = same if earlier[-1] and earlier[-1][1] == found[1] else f"{found[1]} named"
    return CREDITS.sub(lambda _: f", with {people} among its composers", text)


def _without_album(text: str, before: Sequence[str]) -> str:
    """Where the sentence before was about a song of the same one."""
    here, last = NOTE.match(text), NOTE.match(before[-1]) if before else None
    if not here or not last or _album(here) != _album(last):
        return text
    return NOTE.sub(r"\1 ", text, count=1)


def _album(note: re.Match[str]) -> str:
    return note[1].strip('"') if note[2] == SAME_NAME else note[2]
