"""What the judge hands down."""

from typing import NamedTuple


class Violation(NamedTuple):
    """A broken promise: its rule in a few words, whom it concerns, and what shows it."""

    rule: str
    subject: str
    shown: str
