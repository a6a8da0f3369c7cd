"""What a seed means: which work is asked for, how it is watched and steered, who is killed, and when.

Only choices are made here, never from what happens: the same seed is the same plan, however fast the machine.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate
from random import Random
from typing import NamedTuple

from callsheet.chaos import documentary_plan, generation_plan, transfer_plan
from callsheet.chaos.batch_plan import Batch, batch
from callsheet.chaos.documentary_plan import Documentary, documentary
from callsheet.chaos.generation_plan import Generation
from callsheet.chaos.transfer_plan import Export, Import, transfer

OWNERS = 4
ERRANDS_PER_PURSE = 60
"""Then other owners come, so that nobody runs out of credits."""
PICTURES = 6
TIERS = ("1k", "2k", "4k")
TIER_OF_OWNER = ("free", "paid", "unlimited", "unlimited")
BATCHES = 0.29  # of the errands: about a quarter of the jobs
DOCUMENTARIES = 0.2
TRANSFERS = 0.16
GENERATIONS = 0.11


class Face(StrEnum):
    V1 = "/v1/jobs"
    API = "/api/images/parallel-enhance"
    BATCHES = "/api/batch/annotations/start"
    DOCUMENTARIES = "/api/music-doc"
    IMPORTS = "/api/import-export/import"
    EXPORTS = "/api/import-export/export"
    TASKS = "/api/generation/tasks"


class Twist(StrEnum):
    """What is wrong with a start; everything but `NONE` must be refused and cost nothing."""

    NONE = "none"
    UNKNOWN_IMAGE = "unknown image"
    BAD_TIER = "bad tier"
    SAME_TIER_TWICE = "same tier twice"
    UNKNOWN_FIELD = "unknown field"
    NO_IMAGES = "no images"
    NO_TOPIC = "no topic"
    UNKNOWN_DATASET = "unknown dataset"
    UNKNOWN_COLUMN = "unknown column"
    EMPTY_FILE = "empty file"
    WRONG_SERVICE = "a service that does not make it"


TWISTS = (Twist.UNKNOWN_IMAGE, Twist.BAD_TIER, Twist.SAME_TIER_TWICE, Twist.UNKNOWN_FIELD)
BATCH_TWISTS = (Twist.UNKNOWN_FIELD, Twist.NO_IMAGES)
DOCUMENTARY_TWISTS = (Twist.UNKNOWN_FIELD, Twist.NO_TOPIC)
GENERATION_TWISTS = (Twist.UNKNOWN_FIELD, Twist.WRONG_SERVICE)
TRANSFER_TWISTS = (Twist.UNKNOWN_FIELD, Twist.UNKNOWN_DATASET, Twist.UNKNOWN_COLUMN)


class Via(StrEnum):
    EVENTS = "/v1/jobs/{id}/events"
    STREAM = "/api/jobs/{id}/stream"
    MANY = "/v1/events"
    ROWS = "/api/import-export/jobs/ws?jobId={id}"


class Verb(StrEnum):
    CANCEL = "cancel"
    CANCEL_API = "cancel on /api"
    CANCEL_TWICE = "cancel twice at once"
    TERMINATE = "temporal workflow terminate"
    TEMPORAL_CANCEL = "temporal workflow cancel"
    RESET = "temporal workflow reset"


CANCELS = (Verb.CANCEL, Verb.CANCEL_API, Verb.CANCEL_TWICE)
VERBS = (*CANCELS, Verb.TERMINATE, Verb.TEMPORAL_CANCEL, Verb.RESET)


class Watching(NamedTuple):
    """One watcher. `leaves` are (seconds it stays, seconds it is away), one pair for each time it goes."""

    via: Via
    which: int
    leaves: tuple[tuple[float, float], ...]
    asks_again: bool


class Step(NamedTuple):
    after_s: float
    verb: Verb
    which: int


class Errand(NamedTuple):
    """One start and what follows. `copies` are posted at once; then one with another body, if `quarrel`.

    With any of the last ones it is one job, and picture, tiers and engine mean nothing.
    """

    number: int
    owner: str
    picture: int
    tiers: tuple[str, ...]
    engine: str
    face: Face
    twist: Twist
    copies: int
    quarrel: bool
    watchers: tuple[Watching, ...]
    steps: tuple[Step, ...]
    retries: bool
    batch: Batch | None = None
    documentary: Documentary | None = None
    transfer: Import | Export | None = None
    generation: Generation | None = None


class Strike(NamedTuple):
    """After a pause, one process, or two in their order and so far apart; of several workers the `nth`."""

    pause_s: float
    targets: tuple[str, ...]
    apart_s: float
    nth: int


def errands(seed: int, paid: bool = True) -> Iterator[Errand]:
    """Without end. `paid`: whether there is a provider whom generation tasks may cost something."""
    number = 0
    while True:
        dice = Random(f"{seed} errand {number}")  # noqa: S311 (a plan, no secret)
        kind = Random(f"{seed} kind {number}").random()  # noqa: S311 (the same)
        yield _of_kind(kind, paid)(dice, number)
        number += 1


def tasks(seed: int, number: int) -> Iterator[Errand]:
    """So many generation tasks, each watched by somebody. None is refused or steered, each is carried on
    until it has its files."""
    for one in range(number):
        dice = Random(f"{seed} task {one}")  # noqa: S311 (the same)
        errand = _generation(dice, one)
        assert errand.generation
        yield errand._replace(
            twist=Twist.NONE,
            quarrel=False,
            watchers=errand.watchers[:1],
            steps=(),
            retries=True,
            generation=errand.generation._replace(told_after_s=None, once=True),
        )


def _of_kind(kind: float, paid: bool) -> Callable[[Random, int], Errand]:
    """Shares of all errands, one after the other."""
    shares = {_batch: BATCHES, _documentary: DOCUMENTARIES, _transfer: TRANSFERS}
    shares |= {_generation: GENERATIONS} if paid else {}
    for made, upto in zip(shares, accumulate(shares.values()), strict=True):
        if kind < upto:
            return made
    return _errand


def strikes(seed: int, targets: Sequence[str], pause_s: tuple[float, float]) -> Iterator[Strike]:
    """Whom to kill, without end."""
    dice = Random(f"{seed} strikes")  # noqa: S311 (the same)
    turn: list[str] = []
    while targets:
        turn = turn or dice.sample(list(targets), len(targets))  # everybody gets a turn
        chosen = [turn.pop(), *dice.sample(targets, 1 if dice.random() < 0.3 else 0)]
        apart_s = dice.choice((0.0, dice.uniform(0, 4)))
        yield Strike(dice.uniform(*pause_s), tuple(dict.fromkeys(chosen)), apart_s, dice.randrange(100))


def _errand(dice: Random, number: int) -> Errand:
    fast = dice.random() < 0.87
    tiers = dice.sample(TIERS if fast else TIERS[:2], dice.choice((1, 1, 2, 3) if fast else (1, 1, 2)))
    twist = dice.choice(TWISTS) if dice.random() < 0.12 else Twist.NONE
    copies = dice.choice((1, 1, 1, 2, 3))
    return Errand(
        number=number,
        owner=f"{number // ERRANDS_PER_PURSE}-{dice.randrange(OWNERS)}",
        picture=dice.randrange(PICTURES),
        tiers=tuple(tiers),
        engine="fast" if fast else "quality",
        face=dice.choice((Face.V1, Face.API)),
        twist=twist,
        copies=copies,
        quarrel=twist is Twist.NONE and dice.random() < 0.15,
        watchers=tuple(_watching(dice, len(tiers)) for _ in range(dice.choice((1, 2, 2, 3)))),
        steps=tuple(_step(dice, len(tiers), fast) for _ in range(dice.choice((0, 0, 0, 1, 1, 2)))),
        retries=dice.random() < 0.6,
    )


def _batch(dice: Random, number: int) -> Errand:
    """Whoever is `free` waits for minutes, so all their batches are cancelled."""
    owner = dice.randrange(OWNERS)
    tier = TIER_OF_OWNER[owner]
    twist = dice.choice(BATCH_TWISTS) if dice.random() < 0.08 else Twist.NONE
    times = dice.choice((0, 0, 0, 1, 1, 2))
    steps = tuple(Step(dice.uniform(0, 6), dice.choice((*VERBS, Verb.RESET)), 0) for _ in range(times))
    if tier == "free":
        steps = (Step(dice.uniform(1, 12), dice.choice(CANCELS), 0),)
    return Errand(
        number=number,
        owner=f"{number // ERRANDS_PER_PURSE}-{owner}",
        picture=0,
        tiers=(),
        engine="",
        face=dice.choice((Face.V1, Face.BATCHES)),
        twist=twist,
        copies=dice.choice((1, 1, 1, 2, 3)),
        quarrel=twist is Twist.NONE and dice.random() < 0.15,
        watchers=tuple(_watching(dice, 1) for _ in range(dice.choice((1, 2, 2, 3)))),
        steps=steps,
        retries=tier != "free" and dice.random() < 0.6,
        batch=batch(dice, tier),
    )


def _documentary(dice: Random, number: int) -> Errand:
    """Steered and watched as others are, by owners of whom few are rich in places."""
    twist = dice.choice(DOCUMENTARY_TWISTS) if dice.random() < 0.15 else Twist.NONE
    return _errand(dice, number)._replace(
        owner=f"{number // ERRANDS_PER_PURSE}-{dice.randrange(documentary_plan.OWNERS)}",
        tiers=(),
        face=dice.choice((Face.V1, Face.DOCUMENTARIES)),
        twist=twist,
        quarrel=twist is Twist.NONE and dice.random() < 0.15,
        steps=tuple(_step(dice, 1, fast=False) for _ in range(dice.choice((0, 0, 0, 1, 1, 2)))),
        documentary=documentary(dice),
    )


def _transfer(dice: Random, number: int) -> Errand:
    """Steered and watched as others are, also on the stream of its own."""
    wanted = transfer(dice, number)
    face = Face.IMPORTS if isinstance(wanted, Import) else Face.EXPORTS
    twists = (*TRANSFER_TWISTS, Twist.EMPTY_FILE) if face is Face.IMPORTS else TRANSFER_TWISTS
    twist = dice.choice(twists) if dice.random() < 0.2 else Twist.NONE
    watchers = [_watching(dice, 1) for _ in range(dice.choice((1, 2, 2, 3)))]
    return _errand(dice, number)._replace(
        owner=f"{number // ERRANDS_PER_PURSE}-{dice.randrange(transfer_plan.OWNERS)}",
        tiers=(),
        face=face if twist is Twist.EMPTY_FILE else dice.choice((Face.V1, face)),
        twist=twist,
        quarrel=twist is Twist.NONE and dice.random() < 0.15,
        watchers=tuple(one._replace(via=dice.choice((one.via, Via.ROWS))) for one in watchers),
        steps=tuple(_step(dice, 1, fast=False) for _ in range(dice.choice((0, 0, 0, 1, 1, 2)))),
        transfer=wanted,
    )


def _generation(dice: Random, number: int) -> Errand:
    twist = dice.choice(GENERATION_TWISTS) if dice.random() < 0.15 else Twist.NONE
    return _errand(dice, number)._replace(
        tiers=(),
        face=dice.choice((Face.V1, Face.TASKS)),
        twist=twist,
        quarrel=twist is Twist.NONE and dice.random() < 0.15,
        watchers=tuple(_watching(dice, 1) for _ in range(dice.choice((1, 2, 2)))),
        steps=tuple(_step(dice, 1, fast=False) for _ in range(dice.choice((0, 0, 0, 0, 1, 2)))),
        generation=generation_plan.generation(dice, number),
    )


def _watching(dice: Random, tiers: int) -> Watching:
    leaves = [(dice.uniform(0, 2), dice.uniform(0, 1.5)) for _ in range(dice.choice((0, 0, 1, 2, 4)))]
    via = dice.choice((Via.EVENTS, Via.EVENTS, Via.STREAM, Via.STREAM, Via.MANY))
    return Watching(via, dice.randrange(tiers), tuple(leaves), dice.random() < 0.5)


def _step(dice: Random, tiers: int, fast: bool) -> Step:
    longest = 1.5 if fast else 5.0
    after = 0.0 if dice.random() < 0.25 else dice.uniform(0, longest)
    return Step(after, dice.choice((*CANCELS, *VERBS)), dice.randrange(tiers))
