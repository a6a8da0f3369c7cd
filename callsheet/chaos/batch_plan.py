"""What a seed means for batches: which images, how many that are not there, how fast, for whom."""

from random import Random
from typing import NamedTuple

SHELF = 40
"""Tiny images that an owner of batches uploads."""


class Batch(NamedTuple):
    """`sound` are places on the owner's shelf; so many ids are `unknown`, one is an image of
    another owner if `foreign`; `repeats` of all these are named twice. `tier` is the owner's."""

    tier: str
    sound: tuple[int, ...]
    unknown: int
    foreign: bool
    repeats: int
    shuffled: int
    concurrency: int
    per_minute: int | None
    text: bool


def batch(dice: Random, tier: str) -> Batch:
    """10 to 60 images. What is `free` is ten a minute: few of its images are more than a name."""
    few = tier == "free"
    return Batch(
        tier=tier,
        sound=tuple(dice.sample(range(SHELF), dice.randrange(4, 12) if few else dice.randrange(10, SHELF))),
        unknown=dice.randrange(8, 16) if few else dice.choice((0, 0, 1, 3, 6, 12)),
        foreign=dice.random() < 0.3,
        repeats=dice.choice((0, 0, 1, 3, 7)),
        shuffled=dice.randrange(1 << 30),
        concurrency=dice.choice((1, 2, 5, 5, 10)),
        per_minute=dice.choice((None, None, None, 100, 500)),
        text=dice.random() < 0.5,
    )
