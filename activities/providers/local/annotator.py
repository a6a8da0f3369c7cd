"""Annotates images offline, by measuring them: one image, one child process, one core.

A hostile file can crash or hang a decoder; it takes its own child with it and nothing else.
"""

import numpy as np

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.local.colours import dominant_colours
from activities.providers.local.look import look_at
from activities.providers.local.measures import SIDE, measured
from activities.providers.local.phash import phash
from activities.providers.local.reading import SIDE as READING_SIDE
from activities.providers.local.reading import NotRead, can_read, read_text
from activities.providers.local.words import caption
from children import ChildDied
from crew import Crew
from pictures import ImageRefused
from workflows.contracts.annotated import Annotation, TextLine

ENGINE = "local"
TRIES = 2
"""A crash or a hang may be the machine's fault once."""
NICE = 10
MOST_MEMORY = 4 << 30


class LocalAnnotator:
    """Needs no key and no network; text is read where the extra `ocr` is installed.

    `timeout_s` bounds one image, `most_memory` the addresses of one child in bytes.
    """

    engine = ENGINE

    def __init__(
        self, at_once: int, max_pixels: int, timeout_s: float, most_memory: int = MOST_MEMORY
    ) -> None:
        self.at_once: int | None = at_once
        self._max_pixels, self._timeout_s = max_pixels, timeout_s
        self._crew = Crew(at_once, timeout_s, nice=NICE, most_memory=most_memory)

    async def annotate(self, image: bytes, *, text: bool) -> Annotation:
        try:
            return await self._crew.run(annotated, image, text, self._max_pixels)
        except ImageRefused as refused:
            raise ProviderRejected(refused.code, refused.message) from refused
        except MemoryError as error:
            message = "The image needs more memory than one image may have."
            raise ProviderRejected("image-needs-too-much-memory", message) from error
        except TimeoutError as error:
            message = f"The image was not done within {self._timeout_s:g} seconds."
            raise ProviderBusy(message, code="decoder-timed-out", tries=TRIES) from error
        except ChildDied as died:
            message = "The process decoding the image died."
            raise ProviderBusy(message, code="decoder-crashed", tries=TRIES) from died


def annotated(image: bytes, text: bool, max_pixels: int) -> Annotation:
    look = look_at(image, SIDE, max_pixels)
    grey = look.pixels.convert("L")
    measures = measured(np.asarray(grey, dtype=np.float32))
    colours = dominant_colours(look.pixels)
    fingerprint = phash(grey)
    lines, skipped = _text(image, text, max_pixels)
    if fingerprint is None:
        skipped = (*skipped, "phash: too little to tell this image from others")
    return Annotation(
        engine=ENGINE,
        width=look.width,
        height=look.height,
        format=look.format,
        exif=look.exif,
        **measures._asdict(),
        dominant_colors=colours,
        phash=fingerprint,
        text=lines,
        caption=caption((look.width, look.height), look.exif, measures, colours, lines),
        skipped=skipped,
    )


def _text(image: bytes, wanted: bool, max_pixels: int) -> tuple[tuple[TextLine, ...], tuple[str, ...]]:
    """What is read, and why nothing is; the image is decoded again, since letters need more pixels."""
    if not wanted:
        return (), ("text: not asked for",)
    if not can_read():
        return (), ("text: the extra `ocr` is not installed",)
    try:
        return read_text(look_at(image, READING_SIDE, max_pixels).pixels), ()
    except NotRead as error:
        return (), (f"text: the reader failed ({error})",)
