"""A column as a schema of pydantic-core, which turns text into its values.

For nearly all of them nothing here calls Python: dates are checked and stay the text they are.
"""

import math
from collections.abc import Callable
from datetime import UTC, datetime

from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core import core_schema as core

from tabular import shapes
from tabular.shapes import whole
from workflows.contracts.dataset import Column, Type

INT64 = 2**63
MOST_MATCHED = 1000
"""Characters of a text that a pattern of a user's is tried on: the time it takes grows with them."""
ADDRESS = core.url_schema(allowed_schemes=["http", "https", "ftp"])


def kind(column: Column, loose: bool) -> CoreSchema:
    """None is for others to see to. `loose` takes spaces around a value that is no string."""
    return KINDS[column.type](column, loose)


def utc(given: str) -> str:
    """A moment in the one form in which moments are kept. Raises `ValueError`."""
    moment = datetime.fromisoformat(given)
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("before the year 1, or after 9999") from error
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _text(loose: bool, pattern: str | None = None) -> CoreSchema:
    return core.str_schema(pattern=pattern and whole(pattern), strip_whitespace=loose)


def _string(column: Column, loose: bool) -> CoreSchema:
    """Any text, in the bounds of its length and of its pattern."""
    most = None if column.max is None else math.floor(float(column.max))
    if column.pattern is not None:
        most = MOST_MATCHED if most is None else min(most, MOST_MATCHED)
    least = None if column.min is None else math.ceil(float(column.min))
    pattern = None if column.pattern is None else whole(column.pattern)
    return core.str_schema(min_length=least, max_length=most, pattern=pattern)


def _integer(column: Column, loose: bool) -> CoreSchema:
    least = -INT64 if column.min is None else math.ceil(float(column.min))
    most = INT64 - 1 if column.max is None else math.floor(float(column.max))
    integer = core.int_schema(ge=max(least, -INT64), le=min(most, INT64 - 1))
    return core.chain_schema([_text(loose, shapes.INTEGER), integer])


def _number(column: Column, loose: bool) -> CoreSchema:
    least = None if column.min is None else float(column.min)
    most = None if column.max is None else float(column.max)
    number = core.float_schema(allow_inf_nan=False, ge=least, le=most)
    return core.chain_schema([_text(loose, shapes.NUMBER), number])


def _boolean(column: Column, loose: bool) -> CoreSchema:
    flag = core.bool_schema()
    return core.chain_schema([_text(loose), flag]) if loose else flag


def _date(column: Column, loose: bool) -> CoreSchema:
    return _between(_text(loose, shapes.DAY), column, str)


def _datetime(column: Column, loose: bool) -> CoreSchema:
    moment = core.no_info_after_validator_function(utc, _text(loose, shapes.MOMENT))
    return _between(moment, column, utc)


def _email(column: Column, loose: bool) -> CoreSchema:
    return _bounded(_either(_text(loose, shapes.EMAIL), _text(loose, shapes.LETTERED_EMAIL)), column)


def _url(column: Column, loose: bool) -> CoreSchema:
    parsed = core.no_info_wrap_validator_function(_as_given, ADDRESS)
    other = core.chain_schema([_text(loose, r"\S+"), parsed])
    return _bounded(_either(_text(loose, shapes.PLAIN_URL), other), column)


def _enum(column: Column, loose: bool) -> CoreSchema:
    values = core.literal_schema(list(column.values or ()))
    return core.chain_schema([_text(loose), values]) if loose else values


KINDS: dict[Type, Callable[[Column, bool], CoreSchema]] = {
    Type.STRING: _string,
    Type.INTEGER: _integer,
    Type.NUMBER: _number,
    Type.BOOLEAN: _boolean,
    Type.DATE: _date,
    Type.DATETIME: _datetime,
    Type.EMAIL: _email,
    Type.URL: _url,
    Type.ENUM: _enum,
}


def _bounded(schema: CoreSchema, column: Column) -> CoreSchema:
    if column.min is None and column.max is None and column.pattern is None:
        return schema
    return core.chain_schema([schema, _string(column, loose=False)])


def _either(usual: CoreSchema, other: CoreSchema) -> CoreSchema:
    return core.union_schema([usual, other], mode="left_to_right")


def _between(schema: CoreSchema, column: Column, form: Callable[[str], str]) -> CoreSchema:
    """Days and moments sort as text."""
    if column.min is None and column.max is None:
        return schema
    least = "" if column.min is None else form(str(column.min))
    most = "~" if column.max is None else form(str(column.max))

    def check(value: str) -> str:
        if value < least:
            raise PydanticCustomError("greater_than_equal", "too early", {"ge": least})
        if value > most:
            raise PydanticCustomError("less_than_equal", "too late", {"le": most})
        return value

    return core.no_info_after_validator_function(check, schema)


def _as_given(value: str, check: core.ValidatorFunctionWrapHandler) -> str:
    check(value)
    return value
