"""Words between the facts: they lead on, name what the catalogue says, and claim nothing else.

No two that may begin a segment begin alike, so neighbours need not either. Where there are several wordings
the shortest comes first.
"""

import random
import re
from collections.abc import Sequence
from typing import Generic, TypeVar

Wordings = tuple[str, ...]
HELLO: tuple[Wordings, ...] = (
    ("{artist}.", "{songs} by {artist}.", "{songs} by {artist}, {span}."),
    ("Meet {artist}.", "Meet {artist}, in {songs}.", "Meet {artist}, in {songs}, {span}."),
    ("Welcome to {artist}.", "Welcome to {songs} by {artist}.", "Welcome to {songs} by {artist}, {span}."),
)
TO_YEAR: Wordings = (
    "Now to {year}.",
    "The year is {year}.",
    "On to {year}.",
    "Forward to {year}.",
    "Then: {year}.",
)
TOWARDS_YEAR: Wordings = (
    "The next stop is {year}.",
    "Onward, towards {year}.",
    "Ahead lies {year}.",
    "The way leads to {year}.",
    "Let us go on towards {year}.",
)
SAME_YEAR: Wordings = ("Still {year}.", "It is {year}, as before.", "We stay in {year}.")
NO_YEAR: Wordings = (
    "The story goes on.",
    "There is more to tell.",
    "Another chapter begins.",
    "On we go.",
    "Now for more.",
    "More music follows.",
)
LEADS: Wordings = ("Here is", "Next comes", "Listen to", "This is", "Time for", "Up next:", "Coming up:")
FROM: Wordings = (
    "{lead} {title}.",
    "{lead} {title}, from {album}.",
    "{lead} {title}, from the album {album}.",
)
ALSO = (
    "Also on {album}: {titles}.",
    "The catalogue has more of {album}: {titles}.",
    "From {album} there is more in the catalogue: {titles}.",
)
BETWEEN: Wordings = (
    "{years} lie between {previous} and {title}.",
    "From {previous} to {title} it is {years}.",
    "{title} is {years} later than {previous}.",
)
LENGTH: Wordings = (
    "It runs {length}.",
    "The song lasts {length}.",
    "Its length is {length}.",
    "The song takes {length}.",
    "From beginning to end: {length}.",
)
NOTE = re.compile(r'".*?" from .*? (?:runs|lasts|takes) (\d.*)\.')
"""What the catalogue says of a track: told behind its announcement, its title is "it"."""
LONGER: Wordings = (
    "{long} is longer than {short}, by {difference}.",
    "{long} outlasts {short} by {difference}.",
    "By {difference}, {long} is longer than {short}.",
)
AFTER = ("After {year}, the story goes on.", "Then came the years after {year}.", "And since {year}?")
RECAP = ("The songs were {titles}.", "Heard in this story: {titles}.", "In order, the songs were {titles}.")
TOGETHER = ("Together they run {length}.", "All of them together take {length}.")
SOURCED = ("Every fact told here is listed with its source.", "The source of every fact is listed with it.")
GOODBYE: tuple[Wordings, ...] = (
    ("That was {artist}.", "That was {artist}, in {songs}."),
    ("So ends this story.", "So ends this story of {artist}.", "So ends this story of {artist}, in {songs}."),
)

Phrase = TypeVar("Phrase")


class Turns(Generic[Phrase]):
    """All of a table's phrases in a shuffled order, again and again: none twice in a row."""

    def __init__(self, phrases: Sequence[Phrase], chance: random.Random) -> None:
        self._phrases, self._next = chance.sample(phrases, len(phrases)), 0

    def next(self) -> Phrase:
        self._next += 1
        return self._phrases[self._next % len(self._phrases)]
