"""What is sent to make a dataset."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StrictBool, StrictStr, WithJsonSchema

from api.auth import NAMED
from tabular.kinds import MOST_MATCHED
from tabular.schemas import MOST_OF_A_NAME, MOST_OF_A_PATTERN, MOST_VALUES
from workflows.contracts.dataset import MOST_COLUMNS, Type

LONGEST_BOUND = 40
EXAMPLE: dict[str, Any] = {
    "name": "customers",
    "key": "id",
    "columns": [
        {"name": "id", "type": "integer"},
        {"name": "email", "type": "email", "required": True},
        {"name": "age", "type": "integer", "min": 0, "max": 130},
    ],
}


def _bound(given: Any) -> float | str | None:
    """By itself: of `float | str` the framework would point at `/min/float` and at `/min/str`."""
    if isinstance(given, str) and len(given) <= LONGEST_BOUND and given.isprintable():
        return given
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        try:
            return float(given)
        except OverflowError:
            raise ValueError("This number is too large.") from None
    if given is None:
        return None
    raise ValueError("A bound is a number, or a date as text.")


BOUNDS = [{"type": "number"}, {"type": "string", "maxLength": LONGEST_BOUND}, {"type": "null"}]
Bound = Annotated[float | str | None, PlainValidator(_bound), WithJsonSchema({"anyOf": BOUNDS})]
Named = Annotated[StrictStr, Field(min_length=1, max_length=MOST_OF_A_NAME)]
Word = Annotated[StrictStr, Field(min_length=1, max_length=MOST_MATCHED)]


class NewColumn(BaseModel):
    """`min` and `max` bound a value, of text its length; `pattern` has to match all of it."""

    model_config = ConfigDict(extra="forbid")

    name: Named
    type: Type
    required: StrictBool = False
    unique: StrictBool = False
    min: Bound = None
    max: Bound = None
    pattern: Annotated[StrictStr, Field(max_length=MOST_OF_A_PATTERN)] | None = None
    values: Annotated[list[Word], Field(max_length=MOST_VALUES)] | None = None


class NewDataset(BaseModel):
    """`key` names the column whose values tell rows apart; it is required and unique then."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    name: Named
    key: Named | None = None
    columns: Annotated[list[NewColumn], Field(min_length=1, max_length=MOST_COLUMNS)]
    ownerId: Annotated[str | None, Field(**NAMED)] = None  # noqa: N815 (the wire's name)
