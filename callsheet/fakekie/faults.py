"""What shall go wrong with a task, from the call that creates it to its last file."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from callsheet.fakekie.sayings import MESSAGE, OK, Saying

Forgery = Literal["signature", "unsigned", "old", "id"]


class Failure(NamedTuple):
    """How a task fails; `flag` is 2 or 3 in the families that count."""

    code: str = "500"
    message: str = "Internal Error, Please try again later."
    flag: int = 3


class Call(NamedTuple):
    """One callback: `after_s` of a task's seconds after its end, or before the create call is answered.

    What it `claims` may be a lie. `forged`: wrongly signed, not signed, signed ten minutes ago, or (rightly
    signed) about a task that does not exist.
    """

    after_s: float = 0
    before_answer: bool = False
    claims: Literal["truth", "success", "fail", "generating"] = "truth"
    forged: Forgery | None = None
    snake: bool = False
    """The task's id is called `task_id`."""


@dataclass(frozen=True, kw_only=True)
class Script:
    """One create call and, if it is accepted, its task. Sayings of a tuple are said once each, in order."""

    create: Saying = OK
    accepts: bool | None = None
    """Whether the task is begun and paid, whatever is said; None: where what is said says so."""
    looks: tuple[Saying, ...] = ()
    """What the first status calls come to."""
    takes_s: float | None = None
    """0: it has ended before the create call is answered."""
    holds: bool = False
    """It does not end before it is released."""
    fails: Failure | None = None
    empty: bool = False
    """It succeeds, but there are no files."""
    end_word: str | None = None
    """Another word for its last state, for good."""
    callbacks: tuple[Call, ...] = (Call(),)
    files: tuple[Saying, ...] = ()
    """What the first fetches of each file come to."""
    only_file: int | None = None
    """The one file (from 1) that `files` is about; None: all."""
    expired: int | None = None
    """The status of HTTP under the first links to its files; `download-url` gives better ones."""
    urls: tuple[str, ...] = ()
    """Told as results instead of its files."""

    @property
    def accepted(self) -> bool:
        return self.create in (OK, MESSAGE) if self.accepts is None else self.accepts
