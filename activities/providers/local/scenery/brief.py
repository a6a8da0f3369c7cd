"""What a prompt asks for, word by word; what its words leave open is decided by the seed."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

ENDINGS = (
    "s es y ed ish ing al ic ous en scape side line top lit light front like land fall gazing covered capped "
    "filled strewn swept colored coloured toned kissed ern hued"
)
EMPTYING = {"no", "not", "without", "minus", "except", "never"}
WORD = re.compile(r"[a-z0-9&]+")
COMMAND = re.compile(r"--(?!no\b)\w+\s+\S+")
"""Midjourney's own, as `--ar 16:9`."""
PLACES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((), ("water",)),
    (("mountains",), ()),
    (("mountains",), ("water",)),
    (("hills",), ()),
)
NIGHTLY = {"shooting star", "fireworks", "moon", "fireflies"}
TABLES: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("vocabulary.toml").read_text("utf-8")
)
"""Kind, meaning, its words."""


class Brief(NamedTuple):
    """Everything in the order of the prompt; empty where it says nothing of the kind.

    `turn` is one more for every picture of a task: of what there are few kinds, each shows another.
    """

    hour: str
    backdrops: tuple[str, ...]
    grounds: tuple[str, ...]
    heavens: frozenset[str]
    weather: frozenset[str]
    style: frozenset[str]
    things: frozenset[str]
    posters: tuple[str, ...]
    colours: tuple[str, ...]
    avoided: frozenset[str]
    turn: int
    seed: str

    @property
    def is_abstract(self) -> bool:
        """Nothing is named that there is a picture of."""
        known = self.backdrops or self.grounds or self.heavens or self.weather or self.things
        return "abstract" in self.style or not known


def brief_of(prompt: str, avoid: str, seed: int, number: int) -> Brief:
    wanted, unwanted = _told(prompt)
    found, refused = _meanings(wanted), _meanings([*unwanted, *WORD.findall(avoid.lower())])
    left = {name: tuple(m for m in found[name] if m not in refused[name]) for name in TABLES}
    digest, turn = _digest(prompt, seed, number), int(_digest(prompt, seed)[:6], 16) + number
    backdrops, grounds = _place(left, refused, turn)
    return Brief(
        hour=_hour(left, turn),
        backdrops=backdrops,
        grounds=grounds,
        heavens=frozenset(left["heavens"]),
        weather=frozenset(left["weather"]) - ({"clouds"} if "clear" in left["weather"] else set()),
        style=frozenset(left["styles"]),
        things=frozenset(left["things"]),
        posters=left["posters"],
        colours=left["colours"],
        avoided=frozenset(meaning for meanings in refused.values() for meaning in meanings),
        turn=turn,
        seed=digest,
    )


def _digest(*parts: object) -> str:
    return sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def _place(
    left: dict[str, tuple[str, ...]], refused: dict[str, tuple[str, ...]], turn: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Backdrops and grounds; one of the usual places where only an hour, weather or a thing was named."""
    named = left["backdrops"] or left["grounds"] or left["heavens"] or "abstract" in left["styles"]
    if named or not (left["hours"] or left["weather"] or left["things"]):
        return left["backdrops"], left["grounds"]
    unwanted = {*refused["backdrops"], *refused["grounds"]}
    places = [place for place in PLACES if not unwanted & {*place[0], *place[1]}]
    return places[turn % len(places)] if places else ((), ())


def _told(prompt: str) -> tuple[list[str], list[str]]:
    """Words wanted, and the two after each `no` and `without`."""
    words = WORD.findall(COMMAND.sub(" ", prompt.lower()))
    wanted: list[str] = []
    unwanted: list[str] = []
    emptying = 0
    for word in words:
        if word in EMPTYING:
            emptying = 2
        else:
            (unwanted if emptying else wanted).append(word)
            emptying -= emptying > 0
    return wanted, unwanted


def _meanings(words: list[str]) -> dict[str, tuple[str, ...]]:
    """By the longest terms that are known: a palm tree is no wood."""
    found: dict[str, list[str]] = {name: [] for name in TABLES}
    at = 0
    while at < len(words):
        terms = (("-".join(words[at : at + long]), long) for long in (3, 2, 1) if at + long <= len(words))
        known, long = next(((known, long) for term, long in terms if (known := _known(term))), ([], 1))
        at += long
        for table, meaning in known:
            if meaning not in found[table]:
                found[table].append(meaning)
    return {name: tuple(meanings) for name, meanings in found.items()}


def _known(term: str) -> list[tuple[str, str]]:
    """What the term means, or the first of its stems that means anything."""
    return next((found for stem in _stems(term) if (found := _index().get(stem))), [])


def _stems(term: str) -> Iterator[str]:
    """The term itself, and without each ending that leaves three letters: `oceans`, `foggy`, `cityscape`."""
    yield term
    for ending in ENDINGS.split():
        stem = term.removesuffix(ending)
        if stem != term and len(stem) >= 3:
            yield stem
            if stem[-1] == stem[-2]:
                yield stem[:-1]
    if term.endswith("ies"):
        yield f"{term[:-3]}y"


@lru_cache
def _index() -> dict[str, list[tuple[str, str]]]:
    index: dict[str, list[tuple[str, str]]] = {}
    for table, meanings in TABLES.items():
        for meaning, words in meanings.items():
            for word in words.split():
                index.setdefault(word, []).append((table, meaning))
    return index


def _hour(left: dict[str, tuple[str, ...]], turn: int) -> str:
    """As said; at night where there are stars, else by turns, more often with the sun low."""
    hours, weather = left["hours"], set(left["weather"])
    if hours:
        return "night" if "night" in hours else hours[0]
    if left["heavens"] or NIGHTLY & set(left["things"]):
        return "night"
    for is_so, usual in (
        ("neon" in left["styles"], ("dusk", "night", "sunset")),
        ("storm" in weather, ("dusk", "sunset", "dusk", "day")),
        (
            bool({"rain", "snow", "fog"} & weather) or "meadow" in left["grounds"],
            ("day", "dawn", "day", "dusk"),
        ),
    ):
        if is_so:
            return usual[turn % len(usual)]
    return ("day", "sunset", "dawn", "dusk")[turn % 4]
