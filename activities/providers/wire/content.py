"""What a model said, out of the answer to `chat/completions`."""

from pydantic_core import from_json

from activities.providers.base import ProviderRejected
from activities.providers.wire.refusals import Partner


class CutOff(Exception):
    """The model reached its longest answer; what it said until then is worth nothing."""


def content(body: bytes, partner: Partner) -> str | None:
    """From the first brace to the last: local models wrap it in fences or in prose. None: it is no answer."""
    try:
        told = from_json(body)
    except ValueError:
        return None
    name, about = partner
    match told:
        case {"choices": [{"finish_reason": "content_filter"}, *_]}:
            raise ProviderRejected("content-refused", f"The {name} model's filter refused this {about}")
        case {"choices": [{"message": {"refusal": str(refusal)}}, *_]} if refusal:
            raise ProviderRejected("content-refused", f"The {name} model refused this {about}")
        case {"choices": [{"finish_reason": "length"}, *_]}:
            raise CutOff
        case {"choices": [{"message": {"content": str(said)}}, *_]}:
            return said[said.find("{") : said.rfind("}") + 1]
    return None
