"""A first look at a file: what it is, by its bytes and never by its name, and its first rows."""

from pathlib import Path
from typing import NamedTuple

from tabular.delimited import Delimited
from tabular.records import Bad
from workflows.contracts.dataset import Value
from workflows.contracts.transfer import FileFacts, Format

FIRST_ROWS = 200


class Asked(NamedTuple):
    """What a caller knows better than a guess."""

    format: Format | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


class Look(NamedTuple):
    """`rows` are the first ones that can be read, cells as in the file. `header` holds no empty name."""

    facts: FileFacts
    sheets: tuple[str, ...] | None
    header: tuple[str, ...]
    rows: list[list[Value]]
    warnings: list[str]


def look(path: Path, asked: Asked) -> Look:
    """Raises `FileRefused`."""
    facts = FileFacts(format="csv", encoding=asked.encoding or "utf-8", delimiter=asked.delimiter or ",")
    table = Delimited(path, facts)
    rows: list[list[Value]] = []
    for batch in table.batches():
        rows += [record for record in batch.records if not isinstance(record, Bad) and record]
        if len(rows) >= FIRST_ROWS:
            break
    table.close()
    return Look(facts, None, table.header, rows[:FIRST_ROWS], [])
