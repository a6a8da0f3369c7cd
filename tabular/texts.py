"""A workbook's shared texts, kept on disk: there may be one for every cell of a million rows.

They are mostly asked for in their order. So they are parsed as far as they are asked for, and the files' own
buffers see to it that the disk itself is rarely asked.
"""

import re
import struct
import tempfile
from functools import lru_cache
from itertools import accumulate, islice
from typing import IO

from tabular.cells import Cells
from tabular.package import unreadable
from tabular.records import Strange
from tabular.spelling import broken

AT_HAND = 1024
"""Texts that are in memory as well: those of every other row."""
END = struct.Struct("<Q")
SPAN = struct.Struct("<QQ")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Texts:
    """By number. Raises `FileRefused`."""

    def __init__(self, part: IO[bytes]) -> None:
        self._parsed = Cells(part, "sst", "si").texts()
        self._texts, self._ends = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 - see close
        self._ends.write(END.pack(0))
        self._count, self._end = 0, 0
        self.text = lru_cache(AT_HAND)(self._text)

    def close(self) -> None:
        self._texts.close()
        self._ends.close()

    def _text(self, number: int) -> str | Strange:
        while number >= self._count:
            if not self._parse_on():
                return Strange(f"shared text {number}, which is not there")
        self._ends.seek(number * END.size)
        begin, end = SPAN.unpack(self._ends.read(SPAN.size))
        self._texts.seek(begin)
        return meant(self._texts.read(end - begin).decode())

    def _parse_on(self) -> bool:
        with unreadable():
            texts = [text.encode() for text in next(self._parsed, [])]
        self._texts.seek(self._end)
        self._texts.writelines(texts)
        self._ends.seek((self._count + 1) * END.size)
        self._ends.writelines(
            END.pack(end) for end in islice(accumulate(map(len, texts), initial=self._end), 1, None)
        )
        self._count += len(texts)
        self._end = self._texts.tell()
        return bool(texts)


def meant(text: str) -> str | Strange:
    """What XML cannot hold stands as `_x000D_` in a workbook."""
    if "_x" not in text:
        return text
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return Strange(text) if "\0" in plain or broken(plain) else plain
