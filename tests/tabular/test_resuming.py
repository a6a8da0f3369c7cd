"""An import goes on with any row, and takes no more memory for a large file than for a small one."""

import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tabular import reading
from tabular.looking import Asked, look
from tabular.reading import Source
from tabular.refusing import FileRefused
from tests.support.tables import chunks, columns, put, read
from tests.support.workbooks import cell, workbook
from workflows.contracts.transfer import FileFacts, Format

AB = columns(a="integer", b="string")
WRONG = "wrong"
NUMBERS = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.just(WRONG))
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc"])  # a file of control characters is no text
TEXTS = st.one_of(st.none(), st.text(LETTERS | st.sampled_from("\r\n\t"), min_size=1))
READER = """
import re, sys
from pathlib import Path
from tabular import reading
from tests.support.tables import columns
from workflows.contracts.transfer import FileFacts

wanted = columns(id="integer", name="string", email="email", day="date")
for path in map(Path, sys.argv[2:]):
    facts = FileFacts(format=sys.argv[1], delimiter=",")
    reading.open_source(reading.Source(path, facts, wanted, {one.name: one.name for one in wanted}))
    rows, over = 0, False
    while not over:
        chunk = reading.next_chunk()
        rows, over = rows + len(chunk.rows), chunk.over
    print(rows, re.search(r"VmHWM:\\s*([0-9]+)", Path("/proc/self/status").read_text())[1])
"""
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only there a process knows how large it was")


def read_in_child(format_: str, *paths: Path) -> list[tuple[int, int]]:
    """Rows, and how many kilobytes the child has had at most until then, after each of the files."""
    command = [sys.executable, "-c", READER, format_, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [(int(rows), int(peak)) for rows, peak in map(str.split, done.stdout.splitlines())]


def told(rows: Iterable[tuple[Any, Any]], format_: Format) -> bytes:
    if format_ == "csv":
        text = io.StringIO()
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
        return text.getvalue().encode()
    objects = [json.dumps({"a": a, "b": b}, ensure_ascii=n % 2 == 0) for n, (a, b) in enumerate(rows)]
    return "\n".join(objects).encode() if format_ == "jsonl" else f"[{', '.join(objects)}]".encode()


@pytest.mark.parametrize("format_", ["csv", "json", "jsonl"])
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(NUMBERS, TEXTS), max_size=30), st.integers(0, 30), st.integers(1, 9))
def test_reading_goes_on_with_any_row(
    format_: Format, rows: list[tuple[Any, Any]], skip: int, most: int
) -> None:
    """What is written comes back, whole or in parts, in chunks of any size, under the same numbers."""
    rows = [(0, "first"), *rows]
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), told(rows, format_))
        asked = Asked(format_, "utf-8", "," if format_ == "csv" else None)
        whole, rest = read(path, AB, asked=asked), read(path, AB, asked=asked, skip=skip, most_rows=most)
    assert whole.rows == [(n, *row) for n, row in enumerate(rows, 1) if row[0] != WRONG]
    assert whole.codes == [(n, "type") for n, row in enumerate(rows, 1) if row[0] == WRONG]
    assert rest.rows == [row for row in whole.rows if row[0] > skip]
    assert rest.errors == [error for error in whole.errors if error.row > skip]
    assert whole.read == len(rows)
    assert rest.read == max(len(rows), min(skip, len(rows)))


@pytest.mark.parametrize("skip", [0, 1, 777, 1999, 2000, 5000])
def test_a_workbook_is_gone_on_with_too(tmp_path: Path, skip: int) -> None:
    """Blank rows have no number there either."""
    rows = [f"<row>{cell(n)}{cell('text')}</row>" + "<row/>" * (n % 3) for n in range(2000)]
    path = workbook(tmp_path / "book.xlsx", [["a", "b"], *rows])
    found = read(path, AB, skip=skip, most_rows=123)
    assert found.rows == [(n + 1, n, "text") for n in range(skip, 2000)]


def test_a_file_of_bad_rows_is_gone_on_with_too(tmp_path: Path) -> None:
    """They have numbers like the others, whatever is wrong with them."""
    lines = ["a,b", "1,x", "2", "", '3,"y', "4,z", "x,y", '5,"w\n\nv"', "6,\0", "7,u"]
    path = put(tmp_path, "\n".join(lines))
    whole = read(path, AB)
    assert whole.codes == [(2, "ragged"), (3, "malformed"), (5, "type"), (7, "nul")]
    for skip in range(9):
        rest = read(path, AB, skip=skip, most_rows=1)
        assert [*rest.rows, *rest.errors] == [one for one in (*whole.rows, *whole.errors) if one[0] > skip]


