"""Rows become a file, a chunk at a time, in a process of their own: begin, write, write, ..., finish.

The process holds what has been begun; whatever it was that came before, and was not finished, is given up.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from pydantic_core import to_json

from tabular.excel import Workbook
from workflows.contracts.dataset import Column, Type, Value
from workflows.contracts.transfer import Format

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program may take for the beginning of a formula."""
BUFFER = 1 << 20
UNTOUCHED = frozenset((Type.INTEGER, Type.NUMBER, Type.DATE, Type.DATETIME))

Rows = Sequence[tuple[Value, ...]]


class Plan(NamedTuple):
    """Values come in the order of `columns`. With `raw` they stay as they are, even if they look like a
    formula."""

    path: Path
    format: Format
    columns: tuple[Column, ...]
    raw: bool = False


class Written(NamedTuple):
    bytes: int
    sha256: str


class _Writer(Protocol):
    def write(self, rows: Rows) -> None: ...
    def finish(self) -> None: ...
    def give_up(self) -> None: ...


class _Begun(NamedTuple):
    path: Path
    writer: _Writer


_begun: _Begun | None = None


def begin(plan: Plan) -> None:
    """Start the file; memory stays the same however many rows will come."""
    global _begun
    before, _begun = _begun, None
    if before:
        with suppress(OSError):
            before.writer.give_up()
    _begun = _Begun(plan.path, _writer(plan))


def write(rows: Rows) -> None:
    """Add some rows. Raises `CellTooLong` for a text that no cell of a workbook can hold."""
    _under_way().writer.write(rows)


def finish() -> Written:
    """Complete the file and say what it came to."""
    global _begun
    path, writer = _under_way()
    writer.finish()
    _begun = None
    with path.open("rb") as file:
        return Written(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _under_way() -> _Begun:
    if not _begun:
        raise RuntimeError("No file has been begun in this process.")
    return _begun


def _writer(plan: Plan) -> _Writer:
    if plan.format == "csv":
        return _Csv(plan)
    if plan.format == "xlsx":
        return Workbook(plan.path, plan.columns, () if plan.raw else FORMULA)
    return _Json(plan)


class _Csv:
    """UTF-8 without a byte order mark, quoted as RFC 4180 has it, CRLF at the end of each record."""

    def __init__(self, plan: Plan) -> None:
        self._file = plan.path.open("w", BUFFER, encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._changes = [_change(column.type, plan.raw) for column in plan.columns]
        names = [column.name for column in plan.columns]
        self._writer.writerow(names if plan.raw else _harmless(names))

    def write(self, rows: Rows) -> None:
        columns = zip(self._changes, zip(*rows, strict=True), strict=False)  # of no rows, no columns
        changed = [change(values) if change else values for change, values in columns]
        self._writer.writerows(zip(*changed, strict=True))

    def finish(self) -> None:
        self._file.close()

    give_up = finish


def _change(kind: Type, raw: bool) -> Callable[[Iterable[Value]], Sequence[Value]] | None:
    """What a column's values need before they are written; a whole column at a time is fast."""
    if kind is Type.BOOLEAN:
        return _words
    return None if raw or kind in UNTOUCHED else _harmless


def _words(values: Iterable[Value]) -> list[Value]:
    return [None if value is None else "true" if value else "false" for value in values]


def _harmless(values: Iterable[Value]) -> list[Value]:
    """A spreadsheet program shows text behind an apostrophe as it is."""
    return [
        f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value for value in values
    ]


class _Json:
    """One object per line: as they are (JSON Lines), or as an array."""

    def __init__(self, plan: Plan) -> None:
        self._file = plan.path.open("wb", BUFFER)
        self._names = [column.name for column in plan.columns]
        array = plan.format == "json"
        self._between, self._end = (b",\n", b"\n]\n") if array else (b"\n", b"\n")
        self._file.write(b"[\n" if array else b"")
        self._lines = 0

    def write(self, rows: Rows) -> None:
        if not rows:
            return
        if self._lines:
            self._file.write(self._between)
        lines = (to_json(dict(zip(self._names, row, strict=True))) for row in rows)
        self._file.write(self._between.join(lines))
        self._lines += len(rows)

    def finish(self) -> None:
        self._file.write(self._end if self._lines else self._end.lstrip())
        self._file.close()

    def give_up(self) -> None:
        self._file.close()
