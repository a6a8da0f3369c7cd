"""The answer's shape: what the model is held to, and what its answer is measured by."""

from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, OnErrorOmit, model_validator

from workflows.contracts.annotated import Box

LONGEST_WORDS = 2_000


def _told(words: str) -> str:
    words = words.replace("\0", "").strip()
    if not 0 < len(words) <= LONGEST_WORDS:
        raise ValueError("nothing, or far too much")
    return words


Words = Annotated[str, AfterValidator(_told)]  # strict schemas know no lengths
Fraction = Annotated[float, Field(ge=0, le=1)]


class Shape(BaseModel):
    """Every field is required and no other is asked for; others are overlooked."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"additionalProperties": False})


class Rectangle(Shape):
    x: Fraction
    y: Fraction
    width: Fraction
    height: Fraction

    @model_validator(mode="after")
    def _has_an_area(self) -> Self:
        if not self.box.width > 0 < self.box.height:
            raise ValueError("nothing of it is inside the image")
        return self

    @property
    def box(self) -> Box:
        """Cut at the image's edges."""
        width, height = min(self.width, 1 - self.x), min(self.height, 1 - self.y)
        return Box(x=self.x, y=self.y, width=round(width, 6), height=round(height, 6))


class Term(Shape):
    label: Words
    bounding_box: Rectangle
    type: Literal["anatomical", "behavioral", "color", "pattern"]
    difficulty: Annotated[int, Field(ge=1, le=5)]
    confidence: Fraction


class Line(Shape):
    text: Words
    bounding_box: Rectangle
    confidence: Fraction


class Answer(Shape):
    caption: Words
    labels: list[OnErrorOmit[Term]]


class AnswerWithText(Answer):
    text: list[OnErrorOmit[Line]]


@cache
def schema(shape: type[Answer]) -> dict[str, Any]:
    """Without references, which not every server follows."""
    whole = shape.model_json_schema()
    plain: dict[str, Any] = _inlined(whole, whole.pop("$defs"))
    return plain


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    match node:
        case {"$ref": str(reference)}:
            return _inlined(definitions[reference.rpartition("/")[2]], definitions)
        case dict():
            return {
                key: _inlined(value, definitions)
                for key, value in node.items()
                if key not in ("title", "description")  # the prompt says it
            }
        case list():
            return [_inlined(value, definitions) for value in node]
    return node
