"""A row is checked at once: one validator over all its columns."""

from collections.abc import Sequence
from typing import NamedTuple

from pydantic_core import SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from tabular.kinds import kind
from tabular.records import shown
from workflows.contracts.dataset import Column, Value


class Fault(NamedTuple):
    column: str | None
    value: str | None
    code: str
    reason: str


class Checker:
    """Turns a row of texts, None where there is none, into values of its columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        cells = [kind(one) if one.required else core.nullable_schema(kind(one)) for one in columns]
        self.validate = SchemaValidator(core.tuple_schema(cells)).validate_python

    def check(self, row: Sequence[object]) -> tuple[Value, ...] | list[Fault]:
        try:
            return tuple(self.validate([None if value == "" else value for value in row]))
        except ValidationError as error:
            return self.faults(error)

    def faults(self, error: ValidationError) -> list[Fault]:
        """What is wrong with the row, column by column."""
        return [
            Fault(self.columns[int(one["loc"][0])].name, shown(one["input"]), "type", one["msg"])
            for one in error.errors(include_url=False)
        ]


def check_columns(columns: Sequence[Column], key: str | None) -> None:
    """Raises `SchemaRefused` for columns that cannot be."""
