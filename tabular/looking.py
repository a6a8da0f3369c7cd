"""A first look at a file: what it is, by its bytes and never by its name, and its first rows."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tabular.delimited import Delimited
from tabular.delimiting import delimiter_of, newline_of
from tabular.objects import Objects
from tabular.recognising import beginning, is_zip, not_a_table, text_format
from tabular.records import MOST_CELLS, Bad, Record, Strange, Table, clean, is_blank
from tabular.refusing import FileRefused
from tabular.spelling import spelling_of
from tabular.workbook import Workbook
from workflows.contracts.dataset import Value
from workflows.contracts.transfer import FileFacts, Format

FIRST_ROWS = 200
MOST_LOOKED_AT = 200_000
"""Cells, of a table that is very wide."""
MOST_WEIGHT = 4_000_000
"""Characters, of rows that are very long or say nothing."""
MOST_OF_A_CELL = 1000


class Asked(NamedTuple):
    """What a caller knows better than a guess."""

    format: Format | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


class Look(NamedTuple):
    """`rows` are the first ones that can be read, cells as in the file but not longer than 1,000 characters.

    An empty name in `header` is a column that cannot be mapped. `warnings` are for people.
    """

    facts: FileFacts
    sheets: tuple[str, ...] | None
    header: tuple[str, ...]
    rows: list[list[Value]]
    warnings: list[str]


def look(path: Path, asked: Asked) -> Look:
    """Raises `FileRefused`."""
    if is_zip(path):
        if asked.format not in (None, "xlsx"):
            raise not_a_table("a workbook, or another ZIP archive")
        book = Workbook(path, asked.sheet)
        return _look_at(book, FileFacts(format="xlsx", sheet=book.sheet), book.sheets, None)
    if asked.format == "xlsx":
        raise FileRefused("not-a-table", "The file is no XLSX workbook")
    with path.open("rb") as file:
        encoding, warning = spelling_of(file, asked.encoding)
    begin = beginning(path, encoding)
    format_ = asked.format or text_format(begin)
    facts = FileFacts(format=format_, encoding=encoding, newline=newline_of(begin))
    if format_ == "csv":
        facts = facts.model_copy(update={"delimiter": delimiter_of(begin, asked.delimiter)})
        return _look_at(Delimited(path, facts), facts, None, warning)
    return _look_at(_with_names(path, facts), facts, None, warning)


def _with_names(path: Path, facts: FileFacts) -> Objects:
    """The keys of the first objects are the columns of them all."""
    with closing(Objects(path, facts, (), as_written=False)) as objects:
        found = list(islice(objects.objects(), FIRST_ROWS))
    if not found:
        raise FileRefused("file-empty", "There are no rows in the file, so it has no columns either")
    names = dict.fromkeys(name for one in found if not isinstance(one, Bad) for name in one)
    if not names:
        why = found[0].faults[0].reason if isinstance(found[0], Bad) else "it is empty"
        raise FileRefused(
            "not-a-table", f"Objects are taken, in an array or one per line. Of the first, {why}"
        )
    if len(names) > MOST_CELLS:
        raise FileRefused("too-many-columns", f"The file has more than {MOST_CELLS:,} columns")
    return Objects(path, facts, tuple(name for name in names if name == clean(name)), as_written=False)


def _look_at(table: Table, facts: FileFacts, sheets: tuple[str, ...] | None, warning: str | None) -> Look:
    most = min(FIRST_ROWS, MOST_LOOKED_AT // max(len(table.header), 1))
    with closing(table):
        records = list(islice(_records(table), most))
    good = [record for record in records if len(record) == len(table.header)]
    warnings = [warning] if warning else []
    warnings += _about(table.header)
    if len(good) < len(records):
        warnings.append(f"{len(records) - len(good)} of the first {len(records)} rows cannot be read")
    return Look(facts, sheets, table.header, [[_seen(cell) for cell in record] for record in good], warnings)


def _records(table: Table) -> Iterator[Record]:
    weight = 0
    for batch in table.batches():
        yield from (record for record in batch.records if not is_blank(record))
        weight += batch.weight
        if weight > MOST_WEIGHT:
            break


def _about(header: tuple[str, ...]) -> Iterator[str]:
    if "" in header:
        yield f"Column {header.index('') + 1} has no name, so it cannot be mapped"
    for name, times in Counter(header).items():
        if name and times > 1:
            yield f"There are {times} columns “{name}”, so none of them can be mapped"


def _seen(cell: object) -> Value:
    if isinstance(cell, (dict, list)):
        cell = Strange(cell)
    if cell is None or isinstance(cell, (int, float)):
        return cell
    return clean(str(cell)[:MOST_OF_A_CELL])
