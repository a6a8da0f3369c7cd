"""A task as the look-alike knows it, and what of that somebody is shown."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from callsheet.fakekie.faults import Script

State = Literal["waiting", "queuing", "generating", "success", "fail"]


class Order(NamedTuple):
    """What a checked body asks for; `shape` is width to height, `takes_s` how long it usually takes."""

    model: str
    media_type: Literal["image/png", "image/jpeg", "video/mp4"]
    pieces: int
    shape: tuple[int, int]
    credits: float
    takes_s: float
    inputs: tuple[str, ...] = ()


class Made(NamedTuple):
    """One of its files."""

    url: str
    sha256: str
    bytes: int


class Shown(NamedTuple):
    """How a task stands, or is said to stand; `word` is what that is called, if not by its name."""

    state: State
    urls: tuple[str, ...] = ()
    code: str = ""
    message: str = ""
    flag: int = 3
    word: str | None = None


@dataclass
class Task:
    """`root` is the address under which its files are; times are seconds since 1970."""

    id: str
    family: str
    order: Order
    body: dict[str, Any]
    script: Script
    root: str
    accepted_at: float
    remaining: float
    state: State = "waiting"
    made: tuple[Made, ...] = ()
    ended_at: float | None = None
    looks: int = 0
    fetches: Counter[int] = field(default_factory=Counter)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def call_back_url(self) -> str | None:
        return self.body.get("callBackUrl")

    @property
    def takes_s(self) -> float:
        return self.order.takes_s if self.script.takes_s is None else self.script.takes_s

    @property
    def consumed(self) -> float:
        """What it costs; that of a task which failed is given back."""
        return 0 if self.state == "fail" else self.order.credits

    @property
    def urls(self) -> tuple[str, ...]:
        return self.script.urls or tuple(one.url for one in self.made)

    def shown(self, word: str | None = None) -> Shown:
        """The truth, but for the `word` for it."""
        if self.ended.is_set():
            word = word or self.script.end_word
        if self.state == "fail" and self.script.fails:
            return Shown("fail", (), *self.script.fails, word)
        return Shown(self.state, self.urls if self.state == "success" else (), word=word)

    def claimed(self, claim: str) -> Shown:
        """What a callback says of it."""
        match claim:
            case "success":
                return Shown("success", self.urls or (f"{self.root}/results/{self.id}/1.png",))
            case "fail":
                return Shown("fail", (), "500", "Internal Error, Please try again later.")
            case "generating":
                return Shown("generating")
        return self.shown()

    def end(self, state: State, made: tuple[Made, ...]) -> None:
        self.state, self.made, self.ended_at = state, made, time.time()
        self.ended.set()
