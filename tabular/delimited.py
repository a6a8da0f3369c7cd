"""Rows of text with a delimiter between the cells; a quote that is never closed costs one of them.

Python's reader would take the rest of the file for that cell. Here the lines after such a record's first
are read again as records of their own. What may be read again is limited by what was read for the first
time, so that a file of nothing but open quotes takes linear time too.
"""

import csv
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tabular.lines import Block, Lines
from tabular.records import MOST_CELLS, Bad, Batch, Fault, Record, begin_of, clean, is_blank, shown, too_long
from tabular.refusing import FileRefused
from workflows.contracts.dataset import MOST_TEXT
from workflows.contracts.transfer import FileFacts

if TYPE_CHECKING:
    import _csv

OPEN = "unexpected end of data"
"""What Python's reader says when the lines end within quotes."""
AGAIN = 8
"""How often, on the whole, a character may be read again."""
csv.field_size_limit(4 * MOST_TEXT)  # the process's; a record that is too long is found out here


class Delimited:
    """Raises `FileRefused` for a header that is none."""

    def __init__(self, path: Path, facts: FileFacts) -> None:
        self._delimiter = facts.delimiter or ","
        self._lines = Lines(path, facts.encoding)
        self._credit = MOST_TEXT
        self._kept: list[str] = []
        self._delimiters = 0  # in the beginning of the last line that was too long
        self.size = self._lines.size
        self._batches = self._parsed()
        try:
            self.header = self._header()
        except FileRefused:
            self.close()
            raise

    @property
    def at(self) -> int:
        return self._lines.at

    def batches(self) -> Iterator[Batch[Record]]:
        return self._batches

    def close(self) -> None:
        self._lines.close()

    def _header(self) -> tuple[str, ...]:
        for batch in self._batches:
            for record in batch.records:
                if not is_blank(record):
                    self._batches = chain([batch], self._batches)
                    return self._named(record)
        raise FileRefused("file-empty", "The file is empty. Its first line has to name the columns")

    def _named(self, record: Record) -> tuple[str, ...]:
        if max(len(record), self._delimiters) > MOST_CELLS:
            raise FileRefused("too-many-columns", f"The file has more than {MOST_CELLS:,} columns")
        if isinstance(record, Bad):
            raise FileRefused("not-a-table", f"The first line names no columns: {record.faults[0].reason}")
        return tuple(clean(cell).strip() for cell in record)

    def _parsed(self) -> Iterator[Batch[Record]]:
        doubtful = False
        for block in chain(self._lines, [Block([], 0, False, endless="")]):
            lines, weight = [*self._kept, *block.lines], sum(map(len, self._kept)) + block.weight
            doubtful = block.doubtful or (doubtful and bool(self._kept))
            self._credit += AGAIN * block.weight
            records = self._parse(lines, final=block.endless is not None)
            if weight > MOST_TEXT:
                records = map(_long_or_not, records)
            if block.endless:
                self._delimiters = block.endless.count(self._delimiter)
                records = chain(records, [too_long(block.endless)])
            yield Batch(records, block.weight, doubtful)

    def _parse(self, lines: list[str], final: bool) -> Iterator[Record]:
        """Keeps the lines of the last record where it may go on in lines to come."""
        self._kept = []
        begin = 0
        while begin < len(lines):
            reader = self._reader(lines, begin)
            try:
                yield from reader
                return
            except csv.Error as error:
                open_end = str(error) == OPEN
                reached = begin + reader.line_num
            begin = self._line_of_failure(lines, begin)
            weight = sum(map(len, lines[begin:reached]))
            self._credit -= weight
            if open_end and not final and weight <= MOST_TEXT and self._credit > 0:
                self._kept = lines[begin:]
                return
            yield _malformed(lines[begin], open_end or reached > begin + 1)
            begin += 1
            if self._credit <= 0:
                yield from map(self._alone, lines[begin:reached])
                begin = reached

    def _reader(self, lines: list[str], begin: int) -> "_csv.Reader":
        rest = map(lines.__getitem__, range(begin, len(lines))) if begin else lines
        return csv.reader(rest, delimiter=self._delimiter, strict=True)

    def _line_of_failure(self, lines: list[str], begin: int) -> int:
        """Where the first record begins that cannot be read."""
        reader = self._reader(lines, begin)
        good = 0
        with suppress(csv.Error):
            for _ in reader:
                good = reader.line_num
        return begin + good

    def _alone(self, line: str) -> Record:
        try:
            return next(iter(self._reader([line], 0)))
        except csv.Error as error:
            return _malformed(line, str(error) == OPEN)


def _malformed(line: str, open_end: bool) -> Bad:
    reason = "a quote is opened and not closed" if open_end else "something follows a closing quote"
    return Bad(Fault(None, shown(line.rstrip("\r\n")), "malformed", reason))


def _long_or_not(record: Record) -> Record:
    if isinstance(record, Bad) or sum(len(str(cell)) for cell in record) <= MOST_TEXT:
        return record
    return too_long(begin_of(record) or "")
