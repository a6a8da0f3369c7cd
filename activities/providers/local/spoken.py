"""How titles, names and durations are said aloud."""

import re

from activities.providers.local.naming import BRACKETS, key

NAME = re.compile(r"[^\W\d_][\w'-]+(?: [^\W\d_][\w'-]+){1,3}")
"""Two to four words in full; whatever else stands in a column of composers is not told."""


def spoken_title(title: str) -> str:
    """Without what stands in brackets; quotes of its own would end those that a sentence puts around it."""
    bare = BRACKETS.sub("", title).strip() or title
    whole = len(bare) > 2 and bare[0] == bare[-1] == '"'
    return (bare[1:-1] if whole else bare).replace('"', "'")


def spoken_place(title: str, album: str) -> str:
    """`"Black Dog" from IV`."""
    same = key(spoken_title(title)) == key(spoken_title(album))
    where = "the album of that name" if same else spoken_title(album)
    return f'"{spoken_title(title)}" from {where}'


def spoken_time(duration_ms: int) -> str:
    """`4 minutes 56 seconds`; from an hour on without seconds."""
    seconds = round(duration_ms / 1000)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    parts = [(hours, "hour"), (minutes, "minute"), (0 if hours else seconds % 60, "second")]
    return " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in parts if count)


def spoken_list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def composers(column: str | None) -> list[str]:
    """The people in a column of composers; none where it is written in a way that cannot be told."""
    people = [person.strip() for person in (column or "").split(",")]
    return people if all(NAME.fullmatch(person) for person in people) else []
