"""JSON is read object by object, an array or a line each; what its values are their text says."""

import json
from pathlib import Path

import pytest

from tabular.looking import Asked, look
from tabular.reading import Reading, Source
from tabular.refusing import FileRefused
from tests.support.tables import columns, put, read
from workflows.contracts.transfer import FileFacts

AB = columns(a="integer", b="string")


def array(*objects: str) -> str:
    return f"[{','.join(objects)}]"


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ('[{"a": 1}]', "json"),
        ('\n [ \n {"a": 1} ]', "json"),
        ('{"a": 1}\n{"a": 2}', "jsonl"),
        ('  { "a": 1}', "jsonl"),
        ("[a],b\n1,2", "csv"),
        ("{a},b\n1,2", "csv"),
        ("[1,2]\n[3,4]", "csv"),
    ],
)
def test_a_file_says_itself_that_it_is_json(tmp_path: Path, text: str, format_: str) -> None:
    """By its first characters; its name may be anything."""
    assert look(put(tmp_path, text, "data.xlsx"), Asked()).facts.format == format_


def test_the_columns_are_the_keys_of_the_first_objects(tmp_path: Path) -> None:
    """In the order in which they appear; what an object has not is nothing."""
    path = put(tmp_path, '{"b": "x"}\n{"a": 1, "c": [1, {"d": null}]}\n{"a": true, "b": 2.5}')
    seen = look(path, Asked())
    assert seen.header == ("b", "a", "c")
    assert seen.rows == [["x", None, None], [None, 1, '[1, {"d": null}]'], [2.5, True, None]]


@pytest.mark.parametrize("separator", ["\n", ","])
def test_a_value_is_what_its_text_says(tmp_path: Path, separator: str) -> None:
    """Numbers and flags are text where text is asked for, just as written; and text is a number."""
    objects = [
        '{"a": 1, "b": 1.50}',
        '{"a": "2", "b": true}',
        '{"a": 3.0, "b": 12345678901234567890}',
        '{"a": null, "b": ""}',
    ]
    text = separator.join(objects)
    found = read(put(tmp_path, f"[{text}]" if separator == "," else text), AB)
    assert found.rows == [(1, 1, "1.50"), (2, 2, "true"), (3, 3, "12345678901234567890"), (4, None, None)]


@pytest.mark.parametrize("lines", [True, False])
def test_what_is_no_value_is_a_bad_one_and_no_broken_file(tmp_path: Path, lines: bool) -> None:
    """NaN, what no 64 bits hold, an object within an object, half a character."""
    objects = [
        '{"a": NaN, "b": -Infinity}',
        '{"a": 9223372036854775808}',
        '{"a": {"x": 1}, "b": []}',
        '{"a": 1.5}',
        '{"b": "\\ud800"}',
        '{"b": "\\u0000"}',
        '{"b": "\\ud83d\\ude00"}',
        "5",
        "null",
    ]
    found = read(put(tmp_path, "\n".join(objects) if lines else array(*objects)), AB)
    assert [(error.row, error.column, error.code) for error in found.errors] == [
        (1, "a", "type"),
        (1, "b", "type"),
        (2, "a", "range"),
        (3, "a", "type"),
        (3, "b", "type"),
        (4, "a", "type"),
        (5, "b", "encoding"),
        (6, "b", "nul"),
        (8, None, "malformed"),
        (9, None, "malformed"),
    ]
    assert found.rows == [(7, None, "😀")]


