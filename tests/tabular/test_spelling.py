"""Text is read in the encoding that it has, and a byte that is broken spoils its own row."""

from pathlib import Path

import pytest

from tabular.looking import Asked, look
from tabular.refusing import FileRefused
from tests.support.tables import columns, put, read

AB = columns(a="string", b="string")
TEXT = "a,b\nÄpfel,日本\n" + "x,y\n" * 100


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_found_out(tmp_path: Path, encoding: str) -> None:
    """By its mark, or by the zeros that ASCII has in it."""
    path = put(tmp_path, TEXT.encode(encoding))
    assert look(path, Asked()).warnings == []
    found = read(path, AB)
    assert found.rows[0] == (1, "Äpfel", "日本")
    assert (found.read, found.errors) == (101, [])


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_a_mark_is_never_part_of_a_name(tmp_path: Path, mark: str) -> None:
    """Not even with an encoding that was asked for."""
    path = put(tmp_path, ("\ufeff" + TEXT).encode(mark))
    assert look(path, Asked(encoding=mark)).header == ("a", "b")
    assert look(put(tmp_path, b"\xef\xbb\xbfa,b\n1,2"), Asked(encoding="utf-8")).header == ("a", "b")


def test_what_is_not_utf_8_is_taken_for_windows_with_a_warning(tmp_path: Path) -> None:
    """Latin-1 is read right by it too, and somebody is told to have a look."""
    path = put(tmp_path, "a,b\ncafé,5 €\n".encode("cp1252"))
    seen = look(path, Asked())
    assert (seen.facts.encoding, seen.rows) == ("cp1252", [["café", "5 €"]])
    assert "Windows-1252" in seen.warnings[0]
    assert read(path, AB).rows == [(1, "café", "5 €")]


def test_an_encoding_that_was_asked_for_is_used(tmp_path: Path) -> None:
    """Under any of its names."""
    path = put(tmp_path, "a,b\nЖизнь,и\n".encode("koi8-r"))
    assert read(path, AB, asked=Asked(encoding="KOI8-R")).rows == [(1, "Жизнь", "и")]
    japanese = put(tmp_path, "a,b\nこんにちは,x\n".encode("shift-jis"))
    assert read(japanese, AB, asked=Asked(encoding="sjis")).rows == [(1, "こんにちは", "x")]


@pytest.mark.parametrize("name", ["klingon", "unicode_escape", "idna", "zip", "utf-7", "\0", "é"])
def test_an_encoding_that_is_none_of_text_is_refused(tmp_path: Path, name: str) -> None:
    """Python knows more codecs than there are encodings."""
    with pytest.raises(FileRefused) as refused:
        look(put(tmp_path, "a,b\n"), Asked(encoding=name))
    assert refused.value.code == "encoding-unknown"


def test_a_broken_byte_spoils_its_own_row_only(tmp_path: Path) -> None:
    """A file that is mostly UTF-8 stays UTF-8."""
    good = "x,größer\n".encode() * 50
    path = put(tmp_path, b"a,b\n" + good + b"1,caf\xe9\n2,\xc3\n" + good)
    assert "not UTF-8" in look(path, Asked()).warnings[0]
    found = read(path, AB)
    assert found.codes == [(51, "encoding"), (52, "encoding")]
    assert (found.errors[0].column, found.errors[0].value) == ("b", "caf?")
    assert (len(found.rows), found.rows[-1]) == (100, (102, "x", "größer"))


@pytest.mark.parametrize("encoding", ["utf-16", "shift-jis", "cp1252", "ascii"])
def test_other_encodings_have_broken_bytes_too(tmp_path: Path, encoding: str) -> None:
    """Half of a pair, a byte that begins nothing."""
    broken = {"utf-16": b"\x00\xdc", "shift-jis": b"\x81 ", "cp1252": b"\x81", "ascii": b"\xe9"}[encoding]
    before, after = (
        "a,b\n1,x".encode(encoding),
        ("\n2,y\n" + "3,z\n" * 9).encode(encoding).removeprefix(b"\xff\xfe"),
    )
    found = read(put(tmp_path, before + broken + after), AB, asked=Asked(encoding=encoding))
    assert found.codes == [(1, "encoding")]
    assert found.rows[0] == (2, "2", "y")


def test_a_broken_byte_where_nobody_reads_does_no_harm(tmp_path: Path) -> None:
    """The cell goes into no column."""
    path = put(tmp_path, "a,b,c\nä,ö,ü\n".encode() * 9 + b"1,2,\xe9\xff\n")
    assert read(path, AB).errors == []


def test_a_nul_spoils_its_own_row(tmp_path: Path) -> None:
    """Databases have no room for it."""
    found = read(put(tmp_path, b"a,b\n1,x\n2,y\0z\n3,w\n"), AB)
    assert found.codes == [(2, "nul")]
    assert found.errors[0].value == "y\N{REPLACEMENT CHARACTER}z"
    assert [row[0] for row in found.rows] == [1, 3]


def test_a_row_that_lies_across_two_pieces_is_spoilt_as_well(tmp_path: Path) -> None:
    """The broken byte stands in the first, the end of the record in the second."""
    text = b'a,b\n1,"\xff' + b"x\n" * 200_000 + b'"\n2,ok\n' + "3,ö\n".encode() * 9
    found = read(put(tmp_path, text), AB)
    assert found.codes == [(1, "encoding")]
    assert found.rows[0] == (2, "2", "ok")


def test_what_is_shown_of_a_broken_file_can_be_shown(tmp_path: Path) -> None:
    """Header and rows of a look are text that can be encoded."""
    seen = look(put(tmp_path, "a,ü\n".encode() + b"x\xff,y\0\n" + "ö,ä\n".encode() * 3), Asked())
    assert "".join([*seen.header, *(str(cell) for row in seen.rows for cell in row)]).encode()
    assert seen.rows[0] == ["x?", "y\N{REPLACEMENT CHARACTER}"]
