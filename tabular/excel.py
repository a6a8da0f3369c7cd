"""Rows become a workbook while they come: sheets of plain XML, straight into the file's own compression.

A library takes eight times as long, holds sheets back in files of their own, and cuts numbers to 16 digits.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from tabular import excel_parts as parts
from tabular.excel_cells import Cells, CellTooLong, header
from workflows.contracts.dataset import Column, Value

__all__ = ["CellTooLong", "Workbook"]

MOST_ROWS = 1_048_576
MOST_XML = 1 << 30
"""Bytes of a sheet after which the next one begins: one over 2 GB makes Excel ask whether to repair it."""
SLICE = 500
LEVEL = 3


class Workbook:
    """Texts that begin with one of `prefixes` are marked as text: no edit makes formulas of them."""

    def __init__(self, path: Path, columns: tuple[Column, ...], prefixes: tuple[str, ...]) -> None:
        self._head = parts.sheet_head(columns) + header(columns, prefixes)
        self._cells = [Cells(number, column, prefixes) for number, column in enumerate(columns)]
        self._zip = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=LEVEL)
        self._sheets = self._done = 0
        self._sheet = self._next_sheet()

    def write(self, rows: Sequence[tuple[Value, ...]]) -> None:
        while rows:
            if self._rows == MOST_ROWS or self._bytes > MOST_XML:
                self._end_sheet()
                self._sheet = self._next_sheet()
            now, rows = _split(rows, min(SLICE, MOST_ROWS - self._rows))
            self._bytes += self._sheet.write(self._xml(now).encode())
            self._rows += len(now)
            self._done += len(now)

    def finish(self) -> None:
        self._end_sheet()
        for name, text in parts.around_sheets(self._sheets).items():
            self._zip.writestr(name, text)
        self._zip.close()

    def give_up(self) -> None:
        self._sheet.close()
        self._zip.close()

    def _next_sheet(self) -> IO[bytes]:
        self._sheets += 1
        sheet = self._zip.open(parts.sheet_path(self._sheets), "w")
        self._rows, self._bytes = 1, sheet.write(self._head.encode())
        return sheet

    def _end_sheet(self) -> None:
        self._sheet.write(parts.SHEET_END.encode())
        self._sheet.close()

    def _xml(self, rows: Sequence[tuple[Value, ...]]) -> str:
        first = self._rows + 1
        try:
            columns = [
                cells.xml(values, first)
                for cells, values in zip(self._cells, zip(*rows, strict=True), strict=True)
            ]
        except CellTooLong as long:  # it knows the sheet's row
            raise CellTooLong(self._done + long.row - self._rows, long.column) from None
        lines = zip(*columns, strict=True)
        return "".join(f'<row r="{row}">{"".join(line)}</row>' for row, line in enumerate(lines, first))


def _split(
    rows: Sequence[tuple[Value, ...]], at: int
) -> tuple[Sequence[tuple[Value, ...]], Sequence[tuple[Value, ...]]]:
    return rows[:at], rows[at:]
