"""What a task's parameters ask a drawer for: its own names are every provider's own."""

import hashlib
from typing import Any

from activities.providers.generator import Drawing
from workflows.contracts.generation import AssetWork, Family

LONGEST = {"image": 1024, "video": 1280}
SECONDS = 4.0
"""Of a video that is only a preview, however long the real one would be."""
WIDE, TALL = (16, 9), (9, 16)
NAMED = {"landscape": WIDE, "portrait": TALL, "Auto": WIDE}


def drawing_of(work: AssetWork) -> Drawing:
    request = work.request
    asked = {**request.params, **request.params.get("input", {})}
    return Drawing(
        prompt=request.prompt,
        kind=request.makes.kind,
        aspect=_aspect(request.family, asked),
        longest=LONGEST[request.makes.kind],
        seed=_seed(asked),
        number=work.number,
        seconds=SECONDS if request.makes.kind == "video" else 0,
        avoid=str(asked.get("negative_prompt") or ""),
    )


def _aspect(family: Family, asked: dict[str, Any]) -> tuple[int, int]:
    said = str(asked.get("aspect_ratio") or asked.get("aspectRatio") or _default(family))
    if said in NAMED:
        return NAMED[said]
    width, _, height = said.partition(":")
    return int(width), int(height)


def _default(family: Family) -> str:
    return "1:1" if family is Family.MIDJOURNEY else "16:9"


def _seed(asked: dict[str, Any]) -> int:
    """What was asked for, else the same for the same parameters."""
    seed = asked.get("seed") or asked.get("seeds")
    if seed is not None:
        return int(seed)
    words = repr(sorted((key, str(value)) for key, value in asked.items()))
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4])
