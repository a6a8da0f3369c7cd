"""What a value is in a sheet: a number, a date, a truth, or text, which is never anything else."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

from tabular.excel_parts import BOLD, BOLD_MARKED, DATE, MARKED, MILLISECONDS, PLAIN, SECONDS
from workflows.contracts.dataset import Column, Type, Value

MOST_TEXT = 32_767
"""Characters of a cell as Excel counts them: one beyond U+FFFF is two."""
EXACT = 1 << 53
"""Whole numbers up to here are exact in Excel, too."""
EPOCH = date(1899, 12, 30).toordinal()
FIRST_DAY = "1900-03-01"
"""Excel believes in a 29th of February 1900; before that, its days are not ours."""
DAY_S = 86_400
SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class CellTooLong(Exception):
    """A text is longer than a cell may be. `row` counts from 1, without the header."""

    def __init__(self, row: int, column: str) -> None:
        super().__init__(row, column)
        self.row, self.column = row, column

    def __str__(self) -> str:
        return (
            f"Row {self.row}: {self.column} has more than the {MOST_TEXT:,} characters that a cell can hold."
        )


class Cells:
    """One column's, at place `number`."""

    def __init__(self, number: int, column: Column, prefixes: tuple[str, ...]) -> None:
        self._letters, self._name, self._prefixes = letters(number), column.name, prefixes
        kinds: dict[Type, Callable[[str, Value], str]] = {
            Type.INTEGER: _number,
            Type.NUMBER: _number,
            Type.BOOLEAN: _truth,
            Type.DATE: _date,
            Type.DATETIME: _datetime,
        }
        self._cell = kinds.get(column.type, self._text)

    def xml(self, values: Sequence[Value], first: int) -> list[str]:
        """In the rows from `first` on. Where there is no value, there is no cell."""
        cell, place = self._cell, self._letters
        return [
            "" if value is None else cell(f"{place}{row}", value) for row, value in enumerate(values, first)
        ]

    def _text(self, place: str, value: Value) -> str:
        text = cast("str", value)
        if len(text) > MOST_TEXT // 2 and len(text.encode("utf-16-le")) > 2 * MOST_TEXT:
            raise CellTooLong(int(place.removeprefix(self._letters)), self._name)
        return _text(place, text, MARKED if text.startswith(self._prefixes) else PLAIN)


def header(columns: Sequence[Column], prefixes: tuple[str, ...]) -> str:
    """The first row."""
    names = [column.name for column in columns]
    styles = [BOLD_MARKED if name.startswith(prefixes) else BOLD for name in names]
    cells = [
        _text(f"{letters(number)}1", name, style)
        for number, (name, style) in enumerate(zip(names, styles, strict=True))
    ]
    return f'<row r="1">{"".join(cells)}</row>'


def letters(number: int) -> str:
    """A, B, ... Z, AA, ... for 0, 1, ..."""
    before, last = divmod(number, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _text(place: str, text: str, style: int) -> str:
    """Within the cell, not in a table of shared texts: that would have to be in memory."""
    written = SPECIAL.sub(_escaped, text) if SPECIAL.search(text) else text
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    """XML cannot hold some characters: the format writes _x0001_ for them, so it escapes what looks so."""
    return ENTITIES.get(found[0]) or f"_x{ord(found[0]):04X}_"


def _number(place: str, value: Value) -> str:
    if isinstance(value, int) and abs(value) > EXACT:
        return _text(place, str(value), PLAIN)
    return f'<c r="{place}"><v>{value!r}</v></c>'


def _truth(place: str, value: Value) -> str:
    return f'<c r="{place}" t="b"><v>{int(bool(value))}</v></c>'


def _date(place: str, value: Value) -> str:
    text = cast("str", value)
    if text < FIRST_DAY:
        return _text(place, text, PLAIN)
    return f'<c r="{place}" s="{DATE}"><v>{_day(text)}</v></c>'


def _datetime(place: str, value: Value) -> str:
    """`2025-01-31T12:00:00.000000Z`: the last three digits are finer than what Excel can hold."""
    text = cast("str", value)
    if text < FIRST_DAY or text[23:26] != "000":
        return _text(place, text, PLAIN)
    style = SECONDS if text[20:23] == "000" else MILLISECONDS
    seconds = int(text[11:13]) * 3600 + int(text[14:16]) * 60 + int(text[17:19]) + int(text[20:23]) / 1000
    return f'<c r="{place}" s="{style}"><v>{_day(text[:10]) + seconds / DAY_S!r}</v></c>'


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal() - EPOCH
