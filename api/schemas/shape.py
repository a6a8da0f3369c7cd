"""What all documented answers have in common: camelCase, every field there, none besides."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Percent = Annotated[int, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0)]


class Shape(BaseModel):
    """Only described with, never built: dialects make the answers, and the tests compare the two."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)
