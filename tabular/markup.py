"""XML that a stranger wrote, read as a stream: no document types, no entities, no depth, no endless tokens.

Expat holds every element that is open, and what it cannot tell yet; so both are limited.
"""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from tabular.refusing import FileRefused

PIECE = 1 << 15
MOST_PENDING = 2_000_000
"""Bytes of a tag, a comment or the like."""
MOST_DEEP = 64
Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


def parser(start: Start, end: End) -> expat.XMLParserType:
    """Names come with their prefixes: to look up namespaces takes a fifth of the time."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartElementHandler, made.EndElementHandler = start, end
    made.StartDoctypeDeclHandler = _refuse_doctype
    return made


def feed(made: expat.XMLParserType, part: IO[bytes]) -> Iterator[int]:
    """Parses on, piece by piece, and tells how far it is. Raises `ExpatError` and `FileRefused`."""
    fed = 0
    while piece := part.read(PIECE):
        made.Parse(piece)
        fed += len(piece)
        if fed - made.CurrentByteIndex > MOST_PENDING:
            raise FileRefused("file-broken", "The workbook's XML holds a tag that does not end")
        yield fed
    made.Parse(b"", True)
    yield fed


def starts(part: IO[bytes]) -> Iterator[tuple[str, Attributes]]:
    """Name and attributes of each element, without prefixes."""
    found: list[tuple[str, Attributes]] = []
    deep = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal deep
        deep += 1
        if deep > MOST_DEEP:
            raise too_deep()
        found.append((local(name), {local(key): value for key, value in attributes.items()}))

    def end(_: str) -> None:
        nonlocal deep
        deep -= 1

    for _ in feed(parser(start, end), part):
        yield from found
        found.clear()


def local(name: str) -> str:
    return name.rpartition(":")[2]


def too_deep() -> FileRefused:
    return FileRefused("file-broken", "The workbook's XML is nested deeper than any workbook's")


def _refuse_doctype(*_: object) -> None:
    raise FileRefused("file-broken", "The workbook's XML declares a document type, as no workbook's does")
