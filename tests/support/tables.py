"""Reads a file as an import does: look, map by name, then chunk after chunk."""

import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tabular.looking import Asked, look
from tabular.mapping import resolve
from tabular.reading import Chunk, Reading, Source
from workflows.contracts.dataset import Column, Type
from workflows.contracts.transfer import RowError


class Found(NamedTuple):
    """`rows` with their numbers; `read` is how many there were, good and bad."""

    rows: list[tuple[Any, ...]]
    errors: list[RowError]
    read: int

    @property
    def codes(self) -> list[tuple[int, str]]:
        return [(error.row, error.code) for error in self.errors]


def columns(**types: str) -> tuple[Column, ...]:
    """`columns(id="integer", name="string")`."""
    return tuple(Column(name=name, type=Type(type_)) for name, type_ in types.items())


def put(folder: Path, content: bytes | str, name: str = "table") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def chunks(
    path: Path,
    wanted: tuple[Column, ...],
    mapping: Mapping[str, str] | None = None,
    asked: Asked = Asked(),  # noqa: B008 - it cannot change
    skip: int = 0,
    most_rows: int = 1000,
) -> Iterator[Chunk]:
    seen = look(path, asked)
    source = Source(path, seen.facts, wanted, resolve(seen.header, wanted, mapping), skip)
    with closing(Reading(source)) as reading:
        over = False
        while not over:
            chunk = reading.next_chunk(most_rows)
            over = chunk.over
            yield chunk


def read(path: Path, wanted: tuple[Column, ...], **more: Any) -> Found:
    rows: list[tuple[Any, ...]] = []
    errors: list[RowError] = []
    number = 0
    for chunk in chunks(path, wanted, **more):
        rows += chunk.rows
        errors += chunk.errors
        number = chunk.read
    return Found(rows, errors, number)


@contextmanager
def traced() -> Iterator[Callable[[], int]]:
    """Tells, at the end, how many bytes Python held at most in between."""
    most = 0
    tracemalloc.start()
    try:
        yield lambda: most
    finally:
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
