"""What a text has to look like to be a value of a type, as schemas of pydantic-core.

Patterns are matched by its Rust engine, in linear time. Nothing here calls Python for a value, except for
datetimes, which change, and urls.
"""

from datetime import UTC, datetime
from typing import Any

from pydantic_core import CoreSchema
from pydantic_core import core_schema as core

from workflows.contracts.dataset import Column, Type

INT64 = 2**63
YEAR = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DAY = (
    f"(?:{YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{LEAP}-02-29)"
)
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?"
ZONE = "(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])"
WORD = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+"
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"


def text(pattern: str, **more: Any) -> CoreSchema:
    return core.str_schema(pattern=f"^(?:{pattern})$", strip_whitespace=True, **more)


def kind(column: Column) -> CoreSchema:
    """A schema that turns text into a value of the column, None not among them."""
    match column.type:
        case Type.INTEGER:
            whole = core.int_schema(ge=-INT64, le=INT64 - 1)
            return core.chain_schema([text("[+-]?[0-9]+"), whole])
        case Type.NUMBER:
            number = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
            return core.chain_schema([text(number), core.float_schema(allow_inf_nan=False)])
        case Type.BOOLEAN:
            return core.chain_schema([core.str_schema(strip_whitespace=True), core.bool_schema()])
        case Type.DATE:
            return text(DAY)
        case Type.DATETIME:
            moment = text(f"{DAY}(?:[T ]{CLOCK}{ZONE}?)?")
            return core.no_info_after_validator_function(_utc, moment)
        case Type.EMAIL:
            return text(rf"{WORD}@{LABEL}(?:\.{LABEL})+")
        case Type.URL:
            return core.no_info_wrap_validator_function(
                _as_given, core.url_schema(allowed_schemes=["http", "https", "ftp"])
            )
        case Type.ENUM:
            return core.literal_schema(list(column.values or ()))
        case _:
            return core.str_schema()


def _utc(given: str) -> str:
    moment = datetime.fromisoformat(given)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _as_given(value: str, check: core.ValidatorFunctionWrapHandler) -> str:
    check(value)
    return value
