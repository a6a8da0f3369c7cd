"""Every refusal: RFC 9457, with a pointer to each field that is wrong."""

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.shape import Shape


class FieldError(Shape):
    pointer: Annotated[str, Field(description="JSON pointer into the body, or `?name` of a parameter")]
    code: str
    detail: str


class Problem(Shape):
    type: Annotated[str, Field(pattern="^urn:callsheet:problem:")]
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str
    instance: Annotated[str, Field(description="The path that was asked for")]
    code: Annotated[str, Field(description="For machines: what `type` ends with")]
    request_id: str
    errors: list[FieldError]
    required: Annotated[int, Field(description="402 only: what it costs")] = 0
    balance: Annotated[int, Field(description="402 only: what there is")] = 0


class ApiProblem(Problem):
    """On `/api`, beside the problem, the keys that older clients read."""

    ok: Literal[False]
    success: Literal[False]
    error: str
    message: str
