"""A row is checked at once: one validator over all its columns. Why it fails is asked only when it does."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from tabular.kinds import kind
from tabular.records import Fault, shown
from tabular.schemas import check_columns
from tabular.shapes import whole
from workflows.contracts.dataset import Column, Type, Value

__all__ = ["Checker", "check_columns"]

WHAT = {
    Type.STRING: "text",
    Type.INTEGER: "a whole number",
    Type.NUMBER: "a number",
    Type.BOOLEAN: "true or false",
    Type.DATE: "a date like 2025-01-31",
    Type.DATETIME: "a date and time like 2025-01-31T12:00:00Z",
    Type.EMAIL: "an e-mail address",
    Type.URL: "a web address",
}
RANGES = {
    "greater_than_equal": "is less than {}",
    "less_than_equal": "is more than {}",
    "string_too_short": "is shorter than {} characters",
    "string_too_long": "is longer than {} characters",
}
UNFIT = ("int_parsing_size", "finite_number")


class Checker:
    """Turns a row of texts, None where there is none, into values, in the order of its columns.

    `validate` does it and raises pydantic's `ValidationError`, for whom `check` is too slow.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self.validate = _validator(self._columns, loose=False).validate_python

    def check(self, row: Sequence[object]) -> tuple[tuple[Value, ...] | None, list[Fault]]:
        """The values, or what is wrong with them."""
        cells = [None if cell == "" else cell for cell in row]
        try:
            return self.validate(cells), []
        except ValidationError:
            return self.look_closer(cells)

    @cached_property
    def _loose(self) -> SchemaValidator:
        return _validator(self._columns, loose=True)

    def look_closer(self, cells: list[Any]) -> tuple[tuple[Value, ...] | None, list[Fault]]:
        """After `validate` has failed: perhaps there are just spaces around a value."""
        try:
            row = self._loose.validate_python(cells)
        except ValidationError as error:
            return None, self._faults(error)
        self.validate = self._loose.validate_python  # there will be more of them
        return row, []

    def _faults(self, error: ValidationError) -> list[Fault]:
        first: dict[int, ErrorDetails] = {}
        for details in error.errors(include_url=False):
            first.setdefault(int(details["loc"][0]), details)
        return [self._fault(self._columns[at], details) for at, details in first.items()]

    def _fault(self, column: Column, error: ErrorDetails) -> Fault:
        value = error["input"]
        code, reason = ("required", "a value is required") if value is None else _reason(column, error)
        return Fault(column.name, shown(value), code, reason)


def _reason(column: Column, error: ErrorDetails) -> tuple[str, str]:
    name, value, context = error["type"], f"“{shown(error['input'], 40)}”", error.get("ctx", {})
    if name in RANGES:
        bound = next((context[key] for key in ("ge", "le", "min_length", "max_length") if key in context), "")
        return "range", f"{value} {RANGES[name].format(bound)}"
    if name in UNFIT:
        return "range", f"{value} is larger than numbers here can be"
    if name == "string_pattern_mismatch" and column.pattern and context["pattern"] == whole(column.pattern):
        return "pattern", f"{value} does not match the pattern {shown(column.pattern)}"
    if column.type == Type.ENUM:
        return "enum", f"{value} is none of {shown(', '.join(column.values or ()))}"
    return "type", f"{value} is not {WHAT[column.type]}"


def _validator(columns: Sequence[Column], loose: bool) -> SchemaValidator:
    cells = [(one, kind(one, loose)) for one in columns]
    return SchemaValidator(
        core.tuple_schema([cell if one.required else core.nullable_schema(cell) for one, cell in cells])
    )
