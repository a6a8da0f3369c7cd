"""The file of an import, and what has to come of each of its rows."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from callsheet.chaos.transfer_plan import Import

COLUMNS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer"},
    {"name": "source", "type": "integer", "required": True},
    {"name": "name", "type": "string"},
    {"name": "amount", "type": "number", "min": 0},
]
"""Of every dataset; `id` is its key."""
NAMES = [str(column["name"]) for column in COLUMNS]
RENAMED = ["Nr", "From", "Called", "EUR"]


def mapping(sheet: Import) -> dict[str, str]:
    return dict(zip(RENAMED, NAMES, strict=True)) if sheet.renamed else {}


@lru_cache(maxsize=8)
def content(sheet: Import) -> bytes:
    """As CSV."""
    header = RENAMED if sheet.renamed else NAMES
    return "\r\n".join((",".join(header), *_lines(sheet), "")).encode()


@lru_cache(maxsize=256)
def keys(sheet: Import) -> tuple[int, ...]:
    """Of the good rows, in the file's order."""
    bad = {row for row, _ in sheet.bad}
    return tuple(sheet.first + row for row in range(1, sheet.rows + 1) if row not in bad)


def _lines(sheet: Import) -> Iterator[str]:
    bad = dict(sheet.bad)
    for row in range(1, sheet.rows + 1):
        key, code = sheet.first + row, bad.get(row)
        plain = [str(key), str(sheet.source), f"row {row}", f"{row}.5"]
        yield ",".join(_spoiled(plain, code, sheet.first + 1) if code else plain)


def _spoiled(cells: list[str], code: str, taken: int) -> list[str]:
    """The cells of a row that is bad in that way, and in no other."""
    key, source, name, amount = cells
    return {
        "type": [key, source, name, "many"],
        "required": [key, "", name, amount],
        "range": [key, source, name, "-1"],
        "ragged": [*cells, "more"],
        "duplicate-key": [str(taken), source, name, amount],
    }[code]
