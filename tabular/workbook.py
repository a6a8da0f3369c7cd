"""A worksheet of an XLSX workbook, read as a stream, whatever its size."""

import math
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tabular.cells import Cells, Row
from tabular.moments import BUILT_IN, kind_of, told
from tabular.package import Package, unreadable
from tabular.recognising import not_a_table
from tabular.records import MOST_CELLS, Batch, Record, Strange, clean, said, shown, too_long
from tabular.refusing import FileRefused
from tabular.texts import Texts, meant
from workflows.contracts.dataset import MOST_TEXT

DIGITS = "0123456789"
LETTERS = re.compile("[A-Z]{1,3}")
LONGEST_WHOLE = 18


class Book(NamedTuple):
    """What stands in a workbook where. `sheets`: name -> part; `shown` is the first one that people see."""

    sheets: dict[str, str]
    shown: str
    texts: str | None
    styles: str | None
    of_macs: bool


class Workbook:
    """Raises `FileRefused`. Without the name of a sheet it is the first one."""

    def __init__(self, path: Path, sheet: str | None) -> None:
        self._package = Package(path)
        self._texts: Texts | None = None
        try:
            self._open(sheet)
        except FileRefused:
            self.close()
            raise

    def _open(self, sheet: str | None) -> None:
        self._book = book = _book(self._package)
        self.sheets = tuple(book.sheets)
        self.sheet = sheet or book.shown
        if self.sheet not in book.sheets:
            names = shown(", ".join(self.sheets), 200)
            raise FileRefused("sheet-unknown", f"There is no sheet “{shown(self.sheet)}”. There are: {names}")
        part = book.sheets[self.sheet]
        with unreadable():
            self._texts = Texts(self._package.open(book.texts)) if book.texts else None
            self._moments = dict(_moments(self._package, book.styles)) if book.styles else {}
            self._cells = Cells(self._package.open(part), "worksheet", "c")
            self.size = self._package.size(part)
        self._columns = Places()
        self._rows = self._told()
        self.header = self._header()

    @property
    def at(self) -> int:
        return self._cells.at

    def close(self) -> None:
        if self._texts:
            self._texts.close()
        self._package.close()

    def batches(self) -> Iterator[Batch[Record]]:
        width = len(self.header)
        at = 0
        for rows in self._rows:
            yield Batch((self._record(row, width) for row in rows), self.at - at)
            at = self.at

    def _told(self) -> Iterator[Iterator[Row]]:
        with unreadable():
            for rows in self._cells.rows():
                yield iter(rows)

    def _header(self) -> tuple[str, ...]:
        for rows in self._rows:
            for row in rows:
                record = self._record(row, MOST_CELLS + 1)
                names = [clean(str(said(cell) or "")).strip() for cell in record]
                while names and not names[-1]:
                    names.pop()
                if len(names) > MOST_CELLS or row is None:
                    raise FileRefused("too-many-columns", f"The sheet has more than {MOST_CELLS:,} columns")
                if names:
                    self._rows = chain([rows], self._rows)
                    return tuple(names)
        raise FileRefused("file-empty", f"The sheet “{self.sheet}” is empty")

    def _record(self, row: Row, width: int) -> Record:
        """Cells beyond the header are of no column."""
        if row is None:
            return too_long("")
        record: Record = [None] * width
        place, room = -1, MOST_TEXT
        for attributes, text in row:
            reference = attributes.get("r")
            place = self._columns[reference.rstrip(DIGITS)] if reference else place + 1
            if place < width and text is not None:
                record[place] = cell = self._cell(attributes, text)
                room -= len(cell) if isinstance(cell, str) else 0
                if room < 0:
                    return too_long(text)
        return record if any(cell is not None for cell in record) else []

    def _cell(self, attributes: dict[str, str], text: str) -> object:
        match attributes.get("t", "n"):
            case "n":
                kind = self._moments.get(attributes.get("s", "0"))
                return _number(text) if kind is None else _moment(text, kind, self._book.of_macs)
            case "s":
                known = self._texts and text.isdecimal() and len(text) <= LONGEST_WHOLE
                return self._texts.text(int(text)) if self._texts and known else Strange(text)
            case "str" | "inlineStr":
                return meant(text)
            case "b":
                return text in ("1", "true")
            case "d":
                return text
            case _:
                return Strange(text)  # an error: #N/A


class Places(dict[str, int]):
    """Of columns by their letters, from 0; beyond all where it is none."""

    def __missing__(self, letters: str) -> int:
        if not LETTERS.fullmatch(letters):
            return MOST_CELLS  # and is not kept: there is no end of them
        place = 0
        for letter in letters:
            place = place * 26 + ord(letter) - ord("A") + 1
        self[letters] = min(place - 1, MOST_CELLS)
        return self[letters]


def _number(text: str) -> object:
    if text.isdecimal() and len(text) <= LONGEST_WHOLE:
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return Strange(text)
    if not math.isfinite(number):
        return Strange(text)
    return int(number) if number.is_integer() else number


def _moment(text: str, kind: str, of_macs: bool) -> object:
    try:
        return told(float(text), kind, of_macs)
    except ValueError:
        return Strange(text)


def _book(package: Package) -> Book:
    if "mimetype" in package:
        raise not_a_table("an OpenDocument: save it as XLSX")
    main = next((name for _, kind, name in package.related("") if kind == "officeDocument"), "")
    if main not in package:
        raise not_a_table("a ZIP archive")
    if main.endswith(".bin"):
        raise not_a_table("an XLSB workbook: save it as XLSX")
    parts = list(package.related(main))
    sheets, shown, of_macs = _sheets(
        package, main, {key: name for key, kind, name in parts if kind == "worksheet"}
    )
    others = {kind: name for _, kind, name in parts if name in package}
    return Book(sheets, shown, others.get("sharedStrings"), others.get("styles"), of_macs)


def _sheets(package: Package, main: str, parts: dict[str, str]) -> tuple[dict[str, str], str, bool]:
    sheets: dict[str, str] = {}
    shown, of_macs = "", False
    for element, attributes in package.elements(main):
        if element == "sheet" and attributes.get("id") in parts:
            name = attributes.get("name", "")
            sheets[name] = parts[attributes["id"]]
            shown = shown or ("" if attributes.get("state", "visible") != "visible" else name)
        elif element == "workbookPr":
            of_macs = attributes.get("date1904") in ("1", "true")
    if not sheets:
        raise FileRefused("file-empty", "The workbook has no sheets")
    return sheets, shown or next(iter(sheets)), of_macs


def _moments(package: Package, styles: str) -> Iterator[tuple[str, str]]:
    """Which styles make a number a date or a time. A cell names its style by its place in the list."""
    kinds: dict[str, str | None] = {str(number): kind for number, kind in BUILT_IN.items()}
    listed, place = False, 0
    for element, attributes in package.elements(styles):
        if element == "numFmt":
            kinds[attributes.get("numFmtId", "")] = kind_of(attributes.get("formatCode", ""))
        elif element in ("cellXfs", "cellStyles", "cellStyleXfs", "dxfs"):
            listed = element == "cellXfs"
        elif element == "xf" and listed:
            if kind := kinds.get(attributes.get("numFmtId", "")):
                yield str(place), kind
            place += 1
