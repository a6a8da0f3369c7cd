"""A workbook's shared texts, kept on disk: there may be one for every cell of a million rows."""

import mmap
import re
import tempfile
from array import array
from functools import lru_cache
from typing import IO

from tabular.cells import Cells
from tabular.records import Strange
from tabular.spelling import broken

AT_HAND = 1024
"""Texts that are in memory as well: those of every other row."""
TOGETHER = 8192
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Texts:
    """By number. Raises what `feed` raises."""

    def __init__(self, part: IO[bytes]) -> None:
        with tempfile.TemporaryFile() as texts, tempfile.TemporaryFile() as ends:
            end, known = 0, array("Q", [0])
            for text in Cells(part, "sst", "si").texts():
                end += texts.write(text.encode())
                known.append(end)
                if len(known) >= TOGETHER:
                    ends.write(known)
                    del known[:]
            ends.write(known)
            texts.write(b"\0")  # nothing cannot be mapped
            texts.flush()
            ends.flush()
            self._texts = mmap.mmap(texts.fileno(), 0, access=mmap.ACCESS_READ)
            self._ends = memoryview(mmap.mmap(ends.fileno(), 0, access=mmap.ACCESS_READ)).cast("Q")
        self.text = lru_cache(AT_HAND)(self._text)

    def _text(self, number: int) -> str | Strange:
        if not 0 <= number < len(self._ends) - 1:
            return Strange(f"shared text {number}, which is not there")
        return meant(self._texts[self._ends[number] : self._ends[number + 1]].decode())


def meant(text: str) -> str | Strange:
    """What XML cannot hold stands as `_x000D_` in a workbook."""
    if "_x" not in text:
        return text
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return Strange(text) if "\0" in plain or broken(plain) else plain
