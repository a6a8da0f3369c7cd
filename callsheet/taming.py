"""What others wrote, as text that does nothing to a terminal and is as wide as it is counted to be."""

import unicodedata

from rich.cells import cell_len, set_cell_size

SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"} | SPACES
SHAPING = dict.fromkeys((*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), *range(0xE0100, 0xE01F0)))
"""Variants and skin tones: terminals do not agree on how wide they make what is before them."""
ELLIPSIS = "…"
TURNING = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""They change the order in which the rest of a line is read."""
KEPT = dict.fromkeys(map(ord, "\t\n"))
HARMLESS = {code: sign for code, sign in PICTURES.items() if code not in KEPT} | {
    0x0D: "\u240d",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **TURNING,
}
ESCAPES = {code: f"\\u{code:04x}" for code in (0x7F, *range(0x80, 0xA0), *TURNING)}
"""As JSON may write them in a string, for what `json` leaves as it is."""


def inert(text: str) -> str:
    """The same letters, lines and tabs; what a terminal would obey is a sign to read."""
    return text.translate(HARMLESS)


def tame(text: object) -> str:
    """One line without control characters, escape sequences, or marks that turn or hide what follows."""
    plain = unicodedata.normalize("NFC", str(text)).translate(SHAPING).translate(PICTURES)
    return "".join(filter(None, map(_shown, plain)))


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Exactly so many cells wide, whatever scripts it is in; what is cut off leaves an ellipsis."""
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1).rstrip() + ELLIPSIS if width > 1 else ELLIPSIS[:width]
    room = " " * (width - cell_len(text))
    return room + text if right else text + room


def _shown(letter: str) -> str:
    if letter.isprintable():
        return letter
    kind = unicodedata.category(letter)
    if kind == "Zs":
        return " "
    return "" if kind == "Cf" else "\ufffd"
