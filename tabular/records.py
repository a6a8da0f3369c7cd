"""What every kind of file comes down to: batches of records, each a list of cells, or a reason why not."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from workflows.contracts.dataset import Value

MOST_SHOWN = 100
"""Characters of a value that a report shows."""
MOST_COLUMNS_READ = 16_384
Cell = Value


class RowError(NamedTuple):
    """Why a row is left out: one for each of its columns that is at fault, or one for all of it."""

    row: int
    column: str | None
    value: str | None
    code: str
    reason: str


class Bad:
    """A record that could not be read. Its length is that of no record."""

    def __init__(self, code: str, reason: str, value: str | None = None) -> None:
        self.code, self.reason, self.value = code, reason, value

    def __len__(self) -> int:
        return 0


Record = list[Cell] | Bad


class Batch(NamedTuple):
    """`weight`: about how many characters. `doubtful`: some may be broken bytes or NUL."""

    records: list[Record]
    weight: int
    doubtful: bool = False


class Table(Protocol):
    """Blank lines come as records of no cells."""

    header: tuple[str, ...]
    size: int

    @property
    def at(self) -> int: ...

    def batches(self) -> Iterator[Batch]: ...

    def close(self) -> None: ...


def shown(value: object) -> str | None:
    """As a report shows it: short, and with nothing in it that a database would refuse."""
    if value is None:
        return None
    text = value if isinstance(value, str) else str(value)
    if len(text) > MOST_SHOWN:
        text = text[: MOST_SHOWN - 1] + "…"
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
