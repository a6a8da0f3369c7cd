"""The answer's shape: what the model is held to, and what its answer is measured by."""

from typing import Annotated, Literal, Self

from pydantic import Field, OnErrorOmit, model_validator

from activities.providers.wire.schema import Shape, Words
from workflows.contracts.annotated import Box

Fraction = Annotated[float, Field(ge=0, le=1)]


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
