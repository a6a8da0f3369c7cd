"""Text from outside, fit to be shown and spoken: one line, nothing invisible."""

import unicodedata

BREAKS = ("Zs", "Zl", "Zp")


def plain(text: str) -> str:
    """Breaks become single blanks; control, format and unassigned characters are gone."""
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(_shown(letter) for letter in text).split())


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter in "\t\n\r\v\f" or kind in BREAKS:
        return " "
    return "" if kind.startswith("C") else letter
