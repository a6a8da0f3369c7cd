"""A condition in an address: `column:op:value`."""

import pytest

from api.errors import Problem
from api.filtering import in_query


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


@pytest.mark.parametrize("text", ["", ":", "age", "age:18", "age:is:18", ":eq:1", "age:gtex:1"])
def test_what_is_no_condition_is_refused(text: str) -> None:
    """422, with the words that there are."""
    with pytest.raises(Problem) as refused:
        in_query(text, "?where")
    assert (refused.value.status, refused.value.code) == (422, "condition-invalid")
