"""What to ask of a family of models, as `providerParams`: one function for each, in the words of all.

    params = imagen4("A beautiful sunset", num=4, ratio="16:9", seed=7)

What a function does not know by name stands in the providers' documentation and can be added to what it
returns; the server says what it refuses, and what would be taken instead.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from callsheet.generation_models import Upload

Params = dict[str, Any]
Picture = str | Upload
"""A file that was sent with `upload_generation_file`, or a public address."""
IMAGEN4_RATIOS = ("1:1", "16:9", "9:16", "3:4", "4:3")
MIDJOURNEY_RATIOS = ("1:2", "9:16", "2:3", "3:4", "5:6", "6:5", "4:3", "3:2", "1:1", "16:9", "2:1")
RATIOS: Mapping[str, Mapping[str, str]] = {
    "imagen4": {ratio: ratio for ratio in IMAGEN4_RATIOS},
    "veo3": {"16:9": "16:9", "9:16": "9:16", "auto": "Auto"},
    "midjourney": {ratio: ratio for ratio in MIDJOURNEY_RATIOS},
    "sora2": {"16:9": "landscape", "9:16": "portrait", "landscape": "landscape", "portrait": "portrait"},
}
"""Aspect ratios by family, and its own word for each."""


def imagen4(
    prompt: str,
    *,
    num: int | None = None,
    ratio: str | None = None,
    seed: int | None = None,
    negative: str | None = None,
    variant: str = "fast",
    callback_url: str | None = None,
) -> Params:
    """One to four pictures; `negative` is what is not to be in them. `variant`: fast, standard or ultra."""
    wanted = {
        "prompt": prompt,
        "negative_prompt": negative,
        "aspect_ratio": _ratio("imagen4", ratio),
        "num_images": None if num is None else str(num),
        "seed": seed,
    }
    api_model = f"google/imagen4{'' if variant == 'standard' else f'-{variant}'}"
    return _params("IMAGEN4", apiModel=api_model, input=_said(wanted), callBackUrl=callback_url)


def veo3(
    prompt: str,
    *,
    images: Sequence[Picture] = (),
    ratio: str | None = None,
    seed: int | None = None,
    variant: str = "veo3_fast",
    generation: str | None = None,
    watermark: str | None = None,
    translate: bool | None = None,
    callback_url: str | None = None,
) -> Params:
    """A video of eight seconds. Up to three `images`: what they are for, `generation` says.

    `TEXT_2_VIDEO`, `FIRST_AND_LAST_FRAMES_2_VIDEO` or `REFERENCE_2_VIDEO`. `variant`: veo3_fast or veo3.
    """
    return _params(
        "VEO3",
        prompt=prompt,
        modelVariant=variant,
        generationType=generation,
        imageUrls=_urls(images),
        aspectRatio=_ratio("veo3", ratio),
        seeds=seed,
        watermark=watermark,
        enableTranslation=translate,
        callBackUrl=callback_url,
    )


def midjourney(
    prompt: str,
    *,
    task: str | None = None,
    images: Sequence[Picture] = (),
    ratio: str | None = None,
    num: int | None = None,
    motion: str | None = None,
    speed: str | None = None,
    version: str | float | None = None,
    variety: int | None = None,
    stylization: int | None = None,
    weirdness: int | None = None,
    weight: int | None = None,
    watermark: str | None = None,
    translate: bool | None = None,
    callback_url: str | None = None,
) -> Params:
    """Four pictures, of words or of `images` too; with `task` `mj_video` videos of a picture, `num` of them.

    `weight` is that of the reference, in `mj_omni_reference` only. A video needs `motion`, high or low.
    """
    return _params(
        "MIDJOURNEY",
        taskType=task or ("mj_img2img" if images else "mj_txt2img"),
        prompt=prompt,
        fileUrls=_urls(images),
        aspectRatio=_ratio("midjourney", ratio),
        videoBatchSize=num,
        motion=motion,
        speed=speed,
        version=None if version is None else str(version),
        variety=variety,
        stylization=stylization,
        weirdness=weirdness,
        ow=weight,
        waterMark=watermark,
        enableTranslation=translate,
        callBackUrl=callback_url,
    )


def sora2(
    prompt: str,
    *,
    ratio: str | None = None,
    seconds: int | None = None,
    remove_watermark: bool | None = None,
    callback_url: str | None = None,
) -> Params:
    """A video of ten or fifteen seconds; `ratio` is 16:9 or 9:16."""
    wanted = {
        "prompt": prompt,
        "aspect_ratio": _ratio("sora2", ratio),
        "n_frames": None if seconds is None else str(seconds),
        "remove_watermark": remove_watermark,
    }
    return _params("SORA2", apiModel="sora-2-text-to-video", input=_said(wanted), callBackUrl=callback_url)


def _params(model: str, **said: Any) -> Params:
    return {"service": "KIE", "model": model, **_said(said)}


def _said(wanted: Mapping[str, Any]) -> Params:
    """What is left out, the provider decides."""
    return {name: value for name, value in wanted.items() if value is not None}


def _ratio(family: str, ratio: str | None) -> str | None:
    known = RATIOS[family]
    if ratio is not None and ratio.lower() not in known:
        raise ValueError(f"{family} knows no ratio {ratio}; it has {', '.join(known)}.")
    return None if ratio is None else known[ratio.lower()]


def _urls(images: Sequence[Picture]) -> list[str] | None:
    return [one.download_url if isinstance(one, Upload) else one for one in images] or None
