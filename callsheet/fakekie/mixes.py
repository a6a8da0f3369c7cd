"""Seeded mixes of faults: the same seed does the same to the same prompt, whatever comes in between."""

from collections import Counter
from random import Random
from typing import Literal

from callsheet.fakekie.faults import Call, Failure, Script
from callsheet.fakekie.sayings import (
    CUT,
    ELSEWHERE,
    GARBAGE,
    HANGS,
    MESSAGE,
    NO_DATA,
    OK,
    RESETS,
    Saying,
    code,
    drip,
    moved,
    status,
    word,
)

Name = Literal["none", "some", "all"]
ODDS: dict[Name, float] = {"none": 0, "some": 0.15, "all": 0.5}
NOT_ACCEPTED = (
    *(code(number) for number in (429, 455, 500)),
    HANGS,
    RESETS,
    status(502),
    *(code(number) for number in (400, 401, 402, 422, 501, 505)),
)
ACCEPTED = (code(500), HANGS, RESETS, GARBAGE, NO_DATA, status(502))
LOOKS = (
    *(code(number) for number in (404, 429, 500)),
    *(status(number) for number in (429, 500, 502)),
    GARBAGE,
    HANGS,
    MESSAGE,
    RESETS,
    word("weird"),
)
FILES = (status(500), status(503), CUT, ELSEWHERE, RESETS, drip(2))
FAILURES = (
    Failure(),
    Failure("501", "Generation failed.", 2),
    Failure("400", "Your prompt was flagged as violating content policies.", 2),
    Failure("422", "The upstream model could not be reached.", 3),
)
CALLBACKS: tuple[tuple[Call, ...], ...] = (
    (),
    (Call(),) * 2,
    (Call(),) * 11,
    (Call(after_s=30),),
    (Call(snake=True),),
    (Call(), Call(after_s=5, claims="fail")),
    (Call(after_s=5), Call(claims="fail")),
    (Call(), Call(after_s=2, claims="generating")),
    (Call(before_answer=True, claims="success"), Call()),
    (Call(before_answer=True, claims="fail"),),
    (Call(before_answer=True),),
    *((Call(claims="fail", forged=forgery), Call()) for forgery in ("signature", "unsigned", "old", "id")),
)


class Mix:
    """Every part of a task's life meets its faults with the same odds, independently."""

    def __init__(self, name: Name, seed: int, canary: str | None) -> None:
        self._odds, self._seed, self._canary = ODDS[name], seed, canary
        self._tries: Counter[str] = Counter()

    def drawn(self, prompt: str) -> Script:
        """What becomes of the next call that has this prompt."""
        self._tries[prompt] += 1
        dice = Random(f"{self._seed} {self._tries[prompt]} {prompt}")  # noqa: S311 (it is a game)

        def struck(part: float = 1) -> bool:
            return dice.random() < self._odds * part

        create, accepts = OK, True
        if struck():
            accepts = dice.random() < 0.5
            create = dice.choice(ACCEPTED if accepts else NOT_ACCEPTED)
        fails = dice.choice(FAILURES) if struck(0.4) else None
        return Script(
            create=create,
            accepts=accepts,
            looks=_some(dice, LOOKS, 3) if struck() else (),
            takes_s=0 if struck(0.2) else None,
            fails=fails,
            empty=struck(0.1),
            end_word=("failed" if fails else "completed") if struck(0.3) else None,
            callbacks=dice.choice(CALLBACKS) if struck() else (Call(),),
            files=_some(dice, self._files(), 2) if struck() else (),
            only_file=1 if struck() else None,
            expired=dice.choice((403, 404)) if struck(0.5) else None,
            urls=(self._canary,) if self._canary and struck(0.1) else (),
        )

    def _files(self) -> tuple[Saying, ...]:
        return (*FILES, moved(self._canary)) if self._canary else FILES


def _some(dice: Random, sayings: tuple[Saying, ...], most: int) -> tuple[Saying, ...]:
    return tuple(dice.choice(sayings) for _ in range(dice.randint(1, most)))
