"""A CSV file is read however it is written, and what is broken in it costs as little as can be."""

from pathlib import Path

import pytest

from tabular.looking import Asked, look
from tabular.refusing import FileRefused
from tests.support.tables import columns, put, read

AB = columns(a="string", b="string")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_says_itself_how_it_is_delimited(tmp_path: Path, delimiter: str, newline: str) -> None:
    """Delimiter and newline are found out; nobody is asked."""
    lines = ["a{0}b", "1{0}x", '2{0}"y{0}z"', "", '3{0}"say ""yes"""']
    path = put(tmp_path, newline.join(lines).format(delimiter))
    facts = look(path, Asked()).facts
    assert (facts.format, facts.delimiter, facts.newline) == ("csv", delimiter, newline)
    assert read(path, AB).rows == [(1, "1", "x"), (2, "2", f"y{delimiter}z"), (3, "3", 'say "yes"')]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),  # decimal commas
        ("name\nDoe, John\nRoe, Jane\nX\n", ";"),  # one column, with commas in it
        ("name\nDoe\n", ","),
        ("a,b\n1;2,3\n4;5,6\n", ","),
        ('a|b\n"x,y,z"|1\n"u,v"|2\n', "|"),
        ("a\tb\nx, y\tz\n", "\t"),
        ("a,b,c\n1,2,3\n1,2\n1,2,3\n", ","),  # a ragged row among others
    ],
)
def test_the_delimiter_is_the_one_the_rows_agree_upon(tmp_path: Path, text: str, delimiter: str) -> None:
    """Other signs in the cells do not count, as long as they make no table."""
    assert look(put(tmp_path, text), Asked()).facts.delimiter == delimiter


def test_a_caller_who_knows_the_delimiter_is_believed(tmp_path: Path) -> None:
    """Any one character; but no quote, and no two of them."""
    path = put(tmp_path, "a,b~c\n1,2~3\n")
    assert look(path, Asked(delimiter="~")).header == ("a,b", "c")
    for wrong in ('"', "\n", "::", ""):
        with pytest.raises(FileRefused) as refused:
            look(path, Asked(delimiter=wrong))
        assert refused.value.code == "delimiter-unknown"


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    """They have no number either; a line of empty cells is a row of nothing."""
    found = read(put(tmp_path, "\n\na,b\n\n1,x\n   \n,\n\n2,y\n\n"), AB)
    assert found.rows == [(1, "1", "x"), (2, None, None), (3, "2", "y")]


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    """It is imported, and nothing comes of it."""
    path = put(tmp_path, "a,b")
    assert look(path, Asked()).header == ("a", "b")
    assert read(path, AB) == ([], [], 0)


@pytest.mark.parametrize("content", [b"", b"\n \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe\n\0", b"[]", b" [ ] "])
def test_a_file_of_nothing_is_refused(tmp_path: Path, content: bytes) -> None:
    """Whether there are no bytes, or none that say anything."""
    with pytest.raises(FileRefused) as refused:
        look(put(tmp_path, content), Asked())
    assert refused.value.code == "file-empty"


def test_ragged_rows_are_left_out_with_a_reason(tmp_path: Path) -> None:
    """One cell too few, one too many; those around them stay."""
    found = read(put(tmp_path, "a,b\n1,x\n2\n3,y,z\n4,w\n"), AB)
    assert [row[0] for row in found.rows] == [1, 4]
    assert found.codes == [(2, "ragged"), (3, "ragged")]
    assert [error.reason for error in found.errors] == [
        "1 cell where the header has 2",
        "3 cells where the header has 2",
    ]
    assert found.errors[1].value == "3, y, z"


def test_header_cells_are_stripped_and_a_nameless_column_is_passed_over(tmp_path: Path) -> None:
    """It cannot be mapped, and says so."""
    path = put(tmp_path, " b ,, a\n1,2,3\n")
    seen = look(path, Asked())
    assert seen.header == ("b", "", "a")
    assert seen.warnings == ["Column 2 has no name, so it cannot be mapped"]
    assert read(path, AB).rows == [(1, "3", "1")]


