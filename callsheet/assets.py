"""The files of a task in a folder, by the words that they were made of; what is there is not overwritten."""

import mimetypes
import re
import unicodedata
from collections.abc import Container
from itertools import count
from pathlib import Path

from callsheet.downloads import digest
from callsheet.generation_models import Asset, Task

LONGEST_STEM = 60
SUFFIXES = {"image/jpeg": ".jpg", "image/webp": ".webp", "video/quicktime": ".mov"}
"""Where the system's own table has none, or not the usual one."""


def stem_of(task: Task) -> str:
    """`a-beautiful-sunset`; the task's id where the prompt has no words."""
    return words_of(task.text) or task.id


def words_of(text: str) -> str:
    """The first of them, joined; without signs that mean something in a path."""
    stem = ""
    for word in re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()):
        longer = f"{stem}-{word}" if stem else word[:LONGEST_STEM]
        if len(longer) > LONGEST_STEM:
            break
        stem = longer
    return stem


def place(folder: Path, stem: str, asset: Asset, taken: Container[Path]) -> Path:
    """The first number that is free, or whose file is this very one."""
    suffix = SUFFIXES.get(asset.media_type) or mimetypes.guess_extension(asset.media_type) or ""
    for number in count(1):
        path = folder / f"{stem}-{number}{suffix}"
        if path not in taken and (not path.exists() or _is(path, asset)):
            return path
    raise AssertionError("numbers do not end")


def _is(path: Path, asset: Asset) -> bool:
    return path.is_file() and path.stat().st_size == asset.bytes and digest(path) == asset.sha256
