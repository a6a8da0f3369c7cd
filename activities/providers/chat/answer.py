"""From the wire's answer to one of our shapes, or what is wrong with it, in words for the model."""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError

from activities.providers.chat.question import PARTNER
from activities.providers.chat.shape import ScriptAnswer
from activities.providers.wire.content import CutOff, content
from activities.providers.wire.schema import Shape

Answer = TypeVar("Answer", bound=Shape)
MOST_FAULTS = 5
SHORTEST_SHARE, LONGEST_SHARE = 0.85, 1.25
"""Of the length that is wanted; so much pace and pauses can do."""
LONGEST_ECHO = 60_000


class Invalid(Exception):
    """`said` is the answer that cannot be taken; the message says why, and quotes none of it."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason)
        self.said = said[:LONGEST_ECHO]


def read(body: bytes, shape: type[Answer], wrong: Callable[[Answer], str | None]) -> Answer:
    try:
        said = content(body, PARTNER)
    except CutOff:
        raise Invalid("it was cut off at the longest, and has to be shorter") from None
    if not said:
        raise Invalid("it holds no JSON object")
    try:
        answer = shape.model_validate_json(said)
    except ValidationError as error:  # its own words would quote the model's at length
        raise Invalid(_faults(error), said) from None
    if reason := wrong(answer):
        raise Invalid(reason, said)
    return answer


def miscounted(numbers: list[int], there: int, wanted: int) -> str | None:
    """What is wrong with the `wanted` different numbers that were asked for, of 1 to `there`."""
    twice = sorted(number for number, times in Counter(numbers).items() if times > 1)
    if unknown := sorted({number for number in numbers if not 1 <= number <= there}):
        return f"there is no song {_listed(unknown)}, the numbers are 1 to {there}"
    if twice:
        return f"song {_listed(twice)} is there more than once"
    if wanted == there and (missing := sorted(set(range(1, there + 1)) - set(numbers))):
        return f"song {_listed(missing)} is missing"
    return None if len(numbers) == wanted else f"there are {len(numbers)} songs instead of {wanted}"


def misfit(answer: ScriptAnswer, wanted: int, known: int) -> str | None:
    """Whether a voice could not make up for its length; `known` is how long all facts are together.

    Who knows little is not asked to say more: that would have to be made up.
    """
    parts = (answer.intro, *answer.chapters, answer.outro)
    characters = sum(len(part.text) for part in parts)
    if characters > LONGEST_SHARE * wanted or (characters < SHORTEST_SHARE * wanted <= known):
        return f"all its texts are {characters} characters long, about {wanted} are wanted"
    return None


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number)[:20] for number in numbers[:MOST_FAULTS])


def _faults(error: ValidationError) -> str:
    found = error.errors(include_input=False, include_url=False, include_context=False)[:MOST_FAULTS]
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'the answer'}: {one['msg']}"[:200] for one in found)
