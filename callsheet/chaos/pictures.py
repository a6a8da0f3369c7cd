"""Pictures of a seed: parts of the demo's photo, and tiny ones for batches."""

import io
from pathlib import Path
from random import Random

from PIL import Image

from callsheet.chaos import plan
from callsheet.chaos.batch_plan import SHELF

PHOTO = Path(__file__).parent.parent / "demo" / "photo.jpg"


def pictures(seed: int) -> list[bytes]:
    """The demo's photo and parts of it, of seeded sizes."""
    dice = Random(f"{seed} pictures")  # noqa: S311 (a plan, no secret)
    return [PHOTO.read_bytes(), *_parts(dice, plan.PICTURES - 1, (48, 320))]


def tiny(seed: int) -> list[bytes]:
    """So small that a batch of them is about Callsheet, not about pictures."""
    return _parts(Random(f"{seed} tiny"), SHELF, (16, 48))  # noqa: S311 (the same)


def _parts(dice: Random, number: int, sides: tuple[int, int]) -> list[bytes]:
    made = []
    with Image.open(PHOTO) as photo:
        for _ in range(number):
            width, height = dice.randrange(*sides), dice.randrange(*sides)
            left, top = dice.randrange(photo.width - width), dice.randrange(photo.height - height)
            buffer = io.BytesIO()
            photo.crop((left, top, left + width, top + height)).save(buffer, "PNG")
            made.append(buffer.getvalue())
    return made
