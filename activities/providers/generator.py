"""Who makes pictures and video from words: somebody outside who is paid, or a drawer in this house."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from workflows.contracts.generation import Family, Kind

Sink = Callable[[bytes], Awaitable[None]]


class OutcomeUnknown(Exception):
    """Whether the paid call was accepted, nobody can tell: it is not to be made again by itself."""


class NoSuchTask(Exception):
    """The provider knows no task of that id (yet)."""


class LinkDead(Exception):
    """The file is not to be had under that link (any more)."""


class Wanted(NamedTuple):
    """What is ordered: the wire's `providerParams`, URLs of our own files replaced by the provider's."""

    family: Family
    params: dict[str, Any]
    callback_url: str | None


class Report(NamedTuple):
    """How a task stands; `said` is the provider's own word for that.

    `callback_url` and `prompt` are those that the task was ordered with, where the provider repeats them.
    `credits` are what it took, `urls` the files, in order.
    """

    state: Literal["waiting", "working", "succeeded", "failed"]
    said: str
    urls: tuple[str, ...] = ()
    code: str | None = None
    message: str | None = None
    credits: float | None = None
    callback_url: str | None = None
    prompt: str | None = None


class Handed(NamedTuple):
    """A file of ours at the provider."""

    url: str
    expires_at: datetime


class Generator(Protocol):
    """`name` is how it is told, as `kie`."""

    name: str

    async def create(self, wanted: Wanted) -> str:
        """The task's id there. This costs money, and is never repeated here.

        Raises `ProviderRejected` and `ProviderBusy` only where nothing was accepted for certain, else
        `OutcomeUnknown`.
        """
        ...

    async def look(self, family: Family, external_id: str) -> Report:
        """Raises `NoSuchTask`, and `ProviderRejected` or `ProviderBusy` where it cannot be told now."""
        ...

    async def fetch(self, url: str, sink: Sink, most_bytes: int) -> None:
        """The bytes of a result, piece by piece. Raises `LinkDead`, `ProviderBusy`, and `ProviderRejected`
        for a link that may not be followed or a file that is larger."""
        ...

    async def renewed(self, url: str) -> str:
        """Another link to the same result, for one that is dead."""
        ...

    async def hand_over(self, file: Path, name: str, media_type: str) -> Handed:
        """Upload a file that a task needs; the name is unique."""
        ...

    async def credits(self) -> float:
        """What is left there."""
        ...

    async def close(self) -> None: ...


class Drawing(NamedTuple):
    """What is to be drawn: the longest side has `longest` pixels, `seconds` are a video's.

    The same is always drawn alike, byte by byte; every `number` of a task (from 1) is another picture.
    """

    prompt: str
    kind: Kind
    aspect: tuple[int, int]
    longest: int
    seed: int
    number: int
    seconds: float = 0
    avoid: str = ""


class Drawn(NamedTuple):
    media_type: str
    width: int
    height: int
    duration_s: float | None = None


class Drawer(Protocol):
    """Draws without a model, and says so in the picture."""

    name: str

    async def draw(self, drawing: Drawing, out: Path, told: Callable[[float], None]) -> Drawn:
        """Write the file; `told` hears how much of it is done, 0 to 1. A cancel stops it at once."""
        ...
