"""Text from outside, fit to be shown and spoken: one line, nothing invisible."""

import unicodedata

BREAKS = ("Zs", "Zl", "Zp")


def plain(text: str) -> str:
    """Breaks become single blanks; control, format and unassigned characters are gone."""
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():  # nearly every text is, and a long one is not looked at letter by letter
        text = "".join(map(_shown, text))
    return " ".join(text.split())


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter in "\t\n\r\v\f" or kind in BREAKS:
        return " "
    return "" if kind.startswith("C") else letter
