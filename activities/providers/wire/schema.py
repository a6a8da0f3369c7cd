"""A JSON schema that every strict server takes: nothing optional, nothing extra, no references."""

from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict

LONGEST_WORDS = 2_000


def _told(words: str) -> str:
    words = words.replace("\0", "").strip()
    if not 0 < len(words) <= LONGEST_WORDS:
        raise ValueError("nothing, or far too much")
    return words


Words = Annotated[str, AfterValidator(_told)]  # strict schemas know no lengths


class Shape(BaseModel):
    """Every field is required and no other is asked for; others are overlooked."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"additionalProperties": False})


@cache
def schema(shape: type[Shape]) -> dict[str, Any]:
    """Without references, which not every server follows."""
    whole = shape.model_json_schema()
    plain: dict[str, Any] = _inlined(whole, whole.pop("$defs", {}))
    return plain


def answered_as(name: str, shape: type[Shape]) -> dict[str, Any]:
    """The `response_format` of a request."""
    return {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": schema(shape)}}


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    match node:
        case {"$ref": str(reference)}:
            return _inlined(definitions[reference.rpartition("/")[2]], definitions)
        case {"properties": dict(fields)}:
            rest = {key: value for key, value in node.items() if key != "properties"}
            inlined = {name: _inlined(field, definitions) for name, field in fields.items()}
            return {**_inlined(rest, definitions), "properties": inlined}
        case dict():
            return {
                key: _inlined(value, definitions)
                for key, value in node.items()
                if key not in ("title", "description")  # the prompt says it
            }
        case list():
            return [_inlined(value, definitions) for value in node]
    return node
