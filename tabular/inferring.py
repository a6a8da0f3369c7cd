"""What the columns of a file seem to be, from its first rows."""

from typing import NamedTuple

from tabular.looking import Look
from workflows.contracts.dataset import Column, Type


class Inferred(NamedTuple):
    columns: tuple[Column, ...]
    key: str | None


def infer(look: Look) -> Inferred:
    return Inferred(tuple(Column(name=name, type=Type.STRING) for name in look.header), None)
