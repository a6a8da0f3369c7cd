"""Which rows, in which order: what was asked for, in the types of the columns, or a pointer to why not."""

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictStr, WithJsonSchema

from api.errors import Problem
from storage.datasets import Dataset
from tabular.checking import Checker
from tabular.records import clean, said
from workflows.contracts.dataset import Column, Condition, Sorting, Type, Value

Op = Literal["eq", "ne", "lt", "lte", "gt", "gte", "in", "contains", "isnull"]
MOST_VALUES, MOST_KEYS, MOST_CONDITIONS = 1_000, 10_000, 50
MOST_TOGETHER = 20_000
"""Values of one question: databases take 32,766 at least."""
IN_QUERY = re.compile(rf"(.+?):({'|'.join(get_args(Op))})(?::(.*))?", re.DOTALL)
WORDY = (Type.STRING, Type.EMAIL, Type.URL, Type.ENUM)
FLAGS = {"": True, "true": True, "false": False}
CHECKERS = {kind: Checker([Column(name="value", type=kind, required=True)]) for kind in {*Type} - {Type.ENUM}}
Text = Annotated[StrictStr, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]


def _plain(given: Any) -> Any:
    if isinstance(given, (dict, list)):
        raise ValueError("A value is a text, a number, true, false or null.")
    return given


def _plain_or_listed(given: Any) -> Any:
    return [_plain(one) for one in given] if isinstance(given, list) else _plain(given)


PLAIN: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
LISTED = {"anyOf": [PLAIN, {"type": "array", "items": PLAIN}]}
Plain = Annotated[Any, AfterValidator(_plain), WithJsonSchema(PLAIN)]
PlainOrListed = Annotated[Any, AfterValidator(_plain_or_listed), WithJsonSchema(LISTED)]


class Where(BaseModel):
    """`value` is of the column's type, a list of such for `in`, true or false for `isnull`."""

    model_config = ConfigDict(extra="forbid")

    column: StrictStr
    op: Op
    value: PlainOrListed = None


class Filters(BaseModel):
    """`search`: rows with the text in one of their texts. `ids`: values of the dataset's key."""

    model_config = ConfigDict(extra="forbid")

    search: Text | None = None
    ids: Annotated[list[Plain], Field(max_length=MOST_KEYS)] | None = None
    where: Annotated[list[Where], Field(max_length=MOST_CONDITIONS)] = []


class Narrowed(NamedTuple):
    search: str | None
    keys: tuple[Value, ...] | None
    where: tuple[Condition, ...]


def narrowed(dataset: Dataset, filters: Filters | None, at: str) -> Narrowed:
    """`at` points to the filters, or is the parameter that has the conditions. Raises `Problem`."""
    filters = filters or Filters()
    keys = _keys(dataset, filters.ids, _in(at, "ids"))
    where = [_condition(dataset, one, _in(at, "where", place)) for place, one in enumerate(filters.where)]
    values = len(keys or ()) + sum(len(one.value) for one in where if one.op == "in")
    if values > MOST_TOGETHER:
        detail = f"All conditions together may name {MOST_TOGETHER:,} values, and these name {values:,}."
        raise Problem(422, "too-many-values", detail, pointer=_in(at, "where"))
    return Narrowed(filters.search, keys, tuple(where))


def sorted_by(dataset: Dataset, order: Sequence[str], at: str) -> tuple[Sorting, ...]:
    """Names of columns; `-` before one whose values fall."""
    names = {column.name for column in dataset.columns}
    found = []
    for place, name in enumerate(order):
        falling = name not in names and name.startswith("-")
        column = column_of(dataset, name[1:] if falling else name, f"{at}/{place}")
        found.append(Sorting(column=column.name, falling=falling))
    return tuple(found)


def column_of(dataset: Dataset, name: str, at: str) -> Column:
    for column in dataset.columns:
        if column.name == name:
            return column
    known = ", ".join(column.name for column in dataset.columns[:20])
    raise Problem(422, "column-unknown", f"There is no column {name[:100]!r}; there is {known}.", pointer=at)


def in_query(text: str, at: str) -> Where:
    """`column:op:value`, as an address says it; a list has commas. Names and values may have colons."""
    found = IN_QUERY.fullmatch(text)
    column, op, value = found.groups("") if found else (text, "", "")
    try:
        told: Any = (
            value.split(",") if op == "in" else FLAGS.get(value.lower(), value) if op == "isnull" else value
        )
        return Where.model_validate({"column": column, "op": op, "value": told})
    except ValueError:
        detail = (
            "A condition reads column:op:value; op is one of eq, ne, lt, lte, gt, gte, in, contains, isnull."
        )
        raise Problem(422, "condition-invalid", detail, pointer=at) from None


def _keys(dataset: Dataset, ids: Sequence[Any] | None, at: str) -> tuple[Value, ...] | None:
    if ids is None:
        return None
    if dataset.key is None:
        raise Problem(422, "no-key", "The dataset has no key that ids could be of.", pointer=at)
    column = column_of(dataset, dataset.key, at)
    return tuple(_value(column, one, _in(at, place)) for place, one in enumerate(ids))


def _condition(dataset: Dataset, where: Where, at: str) -> Condition:
    column = column_of(dataset, where.column, _in(at, "column"))
    return Condition(column=column.name, op=where.op, value=_operand(column, where, _in(at, "value")))


def _operand(column: Column, where: Where, at: str) -> Any:
    match where.op:
        case "isnull":
            if not isinstance(where.value, bool | None):
                raise Problem(422, "value-invalid", "Say true or false.", pointer=at)
            return where.value is not False
        case "in":
            values = where.value
            if not isinstance(values, list) or not 1 <= len(values) <= MOST_VALUES:
                raise Problem(422, "value-invalid", f"Say a list of 1 to {MOST_VALUES:,} values.", pointer=at)
            return [_value(column, one, _in(at, place)) for place, one in enumerate(values)]
        case "contains":
            if column.type not in WORDY:
                detail = f"Only a text contains another; {column.name} is of type {column.type}."
                raise Problem(422, "value-invalid", detail, pointer=at)
    return _value(column, where.value, at)


def _value(column: Column, given: Any, at: str) -> Value:
    """In the column's type; whatever else the column asks of its values does not matter to a question."""
    value = said(given)
    if isinstance(value, str) and value != clean(value):
        detail = f"{column.name}: there is a NUL in it, or half a character, which no text has."
        raise Problem(422, "value-invalid", detail, pointer=at)
    row, faults = CHECKERS[Type.STRING if column.type in WORDY else column.type].check([value])
    if row is not None and row[0] is not None:
        return row[0]
    reason = faults[0].reason if faults else "there is no value"
    raise Problem(422, "value-invalid", f"{column.name}: {reason}.", pointer=at)


def _in(at: str, *path: str | int) -> str:
    """A parameter of an address is pointed at as a whole."""
    return at if at.startswith("?") else "/".join((at, *map(str, path)))
