"""Records as the checker takes them: the cells of the columns in their order, all of them sound text."""

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

from tabular.records import Bad, Batch, Fault, Record, said, shown
from tabular.spelling import broken
from workflows.contracts.dataset import Column, Type
from workflows.contracts.transfer import Format

Pick = Callable[[Record], Iterable[Any]]
MIDNIGHT = "T00:00:00"


class Sieve:
    """`pick` takes a record's cells for the columns, and is None where they are just that.

    With `gaps`, a record needs a cell more, of nothing: for the columns that the file has not.
    """

    def __init__(
        self, header: tuple[str, ...], columns: Iterable[Column], sources: dict[str, str], format_: Format
    ) -> None:
        self._width = len(header)
        self._told = format_ != "csv"
        named = [(one, sources.get(one.name)) for one in columns]
        places = [self._width if name is None else header.index(name) for _, name in named]
        self._wanted = [(one, at) for (one, name), at in zip(named, places, strict=True) if name is not None]
        self._days = [at for one, at in self._wanted if format_ == "xlsx" and one.type == Type.DATE]
        self.gaps = self._width in places
        self.pick = _picker(places, self._width)

    def sift(self, batch: Batch[Record]) -> Iterator[Record]:
        """They are `Bad` where broken bytes or a NUL stand in a cell that is wanted."""
        records = batch.records
        if self._told:
            records = map(_as_text, records)
        if self._days:
            records = map(self._without_midnight, records)
        return map(self._sound, records) if batch.doubtful else records

    def _without_midnight(self, record: Record) -> Record:
        """In a spreadsheet a day often has a time, which does not show."""
        if len(record) == self._width:
            for at in self._days:
                if isinstance(record[at], str):
                    record[at] = record[at].removesuffix(MIDNIGHT)
        return record

    def _sound(self, record: Record) -> Record:
        if len(record) != self._width:
            return record
        cells = ((column.name, record[at]) for column, at in self._wanted)
        faults = [fault for name, cell in cells if isinstance(cell, str) and (fault := _spoilt(name, cell))]
        return Bad(*faults) if faults else record


def _picker(places: list[int], width: int) -> Pick | None:
    if places == list(range(width)):
        return None
    if len(places) == 1:
        return lambda record: (record[places[0]],)
    return itemgetter(*places)


def _as_text(record: Record) -> Record:
    return record if isinstance(record, Bad) else [said(cell) for cell in record]


def _spoilt(column: str, cell: str) -> Fault | None:
    if "\0" in cell:
        return Fault(column, shown(cell), "nul", "a NUL byte, which text cannot hold")
    if broken(cell):
        return Fault(column, shown(cell), "encoding", "bytes that are none of the file's encoding")
    return None
