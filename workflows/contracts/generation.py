"""Pictures and video from words: what is asked of a provider, how that stands there, what came of it.

Sizes are pixels and bytes, durations seconds. What a caller asked for travels as it came, in the provider's
own names; only the provider reads it.
"""

from enum import StrEnum
from typing import Any, Literal

from workflows.contracts.base import Contract

PROCEDURAL = "procedural"
"""The provider that draws here, without a model."""
GRID = 4
"""Pictures that Midjourney makes of one prompt."""
Kind = Literal["image", "video"]


class Family(StrEnum):
    """A provider's models that take the same parameters; the value is the word of the wire."""

    IMAGEN4 = "IMAGEN4"
    VEO3 = "VEO3"
    MIDJOURNEY = "MIDJOURNEY"
    SORA2 = "SORA2"


class Yield(Contract):
    """What a task is to make."""

    kind: Kind
    number: int


class Input(Contract):
    """One of the URLs in the parameters that is a file of ours."""

    url: str
    artifact_id: str


class GenerationRequest(Contract):
    """Everything a generation task needs.

    `params` are the wire's `providerParams`, checked. `creation` is the unguessable id of the one paid call
    that the task may make; jobs that carry one another on share it as long as that call's outcome may be of
    use. `assets` is the unguessable word from which the ids of its files are made, `callback_url` where the
    provider is to report. `carry_on` is the job whose files it takes over. `ordered_before`: the call was an
    earlier job's to make, and is not begun where nothing is known of it.
    """

    job_id: str
    owner: str
    provider: str
    family: Family
    params: dict[str, Any]
    makes: Yield
    creation: str
    assets: str
    inputs: tuple[Input, ...] = ()
    callback_url: str | None = None
    deadline_s: float = 3600
    carry_on: str | None = None
    ordered_before: bool = False

    @property
    def prompt(self) -> str:
        return str(self.params.get("prompt") or self.params.get("input", {}).get("prompt", ""))


class Creation(Contract):
    """How the paid call went: `accepted` with the provider's own id, or nobody knows."""

    state: Literal["accepted", "unknown"]
    external_id: str | None = None


class Standing(Contract):
    """How a task stands at the provider; `said` is its own word for that.

    `unsent` where an operator has found out that the paid call was never accepted. `urls` are the files, in
    order, `credits` the provider's, `code` and `message` its own.
    """

    state: Literal["unsent", "unknown", "waiting", "working", "succeeded", "failed"]
    said: str = ""
    urls: tuple[str, ...] = ()
    code: str | None = None
    message: str | None = None
    credits: float | None = None
    completed_by: Literal["callback", "poll"] | None = None
    external_id: str | None = None

    @property
    def ended(self) -> bool:
        return self.state in ("unsent", "succeeded", "failed")


class AssetWork(Contract):
    """One file: to be fetched from `url`, or to be drawn where there is none. `number` counts from 1."""

    request: GenerationRequest
    number: int
    of: int
    url: str | None = None


class Asset(Contract):
    """A file as the provider made it, byte by byte; sizes are None where nothing here can tell them.

    The thumbnail is a JPEG; that of a video is a frame of it.
    """

    number: int
    artifact_id: str
    kind: Kind
    media_type: str
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    bytes: int
    sha256: str
    thumbnail_id: str | None = None


class Verdict(Contract):
    """What an operator found out about an unknown outcome: the provider's id, None if it has no such task."""

    external_task_id: str | None = None


class VerdictWork(Contract):
    request: GenerationRequest
    verdict: Verdict


def yield_of(family: Family, params: dict[str, Any]) -> Yield:
    """How many files those parameters ask for, and of which kind."""
    match family:
        case Family.IMAGEN4:
            return Yield(kind="image", number=int(params["input"].get("num_images") or 1))
        case Family.MIDJOURNEY if params["taskType"].startswith("mj_video"):
            return Yield(kind="video", number=int(params.get("videoBatchSize") or 1))
        case Family.MIDJOURNEY:
            return Yield(kind="image", number=GRID)
    return Yield(kind="video", number=1)
