"""What an answer that is no success means: passing, or for ever; the fault of what was sent, or ours.

The compatible servers agree on little but the status, so what a body adds is looked at, never relied on.
"""

from collections.abc import Container
from typing import Any, NamedTuple

import httpx

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.wire.answers import error_in
from activities.providers.wire.delays import retry_after

LONGEST_REASON = 200


class Partner(NamedTuple):
    """Who is asked about what, in the words of refusals: a "vision" model about an "image"."""

    name: str
    about: str

    @property
    def model(self) -> str:
        return f"The {self.name} model"


class ParameterRefused(ProviderBusy):
    """This model does not take the parameter `name`: to be asked again without."""

    def __init__(self, partner: Partner, name: str) -> None:
        super().__init__(f"{partner.model} does not take {name}", code="parameter-refused")
        self.name = name


def refusal(
    partner: Partner, response: httpx.Response, body: bytes, asked: Container[str], secret: str
) -> ProviderRejected | ProviderBusy:
    """`asked` are the names of the parameters that were sent; `secret` is what must not be repeated."""
    status, error = response.status_code, error_in(body)
    if busy := _passing(partner, response, error):
        return busy
    if status in (401, 403) or (status == 400 and b"API_KEY_INVALID" in body):  # 400: Gemini
        return ProviderRejected("provider-unauthorized", f"{partner.model} does not accept the API key")
    if status == 404:
        return ProviderRejected("model-not-found", f"{partner.model} is not known at its URL")
    if status in (400, 413, 422):
        return _refused(partner, error, asked, _reason(error, secret))
    return ProviderRejected("request-refused", f"{partner.model}'s URL answers {status}")


def _passing(
    partner: Partner, response: httpx.Response, error: dict[str, Any]
) -> ProviderRejected | ProviderBusy | None:
    status = response.status_code
    if status == 402 or "insufficient_quota" in (error.get("code"), error.get("type")):
        return ProviderRejected("quota-exceeded", f"{partner.model}'s quota is used up")
    delay = retry_after(response.headers, error)
    if status in (429, 503, 529):
        return ProviderBusy(f"{partner.model} takes no more requests now", delay)
    if status == 408 or status >= 500:
        return ProviderBusy(f"{partner.model} failed", delay, code="provider-error")
    return None


def _refused(
    partner: Partner, error: dict[str, Any], asked: Container[str], reason: str
) -> ProviderRejected | ProviderBusy:
    match error:
        case {"param": "temperature" | "max_tokens" | "max_completion_tokens" as name}:
            return ParameterRefused(partner, name)
        case {"code": "content_filter" | "content_policy_violation"}:
            return ProviderRejected(
                "content-refused", f"{partner.model}'s filter refused this {partner.about}"
            )
        case {"param": str(name)} if name.partition(".")[0] in asked and not name.startswith("messages"):
            return ProviderRejected("request-refused", f"{partner.model} refuses {name}: {reason}")
    return ProviderRejected(
        f"{partner.about}-refused",
        f"Invalid {partner.about}: {reason or 'the model refuses it'}",
    )


def _reason(error: dict[str, Any], secret: str) -> str:
    said = str(error.get("message", ""))
    return (said.replace(secret, "***") if secret else said)[:LONGEST_REASON]
