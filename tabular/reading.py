"""A file is read in a child process, chunk after chunk; it can be gone on with from any row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import ValidationError

from tabular.checking import Checker
from tabular.opening import open_table
from tabular.records import Bad, Fault, Record, is_blank, said, shown
from tabular.spelling import broken
from workflows.contracts.dataset import Column, Type, Value
from workflows.contracts.transfer import FileFacts, RowError

MOST_WEIGHT = 2_000_000
"""Characters of a chunk, more or less."""


class Source(NamedTuple):
    """`mapping`: name in the file -> column. `skip`: that many rows are passed over, unchecked."""

    path: Path
    facts: FileFacts
    columns: tuple[Column, ...]
    mapping: Mapping[str, str]
    skip: int = 0


class Chunk(NamedTuple):
    """Each row is its number and its values, in the order of the columns.

    `read` is the number of the last row that was read, good or bad: reading goes on with `skip=read`. `at`
    and `size` say how far the file was read. With `over`, there is nothing more.
    """

    rows: list[tuple[Value, ...]]
    errors: list[RowError]
    read: int
    at: int
    size: int
    over: bool


class Reading:
    """An open file. Raises `FileRefused`."""

    def __init__(self, source: Source) -> None:
        self._table = open_table(source.path, source.facts, list(source.mapping))
        self._typed, self._in_sheet = source.facts.format != "csv", source.facts.format == "xlsx"
        self._checker = Checker(source.columns)
        names = {column: name for name, column in source.mapping.items()}
        self._width = len(self._table.header)
        header = self._table.header
        places = [
            header.index(names[one.name]) if one.name in names else self._width for one in source.columns
        ]
        self._pick = _picker(places, self._width)
        self._gaps = self._width in places  # a cell more, of nothing, for the columns that the file has not
        self._wanted = [pair for pair in zip(source.columns, places, strict=True) if pair[1] < self._width]
        self._days = [at for one, at in self._wanted if self._in_sheet and one.type == Type.DATE]
        self._batches = self._table.batches()
        self._left: Iterator[Record] = iter(())
        self._read, self._skip, self._over = 0, source.skip, False

    def next_chunk(self, most_rows: int) -> Chunk:
        rows: list[tuple[Value, ...]] = []
        errors: list[RowError] = []
        weight = 0
        if self._read < self._skip:
            self._pass_over()
        last = self._read + most_rows
        while self._read < last and weight < MOST_WEIGHT and not self._over:
            self._check(last, rows, errors)
            if self._read < last:
                weight += self._turn()
        return Chunk(rows, errors, self._read, self._table.at, self._table.size, self._over)

    def close(self) -> None:
        self._table.close()

    def _check(self, last: int, rows: list[tuple[Value, ...]], errors: list[RowError]) -> None:
        """What is left of the batch, up to the row of that number. This is where the time goes."""
        number, width, pick, gaps = self._read, self._width, self._pick, self._gaps
        validate = self._checker.validate
        for record in self._left:
            if len(record) != width:
                if is_blank(record):
                    continue
                number += 1
                errors += self._unreadable(number, record)
            else:
                number += 1
                if gaps:
                    record.append(None)
                cells = [cell or None for cell in (pick(record) if pick else record)]
                try:
                    rows.append((number, *validate(cells)))
                except ValidationError:
                    row, faults = self._checker.look_closer(cells)
                    if row is not None:
                        rows.append((number, *row))
                    errors += (RowError(number, *fault) for fault in faults)
            if number == last:
                break
        self._read = number

    def _pass_over(self) -> None:
        """Rows that a run before this one has seen to."""
        while self._read < self._skip and not self._over:
            for record in self._left:
                self._read += not is_blank(record)
                if self._read == self._skip:
                    return
            self._turn()

    def _turn(self) -> int:
        """To the next batch, of which every cell is text, and none is spoilt; tells its weight."""
        batch = next(self._batches, None)
        if batch is None:
            self._over = True
            return 0
        self._left = map(_told, batch.records) if self._typed else batch.records
        if self._days:
            self._left = map(self._at_midnight, self._left)
        if batch.doubtful:
            self._left = map(self._sound, self._left)
        return batch.weight

    def _at_midnight(self, record: Record) -> Record:
        """In a spreadsheet a day often has a time, which does not show."""
        if len(record) == self._width:
            for at in self._days:
                record[at] = (
                    record[at].removesuffix("T00:00:00") if isinstance(record[at], str) else record[at]
                )
        return record

    def _sound(self, record: Record) -> Record:
        if len(record) != self._width:
            return record
        cells = ((column.name, record[at]) for column, at in self._wanted)
        faults = [fault for name, cell in cells if isinstance(cell, str) and (fault := _spoilt(name, cell))]
        return Bad(*faults) if faults else record

    def _unreadable(self, number: int, record: Record) -> list[RowError]:
        if isinstance(record, Bad):
            return [RowError(number, *fault) for fault in record.faults]
        reason = f"{len(record):,} cells where the header has {self._width:,}"
        begin = ", ".join(str(cell) for cell in record[:20] if cell is not None)
        return [RowError(number, None, shown(begin), "ragged", reason)]


def _picker(places: list[int], width: int) -> Callable[[list[Any]], Iterable[Any]] | None:
    """Takes the cells in the order of the columns; None where they are in it."""
    if places == list(range(width)):
        return None
    if len(places) == 1:
        return lambda record: (record[places[0]],)
    return itemgetter(*places)


def _told(record: Record) -> Record:
    return record if isinstance(record, Bad) else [said(cell) for cell in record]


def _spoilt(column: str, cell: str) -> Fault | None:
    if "\0" in cell:
        return Fault(column, shown(cell), "nul", "a NUL byte, which text cannot hold")
    if broken(cell):
        return Fault(column, shown(cell), "encoding", "bytes that are none of the file's encoding")
    return None


_reading: Reading | None = None


def open_source(source: Source) -> None:
    """Raises `FileRefused`. What was open before is closed."""
    global _reading
    close_source()
    _reading = Reading(source)


def next_chunk(most_rows: int = 5000) -> Chunk:
    """The next rows: at most so many, or fewer when they are large. Raises `FileRefused`.

    The first one passes over what is to be skipped, which takes its time.
    """
    assert _reading is not None, "open_source comes first"
    return _reading.next_chunk(most_rows)


def close_source() -> None:
    global _reading
    if _reading is not None:
        _reading.close()
        _reading = None
