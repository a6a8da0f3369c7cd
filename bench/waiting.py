"""An annotator whose work is a pause: an image's bytes are its milliseconds."""

import asyncio

from workflows.contracts.annotated import Annotation

PLAIN = Annotation(engine="bench", width=1, height=1, format="png")
IMAGES = {0: "images/no-op", 5: "images/five"}
"""Keys of images by their milliseconds; every item of a benchmark shares one of them."""


class Waiting:
    engine = "bench"
    at_once: int | None = None

    async def annotate(self, image: bytes, *, text: bool) -> Annotation:
        if milliseconds := int(image):
            await asyncio.sleep(milliseconds / 1000)
        return PLAIN
