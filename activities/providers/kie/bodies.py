"""What is ordered, in Kie.ai's own words: where it is posted, and the body.

The wire has the originals' names, which are nearly Kie.ai's: its field for Veo's variant is `model`.
"""

from typing import Any, NamedTuple

from activities.providers.generator import Wanted
from workflows.contracts.generation import Family

JOBS = "/api/v1/jobs"
CREATE = {
    Family.IMAGEN4: f"{JOBS}/createTask",
    Family.SORA2: f"{JOBS}/createTask",
    Family.VEO3: "/api/v1/veo/generate",
    Family.MIDJOURNEY: "/api/v1/mj/generate",
}
STATUS = {
    Family.IMAGEN4: f"{JOBS}/recordInfo",
    Family.SORA2: f"{JOBS}/recordInfo",
    Family.VEO3: "/api/v1/veo/record-info",
    Family.MIDJOURNEY: "/api/v1/mj/record-info",
}
VEO = {
    "prompt": "prompt",
    "modelVariant": "model",
    "generationType": "generationType",
    "imageUrls": "imageUrls",
    "aspectRatio": "aspect_ratio",
    "seeds": "seeds",
    "watermark": "watermark",
    "enableTranslation": "enableTranslation",
    "enableFallback": "enableFallback",
}
MIDJOURNEY = (
    "taskType",
    "prompt",
    "speed",
    "fileUrls",
    "aspectRatio",
    "version",
    "variety",
    "stylization",
    "weirdness",
    "ow",
    "waterMark",
    "enableTranslation",
    "videoBatchSize",
    "motion",
)
STRINGS = ("num_images", "n_frames", "version")
"""Numbers that Kie.ai wants as strings."""


class Order(NamedTuple):
    path: str
    body: dict[str, Any]


def order(wanted: Wanted) -> Order:
    """Only fields that are Kie.ai's are sent; the caller's own callback is ours to make."""
    params = wanted.params
    match wanted.family:
        case Family.VEO3:
            body = {theirs: params[ours] for ours, theirs in VEO.items() if ours in params}
        case Family.MIDJOURNEY:
            body = {name: params[name] for name in MIDJOURNEY if name in params}
        case Family.IMAGEN4 | Family.SORA2:
            body = {"model": params["apiModel"], "input": _worded(params["input"])}
    if wanted.callback_url:
        body["callBackUrl"] = wanted.callback_url
    return Order(CREATE[wanted.family], _worded(body))


def _worded(fields: dict[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in fields.items() if value is not None}
    return said | {name: str(said[name]) for name in STRINGS if name in said}
