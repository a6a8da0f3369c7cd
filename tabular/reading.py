"""A file is read in a child process, chunk after chunk; it can be gone on with from any row."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic_core import ValidationError

from tabular.checking import Checker
from tabular.delimited import Delimited
from tabular.records import Bad, RowError
from workflows.contracts.dataset import Column, Value
from workflows.contracts.transfer import FileFacts

MOST_WEIGHT = 2_000_000


class Source(NamedTuple):
    """`mapping`: name in the file -> column. `skip`: that many rows are passed over, unchecked."""

    path: Path
    facts: FileFacts
    columns: tuple[Column, ...]
    mapping: dict[str, str]
    skip: int = 0


class Chunk(NamedTuple):
    """Each row is its number and its values, in the order of the columns.

    `read` is the number of the last row read, good or bad: where reading goes on with `skip=read`. `at` and
    `size` are how far the file was read, for a bar. With `over` there is nothing more.
    """

    rows: list[tuple[Value, ...]]
    errors: list[RowError]
    read: int
    at: int
    size: int
    over: bool


class Reading:
    def __init__(self, source: Source) -> None:
        self._table = Delimited(source.path, source.facts)
        self._checker = Checker(source.columns)
        places = {column: self._table.header.index(name) for name, column in source.mapping.items()}
        self._places = [places.get(column.name) for column in source.columns]
        self._read, self._skip = 0, source.skip
        self._rows = self._values()

    def next_chunk(self, most_rows: int) -> Chunk:
        rows: list[tuple[Value, ...]] = []
        errors: list[RowError] = []
        over = True
        for number, outcome in self._rows:
            self._read = number
            if isinstance(outcome, tuple):
                rows.append((number, *outcome))
            else:
                errors += outcome
            if len(rows) + len(errors) >= most_rows:
                over = False
                break
        return Chunk(rows, errors, self._read, self._table.at, self._table.size, over)

    def _values(self) -> Iterator[tuple[int, tuple[Value, ...] | list[RowError]]]:
        number = 0
        for batch in self._table.batches():
            for record in batch.records:
                if not record:
                    continue
                number += 1
                if number <= self._skip:
                    continue
                if isinstance(record, Bad) or len(record) != len(self._table.header):
                    yield number, [RowError(number, None, None, "ragged", "cells")]
                    continue
                cells = [None if at is None else record[at] or None for at in self._places]
                try:
                    yield number, self._checker.validate(cells)
                except ValidationError as error:
                    yield number, [RowError(number, *fault) for fault in self._checker.faults(error)]

    def close(self) -> None:
        self._table.close()


_reading: Reading | None = None


def open_source(source: Source) -> None:
    """Raises `FileRefused`. What was open before is closed."""
    global _reading
    close_source()
    _reading = Reading(source)


def next_chunk(most_rows: int = 5000) -> Chunk:
    """The next rows: at most so many, or fewer when they are large. Raises `FileRefused`."""
    assert _reading is not None, "open_source comes first"
    return _reading.next_chunk(most_rows)


def close_source() -> None:
    global _reading
    if _reading is not None:
        _reading.close()
        _reading = None
