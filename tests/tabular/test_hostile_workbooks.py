"""A workbook that is an attack is refused in no time, and holds nothing for long."""

import struct
import zipfile
from pathlib import Path

import pytest

from tabular.looking import Asked, look
from tabular.reading import Reading, Source
from tabular.refusing import FileRefused
from tests.support.tables import columns, read, traced
from tests.support.workbooks import MAIN, book, related, sheet, workbook, write
from workflows.contracts.transfer import FileFacts

A = columns(a="string")
ROWS = [["a"], ["x"]]


def refused(path: Path) -> FileRefused:
    """What is said of it, at the latest when it is read through."""
    with pytest.raises(FileRefused) as error:
        read(path, A)
    return error.value


def with_part(folder: Path, name: str, content: str | bytes) -> Path:
    """A workbook one part of which is something else."""
    return write(folder / "odd.xlsx", {**book({"S": sheet(ROWS)}), name: content})


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
)
def test_a_part_that_unpacks_to_very_much_is_refused(tmp_path: Path, part: str) -> None:
    """By the archive's directory, before a byte of it is unpacked."""
    path = with_part(tmp_path, part, b" " * 40_000_000)
    with traced() as most:
        assert refused(path).code == "workbook-too-large"
    assert most() < 20_000_000


def test_a_directory_that_lies_about_sizes_unpacks_no_more_than_it_says(tmp_path: Path) -> None:
    """What is beyond is not looked at, and the archive is broken."""
    path = with_part(tmp_path, "xl/worksheets/sheet1.xml", sheet([*ROWS, *[["y"]] * 1000]))
    content = bytearray(path.read_bytes())
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    struct.pack_into("<L", content, at + 24, 200)
    path.write_bytes(content)
    assert refused(path).code == "file-broken"


def test_a_directory_of_very_many_files_is_not_even_read(tmp_path: Path) -> None:
    """It would be held in memory."""
    path = workbook(tmp_path / "many.xlsx", ROWS)
    content = bytearray(path.read_bytes())
    struct.pack_into("<L", content, content.rindex(b"PK\x05\x06") + 12, 50_000_000)
    path.write_bytes(content)
    assert refused(path).code == "workbook-too-large"


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path) -> None:
    """Nothing is ever unpacked to where a name says; the sheet is read all the same."""
    parts: dict[str, str | bytes] = dict(book({"S": sheet(ROWS)}))
    parts |= {"../../evil": "x", "/etc/evil": "x", "..\\evil": "x", "xl/../../evil.xml": "x"}
    before = set(tmp_path.parent.rglob("*"))
    path = write(tmp_path / "names.xlsx", parts)
    assert read(path, A).rows == [(1, "x")]
    assert set(tmp_path.parent.rglob("*")) - before == {path}


def test_a_sheet_that_is_said_to_be_elsewhere_is_not_there(tmp_path: Path) -> None:
    """Above the archive, or out on the network."""
    for kind in ("../../../etc/passwd", "/etc/passwd", "http://127.0.0.1/sheet.xml"):
        listing = related(("rId1", "worksheet", kind))
        assert refused(with_part(tmp_path, "xl/_rels/workbook.xml.rels", listing)).code == "file-broken"
    outside = related(("rId1", "worksheet", "http://127.0.0.1/")).replace("/>", ' TargetMode="External"/>')
    assert refused(with_part(tmp_path, "xl/_rels/workbook.xml.rels", outside)).code == "file-empty"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        "<!DOCTYPE worksheet>",
    ],
)
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
)
def test_entities_are_neither_fetched_nor_expanded(tmp_path: Path, declaration: str, part: str) -> None:
    """No workbook declares any, so a declaration is enough."""
    rows = ["<row><c t='str'><v>a</v></c></row>", "<row><c t='s'><v>0</v></c></row>"]
    parts = book({"S": sheet(rows)})
    error = refused(write(tmp_path / "entities.xlsx", {**parts, part: declaration + parts[part]}))
    assert error.code == "file-broken"
    assert "document type" in error.message


def test_an_entity_that_nobody_declared_is_broken_xml(tmp_path: Path) -> None:
    """It is no text either."""
    rows = ["<row><c t='str'><v>a</v></c></row>", "<row><c t='str'><v>&amp;e;&e;</v></c></row>"]
    assert refused(workbook(tmp_path / "entity.xlsx", rows)).code == "file-broken"


