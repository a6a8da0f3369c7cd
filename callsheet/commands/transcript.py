"""A documentary to read: its text and songs in Markdown, each fact with a numbered footnote to its page."""

import re
from collections.abc import Container, Iterable
from urllib.parse import urlsplit

from callsheet.documentary import Documentary, Fact, Item, NarrationItem, SongItem

SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def transcript(told: Documentary) -> str:
    known = {fact.id: fact for fact in told.facts}
    notes = _numbered(told.timeline, known)
    parts = [f"# {plain(told.title)}", plain(told.summary or "")]
    parts += [_item(item, notes) for item in told.timeline]
    parts += ["## Sources"] if notes else []
    parts += [_note(number, known[name]) for name, number in notes.items()]
    return "\n\n".join(part for part in parts if part) + "\n"


def minutes(seconds: float) -> str:
    """`3:57`."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def album_of(song: SongItem) -> str:
    return ", ".join(str(part) for part in (song.album, song.year) if part)


def plain(text: str) -> str:
    """What stands in a title stays text: an asterisk in it is no emphasis."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _numbered(timeline: Iterable[Item], known: Container[str]) -> dict[str, int]:
    """The facts by id, in the order in which they are first told, from 1."""
    told = (name for item in timeline if isinstance(item, NarrationItem) for name in item.sources)
    return {name: number for number, name in enumerate(dict.fromkeys(n for n in told if n in known), 1)}


def _item(item: Item, notes: dict[str, int]) -> str:
    if isinstance(item, SongItem):
        told = ", ".join([part for part in (album_of(item), minutes(item.duration_secs)) if part])
        return f"> **{plain(item.title)}** by {plain(item.artist)} ({plain(told)})"
    marks = "".join(f"[^{notes[name]}]" for name in item.sources if name in notes)
    return f"## {plain(item.title)}\n\n{plain(item.text)}{marks}"


def _note(number: int, fact: Fact) -> str:
    read = f", read on {fact.checked_on}" if fact.checked_on else ""
    page = f"<{fact.source}>" if urlsplit(fact.source).scheme in ("http", "https") else plain(fact.source)
    return f"[^{number}]: {plain(fact.text)} {page}{read}"
