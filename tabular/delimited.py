"""Rows of text with a delimiter between the cells."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import cast

from tabular.records import Batch, Record
from workflows.contracts.transfer import FileFacts


class Delimited:
    def __init__(self, path: Path, facts: FileFacts) -> None:
        self.size = path.stat().st_size
        self._bytes = path.open("rb")
        self._file = TextIOWrapper(self._bytes, facts.encoding, newline="")
        self._reader = csv.reader(self._file, delimiter=facts.delimiter or ",", strict=True)
        self.header = tuple(cell.strip() for cell in next(self._reader))

    @property
    def at(self) -> int:
        return self._bytes.tell()

    def batches(self) -> Iterator[Batch]:
        while records := list(islice(self._reader, 1000)):
            yield Batch(cast("list[Record]", records), 100_000)

    def close(self) -> None:
        self._file.close()
