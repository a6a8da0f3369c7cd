"""What an answer that is no success means: passing, or for ever; the image's fault, or ours.

The compatible servers agree on little but the status, so what a body adds is looked at, never relied on.
"""

from collections.abc import Container
from typing import Any

import httpx
from pydantic_core import from_json

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.vision.delays import retry_after

LONGEST_REASON = 200


class ParameterRefused(ProviderBusy):
    """This model does not take the parameter `name`: to be asked again without."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The vision model does not take {name}", code="parameter-refused")
        self.name = name


def refusal(
    response: httpx.Response, body: bytes, asked: Container[str], secret: str
) -> ProviderRejected | ProviderBusy:
    """`asked` are the names of the parameters that were sent; `secret` is what must not be repeated."""
    status, error = response.status_code, _error(body)
    if busy := _passing(response, error):
        return busy
    if status in (401, 403) or (status == 400 and b"API_KEY_INVALID" in body):  # 400: Gemini
        return ProviderRejected("provider-unauthorized", "The vision model does not accept the API key")
    if status == 404:
        return ProviderRejected("model-not-found", "The vision model is not known at its URL")
    if status in (400, 413, 422):
        return _refused(error, asked, _reason(error, secret))
    return ProviderRejected("request-refused", f"The vision model's URL answers {status}")


def _passing(response: httpx.Response, error: dict[str, Any]) -> ProviderRejected | ProviderBusy | None:
    status = response.status_code
    if status == 402 or "insufficient_quota" in (error.get("code"), error.get("type")):
        return ProviderRejected("quota-exceeded", "The vision model's quota is used up")
    delay = retry_after(response.headers, error)
    if status in (429, 503, 529):
        return ProviderBusy("The vision model takes no more requests now", delay)
    if status == 408 or status >= 500:
        return ProviderBusy("The vision model failed", delay, code="provider-error")
    return None


def _refused(error: dict[str, Any], asked: Container[str], reason: str) -> ProviderRejected | ProviderBusy:
    match error:
        case {"param": "temperature" | "max_tokens" | "max_completion_tokens" as name}:
            return ParameterRefused(name)
        case {"code": "content_filter" | "content_policy_violation"}:
            return ProviderRejected("content-refused", "The vision model's filter refused this image")
        case {"param": str(name)} if name.partition(".")[0] in asked and not name.startswith("messages"):
            return ProviderRejected("request-refused", f"The vision model refuses {name}: {reason}")
    return ProviderRejected("image-refused", f"Invalid image: {reason or 'the vision model refuses it'}")


def _reason(error: dict[str, Any], secret: str) -> str:
    said = str(error.get("message", ""))
    return (said.replace(secret, "***") if secret else said)[:LONGEST_REASON]


def _error(body: bytes) -> dict[str, Any]:
    """The `error` object, wherever that server puts it: OpenAI inside, Gemini in a list, older vLLM bare."""
    try:
        told = from_json(body)
    except ValueError:
        return {}
    match told:
        case {"error": dict(error)} | [{"error": dict(error)}, *_]:
            return error
        case {"error": str(message)}:
            return {"message": message}
        case dict():
            return told
    return {}
