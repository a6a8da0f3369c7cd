"""Columns that cannot be, and why: told before a single value is checked by them."""

import math
from collections.abc import Callable, Sequence
from contextlib import suppress

from pydantic_core import SchemaError, SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from tabular.kinds import MOST_MATCHED, kind, utc
from tabular.records import shown
from tabular.refusing import SchemaRefused, pointer
from tabular.shapes import whole
from tabular.weighing import bulk, weight
from workflows.contracts.dataset import MOST_COLUMNS, MOST_TEXT, Column, Type

MOST_OF_A_NAME = 128
MOST_OF_A_PATTERN = 500
MOST_WEIGHT = 1000
MOST_BULK = 50_000
"""Kilobytes, more or less; fifteen columns of `\\w{1,64}`."""
MOST_VALUES = 1000
WORDS = (Type.STRING, Type.EMAIL, Type.URL)
DAYS = (Type.DATE, Type.DATETIME)


def check_columns(columns: Sequence[Column], key: str | None) -> None:
    """Raises `SchemaRefused`, which points at `/columns/2/pattern` and the like."""
    if not 1 <= len(columns) <= MOST_COLUMNS:
        raise SchemaRefused("/columns", "columns-number", f"A dataset has 1 to {MOST_COLUMNS} columns")
    names = [column.name for column in columns]
    _check_bulk(columns)
    for at, column in enumerate(columns):
        for field, check in CHECKS.items():
            if objection := check(column):
                code = f"{field}-invalid"
                raise SchemaRefused(
                    pointer("columns", at, field), code, f"{column.name[:MOST_OF_A_NAME]}: {objection}"
                )
        if column.name in names[:at]:
            raise SchemaRefused(
                pointer("columns", at, "name"), "name-twice", f"{column.name} stands there twice"
            )
    if key is not None and key not in names:
        raise SchemaRefused("/key", "key-unknown", f"The key “{shown(key)}” is no column")


def _check_bulk(columns: Sequence[Column]) -> None:
    """Of all patterns together: they are compiled whenever rows are checked."""
    room = MOST_BULK
    for at, column in enumerate(columns):
        with suppress(ValueError):  # which is told of the pattern itself
            room -= bulk(column.pattern or "")
        if room < 0:
            reason = "with this pattern, those of all columns are too large; \\w and \\p are what is largest"
            raise SchemaRefused(
                pointer("columns", at, "pattern"), "patterns-large", f"{shown(column.name)}: {reason}"
            )


def _name(column: Column) -> str | None:
    name = column.name
    if 0 < len(name) <= MOST_OF_A_NAME and name.isprintable() and name == name.strip():
        return None
    return f"a name has 1 to {MOST_OF_A_NAME} characters that can be printed, and no space around them"


def _bound(column: Column, bound: float | str | None) -> str | None:
    if bound is None:
        return None
    if column.type in DAYS:
        return _day(column, bound)
    if column.type in (Type.BOOLEAN, Type.ENUM):
        return f"the type {column.type} has no bounds"
    if isinstance(bound, str) or not math.isfinite(bound):
        return "the bound is no number"
    if column.type in WORDS and not (0 <= bound <= MOST_TEXT and float(bound).is_integer()):
        return f"the bound is a length, a whole number from 0 to {MOST_TEXT}"
    return None


def _day(column: Column, bound: float | str) -> str | None:
    plain = SchemaValidator(kind(Column(name="bound", type=column.type), loose=False))
    try:
        plain.validate_python(bound)
    except ValidationError:
        return f"the bound is no {column.type} in the form of ISO 8601"
    return None


def _least(column: Column) -> str | None:
    return _bound(column, column.min)


def _most(column: Column) -> str | None:
    if objection := _bound(column, column.max):
        return objection
    if column.min is None or column.max is None:
        return None
    if column.type in DAYS:
        falls = utc(str(column.max)) < utc(str(column.min))
    else:
        falls = float(column.max) < float(column.min)
    return "it is less than the other bound" if falls else None


def _pattern(column: Column) -> str | None:
    pattern = column.pattern
    if pattern is None:
        return None
    if column.type not in WORDS:
        return f"the type {column.type} has no pattern"
    if len(pattern) > MOST_OF_A_PATTERN:
        return f"a pattern has {MOST_OF_A_PATTERN} characters at most"
    try:
        if weight(pattern) > MOST_WEIGHT:
            return f"the pattern repeats too much; together {MOST_WEIGHT} times is the most"
        for one in (pattern, whole(pattern)):  # alone first, or `a)(b` would be one
            SchemaValidator(core.str_schema(pattern=one))
    except (ValueError, SchemaError) as error:
        return f"the pattern cannot be: {_last_words(error)}"
    return None


def _last_words(error: Exception) -> str | None:
    """The engine draws where it stumbled, over several lines; the last says why."""
    return shown(
        str(error).strip().splitlines()[-1].strip().removeprefix("error: ").removeprefix("SchemaError: ")
    )


def _values(column: Column) -> str | None:
    if column.type != Type.ENUM:
        return None if column.values is None else f"the type {column.type} has no list of values"
    values = column.values or ()
    if not 1 <= len(values) <= MOST_VALUES or len(set(values)) < len(values):
        return f"an enum lists 1 to {MOST_VALUES} values, each once"
    if all(0 < len(value) <= MOST_MATCHED and value.isprintable() for value in values):
        return None
    return f"a value has 1 to {MOST_MATCHED} characters that can be printed"


CHECKS: dict[str, Callable[[Column], str | None]] = {
    "name": _name,
    "min": _least,
    "max": _most,
    "pattern": _pattern,
    "values": _values,
}
