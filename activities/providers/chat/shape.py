"""The answers' shapes: what the model is held to, and what its answers are measured by."""

from typing import Annotated

from pydantic import AfterValidator

from activities.providers.plain import plain
from activities.providers.wire.schema import Shape, Words

LONGEST_TEXT = 20_000


def _spoken(text: str) -> str:
    text = plain(text)
    if not 0 < len(text) <= LONGEST_TEXT:
        raise ValueError("nothing, or far too much")
    return text


Line = Annotated[Words, AfterValidator(_spoken)]
Text = Annotated[str, AfterValidator(_spoken)]


class Wanted(Shape):
    song: int
    why_essential: Line


class PlanAnswer(Shape):
    title: Line
    narrative_arc: Line
    era_covered: Line
    required_tracks: list[Wanted]


class Told(Shape):
    text: Text
    facts: list[str]


class Chapter(Told):
    song: int


class ScriptAnswer(Shape):
    """A form that leaves no room for another order than narration before every song."""

    summary: Line
    intro: Told
    chapters: list[Chapter]
    outro: Told
