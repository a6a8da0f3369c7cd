"""A caption of nothing but what was measured: no scene is guessed at."""

from collections.abc import Sequence

from activities.providers.local.measures import Measures
from workflows.contracts.annotated import Caption, Colour, Exif, TextLine

SOFT, SHARP = 60.0, 300.0
"""Variance of the Laplacian at 512 pixels: photos out of focus lie below, crisp ones above."""
PLAIN = 0.02
DARK, BRIGHT = 0.2, 0.8
MOSTLY = 0.15
SURE = 0.85
"""Confidence below which a line is not quoted; what is read into textures mostly lies below."""
LONGEST = 80


def caption(
    size: tuple[int, int],
    exif: Exif | None,
    measures: Measures,
    colours: Sequence[Colour],
    text: Sequence[TextLine],
) -> Caption:
    width, height = size
    facts = [
        "Photo" if exif and (exif.camera or exif.taken_at) else "Image",
        f"{width} x {height}",
        "square" if width == height else "landscape" if width > height else "portrait",
        *_looks(measures),
        *_mostly(colours),
    ]
    words = _words(text)
    return Caption(text=", ".join(facts) + (f'; text reads "{words}"' if words else ""), source="template")


def _looks(measures: Measures) -> list[str]:
    if measures.contrast < PLAIN:
        return ["plain"]
    focus = ["soft"] * (measures.sharpness < SOFT) + ["sharp"] * (measures.sharpness > SHARP)
    light = ["dark"] * (measures.brightness < DARK) + ["bright"] * (measures.brightness > BRIGHT)
    return focus + light


def _mostly(colours: Sequence[Colour]) -> list[str]:
    """The two names that cover most of it."""
    shares: dict[str, float] = {}
    for colour in colours:
        shares[colour.name] = shares.get(colour.name, 0) + colour.share
    largest = sorted(shares, key=lambda name: -shares[name])[:2]
    named = [name for name in largest if shares[name] >= MOSTLY]
    return [f"mostly {' and '.join(named)}"] if named else []


def _words(text: Sequence[TextLine]) -> str:
    """What was read for sure, in two letters or more."""
    sure = [line.text for line in text if line.confidence >= SURE and sum(map(str.isalnum, line.text)) > 1]
    words = " ".join(sure).replace('"', "'")
    return words if len(words) <= LONGEST else words[: LONGEST - 3].rstrip() + "..."
