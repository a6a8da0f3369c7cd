"""What a seed means for generation tasks: of which model, how many files, from what picture."""

from random import Random
from typing import Any, NamedTuple

SUBJECTS = ("a fox in the snow", "a lighthouse in a storm", "brass owls", "a paper boat", "a city at night")
APART_S = 6.0
"""So long a call may be on its way: before that an operator cannot know that it never arrived."""


class Generation(NamedTuple):
    """`params` are the wire's, without prompt and pictures; a `pictured` one works from an upload.

    `prompt` is of this task alone, so that its provider's log tells what was paid for it. An operator says
    what became of a call whose answer was lost `told_after_s` later; None: only of a retry's. `once`: what
    the provider refused or failed at is not ordered again, all else is carried on until it has its files.
    """

    prompt: str
    params: dict[str, Any]
    pictured: bool
    told_after_s: float | None
    once: bool = False

    @property
    def posted(self) -> dict[str, Any]:
        """Where it belongs for its model, with the prompt."""
        if "input" in self.params:
            return {**self.params, "input": {**self.params["input"], "prompt": self.prompt}}
        return {**self.params, "prompt": self.prompt}


def generation(dice: Random, number: int) -> Generation:
    makes = dice.choice((_imagen, _imagen, _imagen, _midjourney, _midjourney, _veo, _sora))
    params = makes(dice)
    told = dice.random() < 0.7
    return Generation(
        prompt=f"Errand {number}: {dice.choice(SUBJECTS)}",
        params={"service": "KIE", **params},
        pictured=params.get("taskType") not in (None, "mj_txt2img") or "generationType" in params,
        told_after_s=APART_S + dice.uniform(0, 6) if told else None,
    )


def _imagen(dice: Random) -> dict[str, Any]:
    asked = {
        "aspect_ratio": dice.choice(("1:1", "16:9", "3:4")),
        "num_images": str(dice.choice((1, 1, 2, 4))),
    }
    return {
        "model": "IMAGEN4",
        "apiModel": f"google/{dice.choice(('imagen4-fast', 'imagen4'))}",
        "input": asked,
    }


def _midjourney(dice: Random) -> dict[str, Any]:
    kind = dice.choice(("mj_txt2img", "mj_txt2img", "mj_img2img", "mj_video"))
    film = {"motion": "low", "videoBatchSize": dice.choice((1, 2))} if kind == "mj_video" else {}
    return {"model": "MIDJOURNEY", "taskType": kind, "aspectRatio": dice.choice(("1:1", "16:9")), **film}


def _veo(dice: Random) -> dict[str, Any]:
    frames = {"generationType": "FIRST_AND_LAST_FRAMES_2_VIDEO"} if dice.random() < 0.4 else {}
    return {"model": "VEO3", "modelVariant": "veo3_fast", "aspectRatio": "16:9", **frames}


def _sora(dice: Random) -> dict[str, Any]:
    asked = {"aspect_ratio": dice.choice(("portrait", "landscape")), "n_frames": "10"}
    return {"model": "SORA2", "apiModel": "sora-2-text-to-video", "input": asked}
