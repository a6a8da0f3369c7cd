"""What a video file is by its bytes, and whether it ends where it says: told without any decoder.

Only containers are read: boxes of MP4 and QuickTime, elements of WebM. What is in them is not looked at.
"""

import struct
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Literal, NamedTuple

Film = Literal["video/mp4", "video/quicktime", "video/webm"]

EBML = b"\x1aE\xdf\xa3"
DOC_TYPE = b"\x42\x82"
SEGMENT, CLUSTER, TRACKS = 0x18538067, 0x1F43B675, 0x1654AE6B
QUICKTIME = b"qt  "
MPEG4 = {
    b"isom",
    b"mp41",
    b"mp42",
    b"avc1",
    b"dash",
    b"msdh",
    b"msix",
    b"mmp4",
    b"f4v ",
    b"M4V ",
    b"M4VH",
    b"M4VP",
}
MPEG4 |= {b"iso%d" % number for number in range(2, 10)}
STILL = {
    b"avif",
    b"avis",
    b"heic",
    b"heix",
    b"heim",
    b"heis",
    b"hevc",
    b"hevx",
    b"mif1",
    b"msf1",
    b"M4A ",
    b"M4B ",
}
"""Pictures and sound use the same boxes, and name a film's brands among others."""
HEAD = 4096
MOST_PARTS = 500_000
"""An hour recorded in a browser has some 300,000; a hostile file has millions of empty ones."""
MOST_MOOV = 64 << 20


class MediaRefused(Exception):
    """This is nothing that can be shown.

    `code` is `not-media`, `media-broken` or `image-too-large`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code, self.message = code, message


class Measures(NamedTuple):
    """As the container says: pixels upright, None where it says nothing."""

    width: int | None = None
    height: int | None = None
    duration_s: float | None = None


class Box(NamedTuple):
    """Where the content of a box lies in the file, or of an element."""

    name: bytes
    start: int
    end: int


def sniff(path: Path) -> Film | None:
    """By the first bytes alone; the rest may be missing or lie."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(EBML):
        return "video/webm" if _doc_type(head) == b"webm" else None
    if head[4:8] != b"ftyp":
        return None
    size = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(size, HEAD), 4))]
    if brands[0] == QUICKTIME:
        return "video/quicktime"
    return "video/mp4" if MPEG4.intersection(brands) and brands[0] not in STILL else None


def whole(path: Path) -> Measures:
    """What the container says of the film. Raises `MediaRefused` for what is none, or was cut."""
    film = sniff(path)
    if film is None:
        raise MediaRefused("not-media", "The file is not an MP4, QuickTime or WebM video.")
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if film == "video/webm":
            _walk_webm(file, size)
            return Measures()
        return _walk_boxes(file, size)


def _walk_boxes(file: BufferedReader, size: int) -> Measures:
    found = {box.name: box for box in _boxes(file, 0, size)}
    for name, what in ((b"moov", "index"), (b"mdat", "pictures")):
        if name not in found:
            raise _broken(f"its {what} ({name.decode()}) is missing")
    moov = found[b"moov"]
    if moov.end - moov.start > MOST_MOOV:
        raise _broken("its index is larger than any film needs")
    return _measures(file, moov)


def _boxes(file: BufferedReader, start: int, end: int) -> Iterator[Box]:
    """One after the other; the last ends exactly where all end."""
    for _ in range(MOST_PARTS):
        if start == end:
            return
        file.seek(start)
        head = file.read(16)
        if end - start < 8 or len(head) < 8:
            raise _broken("it ends in the middle")
        length, name, taken = int.from_bytes(head[:4], "big"), head[4:8], 8
        if length == 1:
            length, taken = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = end - start
        if length < taken or start + length > end:
            raise _broken("it ends in the middle")
        yield Box(name, start + taken, start + length)
        start += length
    raise _broken("it has more parts than are looked at")


def _measures(file: BufferedReader, moov: Box) -> Measures:
    """Of the first track of pictures, and of the whole in time."""
    duration: float | None = None
    size: tuple[int, int] | None = None
    for box in _boxes(file, moov.start, moov.end):
        if box.name == b"mvhd":
            duration = _duration(_content(file, box))
        elif box.name == b"trak":
            size = size or _size(file, box)
    if size is None:
        raise MediaRefused("not-media", "The file has no track of pictures.")
    return Measures(size[0] or None, size[1] or None, duration)


def _duration(mvhd: bytes) -> float | None:
    """None where the index does not know, as in a film that was cut into fragments."""
    try:
        scale, units = struct.unpack_from(*((">IQ", mvhd, 20) if mvhd[:1] == b"\x01" else (">II", mvhd, 12)))
    except struct.error:
        raise _broken("its index is cut") from None
    return units / scale if scale and units else None


def _size(file: BufferedReader, trak: Box) -> tuple[int, int] | None:
    """None for a track of something else."""
    head, kind = b"", b""
    for box in _boxes(file, trak.start, trak.end):
        if box.name == b"tkhd":
            head = _content(file, box)
        elif box.name == b"mdia":
            handlers = (part for part in _boxes(file, box.start, box.end) if part.name == b"hdlr")
            kind = next((_content(file, part)[8:12] for part in handlers), b"")
    if kind != b"vide" or len(head) < 84:
        return None
    width, height = struct.unpack(">II", head[-8:])
    (across,) = struct.unpack(">i", head[-44:-40])  # a phone held upright films lying down, and says so
    return (width >> 16, height >> 16) if across else (height >> 16, width >> 16)


def _content(file: BufferedReader, box: Box) -> bytes:
    file.seek(box.start)
    return file.read(min(box.end - box.start, HEAD))


def _walk_webm(file: BufferedReader, size: int) -> None:
    """A recorder that does not know how long it will run leaves the sizes of its containers open."""
    seen, at = set(), 0
    for _ in range(MOST_PARTS):
        if at == size:
            break
        name, start, length = _element(file, at)
        seen.add(name)
        if length is not None and start + length > size:
            raise _broken("it ends in the middle")
        if length is None and name not in (SEGMENT, CLUSTER):
            raise _broken("it has a part without an end")
        at = start if name == SEGMENT or length is None else start + length
    else:
        raise _broken("it has more parts than are looked at")
    if not seen >= {SEGMENT, TRACKS, CLUSTER}:
        raise _broken("it has no tracks, or no pictures")


def _element(file: BufferedReader, at: int) -> tuple[int, int, int | None]:
    """Name, where the content starts, its length; None where it is open."""
    file.seek(at)
    head = file.read(12)
    name, taken = _number(head, 0, keep=True)
    length, end = _number(head, taken, keep=False)
    is_open = length == (1 << 7 * (end - taken)) - 1
    return name, at + end, None if is_open else length


def _number(head: bytes, at: int, *, keep: bool) -> tuple[int, int]:
    """A number as long as the zeros before its first one say, and where it ends; a name keeps that one."""
    width = 9 - head[at].bit_length() if at < len(head) else 9
    if width > (4 if keep else 8) or at + width > len(head):
        raise _broken("it ends in the middle, or is no WebM inside")
    value = int.from_bytes(head[at : at + width], "big")
    return (value if keep else value & ((1 << 7 * width) - 1)), at + width


def _doc_type(head: bytes) -> bytes:
    at = head.find(DOC_TYPE, 4, 64)
    try:
        length, start = _number(head, at + 2, keep=False)
    except MediaRefused:
        return b""
    return head[start : start + length].rstrip(b"\0") if at > 0 else b""


def _broken(why: str) -> MediaRefused:
    return MediaRefused("media-broken", f"The video is damaged or incomplete: {why}.")
