"""How a task stands, out of Kie.ai's three shapes: jobs, Veo, Midjourney.

Public code meets more words than are documented; one that nobody knows means that it is still at work.
"""

import math
from typing import Any, Literal

from pydantic_core import from_json

from activities.providers.generator import Report
from activities.providers.kie.refusals import reason
from workflows.contracts.generation import Family

State = Literal["waiting", "working", "succeeded", "failed"]
MOST_URLS = 32
LONGEST_WORD = 40
LONGEST_URL = 8192
WORDS: dict[str, State] = {
    "wait": "waiting",
    "waiting": "waiting",
    "queuing": "waiting",
    "queueing": "waiting",
    "queued": "waiting",
    "success": "succeeded",
    "completed": "succeeded",
    "fail": "failed",
    "failed": "failed",
    # `successFlag`; 4: generated, only the callback failed
    "0": "working",
    "1": "succeeded",
    "2": "failed",
    "3": "failed",
    "4": "succeeded",
}
NO_RESULTS = "Kie.ai says that it is done, and names no files"


def report(family: Family, data: dict[str, Any]) -> Report:
    said = _word(data.get("state" if _is_job(family) else "successFlag"))
    state = WORDS.get(said.lower(), "working")
    urls = _urls(family, data) if state == "succeeded" else ()
    code, message = None, None
    if state == "failed":
        code, message = _failure(data)
    elif state == "succeeded" and not urls:
        state, code, message = "failed", "no-results", NO_RESULTS
    callback_url, prompt = _repeated(data)
    return Report(state, said, urls, code, message, _credits(data), callback_url, prompt)


def tells(family: Family, data: object) -> bool:
    """Whether there is a state in it."""
    name = "state" if _is_job(family) else "successFlag"
    return isinstance(data, dict) and data.get(name) is not None


def inner(told: object) -> dict[str, Any]:
    """An object, or the JSON of one in a string: Kie.ai has both, some in the same place."""
    if isinstance(told, str):
        try:
            told = from_json(told)
        except ValueError:
            return {}
    return told if isinstance(told, dict) else {}


def _is_job(family: Family) -> bool:
    return family in (Family.IMAGEN4, Family.SORA2)


def _word(told: object) -> str:
    return "" if told is None else str(int(told) if isinstance(told, bool) else told)[:LONGEST_WORD]


def _urls(family: Family, data: dict[str, Any]) -> tuple[str, ...]:
    match family:
        case Family.VEO3:
            found = inner(data.get("response"))
        case Family.MIDJOURNEY:
            found = inner(data.get("resultInfoJson"))
        case Family.IMAGEN4 | Family.SORA2:
            found = inner(data.get("resultJson"))
    listed = found.get("resultUrls")
    if isinstance(listed, str):  # seen of Veo: a list in a string
        listed = inner(f'{{"all":{listed}}}').get("all", [listed])
    return tuple(map(_url, listed[:MOST_URLS])) if isinstance(listed, list) else ()


def _url(entry: object) -> str:
    """What is none stays in its place as it is: a file that cannot be fetched is not one file less."""
    found = entry.get("resultUrl") if isinstance(entry, dict) else entry
    return found[: LONGEST_URL + 1] if isinstance(found, str) else ""  # the fetch refuses what was too long


def _failure(data: dict[str, Any]) -> tuple[str, str]:
    code = _word(data.get("failCode") or data.get("errorCode")) or "generation-failed"
    message = data.get("failMsg") or data.get("errorMessage") or ""
    return code, reason(str(message)) or "Kie.ai could not generate it, and does not say why"


def _credits(data: dict[str, Any]) -> float | None:
    for name in ("consumeCredits", "creditsConsumed"):
        match data.get(name):
            case bool():
                continue
            case int() | float() as number if math.isfinite(number):
                return float(number)
    return None


def _repeated(data: dict[str, Any]) -> tuple[str | None, str | None]:
    """The callback's address and the prompt of the order, where they are told again."""
    order = inner(data.get("param") or data.get("paramJson"))
    prompt = order.get("prompt") or inner(order.get("input")).get("prompt")
    words = (order.get("callBackUrl"), prompt)
    url, prompt = (word if isinstance(word, str) and word else None for word in words)
    return url, prompt
