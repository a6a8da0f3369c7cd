"""All that can be said of a file before its rows are read: in a child, since it may take a while."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tabular.inferring import Inferred, infer
from tabular.looking import Asked, Look, look
from tabular.mapping import suggest
from workflows.contracts.dataset import Column


class Examined(NamedTuple):
    """`mapping` is a suggestion, where there are columns that the file's might go into."""

    look: Look
    inferred: Inferred
    mapping: dict[str, str] | None


def examine(path: Path, asked: Asked, columns: Sequence[Column] | None) -> Examined:
    """Raises `FileRefused`."""
    found = look(path, asked)
    return Examined(found, infer(found), None if columns is None else suggest(found.header, columns))
