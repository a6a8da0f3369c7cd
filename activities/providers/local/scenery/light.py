"""The light of an hour: the colours of its sky, its haze, its shadows, and where its sun stands."""

from typing import NamedTuple

from numpy.random import Generator

from activities.providers.local.scenery.brief import Brief
from activities.providers.local.scenery.colours import Array, colour, mixed, towards, vivid


class Light(NamedTuple):
    """`sky` runs from above to the horizon. `shade` is what stands near and dark, `lit` what the sun shines
    on, `height` how high it stands, as a share of the sky; `darkness` is 1 at night."""

    sky: tuple[Array, ...]
    sun: Array
    glow: Array
    fog: Array
    shade: Array
    lit: Array
    cloud: Array
    height: float
    darkness: float
    hour: str


HOURS = {
    "dawn": (
        "5b7fb8 93a9cf e3b7c0 fbd3a6 ffeecb|fff6dc ffd9a0|e3c6c6 2e3a55 fff1e0 b9a3b8",
        "3f6a96 86aec0 f2cdb5 ffe3bd fff3d6|fffbe6 ffe0a8|d9cbc4 28404f fff4e2 a9adb8",
        "6a6fae a793c4 efb3bd ffdcb8 fff0d4|fff3e0 ffc9a8|dfc0cc 33305a ffe9dc b29bc0",
    ),
    "day": (
        "2366b4 4b90d6 92c4ea c9e3f3 eaf4f7|fffdf0 fff4d0|c4d9e6 1f3d36 ffffff 9fb6cb",
        "1a7fb4 4fb0d2 9ad8e2 d3eeec f3f8ee|fffdf0 fff6d8|c5dfe0 1e443e ffffff 9fbcc6",
        "3a6fc4 6f9fe0 a8c8f0 d8e6f6 f6f4ee|fffdf0 fff1cc|cdd9ea 273a52 ffffff a6b3cf",
    ),
    "sunset": (
        "1f2f66 5a4a8f c25b83 f58a54 ffd27a|fff3c8 ff9a4d|c97f74 1a1530 ffb27a 5c3f6e",
        "173a5e 3f7288 c79a86 f7a35c ffd98f|fff3cf ffab55|c99479 13222c ffc58a 4c5668",
        "2b1b4d 6d2a6c d63a5e ff7a3d ffc65c|fff0c0 ff6b3d|c2596a 1c0f2a ff9c66 5b2a5c",
        "35508f 7f86bd dfa0b6 fdb48c ffe0a6|fff6d8 ffb083|d8a5a5 2a2748 ffd2b0 7c6f9c",
    ),
    "dusk": (
        "0f1a3d 273a73 5c5a9a a9789d e7a58c|f7d6b8 e58f7b|6f6b96 0d1226 d59aa0 34396b",
        "0b2039 1b466b 3f7b8f 86a89b e6c48f|f7e0b0 e0b070|587f88 081a24 c9b491 27475c",
        "1a1440 3d2a72 7a4396 c75f96 f39a86|ffd0bd f0709a|7d5690 140c2c e597ac 45306e",
    ),
    "night": (
        "040818 0a1533 132750 20406f 3a628f|f6f3e2 8fb0e0|203a61 03060e 8ea6cf 1c2b4d",
        "03090f 07202c 0d3a46 1b5a60 3f8078|f2f6e4 8fd0c4|1c4a52 02090c 88b8b4 143640",
        "080516 180f36 30205a 523a80 7d5a9c|f8efe6 b79be6|3c2c63 070410 a895cc 281c4a",
    ),
}
HEIGHTS = {"dawn": (0.06, 0.24), "day": (0.62, 0.84), "sunset": (0.05, 0.22), "dusk": (-0.08, -0.03)}
MOON = (0.5, 0.78)
DARKNESS = {"dusk": 0.55, "night": 1.0}
NEON = ("#5a2df0", "#e83ab8")
COVERED = {"rain", "storm", "fog"}


def light_of(brief: Brief, chance: Generator) -> Light:
    """One of the hour's, as the weather, the style and the colours in the prompt will have it."""
    kinds = HOURS[brief.hour]
    sky, sun, rest = (
        [colour(f"#{code}") for code in part.split()] for part in kinds[brief.turn % len(kinds)].split("|")
    )
    low, high = HEIGHTS.get(brief.hour, MOON)
    height = float(low + (high - low) * chance.random())
    (disc, glow), (fog, shade, lit, cloud) = sun, rest
    light = Light(
        tuple(sky), disc, glow, fog, shade, lit, cloud, height, DARKNESS.get(brief.hour, 0.0), brief.hour
    )
    return _styled(_tinted(_weathered(light, brief), brief), brief)


def _weathered(light: Light, brief: Brief) -> Light:
    if not COVERED & brief.weather:
        return light
    grey = mixed(light.sky[2], colour("#8d99a6"), 0.6)
    share = 0.75 if "storm" in brief.weather else 0.5 if "rain" in brief.weather else 0.12
    sky = tuple(vivid(mixed(code, grey, share * 0.8), 0.7, 0.9) for code in light.sky)
    if "storm" in brief.weather:
        sky = tuple(vivid(code, 0.9, 0.40 + 0.11 * place) for place, code in enumerate(sky))
    return light._replace(
        sky=sky,
        glow=mixed(light.glow, grey, 0.6),
        fog=mixed(light.fog, sky[-1], 0.6),
        lit=mixed(light.lit, grey, 0.3),
        cloud=vivid(mixed(light.cloud, grey, share), 0.8, 0.55 if "storm" in brief.weather else 0.8),
    )


def _tinted(light: Light, brief: Brief) -> Light:
    """The first colour named goes into the sky, the second into what stands before it."""
    codes = brief.colours or (NEON if "neon" in brief.style else ())
    if not codes:
        return light
    first, last = colour(codes[0]), colour(codes[-1])
    sky = tuple(
        towards(code, first if place < 3 else last, 0.72 if place < 4 else 0.5)
        for place, code in enumerate(light.sky)
    )
    return light._replace(
        sky=sky,
        glow=towards(light.glow, last, 0.6),
        fog=towards(light.fog, last, 0.7),
        shade=towards(light.shade, first, 0.6),
        lit=towards(light.lit, last, 0.4),
        cloud=towards(light.cloud, first, 0.7),
    )


def _styled(light: Light, brief: Brief) -> Light:
    chroma, lightness, lift = 1.0, 1.0, 0.0
    if "pastel" in brief.style:
        chroma, lift = 0.75, 0.38 if light.darkness < 0.5 else 0.25
    if "neon" in brief.style:
        chroma, lightness = 1.45, 0.92
    if "vintage" in brief.style:
        chroma, lift = 0.7, 0.08
    if (chroma, lightness, lift) == (1.0, 1.0, 0.0):
        return light
    return light._replace(
        sky=tuple(vivid(code, chroma, lightness, lift) for code in light.sky),
        glow=vivid(light.glow, chroma, lightness, lift),
        fog=vivid(light.fog, chroma, lightness, lift),
        shade=vivid(light.shade, chroma, lightness, lift),
        lit=vivid(light.lit, chroma, lightness, lift),
        cloud=vivid(light.cloud, chroma, lightness, lift),
    )
