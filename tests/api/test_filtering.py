"""Which rows are asked for: `column:op:value` in an address, filters in a body."""

from datetime import UTC, datetime
from typing import Any

import pytest

from api.errors import Problem
from api.filtering import Filters, in_query, narrowed
from storage.datasets import Dataset
from workflows.contracts.dataset import Column, Type

NOW = datetime.now(UTC)
COLUMNS = (
    Column(name="id", type=Type.INTEGER, required=True, unique=True),
    Column(name="n", type=Type.STRING),
)
PEOPLE = Dataset("ds_1", "ann", "people", "id", COLUMNS, "rows_1", 0, NOW, NOW)


@pytest.mark.parametrize(
    ("text", "column", "op", "value"),
    [
        ("age:gte:18", "age", "gte", "18"),
        ("seen:lt:2025-01-31T12:00:00Z", "seen", "lt", "2025-01-31T12:00:00Z"),
        ("xml:lang:eq:de", "xml:lang", "eq", "de"),
        ("a:eq:b:ne:c", "a", "eq", "b:ne:c"),
        ("city:in:Berlin,Bonn", "city", "in", ["Berlin", "Bonn"]),
        ("note:isnull", "note", "isnull", True),
        ("note:isnull:false", "note", "isnull", False),
        ("note:contains:two\nlines", "note", "contains", "two\nlines"),
    ],
)
def test_names_and_values_may_have_colons(text: str, column: str, op: str, value: object) -> None:
    """The first comparison that stands between two colons parts them."""
    where = in_query(text, "?where")
    assert (where.column, where.op, where.value) == (column, op, value)


def refused(filters: dict[str, Any], at: str) -> Problem:
    with pytest.raises(Problem) as problem:
        narrowed(PEOPLE, Filters.model_validate(filters), at)
    return problem.value


@pytest.mark.parametrize("text", ["", ":", "age", "age:18", "age:is:18", ":eq:1", "age:gtex:1"])
def test_what_is_no_condition_is_refused(text: str) -> None:
    """422, with the words that there are."""
    with pytest.raises(Problem) as refused:
        in_query(text, "?where")
    assert (refused.value.status, refused.value.code) == (422, "condition-invalid")


def test_null_or_not_is_yes_or_no() -> None:
    """Anything else is refused, as it is in a body."""
    asked = {"where": [in_query("n:isnull:perhaps", "?where")]}
    assert refused(asked, "?where").errors[0]["pointer"] == "?where"


@pytest.mark.parametrize(
    ("filters", "path"),
    [
        ({"ids": [1, "x"]}, "/ids/1"),
        ({"where": [{"column": "n", "op": "isnull"}, {"column": "m", "op": "eq"}]}, "/where/1/column"),
        ({"where": [{"column": "id", "op": "in", "value": [1, 2, "x"]}]}, "/where/0/value/2"),
    ],
)
def test_what_is_wrong_is_pointed_at(filters: dict[str, Any], path: str) -> None:
    """In a body the very value; an address has only the whole parameter."""
    assert refused(filters, "/filters").errors[0]["pointer"] == f"/filters{path}"
    assert refused(filters, "?where").errors[0]["pointer"] == "?where"


@pytest.mark.parametrize("value", ["\0", "a\0", "\ud800", "a\udfff"])
def test_what_no_text_has_is_in_none(value: str) -> None:
    """Neither a database nor Temporal takes it."""
    for op, told in (("eq", value), ("contains", value), ("in", ["a", value])):
        problem = refused({"where": [{"column": "n", "op": op, "value": told}]}, "")
        assert (problem.status, problem.code) == (422, "value-invalid")
        assert problem.detail.isprintable()


def test_a_question_has_an_end() -> None:
    """A database takes so many values and no more, and they are all checked before."""
    many = [{"column": "id", "op": "in", "value": list(range(1_000))}] * 10
    asked = Filters.model_validate({"ids": list(range(10_000)), "where": many})
    assert len(narrowed(PEOPLE, asked, "").keys or ()) == 10_000
    problem = refused({"ids": list(range(10_000)), "where": [*many, many[0]]}, "/filters")
    assert (problem.status, problem.code, problem.errors[0]["pointer"]) == (
        422,
        "too-many-values",
        "/filters/where",
    )
