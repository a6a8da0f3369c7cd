"""From a brief to a picture: which layers there are, from the farthest to the nearest."""

from collections.abc import Iterator

from activities.providers.local.scenery import lights, sky, space, weather
from activities.providers.local.scenery.aurora import aurora
from activities.providers.local.scenery.brief import Brief
from activities.providers.local.scenery.clouds import clouds
from activities.providers.local.scenery.land import guests, land
from activities.providers.local.scenery.light import light_of
from activities.providers.local.scenery.poster import poster
from activities.providers.local.scenery.stage import Layer, Stage, chance_of

PLACES = (0.25, 0.72, 0.33, 0.62)
"""Across the picture, for a sun: hardly ever in its middle."""
HIDING = {"rain", "storm", "snow", "fireworks"}


def stage_of(brief: Brief, size: tuple[int, int], seconds: float) -> Stage:
    chance = chance_of(brief, "light")
    light = light_of(brief, chance)
    horizon = 0.60 + 0.06 * chance.random() if brief.grounds else 0.66
    sun = PLACES[brief.turn % len(PLACES)] + 0.06 * (chance.random() - 0.5)
    return Stage(size, seconds, brief, light, horizon, float(sun))


def layers(stage: Stage) -> Iterator[Layer]:
    brief = stage.brief
    if brief.is_abstract:
        yield from poster(stage)
    elif "space" in brief.heavens and not brief.backdrops and not brief.grounds:
        yield from cosmos(stage)
    else:
        yield from heaven(stage)
        yield from land(stage)
        yield from guests(stage)
    yield from air(stage)


def heaven(stage: Stage) -> Iterator[Layer]:
    brief, dark = stage.brief, stage.light.darkness
    yield sky.gradient(stage)
    if dark > 0.4:
        yield sky.stars(stage, 1.6 if "stars" in brief.heavens else 0.8)
    if "aurora" in brief.heavens:
        yield aurora(stage)
    yield sky.glow(stage)
    if "space" in brief.heavens or "planet" in brief.things:
        yield from planets(stage)
    if not HIDING & (brief.weather | brief.things):
        if dark > 0.8 or "moon" in brief.things:
            yield sky.moon(stage)
        elif stage.light.height > 0:
            yield sky.sun(stage)
    yield from wonders(stage)
    if "clear" not in brief.weather and "clouds" not in brief.avoided:
        if "storm" in brief.weather:
            yield clouds(stage, 0.75, "more clouds")
        some = 0.2 + 0.25 * stage.chance("much").random()
        yield clouds(stage, 0.66 if {"clouds", "rain"} & brief.weather else some)


def wonders(stage: Stage) -> Iterator[Layer]:
    named = stage.brief.things
    if "rainbow" in named:
        yield lights.rainbow(stage)
    if "shooting star" in named:
        yield lights.shooting_star(stage)
    if "fireworks" in named:
        yield lights.fireworks(stage)


def cosmos(stage: Stage) -> Iterator[Layer]:
    yield space.nebula(stage)
    yield sky.stars(stage, 2.4, stage.height)
    if stage.chance("company").random() < 0.75 or "planet" in stage.brief.things:
        yield from planets(stage)


def planets(stage: Stage) -> Iterator[Layer]:
    """A large one where the sun is not, and its moon."""
    chance = stage.chance("worlds")
    short, on_left = min(stage.width, stage.height), stage.sun_x >= stage.width / 2
    x = stage.width * (0.28 if on_left else 0.72)
    rings = 0.28 if chance.random() < 0.5 or "rings" in stage.brief.things else 0.0
    radius = short * (0.15 + 0.07 * chance.random())
    yield space.world(stage, space.World("world 1", x, short * 0.36, radius, rings))
    beside = x + (1 if on_left else -1) * stage.width * 0.3
    yield space.world(stage, space.World("world 2", beside, short * 0.2, short * 0.04))


def air(stage: Stage) -> Iterator[Layer]:
    found = stage.brief.weather | stage.brief.things
    if {"lightning", "storm"} & found:
        yield weather.lightning(stage)
    if "fog" in found:
        yield weather.fog(stage, stage.horizon / stage.height, 0.3, 0.75)
        yield weather.fog(stage, 0.88, 0.34, 0.6)
    if "fireflies" in found:
        yield weather.fireflies(stage)
    if "rain" in found:
        yield weather.rain(stage)
    if "snow" in found:
        yield weather.snow(stage)
