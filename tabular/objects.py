"""Rows of JSON: an array of objects, or an object per line, where a line that is no JSON costs one row."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tabular.arrays import Array, Object, Scan, an_object
from tabular.lines import Lines
from tabular.records import Bad, Batch, Fault, Record, Strange, shown, too_long
from workflows.contracts.dataset import MOST_TEXT
from workflows.contracts.transfer import FileFacts

LONGEST_NUMBER = 400


class Objects:
    """Its columns are the names it is given. Numbers are texts, just as written, or numbers."""

    def __init__(self, path: Path, facts: FileFacts, names: Sequence[str], as_written: bool = True) -> None:
        scan = (AS_WRITTEN if as_written else AS_VALUES).raw_decode
        self.header = tuple(names)
        self.size = path.stat().st_size
        self._source = (Array if facts.format == "json" else PerLine)(path, facts.encoding, scan)

    @property
    def at(self) -> int:
        return self._source.at

    def objects(self) -> Iterator[Object]:
        for batch in self._source.batches():
            yield from batch.records

    def batches(self) -> Iterator[Batch[Record]]:
        for batch in self._source.batches():
            yield Batch(map(self._record, batch.records), batch.weight, batch.doubtful)

    def close(self) -> None:
        self._source.close()

    def _record(self, found: Object) -> Record:
        return found if isinstance(found, Bad) else [found.get(name) for name in self.header]


class PerLine:
    def __init__(self, path: Path, encoding: str, scan: Scan) -> None:
        self._lines = Lines(path, encoding, suspect="\\u")
        self._scan = scan

    @property
    def at(self) -> int:
        return self._lines.at

    def close(self) -> None:
        self._lines.close()

    def batches(self) -> Iterator[Batch[Object]]:
        for block in self._lines:
            texts = filter(None, map(str.strip, block.lines))
            yield Batch(map(self._object, texts), block.weight, block.doubtful)
            if block.endless:
                yield Batch(iter([too_long(block.endless)]), 0, block.doubtful)

    def _object(self, text: str) -> Object:
        if len(text) > MOST_TEXT:
            return too_long(text)
        try:
            value, end = self._scan(text, 0)
        except RecursionError:
            reason = "there are too many objects within one another"
        except json.JSONDecodeError as error:
            reason = f"it is no JSON: {error.msg} at character {error.pos + 1}"
        else:
            if end == len(text):
                return an_object(value)
            reason = "something follows the object"
        return Bad(Fault(None, shown(text), "malformed", reason))


def _whole(text: str) -> int | Strange:
    return int(text) if len(text) < LONGEST_NUMBER else Strange(text)


def _fraction(text: str) -> str:
    return text.removesuffix(".0")  # what writes whole numbers like that means whole numbers


AS_WRITTEN = json.JSONDecoder(parse_int=str, parse_float=_fraction, parse_constant=Strange, strict=False)
AS_VALUES = json.JSONDecoder(parse_int=_whole, parse_constant=Strange, strict=False)
