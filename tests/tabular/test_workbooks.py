"""A worksheet's cells become the values that people see in it."""

from pathlib import Path
from typing import Any

import pytest

from tabular.looking import Asked, look
from tabular.refusing import FileRefused
from tests.support.tables import columns, read
from tests.support.workbooks import (
    CLOCK,
    DAY,
    LAPSE,
    MAIN,
    MOMENT,
    book,
    cell,
    shared,
    sheet,
    workbook,
    write,
)

AB = columns(a="string", b="string")


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def read_cell(folder: Path, xml: str, type_: str = "string") -> Any:
    """What a cell is as a value of a type; its fault's code where it is none."""
    found = read(workbook(folder / "cell.xlsx", [["a", "b"], row(xml, cell(1))]), columns(a=type_))
    return found.rows[0][1] if found.rows else found.errors[0].code


@pytest.mark.parametrize(
    ("xml", "type_", "value"),
    [
        ("<c><v>5</v></c>", "integer", 5),
        ("<c><v>5.0</v></c>", "integer", 5),
        ("<c><v>1E3</v></c>", "integer", 1000),
        ("<c><v>5</v></c>", "string", "5"),
        ("<c><v>5</v></c>", "number", 5.0),
        ("<c><v>0.1</v></c>", "string", "0.1"),
        ("<c><v>0.30000000000000004</v></c>", "number", 0.30000000000000004),
        ("<c><v>5.5</v></c>", "integer", "type"),
        ("<c><v>1e999</v></c>", "number", "type"),
        ("<c><v>nan</v></c>", "string", "type"),
        ('<c t="b"><v>1</v></c>', "boolean", True),
        ('<c t="b"><v>0</v></c>', "boolean", False),
        ('<c t="b"><v>1</v></c>', "string", "true"),
        ('<c t="b"><v>1</v></c>', "integer", "type"),
        ("<c><v>1</v></c>", "boolean", True),
        ('<c t="e"><v>#N/A</v></c>', "string", "type"),
        ('<c t="str"><f>A1&amp;"x"</f><v>made</v></c>', "string", "made"),
        ("<c><f>SUM(B1:B9)</f><v>7</v></c>", "integer", 7),
        ("<c><f>SUM(B1:B9)</f></c>", "integer", None),
        ('<c t="inlineStr"><is><t> x </t></is></c>', "string", " x "),
        (
            '<c t="inlineStr"><is><r><t>rich</t></r><r><rPr/><t>er</t></r><rPh><t>no</t></rPh></is></c>',
            "string",
            "richer",
        ),
        ('<c t="inlineStr"><is><t>a_x000D__x005F_x0041_</t></is></c>', "string", "a\r_x0041_"),
        ('<c t="inlineStr"><is><t>a_x0000_b</t></is></c>', "string", "type"),
        ('<c t="inlineStr"><is><t>#N/A</t></is></c>', "string", "#N/A"),
        ('<c t="inlineStr"><is><t>42</t></is></c>', "integer", 42),
        ('<c t="d"><v>2024-01-31T12:00:00</v></c>', "datetime", "2024-01-31T12:00:00.000000Z"),
        ('<c t="s"><v>99</v></c>', "string", "type"),
        ('<c t="s"><v>x</v></c>', "string", "type"),
        ('<c t="odd"><v>x</v></c>', "string", "type"),
    ],
)
def test_a_cell_is_the_value_that_people_see(tmp_path: Path, xml: str, type_: str, value: Any) -> None:
    """Of a formula what came of it; an error is a bad value."""
    assert read_cell(tmp_path, xml, type_) == value


@pytest.mark.parametrize(
    ("serial", "style", "type_", "value"),
    [
        (45322, DAY, "date", "2024-01-31"),
        (45322, MOMENT, "date", "2024-01-31"),
        (45322.5, MOMENT, "date", "type"),
        (45322.5, MOMENT, "datetime", "2024-01-31T12:00:00.000000Z"),
        (45322, DAY, "datetime", "2024-01-31T00:00:00.000000Z"),
        (45322.000011574, MOMENT, "datetime", "2024-01-31T00:00:01.000000Z"),
        (45322, 0, "date", "type"),
        (1, DAY, "date", "1900-01-01"),
        (61, DAY, "date", "1900-03-01"),
        (2958465, DAY, "date", "9999-12-31"),
        (2958466, DAY, "date", "type"),
        (-1, DAY, "date", "type"),
        (1e300, DAY, "date", "type"),
        (0.75, CLOCK, "string", "18:00:00"),
        (1.5, LAPSE, "string", "36:00:00"),
        (45322, DAY, "string", "2024-01-31"),
    ],
)
def test_a_number_is_a_day_when_it_looks_like_one(
    tmp_path: Path, serial: float, style: int, type_: str, value: str
) -> None:
    """By the format of its cell; a day's midnight does not show."""
    assert read_cell(tmp_path, cell(serial, style), type_) == value


