"""One photo, up to three tiers; every tier is a job of its own.

Sizes are pixels, a tier's size is that of the longest side, aspect ratio kept.
"""

from enum import StrEnum
from typing import Literal

from workflows.contracts.base import Contract

MAX_PASSES = 2
"""The network doubles; after two passes the rest is interpolated, more passes only invent."""


class Tier(StrEnum):
    K1 = "1k"
    K2 = "2k"
    K4 = "4k"

    @property
    def longest_side(self) -> int:
        return {Tier.K1: 1024, Tier.K2: 2048, Tier.K4: 4096}[self]


class Engine(StrEnum):
    """`quality` is the best offline engine of the worker, `fast` sharpened interpolation."""

    QUALITY = "quality"
    FAST = "fast"


class SourceImage(Contract):
    """An uploaded image as the workers find it: `key` names its bytes in the artifact store."""

    image_id: str
    name: str
    key: str
    width: int
    height: int


class TierRequest(Contract):
    """Everything one tier's job needs.

    `work` is the prefix under which its finished tiles rest, `carry_on` that of the job it retries,
    `carry_also` those of the jobs that this one retried in its turn. It takes copies, so that none can lose
    tiles by what happens to the others.
    """

    job_id: str
    owner: str
    group: str
    source: SourceImage
    tier: Tier
    engine: Engine = Engine.QUALITY
    artifact_id: str
    work: str
    carry_on: str | None = None
    carry_also: tuple[str, ...] = ()


class EnhancementRequest(Contract):
    group: str
    tiers: tuple[TierRequest, ...]


class Analysis(Contract):
    """What was measured on the upright pixels.

    `noise` is the standard deviation of luma noise in 0..255 levels, `blockiness` the contrast across
    the 8 x 8 JPEG grid relative to the contrast inside it (1.0 = no grid visible).
    """

    width: int
    height: int
    has_alpha: bool
    noise: float
    blockiness: float
    denoise: int | None
    """Denoise level 0..3 that suits the damage; None where the image is clean."""
    reason: str


class Recipe(Contract):
    """What the engine is asked for: `passes` doublings by the network, then interpolation to the target."""

    engine: Engine
    passes: int
    denoise: int | None
    width: int
    height: int
    scale: float
    reason: str


class TierWork(Contract):
    """The argument of the two long activities."""

    request: TierRequest
    recipe: Recipe


class Enhanced(Contract):
    """The result of one tier."""

    artifact_id: str
    width: int
    height: int
    bytes: int
    format: Literal["jpeg", "png"]
    engine: str
    model: str
    scale: float
    reason: str
    elapsed_ms: int


def fit(width: int, height: int, longest_side: int) -> tuple[int, int]:
    """The size with that longest side and the same aspect ratio, at least one pixel each way."""
    if width >= height:
        return longest_side, max(1, round(longest_side * height / width))
    return max(1, round(longest_side * width / height)), longest_side


def passes_for(scale: float) -> int:
    """Doublings needed before interpolation only has to shrink: 0 for scale <= 1, at most MAX_PASSES."""
    passes = 0
    while passes < MAX_PASSES and 2**passes < scale:
        passes += 1
    return passes
