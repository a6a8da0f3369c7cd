"""A first look tells what a file is by its bytes, shows its first rows, and costs next to nothing."""

import gzip
import pickle
import random
from pathlib import Path

import pytest

from tabular.looking import Asked, look
from tabular.refusing import FileRefused
from tests.support.tables import put
from tests.support.workbooks import workbook

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def refused(path: Path, asked: Asked = Asked()) -> FileRefused:  # noqa: B008 - it cannot change
    with pytest.raises(FileRefused) as error:
        look(path, asked)
    return error.value


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (PNG, "a PNG image"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "compressed with gzip"),
        (b"PK\x05\x06" + bytes(18), "an empty ZIP archive"),
        (b"SQLite format 3\0" + bytes(100), "an SQLite database"),
        (random.Random(1).randbytes(5000), "binary data"),
        (bytes(5000), None),
        (b"<!DOCTYPE html><title>Log in</title>", "a web page"),
        (b"\xef\xbb\xbf \n<HTML>", "a web page"),
        (b'<?xml version="1.0"?><rows/>', "XML"),
    ],
)
def test_a_file_that_is_no_table_is_told_what_it_seems_to_be(
    tmp_path: Path, content: bytes, seems: str | None
) -> None:
    """Under the best of names."""
    error = refused(put(tmp_path, content, "table.csv"))
    if seems:
        assert error.code == "not-a-table"
        assert error.message.startswith(f"The file seems to be {seems}")
    else:
        assert error.code == "file-empty"


def test_the_type_of_a_file_is_not_in_its_name(tmp_path: Path) -> None:
    """CSV in an .xlsx, a workbook in a .csv; whatever else the name says."""
    assert look(put(tmp_path, "a,b\n1,2\n", "table.xlsx"), Asked()).facts.format == "csv"
    assert look(workbook(tmp_path / "table.csv", [["a"], [1]]), Asked()).facts.format == "xlsx"
    odd = put(tmp_path, "a,b\n1,2\n", "..;rm -rf %2e%2e $(x) \u202excod.csv")
    assert look(odd, Asked()).header == ("a", "b")


def test_a_format_that_was_asked_for_has_to_be_possible(tmp_path: Path) -> None:
    """Text is text of any kind; a workbook is no text."""
    text, book = put(tmp_path, '{"a": 1}\n{"a": 2}\n'), workbook(tmp_path / "book", [["a"], [1]])
    assert look(text, Asked(format="csv")).header == ('{"a": 1}',)
    assert look(book, Asked(format="xlsx")).header == ("a",)
    assert refused(text, Asked(format="xlsx")).code == "not-a-table"
    assert refused(book, Asked(format="csv")).code == "not-a-table"
    assert refused(text, Asked(format="json")).code == "file-broken"
    assert refused(put(tmp_path, "a,b\n"), Asked(format="jsonl")).code == "not-a-table"


def test_the_first_rows_are_shown_as_they_are(tmp_path: Path) -> None:
    """Two hundred of them; those that cannot be read are counted."""
    lines = ["a,b", "1,", "only one", *(f"{n},x" for n in range(500))]
    seen = look(put(tmp_path, "\n".join(lines)), Asked())
    assert seen.rows[:2] == [["1", ""], ["0", "x"]]
    assert len(seen.rows) == 199
    assert seen.warnings == ["1 of the first 200 rows cannot be read"]
    assert pickle.loads(pickle.dumps(seen)) == seen


def test_a_look_at_a_large_file_is_a_look_at_its_beginning(tmp_path: Path) -> None:
    """Long cells are shortened, wide tables are looked at for fewer rows, emptiness ends."""
    long = look(put(tmp_path, "a\n" + ("x" * 500_000 + "\n") * 5), Asked())
    assert {len(str(cell)) for row in long.rows for cell in row} == {1000}
    wide = look(put(tmp_path, (",".join(map(str, range(10_000))) + "\n") * 100), Asked())
    assert (len(wide.header), len(wide.rows)) == (10_000, 20)
    empty = look(put(tmp_path, "a\n1\n" + "\n" * 4_500_000 + "2\n"), Asked())
    assert empty.rows == [["1"]]


def test_a_refusal_goes_from_one_process_to_another(tmp_path: Path) -> None:
    """With its code and what it says."""
    error = refused(put(tmp_path, PNG))
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.message, str(again)) == (error.code, error.message, error.message)
