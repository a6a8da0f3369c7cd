"""Columns are proposed from a file's first rows; what is not sure is text."""

import json
from pathlib import Path

import pytest

from tabular.checking import check_columns
from tabular.inferring import Inferred, infer
from tabular.looking import Asked, look
from tests.support.tables import put
from tests.support.workbooks import DAY, MOMENT, cell, workbook


def inferred(folder: Path, text: str) -> Inferred:
    found = infer(look(put(folder, text), Asked()))
    check_columns(found.columns, found.key)
    return found


def type_of(folder: Path, *values: str) -> str:
    """Of a column with these values, and one beside it."""
    rows = "\n".join(f'"{value}";x' for value in values)
    return inferred(folder, f"it;other\n{rows}\n").columns[0].type.value


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (["1", "-20", "0"], "integer"),
        (["1", ""], "integer"),
        (["1", "2.5"], "number"),
        (["1.5e3"], "number"),
        (["007", "12"], "string"),  # a code
        (["+49", "12"], "string"),
        (["12E4"], "string"),
        (["12345678901234567890"], "string"),
        (["1.234,5"], "string"),
        (["true", "FALSE"], "boolean"),
        (["true"], "boolean"),
        (["yes", "no"], "boolean"),
        (["Y", "N"], "boolean"),
        (["N"], "string"),
        (["0", "1"], "integer"),
        (["2024-01-31", "2024-02-29"], "date"),
        (["2024-01-31", "2024-02-30"], "string"),
        (["2024-01-31T12:00:00Z", "2024-01-31 12:00"], "datetime"),
        (["2024-01-31", "2024-01-31 12:00"], "datetime"),
        (["31.01.2024"], "string"),
        (["ann@example.com"], "email"),
        (["https://example.com/x", "http://example.org"], "url"),
        (["red", "green"] * 30, "enum"),
        (["red", "green"] * 10, "string"),
        ([str(n % 20) + "x" for n in range(100)], "string"),
        (["", ""], "string"),
        (["1", "x"], "string"),
    ],
)
def test_a_type_is_proposed_when_all_values_are_of_it(tmp_path: Path, values: list[str], type_: str) -> None:
    """One that differs, and it is text."""
    assert type_of(tmp_path, *values) == type_


def test_a_file_that_knows_types_is_believed(tmp_path: Path) -> None:
    """A text of digits is a text; a number is a number."""
    rows = [
        {"a": "1", "b": 1, "c": 1.0, "d": True, "e": "2024-01-31", "f": 1, "g": 2**70, "h": [1]},
        {"b": 2, "f": "x"},
    ]
    found = inferred(tmp_path, json.dumps(rows))
    types = [column.type.value for column in found.columns]
    assert types == ["string", "integer", "number", "boolean", "date", "string", "number", "string"]


def test_days_of_a_workbook_are_dates(tmp_path: Path) -> None:
    """Although each has a midnight; with a time, they are none."""
    cells = [cell(45322, DAY), cell(45322, MOMENT), cell(45322.5, MOMENT)]
    days = [f"<row>{''.join(cells)}</row>"] * 2
    found = infer(look(workbook(tmp_path / "days.xlsx", [["a", "b", "c"], *days]), Asked()))
    assert [column.type.value for column in found.columns] == ["date", "date", "datetime"]


def test_what_is_never_missing_is_required(tmp_path: Path) -> None:
    """In a file that has rows."""
    assert [column.required for column in inferred(tmp_path, "a,b\n1,x\n2,\n").columns] == [True, False]
    assert [column.required for column in inferred(tmp_path, "a,b\n").columns] == [False, False]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("name,id", "id"),
        ("customer_id,ID", "ID"),
        ("customerId,name", "customerId"),
        ("order-code,name", "order-code"),
        ("paid,width", None),
        ("name,uuid", "uuid"),
    ],
)
def test_a_key_is_proposed_by_its_name_when_it_is_one(tmp_path: Path, header: str, key: str | None) -> None:
    """Unique and never missing; then it is so by rule."""
    found = inferred(tmp_path, f"{header}\n1,2\n3,4\n")
    assert found.key == key
    assert [column.name for column in found.columns if column.unique] == ([key] if key else [])


def test_a_key_that_is_not_unique_or_missing_is_none(tmp_path: Path) -> None:
    """Nor is one that may be anything but text or a whole number."""
    for rows in ("1,a\n1,b\n", "1,a\n,b\n", "1.5,a\n2.5,b\n"):
        assert inferred(tmp_path, f"id,x\n{rows}").key is None


def test_columns_are_proposed_that_can_be(tmp_path: Path) -> None:
    """Names that can be names, each once, four hundred at most."""
    found = inferred(tmp_path, ' a ,,b,b,"x\ty",' + "n" * 300 + "\n1,2,3,4,5,6\n")
    assert [column.name for column in found.columns] == ["a", "xy", "n" * 128]
    many = inferred(tmp_path, ",".join(f"c{n}" for n in range(1000)) + "\n" + ",".join("1" * 1000))
    assert len(many.columns) == 400


def test_the_first_four_hundred_columns_are_proposed(tmp_path: Path) -> None:
    """Of as many as a file may have, in no time; a key is one of them."""
    header = [f"column {number}" for number in range(16_000)]
    found = inferred(tmp_path, ",".join([*header, "id"]) + "\n" + ",".join("1" for _ in range(16_001)) + "\n")
    assert [column.name for column in found.columns] == header[:400]
    assert found.key is None


def test_a_name_that_cannot_be_is_changed(tmp_path: Path) -> None:
    """It is told where its column is; the second one of a name is left out."""
    found = inferred(tmp_path, "x,na\u200bme,name,y\n1,2,3,4\n")
    assert ([column.name for column in found.columns], found.places) == (["x", "name", "y"], (0, 1, 3))
