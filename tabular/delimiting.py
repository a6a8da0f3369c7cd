"""Which delimiter a text has: the one by which its first records are as wide as its header."""

import csv
import io
from itertools import islice
from typing import NamedTuple

from tabular.refusing import FileRefused

DELIMITERS = (",", ";", "\t", "|")
RECORDS = 50
WHOLE = 60_000
"""Characters of a beginning that may be all of the file."""
NEWLINES = ("\r\n", "\n", "\r")


class Vote(NamedTuple):
    """The greatest wins: first those by which most rows are as wide as the header, of several cells."""

    agreed: bool
    several: bool
    alike: float
    width: int


def delimiter_of(begin: str, asked: str | None) -> str:
    """Raises `FileRefused` for one that cannot be."""
    if asked is None:
        lines = io.StringIO(begin, newline="").readlines()
        if len(begin) > WHOLE:
            lines.pop()  # it may be cut off
        return max(DELIMITERS, key=lambda mark: _vote(lines, mark))
    if len(asked) != 1 or asked in '"\r\n\0' or not (asked.isprintable() or asked == "\t"):
        raise FileRefused(
            "delimiter-unknown",
            "A delimiter is one character, and no quote. Comma, semicolon, tab and | are usual",
        )
    return asked


def newline_of(begin: str) -> str | None:
    """That of the first line."""
    ends = [(begin.find(end), end) for end in NEWLINES if end in begin]
    return min(ends, key=lambda found: found[0])[1] if ends else None


def _vote(lines: list[str], mark: str) -> Vote:
    records = list(islice(filter(None, csv.reader(lines, delimiter=mark)), RECORDS))
    width = len(records[0]) if records else 1
    alike = sum(len(record) == width for record in records) / max(len(records), 1)
    return Vote(width > 1 and alike > 0.5, width > 1, alike, width)
