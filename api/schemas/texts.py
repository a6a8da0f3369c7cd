"""Texts as they can be kept: no database keeps the character NUL in one."""

from pydantic import AfterValidator


def _kept(text: str) -> str:
    if "\0" in text:
        raise ValueError("A text must not hold the character NUL.")
    return text


NO_NUL = AfterValidator(_kept)
