"""Rows as people have them: customers by the million, and among them bad ones of ten kinds, each known."""

import csv
import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

SCHEMA: dict[str, Any] = {
    "key": "id",
    "columns": [
        {"name": "id", "type": "integer", "min": 1},
        {"name": "name", "type": "string", "required": True, "max": 60},
        {"name": "email", "type": "email"},
        {"name": "amount", "type": "number", "min": 0, "max": 1_000_000},
        {"name": "active", "type": "boolean"},
        {"name": "born", "type": "date"},
        {"name": "plan", "type": "enum", "values": ["free", "paid", "unlimited"]},
        {"name": "note", "type": "string", "pattern": "[^<>]*"},
    ],
}
HEADER = [column["name"] for column in SCHEMA["columns"]]
BAD: dict[str, tuple[str | None, str]] = {
    "whole": ("id", "type"),
    "twice": ("id", "duplicate-key"),
    "nameless": ("name", "required"),
    "mail": ("email", "type"),
    "much": ("amount", "range"),
    "maybe": ("active", "type"),
    "day": ("born", "type"),
    "plan": ("plan", "enum"),
    "markup": ("note", "pattern"),
    "ragged": (None, "ragged"),
}
"""How a row is bad: the column and the code that its report names."""

INSTEAD = {
    "twice": "1",
    "nameless": "",
    "mail": "nobody at home",
    "much": "1000000.5",
    "maybe": "perhaps",
    "day": "2023-02-30",
    "plan": "gold",
    "markup": "<b>",
}


class Customers(NamedTuple):
    """`bad`: row number to its kind."""

    number: int
    bad: dict[int, str]

    @classmethod
    def of(cls, number: int, bad: int, seed: int = 7) -> "Customers":
        """As many bad rows as were asked for, of each kind equally many."""
        kinds = list(BAD)
        rows = sorted(random.Random(seed).sample(range(2, number + 1), bad))
        return cls(number, {row: kinds[at % len(kinds)] for at, row in enumerate(rows)})

    def rows(self) -> Iterator[list[str]]:
        return (self._broken(row) if row in self.bad else good(row) for row in range(1, self.number + 1))

    def good(self) -> Iterator[dict[str, Any]]:
        """What a dataset holds of them."""
        return (typed(row) for row in range(1, self.number + 1) if row not in self.bad)

    def _broken(self, row: int) -> list[str]:
        kind, cells = self.bad[row], good(row)
        if kind == "ragged":
            return cells[:5]
        column, _ = BAD[kind]
        cells[HEADER.index(str(column))] = INSTEAD.get(kind, f"{row}a")
        return cells

    def write(self, path: Path) -> Path:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows(self.rows())
        return path

    def csv(self) -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(HEADER)
        writer.writerows(self.rows())
        return text.getvalue().encode()


def good(row: int) -> list[str]:
    told = typed(row)
    told["active"] = "true" if told["active"] else "false"
    return ["" if value is None else str(value) for value in told.values()]


def typed(row: int) -> dict[str, Any]:
    """Values of every type; some are missing, some need quotes, some are not of this alphabet."""
    notes = ('said "hello", twice', "Zürich, Łódź, 東京", "two\nlines", None, "plain", "=1+1 is two")
    return {
        "id": row,
        "name": f"Customer {row:07d} of the house",
        "email": f"customer{row}@example.org" if row % 11 else None,
        "amount": row % 100_000 + row % 7 / 8,
        "active": row % 3 == 0,
        "born": f"{1930 + row % 80}-{1 + row % 12:02d}-{1 + row % 28:02d}",
        "plan": ("free", "paid", "unlimited")[row % 3],
        "note": notes[row % len(notes)],
    }
