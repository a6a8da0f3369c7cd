"""Draws offline what a prompt names, by rules and by chance, without a model."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from activities.providers.base import ProviderBusy
from activities.providers.generator import Drawing, Drawn
from activities.providers.local.scenery.film import begin, finish, further
from activities.providers.local.scenery.still import still
from children import ChildDied
from crew import Crew

TRIES = 2
NICE = 5
MOST_MEMORY = 4 << 30


def available() -> bool:
    """Whether the extra is installed; nothing is loaded to find out."""
    return find_spec("av") is not None


class ProceduralDrawer:
    """Needs no key and no network.

    A video is an MP4 with the extra `video`, else an animated WebP, smaller and shorter than asked for.

    `mp4` overrules that. `timeout_s` bounds a picture, and each quarter of a second of a video.
    """

    name = "procedural"

    def __init__(self, at_once: int, timeout_s: float, *, mp4: bool | None = None) -> None:
        self._timeout_s = timeout_s
        self._mp4 = available() if mp4 is None else mp4
        self._crew = Crew(at_once, timeout_s, nice=NICE, most_memory=MOST_MEMORY)

    async def draw(self, drawing: Drawing, out: Path, told: Callable[[float], None]) -> Drawn:
        with self._failures():
            if drawing.kind == "image":
                drawn = await self._crew.run(still, drawing, out)
            else:
                drawn = await self._film(drawing, out, told)
        told(1.0)
        return drawn

    async def _film(self, drawing: Drawing, out: Path, told: Callable[[float], None]) -> Drawn:
        async with self._crew.hired() as child:
            total, done = await child.run(begin, drawing, out, self._mp4), 0
            while done < total:
                done = await child.run(further)
                told(done / (total + 1))
            return await child.run(finish)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except MemoryError as error:
            message = "The drawing needs more memory than there is."
            raise ProviderBusy(message, code="drawer-out-of-memory", tries=TRIES) from error
        except TimeoutError as late:
            message = f"The drawing was not done within {self._timeout_s:g} seconds."
            raise ProviderBusy(message, code="drawer-timed-out", tries=TRIES) from late
        except ChildDied as died:
            message = "The process that drew died."
            raise ProviderBusy(message, code="drawer-died", tries=TRIES) from died
