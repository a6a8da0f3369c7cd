"""A file on its way out: read as it is sent, never whole in memory, counted as it goes."""

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

OnBytes = Callable[[int, int], object]
"""Is told how many bytes have gone, and of how many."""


class Outgoing:
    """What httpx wants of a file, and no more; sent again, it begins again."""

    def __init__(self, path: str | os.PathLike[str], told: OnBytes | None = None) -> None:
        self._path, self._told = Path(path), told
        self._file = self._path.open("rb")
        self._sent, self._size = 0, os.fstat(self._file.fileno()).st_size

    @property
    def part(self) -> dict[str, Any]:
        """For `files=`. A name that is not UTF-8 is sent as well as it can be."""
        name = os.fsencode(self._path.name).decode("utf-8", "replace")
        return {"file": (name, self, "application/octet-stream")}

    def fileno(self) -> int:
        return self._file.fileno()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._sent = self._file.seek(offset, whence)
        return self._sent

    def read(self, size: int = -1) -> bytes:
        read = self._file.read(size)
        self._sent += len(read)
        if self._told:
            self._told(self._sent, self._size)
        return read

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
