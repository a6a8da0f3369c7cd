"""What an answer that is no success means: passing, or for ever."""

import httpx

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.wire.answers import error_in
from activities.providers.wire.delays import retry_after

LONGEST_REASON = 200


def refusal(response: httpx.Response, body: bytes, secret: str) -> ProviderRejected | ProviderBusy:
    """`secret` is what must not be repeated."""
    status, error = response.status_code, error_in(body)
    if status == 402 or "insufficient_quota" in (error.get("code"), error.get("type")):
        return ProviderRejected("quota-exceeded", "The speech model's quota is used up")
    delay = retry_after(response.headers, error)
    if status in (429, 503, 529):
        return ProviderBusy("The speech model takes no more requests now", delay)
    if status == 408 or status >= 500:
        return ProviderBusy("The speech model failed", delay, code="provider-error")
    if status in (401, 403):
        return ProviderRejected("provider-unauthorized", "The speech model does not accept the API key")
    if status == 404:
        return ProviderRejected("model-not-found", "The speech model is not known at its URL")
    if status in (400, 413, 422):
        said = str(error.get("message", ""))
        reason = (said.replace(secret, "***") if secret else said)[:LONGEST_REASON]
        return ProviderRejected("request-refused", f"The speech model refuses: {reason or status}")
    return ProviderRejected("request-refused", f"The speech model's URL answers {status}")
