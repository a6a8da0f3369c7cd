"""Lines of a text of any size, a block of them at a time; a line without end is never held.

Only `\\n`, `\\r\\n` and `\\r` end a line.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tabular.spelling import pieces, spoilt
from workflows.contracts.dataset import MOST_TEXT

OTHER_ENDS = ("\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
"""Where `splitlines` would end a line too."""


class Block(NamedTuple):
    """Whole lines with their ends. `endless` is the beginning of a line that is too long, after them."""

    lines: list[str]
    weight: int
    doubtful: bool
    endless: str | None = None


class Lines:
    """Of a file, in blocks of about a hundred thousand characters. Text is doubtful with a `suspect` too."""

    def __init__(self, path: Path, encoding: str, suspect: str = "\0") -> None:
        self._suspect = suspect
        self.size = path.stat().st_size
        self._file = path.open("rb")
        self._pieces = pieces(self._file, encoding)

    @property
    def at(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Block]:
        rest = ""
        for piece in self._pieces:
            rest += piece
            # A \r at the end may be half of a \r\n.
            end = max(rest.rfind("\n"), rest.rfind("\r", 0, -1)) + 1
            if end:
                yield self._block(rest[:end])
                rest = rest[end:]
            if len(rest) > MOST_TEXT:
                yield Block([], len(rest), spoilt(rest), endless=rest)
                rest = self._next_line()
        if rest:
            yield self._block(rest)

    def _next_line(self) -> str:
        """What is there after the end of the line."""
        for piece in self._pieces:
            ends = [at for at in (piece.find("\n"), piece.find("\r")) if at >= 0]
            if ends:
                return piece[min(ends) :]
        return ""

    def _block(self, text: str) -> Block:
        if any(end in text for end in OTHER_ENDS):
            lines = io.StringIO(text, newline="").readlines()
        else:
            lines = text.splitlines(keepends=True)
        return Block(lines, len(text), spoilt(text) or self._suspect in text)
