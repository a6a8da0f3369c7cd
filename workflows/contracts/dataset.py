"""What a dataset is made of: named columns with a type, and what their values have to keep to.

Values are str, int, float and bool; dates are ISO 8601 text (`2025-01-31`), datetimes too, in UTC
(`2025-01-31T12:00:00.000000Z`), so that they sort as text. Nothing, and the empty text, is None.
"""

from enum import StrEnum
from typing import Any

from workflows.contracts.base import Contract

MOST_COLUMNS = 400
MOST_TEXT = 1_000_000
"""Characters of a value, and of a record in a file that is no spreadsheet."""
Value = str | int | float | bool | None


class Type(StrEnum):
    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    EMAIL = "email"
    URL = "url"
    ENUM = "enum"


class Column(Contract):
    """A column. `min` and `max` bound a value; of text, its length. `values` are those of an enum."""

    name: str
    type: Type
    required: bool = False
    unique: bool = False
    min: float | str | None = None
    max: float | str | None = None
    pattern: str | None = None
    values: tuple[str, ...] | None = None


class Condition(Contract):
    """`op`: eq, ne, lt, lte, gt, gte, in, contains, isnull. Values are of the column's type."""

    column: str
    op: str
    value: Any = None


class Sorting(Contract):
    column: str
    falling: bool = False
