"""Files that are odd, and come in all the same: each row is there or reported. And what goes out of them."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from temporalio.client import Client

from tests.support.house import House, open_house
from tests.support.transfers import dataset, errors, exported, imported, parsed, rows, table
from tests.support.workbooks import book, packed, sheet

BOOK = book({"People": sheet([["id", "name"], [1, "Ann"]])})
PEOPLE: dict[str, Any] = {"columns": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]}
Reports = list[tuple[int, str | None, str]]


@pytest.fixture(scope="module")
async def house(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(temporal, tmp_path_factory.mktemp("house")) as house:
        yield house


ODD: dict[str, tuple[bytes, list[tuple[int | None, str | None]], Reports]] = {
    "header only": (b"id,name\r\n", [], []),
    "header only, no line end": (b"id,name", [], []),
    "a line without end": (
        b"id,name\n1,Ann\n2," + b"x" * 5_000_000 + b"\n3,Cid\n",
        [(1, "Ann"), (3, "Cid")],
        [(2, None, "too-long")],
    ),
    "a NUL": (b"id,name\n1,A\0n\n2,Ben\n", [(2, "Ben")], [(1, "name", "nul")]),
    "another number of cells": (
        b"id,name\n1\n2,Ben,x\n3,Cid\n",
        [(3, "Cid")],
        [(1, None, "ragged"), (2, None, "ragged")],
    ),
    "a quote that stays open": (b'id,name\n1,"Ann\n2,Ben\n', [(2, "Ben")], [(1, None, "malformed")]),
    "something behind a quote": (b'id,name\n1,"Ann"x\n2,Ben\n', [(2, "Ben")], [(1, None, "malformed")]),
    "a byte order mark": ("\ufeffid,name\n1,Łódź\n".encode(), [(1, "Łódź")], []),
    "UTF-16": ("id;name\r\n1;東京\r\n".encode("utf-16"), [(1, "東京")], []),
    "UTF-16 without a mark": ("id,name\n1,Ann\n".encode("utf-16-be"), [(1, "Ann")], []),
    "latin-1": ("id,name\n1,Zürich\n".encode("latin-1"), [(1, "Zürich")], []),
    "a byte that is none": (
        "id,name\n1,Zürich Łódź\n2,\n".encode() + b"3,\xff\n",
        [(1, "Zürich Łódź"), (2, None)],
        [(3, "name", "encoding")],
    ),
    "old line ends": (b"id\tname\r1\tAnn\r2\tBen\r", [(1, "Ann"), (2, "Ben")], []),
    "a workbook": (packed(BOOK), [(1, "Ann")], []),
    "a workbook with names that lead elsewhere": (packed({**BOOK, "../../evil": "x"}), [(1, "Ann")], []),
    "JSON": (
        b'[{"id": 1, "name": "Ann"}, {"id": "x"}, 7]',
        [(1, "Ann")],
        [(2, "id", "type"), (3, None, "malformed")],
    ),
    "JSON Lines": (
        b'{"id": 1}\n{"id": 2\n{"id": 3, "name": "Cid"}\n',
        [(1, None), (3, "Cid")],
        [(2, None, "malformed")],
    ),
}


@pytest.mark.parametrize("what", ODD)
async def test_a_file_is_what_its_bytes_say(house: House, what: str) -> None:
    """Whatever its name says; good rows are there, bad ones reported, and the counts are of all of them."""
    content, good, reports = ODD[what]
    into = await dataset(house, what, PEOPLE)
    job = await imported(house, content, into, file="rows.png")
    assert (job["status"], job["error"]) == ("COMPLETED", None)
    assert (job["importedCount"], job["skippedCount"]) == (len(good), len(reports))
    assert [tuple(row.values()) for row in await rows(house, into)] == good
    assert [(e["row"], e["column"], e["code"]) for e in await errors(house, job["jobId"])] == reports


async def test_a_file_that_breaks_off_keeps_what_it_had(house: House) -> None:
    """A JSON array that is cut fails behind its last good row, and says where."""
    into = await dataset(house, "cut")
    content = json.dumps([{"id": number} for number in range(300)])
    job = await imported(house, content[:-5], into)
    assert (job["status"], job["importedCount"]) == ("FAILED", 299)
    assert "after row 299" in job["error"]
    assert len(await rows(house, into)) == 299


async def test_a_pattern_that_hangs_elsewhere_is_as_quick_as_any(house: House) -> None:
    """It is compared in the time that the text is long."""
    schema = {"columns": [{"name": "a", "type": "string", "pattern": "(a+)+$"}]}
    into = await dataset(house, "patterns", schema)
    job = await imported(house, table(["a"], ["a" * 900 + "b"], ["a" * 900], ["a" * 1_001]), into)
    assert (job["importedCount"], job["skippedCount"]) == (1, 2)
    assert {e["code"] for e in await errors(house, job["jobId"])} == {"pattern", "range"}


async def test_an_export_of_nothing_is_a_file(house: House) -> None:
    """A header, an empty array, no line; of a dataset without rows, and where no row is asked for."""
    empty, full = await dataset(house, "empty"), await dataset(house, "full")
    await imported(house, table(["id", "name"], [1, "Ann"]), full)
    nobody = {"filters": {"where": [{"column": "name", "op": "eq", "value": "'; drop table jobs; --"}]}}
    files = await asyncio.gather(
        *(exported(house, empty, format_) for format_ in ("csv", "json", "jsonl", "xlsx")),
        exported(house, full, "csv", **nobody),
        exported(house, full, "csv", filters={"ids": []}),
    )
    header = b"id,name,age\r\n"
    assert (files[0], files[4], files[5]) == (header, header, header)
    assert (json.loads(files[1]), files[2].strip()) == ([], b"")
    assert CalamineWorkbook.from_filelike(io.BytesIO(files[3])).get_sheet_by_index(0).to_python() == [
        ["id", "name", "age"]
    ]
    assert len(await rows(house, full)) == 1


DANGEROUS = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
]


async def test_what_looks_like_a_formula_goes_out_as_text(house: House) -> None:
    """In CSV behind an apostrophe, unless it is to be raw; in a workbook as a text, in either case."""
    schema = {"columns": [{"name": "=n", "type": "integer"}, {"name": "said", "type": "string"}]}
    into = await dataset(house, "formulas", schema)
    lines: list[list[Any]] = [[-at, text] for at, text in enumerate(DANGEROUS)]
    assert (await imported(house, table(["=n", "said"], *lines), into))["importedCount"] == len(DANGEROUS)
    assert [row["said"] for row in await rows(house, into)] == DANGEROUS
    asked = [("csv", False), ("csv", True), ("xlsx", False), ("xlsx", True), ("jsonl", False)]
    files = await asyncio.gather(*(exported(house, into, format_, raw=raw) for format_, raw in asked))
    found = [parsed(file, format_) for file, (format_, _) in zip(files, asked, strict=True)]
    assert [row["said"] for row in found[0]] == [f"'{text}" for text in DANGEROUS]
    assert [row["'=n"] for row in found[0]] == [str(-at) for at in range(len(DANGEROUS))]
    for plain in found[1:]:
        assert [row["said"] for row in plain] == DANGEROUS
    for file in files[2:4]:
        with ZipFile(io.BytesIO(file)) as package:
            cells = package.read("xl/worksheets/sheet1.xml")
        assert (b"<f>" in cells, b"<f " in cells, b"=1+1" in cells) == (False, False, True)