def test_a_chunk_says_how_far_the_file_is_read(tmp_path: Path) -> None:
    """Rows to go on with, bytes for a bar, and when it is over."""
    path = put(tmp_path, "a,b\n" + "1,x\n" * 100_000)
    seen = list(chunks(path, AB, most_rows=30_000))
    assert [chunk.read for chunk in seen] == [30_000, 60_000, 90_000, 100_000]
    assert [chunk.over for chunk in seen] == [False, False, False, True]
    assert {chunk.size for chunk in seen} == {path.stat().st_size}
    assert sorted(chunk.at for chunk in seen) == [chunk.at for chunk in seen]
    assert seen[-1].at == path.stat().st_size


def test_a_chunk_of_large_rows_has_fewer_of_them(tmp_path: Path) -> None:
    """About two million characters at a time."""
    path = put(tmp_path, "a,b\n" + f"1,{'x' * 100_000}\n" * 100)
    assert max(len(chunk.rows) for chunk in chunks(path, AB, most_rows=5000)) < 40


def test_a_child_reads_one_file_at_a_time(tmp_path: Path) -> None:
    """Opening another closes the one before; closing what is closed does no harm."""
    first, second = put(tmp_path, "a,b\n1,x\n", "first"), put(tmp_path, "a,b\n2,y\n", "second")
    for path in (first, second):
        facts = look(path, Asked()).facts
        reading.open_source(Source(path, facts, AB, {"a": "a", "b": "b"}))
    assert reading.next_chunk().rows == [(1, 2, "y")]
    assert reading.next_chunk() == reading.Chunk([], [], 1, 8, 8, True)
    reading.close_source()
    reading.close_source()


def test_a_file_that_has_changed_is_refused(tmp_path: Path) -> None:
    """A column that was mapped is not in it."""
    path = put(tmp_path, "a,c\n1,x\n")
    with pytest.raises(FileRefused) as refused:
        reading.Reading(Source(path, FileFacts(format="csv"), AB, {"a": "a", "b": "b"}))
    assert refused.value.code == "column-missing"


def fill(path: Path, format_: str, rows: int) -> Path:
    records = [(n, f"Name {n} Ä", f"u{n}@example.com", "2024-01-31") for n in range(rows)]
    names = ("id", "name", "email", "day")
    if format_ == "xlsx":
        return workbook(path, [names, *records])
    if format_ == "csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in (names, *records)))
    else:
        path.write_text(json.dumps([dict(zip(names, row, strict=True)) for row in records]))
    return path


@linux_only
@pytest.mark.parametrize(
    ("format_", "few", "many"), [("csv", 10_000, 300_000), ("json", 10_000, 100_000), ("xlsx", 1_000, 15_000)]
)
def test_a_large_file_takes_no_more_memory_than_a_small_one(
    tmp_path: Path, format_: str, few: int, many: int
) -> None:
    """Ten or thirty times the rows, and hardly a tenth more."""
    paths = [fill(tmp_path / str(rows), format_, rows) for rows in (few, many)]
    (read_first, first), (read_then, then) = read_in_child(format_, *paths)
    assert (read_first, read_then) == (few, many)
    assert then < first * 1.15


@linux_only
def test_a_line_of_a_hundred_megabytes_is_never_held(tmp_path: Path) -> None:
    """It is one bad row, and the rows around it are read."""
    short, path = put(tmp_path, "id,name,email,day\n1,a,,\n", "short"), tmp_path / "endless"
    with path.open("wb") as file:
        file.write(b"id,name,email,day\n1,a,,\n")
        file.writelines(b"x" * 1_000_000 for _ in range(100))
        file.write(b"\n3,b,,\n")
    (_, least), (rows, most) = read_in_child("csv", short, path)
    assert rows == 2
    assert most - least < 20_000


def test_a_chunk_of_wide_rows_is_short(tmp_path: Path) -> None:
    """Each of its cells may be an error: a file of nothing else takes no more memory than another."""
    names = [f"c{at}" for at in range(400)]
    path = tmp_path / "wide.csv"
    path.write_text("\n".join([",".join(names), *[",".join("x" * 400)] * 600]))
    wanted = columns(**dict.fromkeys(names, "integer"))
    reading.open_source(Source(path, FileFacts(format="csv", delimiter=","), wanted, {n: n for n in names}))
    found = [reading.next_chunk() for _ in range(4)]
    assert [chunk.read for chunk in found] == [250, 500, 600, 600]
    assert max(len(chunk.errors) for chunk in found) == reading.MOST_CELLS_OF_CHUNK
