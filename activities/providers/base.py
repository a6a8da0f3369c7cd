"""What a provider looks like, and the two ways it may refuse."""

from pathlib import Path
from typing import NamedTuple, Protocol

from workflows.contracts.annotated import Annotation


class ProviderRejected(Exception):
    """The provider will never do this; asking again is useless. `code` is a word for machines."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ProviderBusy(Exception):
    """The provider may do this later, not before `retry_after` seconds where it said so.

    `tries` is how often the same work is worth trying in all; `code` is a word for machines.
    """

    def __init__(
        self,
        message: str,
        retry_after: float | None = None,
        *,
        code: str = "provider-busy",
        tries: int = 4,
    ) -> None:
        super().__init__(message)
        self.retry_after, self.code, self.tries = retry_after, code, tries


class Tile(NamedTuple):
    """A rectangle of the source, in source pixels, numbered row by row."""

    number: int
    left: int
    top: int
    width: int
    height: int


class Damage(NamedTuple):
    """What a source suffers from; see `Analysis` for the units."""

    noise: float
    blockiness: float
    denoise: int | None
    reason: str


class Picture(NamedTuple):
    """What a finished picture is made from: upright `pixels` (and `alpha`), or the `tiles` made of them.

    Pixels and alpha are `.npy` files, tiles a folder of raw RGB files named by index.
    """

    pixels: Path
    alpha: Path | None
    tiles: Path | None
    passes: int
    width: int
    height: int
    icc: bytes | None


class Letter(NamedTuple):
    """Plain text; `id` is the same whenever it is sent again."""

    id: str
    to: str
    subject: str
    text: str


class Mailer(Protocol):
    async def send(self, letter: Letter) -> str:
        """What the server said. Raises `ProviderRejected` where it never will, `ProviderBusy` else."""
        ...


class Enhancer(Protocol):
    """Makes pixels larger, tile by tile.

    Pixels travel as files: an `.npy` array, uint8, shape (height, width, 3), RGB.
    """

    engine: str

    def model(self, passes: int, denoise: int | None) -> str:
        """The exact models of those passes, for the result."""
        ...

    def tiles(self, width: int, height: int, passes: int) -> list[Tile]:
        """The grid of a source of that size; the same size always gives the same grid."""
        ...

    async def measure(self, pixels: Path) -> Damage: ...

    async def enlarge(self, pixels: Path, tile: Tile, passes: int, denoise: int | None) -> bytes:
        """The tile, 2**passes times as wide and high, as raw RGB bytes. A cancel stops it at once."""
        ...

    async def finish(self, picture: Picture, out: Path) -> None:
        """Write the picture at its exact size, PNG where it has alpha, else JPEG; the ICC profile stays."""
        ...


class Annotator(Protocol):
    """Says what an image is.

    `at_once` calls of one process keep it busy, more are useless; None: it bears as many as are permitted.
    """

    engine: str
    at_once: int | None

    async def annotate(self, image: bytes, *, text: bool) -> Annotation:
        """Raises `ProviderRejected` for what this image will never be, `ProviderBusy` for anything passing.

        An image that crashes or hangs its decoder costs itself only. A cancel stops the call at once.
        """
        ...
