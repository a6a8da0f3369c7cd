"""What Kie.ai's codes mean: for ever, for now, or that nobody can tell."""

import re
from typing import NamedTuple

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.kie.calls import Said

LONGEST_REASON = 200
LINK = re.compile(r"\S*://\S*")


class Refusal(NamedTuple):
    code: str
    words: str


FOR_EVER = {
    400: Refusal("content-refused", "Kie.ai refuses what was asked for"),
    401: Refusal("provider-unauthorized", "Kie.ai does not accept the API key"),
    402: Refusal("provider-credits", "The credits at Kie.ai are used up"),
    404: Refusal("request-refused", "Kie.ai has nothing under its address"),
    422: Refusal("request-refused", "Kie.ai refuses a parameter"),
    451: Refusal("input-unreachable", "Kie.ai cannot fetch a file that the task needs"),
    501: Refusal("generation-failed", "Kie.ai could not generate it"),
    505: Refusal("feature-disabled", "Kie.ai has switched this model or feature off"),
}
FOR_NOW = {
    429: Refusal("provider-busy", "Kie.ai takes no more requests now"),
    455: Refusal("provider-maintenance", "Kie.ai is being maintained"),
}


def certain(said: Said) -> ProviderRejected | ProviderBusy | None:
    """Of an order: what says that nothing was accepted. None: nobody can tell."""
    if said.code in FOR_EVER:
        return rejected(said)
    return for_now(said) if said.code in FOR_NOW else None


def rejected(said: Said) -> ProviderRejected:
    code, words = FOR_EVER[said.code]
    told = reason(said.message)
    return ProviderRejected(code, f"{words}: {told}" if told else words)


def for_now(said: Said) -> ProviderBusy:
    """Of a question, which may be asked again whatever came."""
    if said.well:
        return ProviderBusy("Kie.ai's answer is not what was asked for", code="answer-invalid")
    code, words = FOR_NOW.get(said.code, Refusal("provider-error", f"Kie.ai answers {said.code}"))
    return ProviderBusy(words, said.retry_after, code=code)


def reason(message: str) -> str:
    """Its own words, bounded, on one line; links may hold what proves that one may fetch or call."""
    plain = "".join(c for c in " ".join(message.split()) if c.isprintable())
    return LINK.sub("(a link)", plain)[:LONGEST_REASON]
