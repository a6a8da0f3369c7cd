"""Files of rows for people and programs: CSV, JSON and JSON Lines."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from tabular.writing import Plan, Written, begin, finish, write
from workflows.contracts.dataset import Column, Type, Value
from workflows.contracts.transfer import Format

KINDS = (Type.INTEGER, Type.STRING, Type.NUMBER, Type.BOOLEAN, Type.DATE, Type.DATETIME)
COLUMNS = tuple(Column(name=kind.value, type=kind) for kind in KINDS)
ROWS: list[tuple[Value, ...]] = [
    (1, 'Zoë, the "first"\nof \'em', 0.1 + 0.2, True, "2025-01-31", "2025-01-31T12:00:00.000000Z"),
    (-(2**53) - 1, "\U0001f3ac", -1e300, False, "0001-01-01", "9999-12-31T23:59:59.999999Z"),
    (None, None, None, None, None, None),
]


def written(
    path: Path, wanted: Format, rows: list[tuple[Value, ...]], columns: tuple[Column, ...], raw: bool = False
) -> Written:
    begin(Plan(path, wanted, columns, raw))
    for row in rows:
        write([row])
    return finish()


def texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name=name, type=Type.STRING) for name in names)


def test_a_csv_file_is_what_every_program_reads(tmp_path: Path) -> None:
    """UTF-8 without a mark, CRLF, quotes where they must be; numbers to the last digit."""
    path = tmp_path / "people.csv"
    written(path, "csv", ROWS, COLUMNS)
    assert path.read_bytes().startswith(b"integer,string,number,boolean,date,datetime\r\n1,")
    assert path.read_bytes().endswith(b"\r\n,,,,,\r\n")
    with path.open(encoding="utf-8", newline="") as file:
        _, *read = csv.reader(file)
    words: dict[Value, str] = {None: "", True: "true", False: "false"}
    assert read[1:] == [[words[v] if v in words else str(v) for v in row] for row in ROWS[1:]]
    assert read[0][:4] == ["1", 'Zoë, the "first"\nof \'em', "0.30000000000000004", "true"]


@pytest.mark.parametrize("wanted", ["json", "jsonl"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_keeps_the_types_of_values(tmp_path: Path, wanted: Format, count: int) -> None:
    """One object per line in both; the empty file of a dataset without rows is valid, too."""
    path = tmp_path / "people"
    written(path, wanted, ROWS[:count], COLUMNS)
    text = path.read_text(encoding="utf-8")
    objects = json.loads(text) if wanted == "json" else [json.loads(line) for line in text.splitlines()]
    names = [column.name for column in COLUMNS]
    assert objects == [dict(zip(names, row, strict=True)) for row in ROWS[:count]]
    assert len(text.splitlines()) == (count + 2 if wanted == "json" else count)
    assert text.endswith("\n") or not text


@pytest.mark.parametrize("wanted", ["csv", "xlsx", "json", "jsonl"])
def test_what_was_written_is_told_with_its_digest(tmp_path: Path, wanted: Format) -> None:
    """Size and SHA-256 are those of the file."""
    path = tmp_path / "file"
    told = written(path, wanted, ROWS, COLUMNS)
    assert told == (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_no_text_becomes_a_formula_in_a_spreadsheet(tmp_path: Path, formula: str) -> None:
    """Neither a value nor a name of a column; who wants them raw gets them raw."""
    path = tmp_path / "people.csv"
    for raw, before in ((False, "'"), (True, "")):
        written(path, "csv", [(formula,)], texts(formula), raw)
        with path.open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [[before + formula], [before + formula]]


def test_a_negative_number_is_no_formula(tmp_path: Path) -> None:
    """Only text is."""
    path = tmp_path / "numbers.csv"
    columns = (Column(name="n", type=Type.INTEGER), Column(name="x", type=Type.NUMBER))
    written(path, "csv", [(-1, -0.5)], columns)
    assert path.read_bytes() == b"n,x\r\n-1,-0.5\r\n"


def test_a_row_with_nothing_in_it_is_still_a_row(tmp_path: Path) -> None:
    """A blank line would be none."""
    path = tmp_path / "one.csv"
    written(path, "csv", [(None,), ("x",)], texts("a"))
    assert path.read_bytes() == b'a\r\n""\r\nx\r\n'


def test_what_was_given_up_is_in_nobodys_way(tmp_path: Path) -> None:
    """A process that failed within a file begins the next one; without a beginning there is nothing."""
    for wanted in ("csv", "xlsx", "json"):
        begin(Plan(tmp_path / "given up", wanted, COLUMNS))
        write(ROWS)
    written(tmp_path / "next.csv", "csv", ROWS, COLUMNS)
    for call in (finish, lambda: write(ROWS)):
        with pytest.raises(RuntimeError):
            call()
