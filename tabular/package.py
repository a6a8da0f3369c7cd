"""The ZIP archive that a workbook is, guarded: nothing is unpacked but parts that are read, as they are read.

Sizes are checked in the directory before anything is opened; `zipfile` then reads no byte more than the
directory has said. Names are only ever looked up in there, so they can lead nowhere else.
"""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO
from xml.parsers.expat import ExpatError

from tabular.markup import starts
from tabular.records import shown
from tabular.refusing import FileRefused

MOST_UNPACKED = 4_000_000_000
"""Bytes of a part. A sheet of a million rows has a few hundred million."""
MOST_OF_A_DIRECTORY = 4_000_000
MOST_OF_A_SMALL_PART = 32_000_000
UNSUSPICIOUS = 10_000_000
MOST_RATIO = 200
"""Times a part that is larger than that may grow when it is unpacked."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
END = struct.Struct("<4s4H2LH")
OFFICE = "officeDocument"


class Package:
    """Raises `FileRefused` for what is no ZIP archive, or one that a reader had better leave alone."""

    def __init__(self, path: Path) -> None:
        _check_directory(path)
        self._parts = ExitStack()
        with unreadable():
            self._archive = self._parts.enter_context(zipfile.ZipFile(path))

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def close(self) -> None:
        self._parts.close()

    def size(self, name: str) -> int:
        return self._archive.getinfo(name).file_size

    def open(self, name: str) -> IO[bytes]:
        with unreadable():
            part = self._archive.getinfo(name)
            if part.flag_bits & ENCRYPTED:
                raise FileRefused("encrypted", "The archive is encrypted: save it as XLSX without a password")
            if part.compress_type not in METHODS:
                raise FileRefused(
                    "file-broken", "The workbook is packed by a method that workbooks do not have"
                )
            large = part.file_size > UNSUSPICIOUS
            if part.file_size > MOST_UNPACKED or (large and part.file_size > MOST_RATIO * part.compress_size):
                raise FileRefused(
                    "workbook-too-large",
                    f"A part of the workbook is {part.file_size:,} bytes when it is unpacked, and"
                    f" {part.compress_size:,} packed. Save the sheet as CSV",
                )
            return self._parts.enter_context(self._archive.open(part))

    def elements(self, name: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Those of a small part, in their order: name and attributes, without prefixes."""
        with unreadable(), self.open(name) as part:
            if self.size(name) > MOST_OF_A_SMALL_PART:
                raise FileRefused(
                    "workbook-too-large", f"The workbook's “{shown(name)}” is too large to be true"
                )
            yield from starts(part)

    def related(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and name of each part that a part refers to; of the whole workbook those of ``."""
        folder, file = posixpath.split(name)
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        if listing not in self:
            return
        for element, attributes in self.elements(listing):
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.join("/", folder, attributes.get("Target", ""))
                kind = attributes.get("Type", "").rpartition("/")[2]
                yield attributes.get("Id", ""), kind, posixpath.normpath(target).lstrip("/")


@contextmanager
def unreadable() -> Iterator[None]:
    """What archives and XML raise when they are broken, as a refusal."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        ExpatError,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
    ) as error:
        raise FileRefused("file-broken", f"The workbook is broken: {shown(error)}") from error


def _check_directory(path: Path) -> None:
    """`zipfile` holds the directory in memory, so that is looked at before."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END.size:
        raise FileRefused("file-broken", "The archive has no end; it may have been cut off")
    if END.unpack_from(tail, at)[5] > MOST_OF_A_DIRECTORY:
        raise FileRefused("workbook-too-large", "The archive holds more files than a workbook has")
