"""A JSON array of any length, value by value; one that is too long is passed over without being held."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tabular.records import Bad, Batch, Fault, shown, too_long
from tabular.refusing import FileRefused
from tabular.spelling import pieces, spoilt
from workflows.contracts.dataset import MOST_TEXT

Scan = Callable[[str, int], tuple[Any, int]]
"""`raw_decode` of a JSON decoder."""
Object = dict[str, Any] | Bad
SPACE = re.compile(r"[ \t\r\n]*")
COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*(?=[^ \t\r\n,\]])")
STRUCTURE = re.compile(r'[{}\[\]"]')
STRING = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
UNSURE = 16
"""Characters before the end of a piece where what looks like an error may be that end: half a `\\u1234`."""
STEPS = {"begin[": "first", "first]": "end", "next,": "value", "next]": "end"}
"""What may stand where, and what is awaited then, beside values."""


class Array:
    """Raises `FileRefused` where it is broken: nobody can say where it goes on."""

    def __init__(self, path: Path, encoding: str, scan: Scan) -> None:
        self._file = path.open("rb")
        self._pieces = pieces(self._file, encoding)
        self._scan = scan
        self._text, self._place = "", 0
        self._awaited, self._ended = "begin", False

    @property
    def at(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._file.close()

    def batches(self) -> Iterator[Batch[Object]]:
        while not self._ended:
            before = len(self._text) - self._place
            self._more(self._place)
            yield Batch(self._values(), len(self._text) - before, spoilt(self._text) or "\\u" in self._text)
        if self._awaited != "end":
            raise _broken("it ends before its array does, and may have been cut off")

    def _more(self, place: int) -> None:
        piece = next(self._pieces, "")
        self._ended = not piece
        self._text, self._place = self._text[place:] + piece, max(0, place - len(self._text))

    def _values(self) -> Iterator[Object]:
        while self._at_value() and (found := self._value()) is not None:
            self._awaited = "next"
            yield found

    def _value(self) -> Object | None:
        """None where more of the text is needed first."""
        begin = self._place
        try:
            value, end = self._scan(self._text, begin)
        except RecursionError:
            self._pass_over()
            return Bad(Fault(None, None, "malformed", "there are too many objects within one another"))
        except json.JSONDecodeError as error:
            if not _unfinished(error, len(self._text)):
                raise _broken(f"{error.msg} before “{shown(self._text[error.pos :], 20)}”") from error
            if self._ended or len(self._text) - begin <= MOST_TEXT:
                return None
            long = too_long(self._text[begin : begin + MOST_TEXT])
            self._pass_over()
            return long
        if end == len(self._text) and not self._ended and end - begin <= MOST_TEXT:
            return None  # a number may go on
        self._place = end
        return an_object(value) if end - begin <= MOST_TEXT else too_long(self._text[begin:end])

    def _at_value(self) -> bool:
        """Goes up to the next value; False where the text ends first, or the array."""
        if self._awaited == "next" and (comma := COMMA.match(self._text, self._place)):
            self._place, self._awaited = comma.end(), "value"
            return True
        while True:
            self._place = _end(SPACE, self._text, self._place)
            sign = self._text[self._place : self._place + 1]
            if not sign:
                return False
            if self._awaited in ("first", "value") and sign not in ",]":
                return True
            if self._awaited + sign not in STEPS:
                raise _broken(f"“{shown(sign)}” stands where it cannot")
            self._awaited = STEPS[self._awaited + sign]
            self._place += 1

    def _pass_over(self) -> None:
        """To the end of the value, of which only its brackets and quotes are looked at."""
        depth = 0
        while not self._ended:
            found = STRUCTURE.search(self._text, self._place)
            self._place = found.end() if found else len(self._text)
            if found is None:
                self._more(self._place)
            elif found[0] == '"':
                self._pass_over_string()
            else:
                depth += 1 if found[0] in "{[" else -1
            if found and depth == 0:
                return

    def _pass_over_string(self) -> None:
        while not self._ended:
            self._place = _end(STRING, self._text, self._place)
            if self._text.startswith('"', self._place):
                self._place += 1
                return
            self._more(self._place)  # which may be a backslash that escapes what comes


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def an_object(value: Any) -> Object:
    if isinstance(value, dict):
        return value
    return Bad(Fault(None, shown(value), "malformed", "it is no object"))


def _unfinished(error: json.JSONDecodeError, length: int) -> bool:
    """Whether it may be for the end of the text only."""
    return error.msg.startswith("Unterminated string") or error.pos >= length - UNSURE


def _broken(reason: str) -> FileRefused:
    return FileRefused("file-broken", f"The JSON is broken: {reason}")
