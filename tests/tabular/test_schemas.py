"""Columns that cannot be are refused, with a pointer to what is wrong."""

import pickle
from typing import Any

import pytest

from tabular.checking import Checker, check_columns
from tabular.refusing import SchemaRefused
from tabular.weighing import bulk, weight
from workflows.contracts.dataset import Column, Type


def columns(*told: dict[str, Any]) -> list[Column]:
    return [Column(**{"name": "it", "type": Type.STRING, **one}) for one in told]


def refused(*told: dict[str, Any], key: str | None = None) -> SchemaRefused:
    with pytest.raises(SchemaRefused) as error:
        check_columns(columns(*told), key)
    return error.value


@pytest.mark.parametrize(
    ("told", "pointer"),
    [
        ({"name": ""}, "name"),
        ({"name": " it"}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "x" * 129}, "name"),
        ({"type": "integer", "min": "5"}, "min"),
        ({"type": "integer", "min": 5, "max": 4}, "max"),
        ({"type": "number", "max": float("nan")}, "max"),
        ({"min": -1}, "min"),
        ({"max": 1.5}, "max"),
        ({"type": "date", "min": "2024-13-01"}, "min"),
        ({"type": "date", "min": 2024}, "min"),
        ({"type": "datetime", "min": "2024-01-01T00:00+01:00", "max": "2023-12-31T22:00Z"}, "max"),
        ({"type": "boolean", "min": 0}, "min"),
        ({"type": "enum"}, "values"),
        ({"type": "enum", "values": []}, "values"),
        ({"type": "enum", "values": ["a", "a"]}, "values"),
        ({"type": "enum", "values": [""]}, "values"),
        ({"values": ["a"]}, "values"),
        ({"type": "integer", "pattern": "1"}, "pattern"),
        ({"pattern": "x" * 501}, "pattern"),
    ],
)
def test_a_column_that_cannot_be_is_pointed_at(told: dict[str, Any], pointer: str) -> None:
    """By its place among the columns and its field."""
    error = refused({"name": "first"}, told)
    assert (error.pointer, error.code) == (f"/columns/1/{pointer}", f"{pointer}-invalid")


def test_columns_are_some_and_each_has_a_name_of_its_own() -> None:
    """One at least, four hundred at most; a key is one of them."""
    assert refused().pointer == refused(*[{"name": str(n)} for n in range(401)]).pointer == "/columns"
    assert refused({}, {}).pointer == "/columns/1/name"
    assert refused({}, key="other").pointer == "/key"
    check_columns(columns({"name": "id"}, *[{"name": str(n)} for n in range(399)]), "id")


def test_bounds_that_can_be_are_taken() -> None:
    """Of each type that has any."""
    check_columns(
        columns(
            {"name": "a", "type": "integer", "min": -5, "max": -5},
            {"name": "b", "type": "date", "min": "2024-01-01", "max": "2024-01-01"},
            {"name": "c", "type": "datetime", "min": "2024-01-01", "max": "2024-01-01T12:00:00+01:00"},
            {"name": "d", "min": 0, "max": 1_000_000, "pattern": r"\p{Lu}.*"},
            {"name": "e", "type": "enum", "values": ["a", "b"]},
        ),
        None,
    )


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "unclosed group"),
        ("a)(b", "unopened group"),
        (r"(a)\1", "backreferences are not supported"),
        ("(?=a)a", "look-around, including look-ahead and look-behind, is not supported"),
        (r"(?:\w{99}){9}", "Compiled regex exceeds size limit of 10485760 bytes."),
        ("(?x)a # )", "the flag x is not taken"),
        ("[a[b]]", "brackets within brackets are not taken; write \\[ and \\] for the characters"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused_with_the_engines_reason(pattern: str, reason: str) -> None:
    """In a few words, not in the engine's drawing."""
    assert refused({"pattern": pattern}).message == f"it: the pattern cannot be: {reason}"


@pytest.mark.parametrize(
    "pattern", ["(?:a{100}){100}", "a{1001}", "(?:(?:a?){40}b){40}", "(a{30})+{40}", "a{600,}{2}"]
)
def test_a_pattern_that_repeats_too_much_is_refused(pattern: str) -> None:
    """An engine that never goes back is slow all the same when its machine is large."""
    assert "repeats too much" in refused({"pattern": pattern}).message


@pytest.mark.parametrize(
    ("pattern", "heavy"),
    [
        ("abc", 3),
        ("a{3}", 3),
        ("a{2,5}b", 6),
        ("a{2,}", 3),
        ("(?:ab){10}", 20),
        ("(?P<x>ab){10}", 20),
        (r"(?:\p{L}{4}-){3}", 15),
        ("[(]a{3}[)]{2}", 6),
        (r"\({3}", 3),
        ("[^a-z{5}]{2}", 2),
        ("[[:alpha:]]{2}", 2),
    ],
)
def test_a_pattern_weighs_as_many_characters_as_it_repeats(pattern: str, heavy: int) -> None:
    """Groups multiply; what stands in a class or behind a stroke repeats nothing."""
    assert weight(pattern) == heavy


@pytest.mark.parametrize(
    ("pattern", "kilobytes"),
    [("abc", 3), (r"\w{1,64}", 3200), (r"[\w.-]+@\d{3}", 69), (r"(?:\p{L}\W){10}", 1000), (r"\\w\\d", 4)],
)
def test_letters_of_all_scripts_are_large(pattern: str, kilobytes: int) -> None:
    """And so are they within brackets; an escaped stroke is just that."""
    assert bulk(pattern) == kilobytes


def test_all_patterns_together_have_a_size() -> None:
    """A checker holds them all. Before any is compiled, the first that has no room is pointed at."""
    error = refused(*({"name": f"c{at}", "pattern": rf"\w{{1,64}}{at}"} for at in range(400)))
    assert (error.pointer, error.code) == ("/columns/15/pattern", "patterns-large")
    check_columns(columns(*({"name": f"c{at}", "pattern": rf"\w+{at}"} for at in range(400))), None)


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "(?:a?){300}a{300}", "(.*)*x", r"(?:[^x]{0,900})*\d"]
)
def test_no_pattern_makes_a_checker_hang(pattern: str) -> None:
    """Those that others hang on are over before the test's own limit, a thousand times."""
    checker = Checker(columns({"pattern": pattern}))
    for _ in range(20):
        checker.check(["a" * 1000])
        checker.check(["a" * 1_000_000])


def test_a_refusal_goes_from_one_process_to_another() -> None:
    """With all that it says."""
    error = refused({"name": ""})
    again = pickle.loads(pickle.dumps(error))
    assert (again.pointer, again.code, str(again)) == (error.pointer, error.code, error.message)