def test_old_macs_count_days_from_another_year(tmp_path: Path) -> None:
    """And so say their workbooks."""
    parts = book({"S": sheet([["a"], row(cell(43860, DAY))])}, more='<workbookPr date1904="1"/>')
    assert read(write(tmp_path / "mac.xlsx", parts), columns(a="date")).rows == [(1, "2024-01-31")]


def test_shared_texts_are_found_in_any_order(tmp_path: Path) -> None:
    """Forth and back, with runs, phonetics and emptiness among them."""
    texts = [f"text {n} é" for n in range(3000)]
    numbers = [2999, 0, 1500, 7, 7, 2998]
    rows = [["a"], *(row(f'<c t="s"><v>{n}</v></c>') for n in numbers)]
    parts = book({"S": sheet(rows)}) | {"xl/sharedStrings.xml": shared(texts)}
    found = read(write(tmp_path / "shared.xlsx", parts), columns(a="string"))
    assert [value for _, value in found.rows] == [texts[n] for n in numbers]


def test_cells_stand_where_they_say(tmp_path: Path) -> None:
    """Empty ones are left out of a sheet; those beyond the header belong to nobody."""
    rows = [
        '<row r="1"><c r="B1" t="str"><v>a</v></c><c r="AA1" t="str"><v> b </v></c></row>',
        '<row r="5"><c r="A5"><v>1</v></c><c r="AA5"><v>3</v></c><c r="AZ5"><v>4</v></c></row>',
        '<row r="6"/>',
        '<row r="7"><c r="B7" s="1"/><c r="??"><v>5</v></c></row>',
        '<row r="1048576"><c r="B9"><v>2</v></c></row>',
    ]
    path = workbook(tmp_path / "sparse.xlsx", rows)
    assert look(path, Asked()).header == ("", "a", *[""] * 24, "b")
    assert read(path, AB).rows == [(1, None, "3"), (2, "2", None)]


def test_a_sheet_is_asked_for_by_name(tmp_path: Path) -> None:
    """The first that people see, unless they say another; all are told."""
    parts = book({"One": sheet([["a"], [1]]), "Two & more": sheet([["b"], [2]]), "Three": sheet([])})
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace('name="One"', 'name="One" state="hidden"')
    path = write(tmp_path / "sheets.xlsx", parts)
    seen = look(path, Asked())
    assert (seen.facts.sheet, seen.header, seen.sheets) == (
        "Two & more",
        ("b",),
        ("One", "Two & more", "Three"),
    )
    assert look(path, Asked(sheet="One")).rows == [[1]]
    for name, code in (("Four", "sheet-unknown"), ("Three", "file-empty")):
        with pytest.raises(FileRefused) as refused:
            look(path, Asked(sheet=name))
        assert refused.value.code == code


def test_other_programs_write_other_namespaces(tmp_path: Path) -> None:
    """With prefixes, or those of the strict standard."""
    for prefix, space in (("x:", MAIN), ("", "http://purl.oclc.org/ooxml/spreadsheetml/main")):
        declared = f'xmlns{":" + prefix[:-1] if prefix else ""}="{space}"'
        rows = '<row><c t="str"><v>a</v></c></row><row><c><v>1</v></c></row>'
        xml = f"<worksheet {{}}><sheetData>{rows}</sheetData></worksheet>"
        xml = xml.replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}").format(declared)
        path = write(tmp_path / "prefixed.xlsx", book({"S": xml}))
        assert read(path, columns(a="integer")).rows == [(1, 1)]


def test_a_look_shows_cells_as_they_are(tmp_path: Path) -> None:
    """Numbers are numbers, flags are flags, days are text."""
    path = workbook(tmp_path / "look.xlsx", [["a", "b"], [5, True], row(cell(45322.0, DAY), cell("x"))])
    assert look(path, Asked()).rows == [[5, True], ["2024-01-31", "x"]]