def test_a_line_that_is_no_json_costs_one_row(tmp_path: Path) -> None:
    """Whatever is wrong with it."""
    lines = ['{"a": 1}', "{", '{"a": 2} x', '{"a": 3', "", '["a"]', '{"a":' + "[" * 100_000, '{"a": 4}']
    found = read(put(tmp_path, "\r\n".join(lines)), AB)
    assert [row[:2] for row in found.rows] == [(1, 1), (7, 4)]
    assert found.codes == [(number, "malformed") for number in range(2, 7)]
    assert found.errors[0].reason.startswith("it is no JSON: Expecting property name")


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1},{"a": 2}',
        '[{"a": 1},{"a": 2},',
        '[{"a": 1},{"a": 2},]',
        '[{"a": 1},{"a": 2} {"a": 3}]',
        '[{"a": 1},{"a": 2}] x',
        '[{"a": 1},{"a": 2},,{"a": 3}]',
        '[{"a": 1},{"a": 2},{"a": tru}' + " " * 100 + "]",
        '[{"a": 1},{"a": 2},{"a": "x',
        '[{"a": 1},{"a": 2}}',
    ],
)
def test_an_array_that_breaks_is_read_up_to_there(tmp_path: Path, text: str) -> None:
    """The rows before it come out, then it is told where it broke; nobody can say where it would go on."""
    reading = Reading(Source(put(tmp_path, text), FileFacts(format="json"), AB, {"a": "a"}))
    assert [row[:2] for row in reading.next_chunk(100).rows] == [(1, 1), (2, 2)]
    for _ in range(2):
        with pytest.raises(FileRefused, match=r"The JSON is broken.*after row 2") as refused:
            reading.next_chunk(100)
        assert refused.value.code == "file-broken"
    reading.close()


@pytest.mark.parametrize("lines", [True, False])
def test_an_object_of_more_than_a_million_characters_is_left_out(tmp_path: Path, lines: bool) -> None:
    """However long; with quotes, brackets and backslashes in it. The rest is read."""
    long = json.dumps({"a": 2, "b": '\\"}]' * 600_000, "c": [[{}]] * 300})
    objects = ['{"a": 1}', long, '{"a": 3}', json.dumps({"a": 4, "b": "x" * 900_000}), '{"a": 5}']
    found = read(put(tmp_path, "\n".join(objects) if lines else array(*objects)), AB)
    assert found.codes == [(2, "too-long")]
    assert [row[1] for row in found.rows] == [1, 3, 4, 5]


def test_an_array_of_objects_without_end_is_passed_over(tmp_path: Path) -> None:
    """Nested deeper than a machine's stack: one bad row."""
    deep = '{"a":' * 60_000 + "1" + "}" * 60_000
    found = read(put(tmp_path, array('{"a": 1}', deep, '{"a": 2}')), AB)
    assert found.codes == [(2, "malformed")]
    assert [row[:2] for row in found.rows] == [(1, 1), (3, 2)]


def test_an_object_is_read_wherever_the_pieces_of_the_file_end(tmp_path: Path) -> None:
    """In a number, in an escape, in a pair of them."""
    objects = [f'{{"a": {n}, "b": "\\ud83d\\ude00\\u00e9{"x" * (n % 41)}"}}' for n in range(20_000)]
    found = read(put(tmp_path, array(*objects)), AB)
    assert found.rows == [(n + 1, n, "😀é" + "x" * (n % 41)) for n in range(20_000)]


@pytest.mark.parametrize("text", ['{"data": [\n5\n]}', "[5, 6]", '{\n"a": 1\n}', "[{}]", "[[1]]"])
def test_json_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    """With what would be one."""
    format_ = "json" if text.startswith("[") else "jsonl"
    with pytest.raises(FileRefused, match="Objects are taken, in an array or one per line") as refused:
        look(put(tmp_path, text), Asked(format=format_))  # type: ignore[arg-type]
    assert refused.value.code == "not-a-table"


def test_json_may_be_in_any_encoding(tmp_path: Path) -> None:
    """Windows writes UTF-16."""
    assert read(put(tmp_path, '[{"a": 1, "b": "ü"}]'.encode("utf-16")), AB).rows == [(1, 1, "ü")]
    assert read(put(tmp_path, b'\xef\xbb\xbf{"a": 1, "b": "\xc3\xbc"}'), AB).rows == [(1, 1, "ü")]


def test_a_broken_byte_costs_one_object(tmp_path: Path) -> None:
    """In an array too."""
    text = b'[{"b": "caf\xe9"},' + b'{"b": "\xc3\xbc"},' * 9 + b'{"a": 1}]'
    found = read(put(tmp_path, text), AB)
    assert found.codes == [(1, "encoding")]
    assert len(found.rows) == 10
