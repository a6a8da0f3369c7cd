"""Pictures among files and folders."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = frozenset((".png", ".jpg", ".jpeg", ".webp"))


def pictures(paths: Iterable[Path]) -> list[Path]:
    """What is named, and all pictures inside of folders that are named, by name; each path once."""
    return list(dict.fromkeys(found for path in paths for found in _inside(path)))


def digest(path: Path) -> str:
    """SHA-256 of the bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def printable(path: Path | str) -> str:
    """A path that can be sent and printed: in file names any bytes may stand, not only letters."""
    return os.fsencode(path).decode("utf-8", "replace")


def _inside(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
