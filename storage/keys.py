"""A key that nobody has set: made once, by whichever process needs it first, and kept in the data folder."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from storage.database import StorageUnavailable


def kept(file: Path, made: Callable[[], str]) -> str:
    """What the file holds, for its owner's eyes alone. It appears whole: nobody reads half a key."""
    try:
        if not file.exists():
            _put(file, made())
        return file.read_text().strip()
    except OSError as error:
        raise StorageUnavailable(f"Cannot keep a key in {file}: {error.strerror}.") from error


def _put(file: Path, key: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=file.parent, prefix=f".{file.name}.") as new:  # nobody else may read it
        new.write(f"{key}\n")
        new.flush()
        os.fsync(new.fileno())
        with suppress(FileExistsError):  # somebody was faster: theirs is the key
            os.link(new.name, file)
