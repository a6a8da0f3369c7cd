"""Cells as a workbook's XML tells them: `c` in the rows of a sheet, `si` in the list of shared texts."""

from collections.abc import Iterator
from typing import IO

from tabular.markup import MOST_DEEP, Attributes, End, Start, feed, parser, too_deep
from tabular.records import MOST_CELLS
from tabular.refusing import FileRefused
from workflows.contracts.dataset import MOST_TEXT

MOST_OF_A_ROW = 8_000_000
"""Bytes of XML."""
MANY = 200
"""Parts of a text, of some thousand characters usually."""
Cell = tuple[Attributes, str | None]
Row = list[Cell] | None
"""None is one that is too long."""


class Cells:
    """Raises what `feed` raises. A text that is longer than a record may be is cut off."""

    def __init__(self, part: IO[bytes], root: str, cell: str) -> None:
        self.at = 0
        self._part, self._root, self._cell = part, root, cell
        self._cells: list[Cell] = []
        self._rows: list[Row] = []
        self._heard: list[str] = []  # what expat says
        self._text: list[str] = []  # what of it is the text of the cell
        self._too_long, self._written = False, 0
        self._parser = parser(self._begin, lambda _: None)
        self._parser.CharacterDataHandler = self._heard.append

    def texts(self) -> Iterator[list[str]]:
        """Of all cells, some at a time."""
        for at in feed(self._parser, self._part):
            self.at = at
            if texts := [text or "" for _, text in self._cells]:
                yield texts
            self._cells.clear()
            self._cut()

    def rows(self) -> Iterator[list[Row]]:
        """A few at a time."""
        begun = 0
        for at in feed(self._parser, self._part):
            self.at = at
            if self._rows:
                begun = at
                yield self._rows
                self._rows.clear()
            self._too_long = self._too_long or at - begun > MOST_OF_A_ROW
            if self._too_long:
                self._cells.clear()
            if len(self._cells) > MOST_CELLS:
                raise FileRefused("too-many-columns", f"A row has more than {MOST_CELLS:,} cells")
            self._cut()

    def _cut(self) -> None:
        for parts in (self._heard, self._text):
            if len(parts) > MANY:
                parts[:] = ["".join(parts)[: MOST_TEXT + 1]]

    def _begin(self, name: str, _: Attributes) -> None:
        """The first element tells how all the others are called."""
        if not name.endswith(self._root):
            raise FileRefused("file-broken", f"A part of the workbook is no “{self._root}”")
        made = self._parser
        made.StartElementHandler, made.EndElementHandler = self._following(name.removesuffix(self._root))

    def _following(self, prefix: str) -> tuple[Start, End]:
        cell, row, value, run, spoken = (prefix + name for name in (self._cell, "row", "v", "t", "rPh"))
        cells, heard, text = self._cells, self._heard, self._text
        others = {row: self._end_row, spoken: self._end_spoken}
        deep, about = 1, dict[str, str]()

        def start(name: str, attributes: Attributes) -> None:
            nonlocal deep, about
            deep += 1
            if name == cell:
                about = attributes
                text.clear()
            elif name in (value, run):
                heard.clear()
            elif deep > MOST_DEEP:
                raise too_deep()
            elif name == spoken:
                self._written = len(text)

        def end(name: str) -> None:
            nonlocal deep
            deep -= 1
            if name == cell:
                cells.append((about, "".join(text) or None))
            elif name in (value, run):
                text.extend(heard)
            elif name in others:
                others[name]()

        return start, end

    def _end_row(self) -> None:
        self._rows.append(None if self._too_long else self._cells.copy())
        self._cells.clear()
        self._too_long = False

    def _end_spoken(self) -> None:
        del self._text[self._written :]  # it says how the text before it is pronounced
