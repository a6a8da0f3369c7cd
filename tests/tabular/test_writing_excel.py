"""Workbooks, read by others than who wrote them."""

import pickle
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tabular.excel import CellTooLong
from tabular.writing import Plan, begin, finish, write
from workflows.contracts.dataset import Column, Type, Value

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = tuple(Column(name=kind.value, type=kind) for kind in Type)


def workbook(
    path: Path, rows: list[tuple[Value, ...]], columns: tuple[Column, ...], raw: bool = False
) -> CalamineWorkbook:
    begin(Plan(path, "xlsx", columns, raw))
    write(rows)
    finish()
    return CalamineWorkbook.from_path(path)


def cells(path: Path, row: int) -> list[ElementTree.Element]:
    with ZipFile(path) as package:
        sheet = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    return sheet.findall(f".//{MAIN}row[@r='{row}']/{MAIN}c")


def one(path: Path, kind: Type, value: Value, *, raw: bool = False) -> object:
    """What a reader finds of a value."""
    book = workbook(path, [(value,)], (Column(name="a", type=kind),), raw)
    return book.get_sheet_by_index(0).to_python()[1][0]


def test_a_workbook_holds_values_not_texts_of_them(tmp_path: Path) -> None:
    """Numbers are numbers, dates are dates; the header is bold and stays in sight."""
    path = tmp_path / "people.xlsx"
    row: tuple[Value, ...] = (
        *("Zoë", 7, 0.1 + 0.2, True, "2025-01-31", "2025-01-31T12:34:56.789000Z"),
        *("zoe@example.org", "https://example.org/?a=1&b=2", "red"),
    )
    read = workbook(path, [row, (None,) * 9], COLUMNS).get_sheet_by_index(0).to_python()
    assert read[0] == [kind.value for kind in Type]
    assert (
        read[1]
        == [
            *("Zoë", 7, 0.1 + 0.2, True, date(2025, 1, 31), datetime(2025, 1, 31, 12, 34, 56, 789000)),  # noqa: DTZ001
            *row[6:],
        ]
    )
    with ZipFile(path) as package:
        assert package.testzip() is None
        assert b'state="frozen"' in package.read("xl/worksheets/sheet1.xml")
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))


@pytest.mark.parametrize("number", [2**53, -(2**53), 2**53 + 1, 2**62, -(2**62)])
def test_a_whole_number_loses_no_digit(tmp_path: Path, number: int) -> None:
    """What Excel would round is text."""
    read = one(tmp_path / "n.xlsx", Type.INTEGER, number)
    assert read == (number if abs(number) <= 2**53 else str(number))


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "1900-02-28", "1900-03-01", "9999-12-31"])
def test_a_day_before_excels_calendar_is_text(tmp_path: Path, day: str) -> None:
    """Its leap year of 1900 would move it."""
    read = one(tmp_path / "d.xlsx", Type.DATE, day)
    assert read == (date.fromisoformat(day) if day >= "1900-03-01" else day)


@pytest.mark.parametrize("time", ["00:00:00.000000", "23:59:59.999000", "12:00:00.000001", "12:00:00.100100"])
@pytest.mark.parametrize("day", ["1900-02-28", "1900-03-01", "2025-01-31", "9999-12-31"])
def test_a_time_finer_than_excel_can_hold_is_text(tmp_path: Path, day: str, time: str) -> None:
    """To the millisecond it is a time."""
    said = f"{day}T{time}Z"
    read = one(tmp_path / "t.xlsx", Type.DATETIME, said)
    if day < "1900-03-01" or not time.endswith("000"):
        assert read == said
    else:
        assert datetime.fromisoformat(str(read)) == datetime.fromisoformat(said[:-1])


@pytest.mark.parametrize("text", ["=1+1", "-1", "@a", "https://example.org", "007", "1e5", "TRUE"])
def test_text_is_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    """Its value is not changed, and what looks like a formula is marked so that an edit leaves it text."""
    path, style = tmp_path / "t.xlsx", {"=": "5", "-": "5", "@": "5"}
    for raw in (False, True):
        assert one(path, Type.STRING, text, raw=raw) == text
        (cell,) = cells(path, 2)
        assert cell.get("t") == "inlineStr"
        assert cell.get("s") == ("0" if raw else style.get(text[0], "0"))
        assert cell.find(f"{MAIN}f") is None


def test_a_header_is_text_too(tmp_path: Path) -> None:
    """A column may be called anything."""
    path = tmp_path / "h.xlsx"
    book = workbook(path, [], (Column(name="=1+1", type=Type.STRING), Column(name="<&>", type=Type.STRING)))
    assert book.get_sheet_by_index(0).to_python() == [["=1+1", "<&>"]]
    assert [cell.get("s") for cell in cells(path, 1)] == ["6", "1"]


def test_a_text_that_no_cell_can_hold_is_told_with_its_place(tmp_path: Path) -> None:
    """Not cut: who asked may choose another format. Excel counts what is beyond U+FFFF twice."""
    columns = (Column(name="id", type=Type.INTEGER), Column(name="story", type=Type.STRING))
    fits = workbook(tmp_path / "a.xlsx", [(1, "x" * 32_767), (2, "\U0001f3ac" * 16_383)], columns)
    assert [len(str(row[1])) for row in fits.get_sheet_by_index(0).to_python()[1:]] == [32_767, 16_383]
    for text in ("x" * 32_768, "\U0001f3ac" * 16_384):
        begin(Plan(tmp_path / "b.xlsx", "xlsx", columns))
        write([(number, "short") for number in range(600)])
        with pytest.raises(CellTooLong) as caught:
            write([(1, None), (2, text)])
        told = pickle.loads(pickle.dumps(caught.value))
        assert (told.row, told.column) == (602, "story")
        assert "32,767" in str(told)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path) -> None:
    """Which has a header of its own."""
    path, most = tmp_path / "many.xlsx", 1_048_575
    begin(Plan(path, "xlsx", (Column(name="n", type=Type.INTEGER),)))
    for first in range(0, most + 2, 50_000):
        write([(number,) for number in range(first, min(first + 50_000, most + 2))])
    finish()
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["Sheet1", "Sheet2"]
    first_sheet = book.get_sheet_by_name("Sheet1").to_python()
    assert (len(first_sheet), first_sheet[-1]) == (most + 1, [most - 1])
    assert book.get_sheet_by_name("Sheet2").to_python() == [["n"], [most], [most + 1]]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_what_is_written_is_what_is_read(tmp_path: Path, text: str, number: float) -> None:
    """Any text, control characters and what looks like an escape included; any number to the last bit."""
    kinds = (Type.STRING, Type.NUMBER)
    columns = tuple(Column(name=kind.value, type=kind) for kind in kinds)
    read = workbook(tmp_path / "x.xlsx", [(text, number)], columns).get_sheet_by_index(0).to_python()
    assert read[1] == [text, number]
