"""What every kind of file comes down to: batches of records, each a list of cells, or why it is none."""

import json
from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from workflows.contracts.dataset import MOST_TEXT

MOST_SHOWN = 100
"""Characters of a value that a report shows."""
Found = TypeVar("Found")
MOST_CELLS = 16_384
"""Columns of a file. A spreadsheet has no more."""


class Fault(NamedTuple):
    """What is wrong with a row: in a column, or with all of it."""

    column: str | None
    value: str | None
    code: str
    reason: str


class Bad(list[Any]):
    """A record that cannot be read: as long as no other is."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__()
        self.faults = faults


class Strange:
    """A value of a file that is none here: an object within an object, an error of a spreadsheet."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __str__(self) -> str:
        if isinstance(self._value, str):
            return self._value
        return json.dumps(self._value, ensure_ascii=False, default=str)


Record = list[Any]
"""One may be `Bad`. Its cells are texts; in a file that knows types also other values, and `Strange` ones."""


class Batch(NamedTuple, Generic[Found]):
    """To be used up before the next is asked for.

    `weight`: about how many characters. `doubtful`: broken bytes or a NUL stand somewhere in it.
    """

    records: Iterator[Found]
    weight: int
    doubtful: bool = False


class Table(Protocol):
    """An open file of records. `at` and `size` are how far it was read, in whatever it counts.

    A record has as many cells as the header, or is not right; one of no cells is a blank line.
    """

    header: tuple[str, ...]
    size: int

    @property
    def at(self) -> int: ...

    def batches(self) -> Iterator[Batch[Record]]:
        """Raises `FileRefused` where the file cannot be read on."""

    def close(self) -> None: ...


def is_blank(record: Record) -> bool:
    if isinstance(record, Bad) or len(record) > 1:
        return False
    return not record or (isinstance(record[0], str) and record[0].isspace())


def too_long(begin: str) -> Bad:
    reason = f"the record is longer than {MOST_TEXT:,} characters"
    return Bad(Fault(None, shown(begin), "too-long", reason))


def said(value: object) -> object:
    """As text says it, so that a value is the same whatever file it comes in: `true`, `5`, `0.1`."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, (dict, list)):
        return Strange(value)
    return str(value) if isinstance(value, int) else value


def clean(text: str) -> str:
    """Without what is no text: broken bytes and NULs."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def begin_of(record: Record) -> str | None:
    """What a report shows of a record."""
    return shown(", ".join(str(cell) for cell in record[:20] if cell is not None))


def shown(value: object, most: int = MOST_SHOWN) -> str | None:
    """As a report shows it: short, and with nothing in it that a database would refuse."""
    if value is None:
        return None
    text = value if isinstance(value, str) else str(value)
    return clean(text if len(text) <= most else text[: most - 1] + "…")
