"""What a file is, by its first bytes: its name may say anything."""

import re
from itertools import islice
from pathlib import Path

from tabular.refusing import FileRefused
from tabular.spelling import pieces
from workflows.contracts.transfer import Format

MOST_BLANK = 32
"""Pieces of a text, in which something has to stand."""
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"\xfd7zXZ\x00", "compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
XML = re.compile(r"<\?xml\b")
ARRAY, OBJECT = re.compile(r"\[\s*[{\]]"), re.compile(r'\{\s*["}]')
FEW = 8
CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def not_a_table(seems: str) -> FileRefused:
    return FileRefused(
        "not-a-table", f"The file seems to be {seems}. CSV, XLSX, JSON and JSON Lines are taken"
    )


def is_zip(path: Path) -> bool:
    """Or else it may be text. Raises `FileRefused` for what is neither."""
    with path.open("rb") as file:
        head = file.read(64)
    if head.startswith(OLE):
        raise FileRefused(
            "encrypted", "It is an encrypted workbook, or an old XLS: save it as XLSX without a password"
        )
    for magic, seems in OTHERS:
        if head.startswith(magic):
            raise not_a_table(seems)
    return head.startswith(ZIP)


def beginning(path: Path, encoding: str) -> str:
    """The first hundred thousand characters, from the first that is not white space."""
    with path.open("rb") as file:
        for piece in islice(pieces(file, encoding), MOST_BLANK):
            if text := piece.lstrip("\0 \t\r\n"):
                _refuse_binary(text)
                return text
    raise FileRefused("file-empty", "The file is empty")


def text_format(begin: str) -> Format:
    """Raises `FileRefused`."""
    if PAGE.match(begin):
        raise not_a_table("a web page")
    if XML.match(begin):
        raise not_a_table("XML")
    if ARRAY.match(begin):
        return "json"
    return "jsonl" if OBJECT.match(begin) else "csv"


def _refuse_binary(text: str) -> None:
    """Text has next to no control characters; a row may hold a NUL, but not every third character."""
    odd, zeros = len(CONTROLS.findall(text)), text.count("\0")
    if odd > max(FEW, len(text) * 0.03) or zeros > max(FEW, len(text) * 0.3):
        raise not_a_table("binary data")