def test_columns_that_the_file_has_not_stay_empty(tmp_path: Path) -> None:
    """And one source can go into a column of another name."""
    path = put(tmp_path, "x,y\n1,2\n")
    assert read(path, AB, mapping={"y": "b"}).rows == [(1, None, "2")]
    assert read(path, columns(b="string"), mapping={"y": "b"}).rows == [(1, "2")]


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    """The lines that Python's reader would have taken for its cell are rows of their own."""
    lines = [
        "a,b",
        "1,x",
        '2,"open',
        *(f"{n},y" for n in range(3, 2000)),
        '2000,"fine"',
        '2001,"two\nlines"',
        "2002,z",
    ]
    found = read(put(tmp_path, "\n".join(lines)), AB)
    assert found.codes == [(2, "malformed")]
    assert found.errors[0].value == '2,"open'
    assert [row[0] for row in found.rows] == [1, *range(3, 2003)]
    assert found.rows[-2] == (2001, "2001", "two\nlines")


def test_a_quote_left_open_to_the_end_costs_one_row(tmp_path: Path) -> None:
    """However much follows it: here several million characters."""
    found = read(put(tmp_path, 'a,b\n0,"open\n' + "1,a text of some length\n" * 150_000), AB)
    assert found.codes == [(1, "malformed")]
    assert (len(found.rows), found.read) == (150_000, 150_001)
    assert found.errors[0].reason == "a quote is opened and not closed"


def test_text_after_a_closing_quote_costs_one_row(tmp_path: Path) -> None:
    """A cell is quoted or it is not; a quote within a plain one is just a quote."""
    found = read(put(tmp_path, 'a,b\n1,"x"y\n2,5" disk\n3,"z"\n'), AB)
    assert found.codes == [(1, "malformed")]
    assert found.rows == [(2, "2", '5" disk'), (3, "3", "z")]


@pytest.mark.parametrize("line", ['x",",\n', '1,"2\n', '"""\n', '"1"2,3\n', '1,"2\n' + "1,2\n" * 50])
def test_a_file_of_broken_quotes_is_read_in_linear_time(tmp_path: Path, line: str) -> None:
    """Each line could be taken for the beginning of a record that goes on to the end of the file."""
    found = read(put(tmp_path, "a,b\n" + line * (400_000 // len(line))), AB)
    assert {code for _, code in found.codes} <= {"malformed", "ragged"}
    assert found.read == len(found.rows) + len(found.errors)


def test_a_record_of_more_than_a_million_characters_is_left_out(tmp_path: Path) -> None:
    """A line without end, or a cell of many lines; and the rest is read."""
    endless, tall = "x" * 1_000_001, '"' + "line\n" * 200_001 + '"'
    found = read(put(tmp_path, f"a,b\n1,{endless}\n2,y\n3,{tall}\n4,z\n"), AB)
    assert (1, "too-long") in found.codes
    assert found.rows[0] == (2, "2", "y")
    assert found.rows[-1][1:] == ("4", "z")
    assert found.errors[0].value == "1, " + "x" * 96 + "…"


def test_a_cell_of_just_a_million_characters_is_kept(tmp_path: Path) -> None:
    """The limit is what it says."""
    (row,) = read(put(tmp_path, f"a,b\n,{'x' * 999_990}\n"), AB).rows
    assert row == (1, None, "x" * 999_990)


def test_a_header_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    """A hundred thousand names, or commas without end."""
    for header in (",".join(f"column {n}" for n in range(50_000)), ",".join(map(str, range(300_000)))):
        with pytest.raises(FileRefused) as refused:
            look(put(tmp_path, header + "\n1,2\n"), Asked())
        assert refused.value.code == "too-many-columns"


def test_a_file_of_one_endless_line_is_no_table(tmp_path: Path) -> None:
    """It names no columns."""
    with pytest.raises(FileRefused) as refused:
        look(put(tmp_path, "x" * 3_000_000), Asked())
    assert refused.value.code == "not-a-table"


def test_only_newlines_end_a_line(tmp_path: Path) -> None:
    """Other signs that Python would split lines at are text like any other."""
    odd = "x\v\f\x1c\x85\u2028\u2029y"
    assert read(put(tmp_path, f"a,b\n1,{odd}\r2,z\r\n"), AB).rows == [(1, "1", odd), (2, "2", "z")]


def test_names_that_stand_twice_are_told_and_cannot_be_mapped(tmp_path: Path) -> None:
    """The others can."""
    path = put(tmp_path, "a,b,a\n1,2,3\n")
    assert look(path, Asked()).warnings == ["There are 2 columns “a”, so none of them can be mapped"]
    assert read(path, AB, mapping={"b": "b"}).rows == [(1, None, "2")]
