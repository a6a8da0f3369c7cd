"""What a seed means for documentaries: about whom, how long, spoken or not, who waits."""

from random import Random
from typing import NamedTuple

AT_ONCE = 2
"""Documentaries that an owner may have running: what `CALLSHEET_DOCUMENTARIES_AT_ONCE` is by default."""
OWNERS = 2
"""So few that they often have as many as they may."""
TOPICS = ("Radiohead", "Deftones", "Queen", "Miles Davis", "Iron Maiden", "the rise of Metallica", "AC/DC")
NOBODY = "Zorbax Quuxley"
"""No catalogue has them."""


class Documentary(NamedTuple):
    """`target_s` is so short that a voice needs seconds for it."""

    topic: str
    target_s: int
    narrate: bool
    queue: bool


def documentary(dice: Random) -> Documentary:
    return Documentary(
        topic=NOBODY if dice.random() < 0.12 else dice.choice(TOPICS),
        target_s=dice.randrange(10, 25),
        narrate=dice.random() < 0.6,
        queue=dice.random() < 0.5,
    )
