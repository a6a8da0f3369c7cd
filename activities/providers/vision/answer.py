"""From the wire's answer to an annotation: by shape, and only what holds.

A label that does not hold is dropped, and `skipped` says how many were. An answer of which no label holds
comes from a model that measured in pixels, say, and is not believed at all.
"""

from collections.abc import Sequence
from typing import Any

from pydantic_core import from_json

from activities.providers.base import ProviderBusy
from activities.providers.vision.darkroom import Photo
from activities.providers.vision.question import PARTNER
from activities.providers.vision.shape import Answer, AnswerWithText, Line, Term
from activities.providers.wire.content import CutOff, content
from workflows.contracts.annotated import Annotation, Caption, Label, TextLine

MOST_LABELS = 50
MOST_LINES = 200
UNMEASURED = "measurements: left to the local annotator"
UNASKED = "text: not asked for"


def read(body: bytes, engine: str, photo: Photo, text: bool) -> Annotation:
    given, answer = _answer(_content(body), AnswerWithText if text else Answer)
    lines = answer.text if isinstance(answer, AnswerWithText) else []
    skipped = [_dropped("labels", given["labels"], answer.labels)]
    skipped.append(_dropped("text", given["text"], lines) if text else UNASKED)
    return Annotation(
        engine=engine,
        width=photo.width,
        height=photo.height,
        format=photo.format,
        caption=Caption(text=answer.caption, source=engine),
        labels=tuple(_label(term) for term in answer.labels[:MOST_LABELS]),
        text=tuple(_line(line) for line in lines[:MOST_LINES]),
        skipped=(UNMEASURED, *filter(None, skipped)),
    )


def _content(body: bytes) -> str:
    try:
        said = content(body, PARTNER)
    except CutOff:
        message = "The vision model's answer was cut off at its longest"
        raise ProviderBusy(message, code="answer-cut-off", tries=2) from None
    if said is None:
        raise _invalid()
    return said


def _answer(content: str, shape: type[Answer]) -> tuple[dict[str, Any], Answer]:
    """What was said, and what of it holds."""
    try:
        given = from_json(content)
        answer = shape.model_validate(given)
    except ValueError:  # its words would quote the model's at length
        raise _invalid() from None
    if given["labels"] and not answer.labels:
        raise _invalid()
    return given, answer


def _invalid() -> ProviderBusy:
    message = "The vision model's answer is not what was asked for"
    return ProviderBusy(message, code="answer-invalid", tries=2)


def _dropped(name: str, given: Sequence[object], kept: Sequence[object]) -> str:
    lost = len(given) - len(kept)
    return f"{name}: {lost} of {len(given)} dropped, not what was asked for" if lost else ""


def _label(term: Term) -> Label:
    return Label(
        label=term.label,
        bounding_box=term.bounding_box.box,
        type=term.type,
        difficulty=term.difficulty,
        confidence=term.confidence,
    )


def _line(line: Line) -> TextLine:
    return TextLine(text=line.text, confidence=line.confidence, box=line.bounding_box.box)