@pytest.mark.parametrize(
    "content",
    [
        "<sheetData>" * 100_000,
        "<sheetData><row>" + "<c><v>" * 50_000,
        "<sheetData>" + "<row><c>" * 50_000,
        "<sheetData a='" + "x" * 5_000_000 + "'>",
        "<!--" + "x" * 5_000_000 + "-->",
        "<" + "x" * 5_000_000 + ">",
    ],
    ids=["elements", "cells", "rows", "an attribute", "a comment", "a name"],
)
def test_markup_without_end_is_refused(tmp_path: Path, content: str) -> None:
    """A parser would hold all of it."""
    path = write(
        tmp_path / "endless.xlsx", book({"S": f'<worksheet xmlns="{MAIN}">{content}'}), zipfile.ZIP_STORED
    )
    with traced() as most:
        assert refused(path).code in ("file-broken", "too-many-columns")
    assert most() < 30_000_000


def test_a_row_that_is_too_long_is_left_out(tmp_path: Path) -> None:
    """Of one endless text, of many, or of one shared text in every cell; and the rest is read."""
    run = "<t>" + "x" * 1000 + "</t>"
    rows = [
        "<row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row>",
        f"<row><c t='inlineStr'><is>{'<r>' + run + '</r>'}</is></c></row>",
        f"<row><c t='inlineStr'><is>{('<r>' + run + '</r>') * 1100}</is></c></row>",
        f"<row><c t='inlineStr'><is><t>{'&amp;' * 1_700_000}</t></is></c></row>",
        "<row>" + ("<c t='str'><v>" + "y" * 600_000 + "</v></c>") * 2 + "</row>",
        "<row><c><v>1</v></c></row>",
    ]
    path = write(tmp_path / "long.xlsx", book({"S": sheet(rows)}), zipfile.ZIP_STORED)
    found = read(path, columns(a="string", b="string"))
    assert found.codes == [(2, "too-long"), (3, "too-long"), (4, "too-long")]
    assert found.rows == [(1, "x" * 1000, None), (5, "1", None)]


def test_rows_and_columns_far_away_cost_nothing(tmp_path: Path) -> None:
    """A sheet says where its cells are, and may say anything."""
    header = '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'
    far = '<row r="99999999999"><c r="A99999999999"><v>1</v></c><c r="ZZZZZZZZZ1"><v>2</v></c></row>'
    assert read(workbook(tmp_path / "far.xlsx", [header, far]), A).rows == [(1, "1")]
    wide = '<row r="1"><c r="XFE1" t="str"><v>a</v></c></row>'
    assert refused(workbook(tmp_path / "wide.xlsx", [wide])).code == "too-many-columns"
    many = "<row>" + "<c t='str'><v>a</v></c>" * 20_000 + "</row>"
    assert refused(workbook(tmp_path / "many.xlsx", [many])).code == "too-many-columns"


def test_an_encrypted_workbook_is_told_apart(tmp_path: Path) -> None:
    """Excel wraps it in the container of old XLS files; others encrypt the archive."""
    path = tmp_path / "secret.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
    assert refused(path).code == "encrypted"
    content = bytearray(workbook(path, ROWS).read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 4)
    path.write_bytes(content)
    assert refused(path).code == "encrypted"


@pytest.mark.parametrize(
    ("parts", "seems"),
    [
        ({"readme.txt": "x"}, "a ZIP archive"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "an OpenDocument"),
        (
            {"_rels/.rels": related(("r", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": b"\x83"},
            "XLSB",
        ),
        (
            {
                "_rels/.rels": related(("r", "officeDocument", "word/document.xml")),
                "word/document.xml": "<document/>",
            },
            "no sheets",
        ),
    ],
)
def test_an_archive_that_is_no_workbook_is_no_table(
    tmp_path: Path, parts: dict[str, str | bytes], seems: str
) -> None:
    """And it is said what it seems to be."""
    error = refused(write(tmp_path / "table.xlsx", parts))
    assert error.code in ("not-a-table", "file-empty")
    assert seems in error.message


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_workbook_that_was_cut_off_is_broken(tmp_path: Path, share: float) -> None:
    """The end of the archive says where all is."""
    path = workbook(tmp_path / "cut.xlsx", [["a"], *([str(n)] for n in range(1000))])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert refused(path).code == "file-broken"


def test_a_sheet_that_breaks_is_read_up_to_there(tmp_path: Path) -> None:
    """The rows before come out first."""
    rows = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(10_000))
    xml = f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="str"><v>a</v></c></row>{rows}<row></worksheet>'
    path = with_part(tmp_path, "xl/worksheets/sheet1.xml", xml)
    assert look(path, Asked()).header == ("a",)
    reading = Reading(Source(path, FileFacts(format="xlsx"), A, {"a": "a"}))
    found = len(reading.next_chunk(1_000_000).rows)
    assert 9000 < found <= 10_000
    with pytest.raises(FileRefused, match=f"after row {found}"):
        reading.next_chunk(1)
    reading.close()
