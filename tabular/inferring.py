"""What the columns of a file seem to be, from its first rows: a proposal, to be confirmed."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pydantic_core import SchemaValidator, ValidationError

from tabular.kinds import kind
from tabular.looking import Look
from tabular.records import said
from tabular.schemas import MOST_OF_A_NAME
from workflows.contracts.dataset import MOST_COLUMNS, Column, Type, Value

KEYS = re.compile(r"(?:^|.*[\W_])(?:id|key|uuid|guid|code)$", re.IGNORECASE)
CAMEL_KEYS = re.compile(r".*[a-z](?:Id|ID|Key|Code|Uuid|UUID)$")
KEY_TYPES = (Type.INTEGER, Type.STRING)
NUMBERS = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?)?")
"""What is surely a number, and no code like `007` or one of twenty digits."""
YES, NO = {"true", "yes", "y", "t", "on"}, {"false", "no", "n", "f", "off"}
MANY_ROWS = 50
FEW_VALUES = 10
OFTEN = 10
"""How often each value of an enum stands there, on the average."""
MOST_OF_A_WORD = 100
SPEAKING = (Type.DATE, Type.DATETIME, Type.EMAIL, Type.URL)


class Inferred(NamedTuple):
    """`places` are those of the columns in the file: a name of one may have been changed a little."""

    columns: tuple[Column, ...]
    key: str | None
    places: tuple[int, ...]


def infer(look: Look) -> Inferred:
    """Columns of all that have a name of their own; the key is required and unique."""
    columns: list[Column] = []
    keys: list[str] = []
    places = _places(look.header)
    for name, at in places.items():
        column, values = _column(name, [row[at] for row in look.rows], look.facts.format == "csv")
        columns.append(column)
        if column.required and column.type in KEY_TYPES and len(set(values)) == len(values) and _is_key(name):
            keys.append(name)
    key = min(keys, key=lambda name: (name.casefold() != "id", keys.index(name)), default=None)
    proposed = (one.model_copy(update={"unique": True}) if one.name == key else one for one in columns)
    return Inferred(tuple(proposed), key, tuple(places.values()))


def _places(header: Sequence[str]) -> dict[str, int]:
    """Of the columns that a dataset can have, by the names that they can have there."""
    times, places = Counter(header), dict[str, int]()
    for at, source in enumerate(header):
        name = _name(source)
        if name and times[source] == 1 and len(places) < MOST_COLUMNS:
            places.setdefault(name, at)
    return places


def _column(name: str, cells: Sequence[Value], text: bool) -> tuple[Column, list[str]]:
    """`text`: the file knows no types, so that a text may be a number."""
    given = [cell for cell in cells if cell not in (None, "")]
    values = [str(said(cell)) for cell in given]
    type_ = _type(given, values, text)
    words = tuple(sorted(set(values))) if type_ == Type.ENUM else None
    return Column(name=name, type=type_, required=0 < len(cells) == len(given), values=words), values


def _type(given: Sequence[Value], values: Sequence[str], text: bool) -> Type:
    if not given:
        return Type.STRING
    if not all(isinstance(cell, str) for cell in given):
        return _type_told(given)
    if text and all(map(NUMBERS.fullmatch, values)):
        return Type.INTEGER if _are(Type.INTEGER, values) else Type.NUMBER
    if text and _are_flags({value.casefold() for value in values}):
        return Type.BOOLEAN
    for type_ in SPEAKING:
        if _are(type_, values if text or type_ != Type.DATE else [_day(value) for value in values]):
            return type_
    return Type.ENUM if _are_few(values) else Type.STRING


def _type_told(given: Sequence[Value]) -> Type:
    """The file's own; where they differ, text has room for them all."""
    types = {type(cell) for cell in given}
    if types == {bool}:
        return Type.BOOLEAN
    if types == {int} and _are(Type.INTEGER, map(str, given)):
        return Type.INTEGER
    return Type.NUMBER if types <= {int, float} else Type.STRING


def _day(value: str) -> str:
    return value.removesuffix("T00:00:00")  # a day, in many a spreadsheet


def _are(type_: Type, values: Iterable[str]) -> bool:
    validator = SchemaValidator(kind(Column(name="proposal", type=type_), loose=False))
    try:
        for value in values:
            validator.validate_python(value)
    except ValidationError:
        return False
    return True


def _are_flags(found: set[str]) -> bool:
    """Both of them, unless they are as clear as `true`: an `N` may be anything."""
    return found <= {"true", "false"} or (found <= YES | NO and bool(found & YES and found & NO))


def _are_few(values: Sequence[str]) -> bool:
    few = set(values)
    words = all(len(value) <= MOST_OF_A_WORD and value.isprintable() for value in few)
    return words and len(values) >= MANY_ROWS and len(few) <= FEW_VALUES and len(few) * OFTEN <= len(values)


def _name(source: str) -> str:
    return "".join(filter(str.isprintable, source))[:MOST_OF_A_NAME].strip()


def _is_key(name: str) -> bool:
    return bool(KEYS.match(name) or CAMEL_KEYS.match(name))
