"""Texts as they can be kept and told again: without NUL, and without halves of characters."""

from typing import Annotated

from pydantic import AfterValidator, StrictStr


def whole(text: str) -> str:
    if "\0" in text:
        raise ValueError("A text must not hold the character NUL.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("The text has half a character in it: a surrogate without its other half.") from None
    return text


Text = Annotated[StrictStr, AfterValidator(whole)]
