"""What an answer of Spotify that is no success means.

Its own words are never repeated: they may hold a token.
"""

import httpx

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.wire.answers import error_in
from activities.providers.wire.delays import retry_after

FORBIDDEN = "provider-forbidden"
EXPIRED = "Spotify does not accept the access token any more: send a new one with a retry"


def refusal(response: httpx.Response, body: bytes, callers: bool) -> ProviderRejected | ProviderBusy:
    """`callers`: the token that was sent is the caller's own."""
    if _is_about_the_token(response, body):
        if callers:
            return token_expired()
        return ProviderRejected("provider-unauthorized", "Spotify does not accept the token of its own app")
    if response.status_code == 403:
        return ProviderRejected(FORBIDDEN, "Spotify does not allow this to the app or the user of the token")
    return other_refusal(response, body)


def other_refusal(response: httpx.Response, body: bytes) -> ProviderRejected | ProviderBusy:
    """What has nothing to do with who asks."""
    status, error = response.status_code, error_in(body)
    if status == 429 and error.get("reason") == "QUOTA_EXCEEDED":
        return ProviderRejected("quota-exceeded", "The quota of the app's owner at Spotify is used up")
    delay = retry_after(response.headers, error)
    if status in (429, 503):
        return ProviderBusy("Spotify takes no more requests now", delay)
    if status == 408 or status >= 500:
        return ProviderBusy("Spotify failed", delay, code="provider-error")
    return ProviderRejected("request-refused", f"Spotify answers {status}")


def token_expired() -> ProviderRejected:
    return ProviderRejected("token-expired", EXPIRED)


def answer_invalid() -> ProviderBusy:
    return ProviderBusy("Spotify's answer is not what was asked for", code="answer-invalid", tries=2)


def _is_about_the_token(response: httpx.Response, body: bytes) -> bool:
    """A token that is none at all gets 400 "Only valid bearer authentication supported"."""
    message = str(error_in(body).get("message", ""))
    return response.status_code == 401 or (
        response.status_code == 400 and "bearer authentication" in message.lower()
    )
