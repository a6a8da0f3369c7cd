"""A file is read in a child process, chunk after chunk; it can be gone on with from any row."""

import marshal
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import ValidationError

from tabular.checking import Checker
from tabular.opening import open_table
from tabular.records import Bad, Record, begin_of, is_blank
from tabular.refusing import FileRefused
from tabular.sifting import Sieve
from workflows.contracts.dataset import Column, Value
from workflows.contracts.transfer import FileFacts, RowError

MOST_WEIGHT = 2_000_000
"""Characters of a chunk, more or less."""
MOST_CELLS_OF_CHUNK = 100_000
"""Empty ones weigh nothing, but each may be an error."""


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

    def __reduce__(self) -> tuple[Any, ...]:
        """Rows of plain values go from process to process in half the time that pickle takes."""
        return _arrived, (marshal.dumps(self.rows), *self[1:])


def _arrived(rows: bytes, *others: Any) -> Chunk:
    return Chunk(marshal.loads(rows), *others)  # noqa: S302 (from our own child)


class Reading:
    """An open file. Raises `FileRefused`."""

    def __init__(self, source: Source) -> None:
        self._table = open_table(source.path, source.facts, list(source.mapping))
        self._batches = self._table.batches()
        self._left: Iterator[Record] = iter(())
        self._checker = Checker(source.columns)
        if missing := [name for name in source.mapping if name not in self._table.header]:
            self.close()
            raise FileRefused("column-missing", f"The file has no column “{missing[0]}”")
        sources = {column: name for name, column in source.mapping.items()}
        self._sieve = Sieve(self._table.header, source.columns, sources, source.facts.format)
        self._read, self._skip, self._over = 0, source.skip, False
        self._most_rows = MOST_CELLS_OF_CHUNK // len(source.columns)
        self._refusal: FileRefused | None = None

    def next_chunk(self, most_rows: int) -> Chunk:
        """A file that cannot be read on is refused after the rows before that."""
        if self._refusal:
            raise self._refusal
        rows: list[tuple[Value, ...]] = []
        errors: list[RowError] = []
        try:
            self._fill(most_rows, rows, errors)
        except FileRefused as refusal:
            self._refusal = FileRefused(refusal.code, f"{refusal.message} (after row {self._read})")
            if not rows and not errors:
                raise self._refusal from refusal
        return Chunk(rows, errors, self._read, self._table.at, self._table.size, self._over)

    def close(self) -> None:
        self._table.close()

    def _fill(self, most_rows: int, rows: list[tuple[Value, ...]], errors: list[RowError]) -> None:
        weight = 0
        if self._read < self._skip:
            self._pass_over()
        last = self._read + min(most_rows, self._most_rows)
        while self._read < last and weight < MOST_WEIGHT and not self._over:
            self._check(last, rows, errors)
            if self._read < last:
                weight += self._turn()

    def _check(self, last: int, rows: list[tuple[Value, ...]], errors: list[RowError]) -> None:
        """What is left of the batch, up to the row of that number. This is where the time goes."""
        number, width = self._read, len(self._table.header)
        pick, gaps, validate = self._sieve.pick, self._sieve.gaps, self._checker.validate
        try:
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
                        self._look_closer(number, cells, rows, errors)
                if number == last:
                    break
        finally:
            self._read = number

    def _look_closer(
        self, number: int, cells: list[Any], rows: list[tuple[Value, ...]], errors: list[RowError]
    ) -> None:
        row, faults = self._checker.look_closer(cells)
        if row is not None:
            rows.append((number, *row))
        errors += (RowError(number, *fault) for fault in faults)

    def _pass_over(self) -> None:
        """Rows that a run before this one has seen to."""
        while self._read < self._skip and not self._over:
            for record in self._left:
                self._read += not is_blank(record)
                if self._read == self._skip:
                    return
            self._turn()

    def _turn(self) -> int:
        """To the next batch; tells its weight."""
        batch = next(self._batches, None)
        if batch is None:
            self._over = True
            return 0
        self._left = self._sieve.sift(batch)
        return batch.weight

    def _unreadable(self, number: int, record: Record) -> list[RowError]:
        if isinstance(record, Bad):
            return [RowError(number, *fault) for fault in record.faults]
        cells = "1 cell" if len(record) == 1 else f"{len(record):,} cells"
        reason = f"{cells} where the header has {len(self._table.header):,}"
        return [RowError(number, None, begin_of(record), "ragged", reason)]


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
