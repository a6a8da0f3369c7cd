"""What a seed means for imports and exports: which dataset, how many rows, which of them are bad.

Every dataset has one way in, so that however many imports meet there, what has to be in it is known: those
that insert bring keys of their own, those that upsert share some, those that replace are among themselves.
"""

from random import Random
from typing import NamedTuple

OWNERS = 2
"""So few that imports of one owner meet."""
APART = 100_000
"""Between the first keys of two imports."""
RANGES = 3
"""Of keys that upserts share; each begins in the middle of the one before."""
MODES = {"added": "insert", "renewed": "upsert", "replaced": "replace"}
"""By dataset."""
FAULTS = ("type", "required", "range", "ragged", "duplicate-key")
FORMATS = ("csv", "jsonl", "json", "xlsx")


class Import(NamedTuple):
    """A file of so many `rows`, numbered from 1; their keys count from behind `first`. The `bad` have codes.

    `source` stands in every row and is this import's alone. `renamed`: its columns have other names than the
    dataset's. `strict`: not one row may be bad.
    """

    dataset: str
    source: int
    first: int
    rows: int
    bad: tuple[tuple[int, str], ...]
    renamed: bool
    strict: bool

    @property
    def mode(self) -> str:
        return MODES[self.dataset]


class Export(NamedTuple):
    """`beyond`: only keys greater than that. `falling`: the greatest key first."""

    dataset: str
    format: str
    chosen: bool
    beyond: int | None
    falling: bool
    raw: bool


def transfer(dice: Random, number: int) -> Import | Export:
    dataset = dice.choice(tuple(MODES))
    return _export(dice, dataset) if dice.random() < 0.35 else _import(dice, dataset, number)


def _import(dice: Random, dataset: str, number: int) -> Import:
    rows = dice.choice((5_000, 8_000, 12_000, 20_000, 59_000)) + dice.randrange(1_000)
    faults = FAULTS[:-1] if dataset == "renewed" else FAULTS
    numbers = sorted(dice.sample(range(2, rows + 1), dice.choice((0, 0, 1, 7, 40))))
    shared = dice.randrange(RANGES) * APART // 10
    return Import(
        dataset=dataset,
        source=number,
        first=shared if dataset == "renewed" else (number + 1) * APART,
        rows=rows,
        bad=tuple((row, dice.choice(faults)) for row in numbers),
        renamed=dice.random() < 0.3,
        strict=dice.random() < 0.1,
    )


def _export(dice: Random, dataset: str) -> Export:
    return Export(
        dataset=dataset,
        format=dice.choice(FORMATS),
        chosen=dice.random() < 0.5,
        beyond=None if dataset == "replaced" or dice.random() < 0.6 else dice.randrange(30 * APART),
        falling=dice.random() < 0.3,
        raw=dice.random() < 0.5,
    )
