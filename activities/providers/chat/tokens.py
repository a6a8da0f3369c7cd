"""A text as a guard reads it: words, numbers and marks, and the runs of words that may be names."""

import re
import unicodedata
from collections.abc import Iterator

TOKEN = re.compile(
    r"'?\d+(?:,\d{3})*(?:\.\d+)?(?:'?[a-z]+)?"  # 1997, 1,000, '97, 90's, 3rd
    r"|[^\W\d_]+(?:'[^\W\d_]+)*'?"  # Ada, O'Brien, Marsh's, Sparrows'
    r"|\S"
)
QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
ENDS = frozenset('.!?:;"(\u2014')
"""After these a capital may be an ordinary word's."""
DAYS = """
january february april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
"""
CALENDAR = frozenset(DAYS.split())
"""Names even in small letters; the other months are words as well."""
HYPHEN = "-"
GONE = "|"
"""In place of a word that need not be looked at."""


def tokens(text: str) -> list[str]:
    """Marks that no letter has taken up are left out: most of them are not seen, and would part a word."""
    letters = unicodedata.normalize("NFKC", text).translate(QUOTES)
    return TOKEN.findall("".join(one for one in letters if unicodedata.category(one) != "Mn"))


def words(text: str) -> list[str]:
    """Words and numbers alone, folded."""
    return [folded(token) for token in tokens(text) if is_word(token)]


def is_word(token: str) -> bool:
    return any(letter.isalnum() for letter in token)


def folded(token: str) -> str:
    """Small, without accents and possessives."""
    parts = unicodedata.normalize("NFKD", token)
    small = "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()
    return small.removesuffix("'s").rstrip("'") if small[:1].isalpha() else small


def runs(found: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Words with a capital that stand together, and whether the first of them begins a sentence."""
    run: list[str] = []
    begins = start = True
    for token in [*found, "."]:
        if _capital(token):
            begins = begins if run else start
            run.append(token)
            start = False
        elif token == HYPHEN and run:
            continue
        else:
            start = token in ENDS or (start and not is_word(token) and token != GONE)
        if run and (not _capital(token) or token.endswith(("'s", "'"))):
            yield begins, run
            run = []


def _capital(token: str) -> bool:
    """Or a letter that is no small Latin one: some look like those, and other scripts have no capitals."""
    if token.isascii():
        return token != token.lower() or token in CALENDAR
    return any(letter.isalpha() and not _is_small(letter) for letter in token)


def _is_small(letter: str) -> bool:
    return letter.islower() and unicodedata.name(letter, "").startswith("LATIN SMALL ")  # or a ligature's
