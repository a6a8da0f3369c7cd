"""How a file's text is spelled: a byte order mark says it, else UTF-8 if it can be that, else a guess.

A byte that is none of the encoding becomes a lone surrogate (`\\udc80` + n), which no text has: so it spoils
the row in which it stands and nothing else.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from tabular.refusing import FileRefused

SURE_AFTER = 64_000_000
"""Bytes that decide. A file that is UTF-8 so far is taken for it."""
PIECE = 1 << 17
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
KNOWN = re.compile(
    r"ascii|utf-(8|16|32)(-[bl]e|-sig)?|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|kz1048|ptcp154|tis-620|hp-roman8"
    r"|big5\w*|gb\w+|hz|johab|shift_jis\w*|euc_\w+|iso2022_\w+"
)
"""Python's codecs of text. It has others, which are not (`unicode_escape`, `idna`)."""
BROKEN = re.compile("[\ud800-\udfff]")


class Spelling(NamedTuple):
    encoding: str
    warning: str | None = None


def spelling_of(file: BinaryIO, asked: str | None) -> Spelling:
    """Raises `FileRefused` for an encoding that nobody knows."""
    head = file.read(4096)
    file.seek(0)
    marked = next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)
    if asked:
        name = _known(asked)
        unmarked = name in ("utf-16", "utf-32") and name != marked
        return Spelling(f"{name}-le" if unmarked else name)
    return Spelling(marked) if marked else _by_zeros(head) or _by_trying(file)


def pieces(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The text, without its byte order mark."""
    cheap = encoding in ("utf-8", "cp1252", "ascii")  # its own handler runs without Python
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape" if cheap else "tabular.keep")
    first = True
    while data := file.read(PIECE):
        if piece := decoder.decode(data):
            yield piece.removeprefix("\ufeff") if first else piece
            first = False
    if piece := decoder.decode(b"", final=True):
        yield piece


def spoilt(text: str) -> bool:
    """Whether broken bytes or a NUL stand in it."""
    if "\0" in text:
        return True
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def broken(text: str) -> bool:
    return not text.isascii() and BROKEN.search(text) is not None


def _known(asked: str) -> str:
    try:
        name = codecs.lookup(asked).name
    except (LookupError, ValueError):
        name = ""
    if not KNOWN.fullmatch(name):
        raise FileRefused(
            "encoding-unknown",
            f"The encoding “{asked[:40]}” is not known. utf-8, utf-16, windows-1252 and iso-8859-1 are",
        )
    return name


def _by_zeros(head: bytes) -> Spelling | None:
    """UTF-16 without a mark: what is ASCII in it has a zero in every other byte."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    enough = len(head) // 2 * 0.3
    if max(even, odd) <= enough or min(even, odd) > max(even, odd) * 0.1:
        return None
    return Spelling("utf-16-be" if even > odd else "utf-16-le")


def _by_trying(file: BinaryIO) -> Spelling:
    """UTF-8, unless more bytes break it than keep to it: then it is what Windows made of it."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    right = wrong = 0
    data = b"begin"
    while data and file.tell() < SURE_AFTER:
        data = file.read(PIECE)
        text = decoder.decode(data, final=not data)
        if not text.isascii():
            right += len(data) - len(text)  # a right character has several bytes, a wrong byte is one
            wrong += len(BROKEN.findall(text)) if spoilt(text) else 0
    if wrong > right:
        return Spelling(
            "cp1252", "The file is not UTF-8, so it is read as Windows-1252: check special characters"
        )
    if wrong:
        return Spelling("utf-8", "Some bytes of the file are not UTF-8; rows that hold them are left out")
    return Spelling("utf-8")


def _keep(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("tabular.keep", _keep)
