"""Containers of films, written by hand: whole as containers go, with nothing in them that can be shown."""

import struct


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def ftyp(brand: bytes = b"isom", *others: bytes) -> bytes:
    return box(b"ftyp", brand + struct.pack(">I", 512) + b"".join(others))


def track(kind: bytes = b"vide", width: int = 640, height: int = 360, *, upright: bool = True) -> bytes:
    """A phone that films upright stores lying pictures, and says how they are to be turned."""
    turn = (1 << 16, 0, 0, 0, 1 << 16, 0) if upright else (0, 1 << 16, 0, -(1 << 16), 0, 0)
    matrix = struct.pack(">9i", *turn, 0, 0, 1 << 30)
    head = bytes(40) + matrix + struct.pack(">II", width << 16, height << 16)
    handler = box(b"hdlr", bytes(8) + kind + bytes(13))
    return box(b"trak", box(b"tkhd", head) + box(b"mdia", box(b"mdhd", bytes(24)) + handler))


def moov(*tracks: bytes, seconds: float = 2.5, long: bool = False) -> bytes:
    if long:
        head = b"\1" + bytes(19) + struct.pack(">IQ", 1000, int(seconds * 1000)) + bytes(80)
    else:
        head = bytes(12) + struct.pack(">II", 1000, int(seconds * 1000)) + bytes(80)
    return box(b"moov", box(b"mvhd", head) + b"".join(tracks or (track(b"soun"), track())))


def mp4(brand: bytes = b"isom", index: bytes | None = None, pictures: int = 5000) -> bytes:
    return ftyp(brand, b"iso2", b"mp41") + (index or moov()) + box(b"mdat", bytes(pictures))


def element(name: bytes, content: bytes = b"", *, is_open: bool = False) -> bytes:
    length = b"\x01" + b"\xff" * 7 if is_open else struct.pack(">Q", len(content) | 1 << 56)
    return name + length + content


def webm(*, is_open: bool = False, doc_type: bytes = b"webm", clusters: int = 3) -> bytes:
    """`is_open` as a browser records it: neither the whole nor its parts know how long they will be."""
    head = element(b"\x1aE\xdf\xa3", element(b"B\x82", doc_type))
    block = element(b"\xe7", b"\0") + element(b"\xa3", bytes(300))
    parts = element(b"\x15I\xa9f", bytes(20)) + element(b"\x16T\xaek", bytes(40))
    parts += element(b"\x1f\x43\xb6\x75", block, is_open=is_open) * clusters
    return head + element(b"\x18\x53\x80\x67", parts, is_open=is_open)
