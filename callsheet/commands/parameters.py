"""What the options of `callsheet generate` mean to a family of models; pure."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from callsheet.families import Params, imagen4, midjourney, sora2, veo3

GRID = 4
"""Pictures that Midjourney makes of one prompt, always."""
TAKES: Mapping[str, tuple[str, ...]] = {
    "imagen4": ("num", "ratio", "seed", "negative", "variant"),
    "veo3": ("ratio", "seed", "variant", "image"),
    "midjourney": ("num", "ratio", "variant", "image"),
    "sora2": ("ratio",),
}
OUTSIDE = ("apiModel", "callBackUrl", "service")
"""Of families whose parameters lie in `input`, those that do not."""
TEXTS = ("version", "prompt", "negative_prompt", "watermark", "waterMark")
"""What looks like a number there is none."""


@dataclass(frozen=True)
class Asked:
    """The options, as they were given."""

    model: str
    prompt: str
    num: int | None = None
    ratio: str | None = None
    seed: int | None = None
    negative: str | None = None
    variant: str | None = None
    images: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


def parameters(asked: Asked, images: Sequence[str]) -> Params:
    """`images` are links in place of those that were asked for. Raises ValueError: what would be right."""
    _check(asked)
    params = BUILDERS[asked.model](asked, images)
    inner = params.get("input", params)
    for name, value in asked.more.items():
        (params if name in OUTSIDE else inner)[name] = value
    return params


def more(said: Sequence[str]) -> dict[str, Any]:
    """Each `name=value`; what reads as JSON is what it says, all else is text."""
    pairs = [one.partition("=") for one in said]
    if not all(name and equals for name, equals, _ in pairs):
        raise ValueError('say --param "name=value", with a name of the provider\'s')
    return {name: _value(name, value) for name, _, value in pairs}


def _check(asked: Asked) -> None:
    given: dict[str, Any] = {
        "num": asked.num,
        "ratio": asked.ratio,
        "seed": asked.seed,
        "negative": asked.negative,
    }
    given |= {"variant": asked.variant, "image": asked.images or None}
    for name, value in given.items():
        if value is not None and name not in TAKES[asked.model]:
            others = ", ".join(model for model, taken in TAKES.items() if name in taken)
            raise ValueError(f"--{name} is not for {asked.model}, but for {others}")


def _value(name: str, text: str) -> Any:
    if name in TEXTS:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _imagen4(asked: Asked, images: Sequence[str]) -> Params:
    named = (asked.variant or "fast").removeprefix("google/").removeprefix("imagen4")
    variant = named.removeprefix("-") or "standard"
    said = {"num": asked.num, "ratio": asked.ratio, "seed": asked.seed, "negative": asked.negative}
    return imagen4(asked.prompt, variant=variant, **said)  # type: ignore[arg-type]


def _veo3(asked: Asked, images: Sequence[str]) -> Params:
    variant = asked.variant or "veo3_fast"
    return veo3(asked.prompt, variant=variant, images=images, ratio=asked.ratio, seed=asked.seed)


def _midjourney(asked: Asked, images: Sequence[str]) -> Params:
    task = f"mj_{asked.variant.removeprefix('mj_')}" if asked.variant else None
    film = task is not None and task.startswith("mj_video")
    if not film and asked.num not in (None, GRID):
        raise ValueError(f"midjourney makes {GRID} pictures of a prompt: --num is for its videos")
    num = asked.num if film else None
    params = midjourney(asked.prompt, task=task, images=images, ratio=asked.ratio, num=num)
    return {**params, "motion": "low"} if film else params


def _sora2(asked: Asked, images: Sequence[str]) -> Params:
    return sora2(asked.prompt, ratio=asked.ratio)


BUILDERS: Mapping[str, Callable[[Asked, Sequence[str]], Params]] = {
    "imagen4": _imagen4,
    "veo3": _veo3,
    "midjourney": _midjourney,
    "sora2": _sora2,
}
