"""A text is a value of its column's type or it is a fault with a reason; nothing is guessed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import SchemaValidator
from pydantic_core import core_schema as core

from tabular import shapes
from tabular.checking import Checker
from tabular.records import Strange
from workflows.contracts.dataset import Column, Type

BAD: Any = object()
VALUES: dict[str, dict[str, Any]] = {
    "string": {"x": "x", " x ": " x ", "5": "5", "": None},
    "integer": {
        "5": 5,
        "+5": 5,
        "-007": -7,
        " 5 ": 5,
        "9223372036854775807": 2**63 - 1,
        "-9223372036854775808": -(2**63),
        "1_000": BAD,
        "1.0": BAD,
        "1e3": BAD,
        "٣": BAD,
        "five": BAD,
        "--5": BAD,
    },
    "number": {
        "1.5": 1.5,
        "-.5": -0.5,
        "1.": 1.0,
        "1e3": 1000.0,
        " 0.1 ": 0.1,
        "7": 7.0,
        "1_0.5": BAD,
        "inf": BAD,
        "NaN": BAD,
        "1,5": BAD,
        "0x10": BAD,
        "1e": BAD,
    },
    "boolean": {
        **dict.fromkeys(("true", "TRUE", "Yes", "y", "1", "t", "on", " true "), True),
        **dict.fromkeys(("false", "No", "N", "0", "F", "off"), False),
        "2": BAD,
        "maybe": BAD,
        "1.0": BAD,
    },
    "date": {
        "2024-02-29": "2024-02-29",
        "2000-02-29": "2000-02-29",
        " 2025-12-31 ": "2025-12-31",
        "0001-01-01": "0001-01-01",
        "2023-02-29": BAD,
        "1900-02-29": BAD,
        "0000-01-01": BAD,
        "2024-04-31": BAD,
        "2024-1-5": BAD,
        "20240105": BAD,
        "1704067200": BAD,
        "05/01/2024": BAD,
        "2024-01-05T00:00:00": BAD,
    },
    "datetime": {
        "2024-01-31T12:00:00Z": "2024-01-31T12:00:00.000000Z",
        "2024-01-31 12:00": "2024-01-31T12:00:00.000000Z",
        "2024-01-31T12:00:00.5+02:00": "2024-01-31T10:00:00.500000Z",
        "2024-01-31T23:30:00-0100": "2024-02-01T00:30:00.000000Z",
        "2024-01-31": "2024-01-31T00:00:00.000000Z",
        "2024-01-31T12:00:00.123456789Z": "2024-01-31T12:00:00.123456Z",
        "2024-01-31T24:00:00": BAD,
        "2024-01-31T12:00:61": BAD,
        "2024-W05-1": BAD,
        "0001-01-01T00:00:00+01:00": BAD,
        "1704067200": BAD,
        "2024-01-31X12:00": BAD,
    },
    "email": {
        "ann@example.com": "ann@example.com",
        "o'neill+x@sub.example.co.uk": "o'neill+x@sub.example.co.uk",
        "größe@bücher.example": "größe@bücher.example",
        " ann@example.com ": "ann@example.com",
        "ann@example": BAD,
        "ann@@example.com": BAD,
        "ann@-example.com": BAD,
        "@example.com": BAD,
        "ann example.com": BAD,
        "Ann <ann@example.com>": BAD,
    },
    "url": {
        "https://example.com": "https://example.com",
        "HTTP://example.com/A?b=c#d": BAD,
        "http://example.com/A?b=c#d": "http://example.com/A?b=c#d",
        "ftp://files.example.com/x": "ftp://files.example.com/x",
        "https://bücher.example/größe": "https://bücher.example/größe",
        "http://[::1]:8080/": "http://[::1]:8080/",
        "http://127.0.0.1": "http://127.0.0.1",
        "javascript:alert(1)": BAD,
        "example.com": BAD,
        "http://": BAD,
        "http://a b.com": BAD,
        "http://1.2.3.999": BAD,
        "http://example.com:99999": BAD,
    },
    "enum": {"red": "red", " red ": "red", "Red": BAD, "violet": BAD},
}
VALUES["url"]["HTTP://example.com/A?b=c#d"] = "HTTP://example.com/A?b=c#d"  # as given, whatever its case
CASES = [(type_, text, value) for type_, texts in VALUES.items() for text, value in texts.items()]


def column(type_: str, **more: Any) -> Column:
    values = ("red", "green") if type_ == "enum" else None
    return Column(name="it", type=Type(type_), values=values, **more)


@pytest.mark.parametrize(("type_", "text", "value"), CASES)
def test_a_text_is_a_value_or_it_is_not(type_: str, text: str, value: Any) -> None:
    """The same for a file of any kind, and whether its first value was padded or not."""
    row, faults = Checker([column(type_)]).check([text])
    if value is not BAD:
        assert (row, faults) == ((value,), [])
        assert row is not None
        assert type(row[0]) is type(value)
        return
    assert row is None
    assert [(fault.column, fault.value, fault.code) for fault in faults] == [
        ("it", text, "enum" if type_ == "enum" else "type")
    ]
    assert faults[0].reason.startswith(f"“{text}” is ")


def test_spaces_are_taken_for_the_rows_that_follow_too() -> None:
    """A checker that has seen some looks for them; strings keep theirs."""
    checker = Checker([column("integer"), Column(name="text", type=Type.STRING)])
    assert [checker.check([text, " x "])[0] for text in ("1", " 2", "3", "4 ")] == [
        (number, " x ") for number in (1, 2, 3, 4)
    ]


def test_nothing_is_none_and_a_required_value_is_missed() -> None:
    """The empty text is nothing, from any file."""
    assert Checker([column("integer")]).check([""]) == ((None,), [])
    assert Checker([column("string")]).check([None]) == ((None,), [])
    for type_ in VALUES:
        (fault,) = Checker([column(type_, required=True)]).check([""])[1]
        assert (fault.code, fault.value, fault.reason) == ("required", None, "a value is required")


@pytest.mark.parametrize(
    ("type_", "bounds", "good", "bad"),
    [
        ("integer", {"min": 0, "max": 10}, ["0", "10"], ["-1", "11", "99999999999999999999"]),
        ("integer", {"min": 0.5}, ["1"], ["0"]),
        ("integer", {}, [], ["9223372036854775808", "1" * 5000]),
        ("number", {"min": -1, "max": 1.5}, ["1.5"], ["1.51", "-2"]),
        ("number", {}, [], ["1e999"]),
        ("string", {"min": 2, "max": 3}, ["ab", "äöü"], ["a", "abcd"]),
        ("email", {"max": 10}, ["a@b.de"], ["ann@example.com"]),
        ("date", {"min": "2024-01-01", "max": "2024-12-31"}, ["2024-12-31"], ["2023-12-31", "2025-01-01"]),
        ("datetime", {"min": "2024-01-01"}, ["2024-01-01T00:00Z"], ["2024-01-01T00:00+01:00"]),
    ],
)
def test_a_value_keeps_to_its_bounds(
    type_: str, bounds: dict[str, Any], good: list[str], bad: list[str]
) -> None:
    """Those of text are its length; whole numbers have 64 bits at any rate."""
    checker = Checker([column(type_, **bounds)])
    assert all(checker.check([text])[1] == [] for text in good)
    assert [checker.check([text])[1][0].code for text in bad] == ["range"] * len(bad)


def test_a_reason_says_which_bound_it_was() -> None:
    """And what the value was."""
    checker = Checker([column("integer", min=3), Column(name="text", type=Type.STRING, max=2)])
    assert [fault.reason for fault in checker.check(["2", "abc"])[1]] == [
        "“2” is less than 3",
        "“abc” is longer than 2 characters",
    ]


def test_a_pattern_is_of_the_whole_value() -> None:
    """As in HTML; and with a pattern a text is not longer than a thousand characters."""
    checker = Checker([column("string", pattern="[A-Z]{2}|x")])
    assert checker.check(["AB"])[1] == checker.check(["x"])[1] == []
    assert [checker.check([text])[1][0].code for text in ("ABC", "xx", "AB\n")] == ["pattern"] * 3
    assert Checker([column("string", pattern="a*")]).check(["a" * 1001])[1][0].code == "range"
    assert Checker([column("email", pattern=".*@example.com")]).check(["a@b.de"])[1][0].code == "pattern"


def test_each_column_at_fault_is_told_once() -> None:
    """With its value, shortened."""
    checker = Checker([Column(name=name, type=Type.EMAIL) for name in "ab"])
    faults = checker.check(["x" * 500, "also wrong"])[1]
    assert [fault.column for fault in faults] == ["a", "b"]
    assert faults[0].value == "x" * 99 + "…"
    assert len(faults[0].reason) < 100


def test_what_is_no_text_is_no_value() -> None:
    """An object within an object, an error of a spreadsheet."""
    for type_ in set(VALUES) - {"enum"}:
        (fault,) = Checker([column(type_)]).check([Strange({"a": 1})])[1]
        assert (fault.code, fault.value) == ("type", '{"a": 1}')


@settings(max_examples=40, deadline=None)
@given(st.from_regex(shapes.PLAIN_URL, fullmatch=True))
def test_an_address_that_is_plain_is_one_for_the_parser_too(address: str) -> None:
    """The short way takes nothing that the long one would refuse."""
    assert SchemaValidator(core.url_schema()).validate_python(address)


@settings(max_examples=300, deadline=None)
@given(st.dates())
def test_every_day_is_a_date(day: Any) -> None:
    """From the year 1 to the year 9999."""
    assert Checker([column("date")]).check([day.isoformat()]) == ((day.isoformat(),), [])
