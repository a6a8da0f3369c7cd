"""From a brief to a picture: which layers there are, from the farthest to the nearest."""

from collections.abc import Iterator

from activities.providers.local.scenery import city, meadow, sky, space, weather
from activities.providers.local.scenery.aurora import aurora
from activities.providers.local.scenery.brief import Brief
from activities.providers.local.scenery.clouds import clouds
from activities.providers.local.scenery.dunes import Dune, dune
from activities.providers.local.scenery.light import light_of
from activities.providers.local.scenery.poster import poster
from activities.providers.local.scenery.ridges import Ridge, ridge
from activities.providers.local.scenery.stage import Layer, Stage, chance_of
from activities.providers.local.scenery.trees import Belt, belt
from activities.providers.local.scenery.water import water


def stage_of(brief: Brief, size: tuple[int, int], seconds: float) -> Stage:
    chance = chance_of(brief, "light")
    light = light_of(brief, chance)
    horizon = 0.60 + 0.06 * chance.random() if brief.grounds else 0.66
    sun = chance.choice([0.25, 0.33, 0.62, 0.72]) + 0.06 * (chance.random() - 0.5)
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
    yield from air(stage)


def land(stage: Stage) -> Iterator[Layer]:
    brief = stage.brief
    if "mountains" in brief.backdrops:
        yield from mountains(stage)
    if "hills" in brief.backdrops and "mountains" not in brief.backdrops:
        yield from hills(stage)
    if "city" in brief.backdrops:
        yield from skyline(stage)
    if "forest" in brief.backdrops:
        yield from forest(stage)
    if "water" in brief.grounds:
        yield water(stage, 0.25 if brief.backdrops else 0.8)
    elif "dunes" in brief.grounds:
        yield from desert(stage)
    elif "meadow" in brief.grounds:
        yield from field(stage)


def heaven(stage: Stage) -> Iterator[Layer]:
    brief = stage.brief
    yield sky.gradient(stage)
    if stage.light.darkness > 0.4:
        yield sky.stars(stage, 1.6 if "stars" in brief.heavens else 0.8)
    if "aurora" in brief.heavens:
        yield aurora(stage)
    yield sky.glow(stage)
    if "space" in brief.heavens or "planet" in brief.things:
        yield from planets(stage)
    if stage.light.darkness > 0.8:
        yield sky.moon(stage)
    elif stage.light.height > 0:
        yield sky.sun(stage)
    if "clear" not in brief.weather and "clouds" not in brief.avoided:
        much = (
            0.62
            if {"clouds", "storm", "rain"} & brief.weather
            else 0.2 + 0.25 * stage.chance("much").random()
        )
        yield clouds(stage, much)


def mountains(stage: Stage) -> Iterator[Layer]:
    snow = 0.5 if "snow" in stage.brief.weather else 0.34 * (stage.chance("snow line").random() < 0.6)
    horizon = stage.horizon / stage.height
    others = stage.brief.grounds or {"city", "forest"} & set(stage.brief.backdrops)
    yield ridge(stage, Ridge("far", horizon, 0.26, 210, 0.12, 0.9, 0, 1))
    yield ridge(stage, Ridge("hero", horizon + 0.02, 0.42, 330, 0.42, 1, snow, 2))
    yield ridge(stage, Ridge("mid", horizon + 0.03, 0.16, 260, 0.62, 0.55, 0, 4))
    if not others:
        yield ridge(stage, Ridge("low", 0.86, 0.16, 300, 0.8, 0.4, 0, 7))
        yield belt(stage, Belt("near", 0.98, 0.14, 1.0, 0.35, 0.03, 12))


def hills(stage: Stage) -> Iterator[Layer]:
    horizon = stage.horizon / stage.height
    yield ridge(stage, Ridge("hill 1", horizon, 0.10, 330, 0.2, 0, 0, 1))
    yield ridge(stage, Ridge("hill 2", horizon + 0.03, 0.10, 300, 0.4, 0, 0, 3))
    if not stage.brief.grounds:
        yield ridge(stage, Ridge("hill 3", 0.80, 0.12, 360, 0.62, 0, 0, 5))
        yield ridge(stage, Ridge("hill 4", 0.90, 0.12, 400, 0.8, 0, 0, 8))
        yield ridge(stage, Ridge("hill 5", 1.02, 0.10, 430, 1.0, 0, 0, 12))


def skyline(stage: Stage) -> Iterator[Layer]:
    base = stage.horizon / stage.height if stage.brief.grounds else 1.0
    tall = 0.44 if stage.brief.grounds else 0.62
    yield city.row(stage, city.Row("city 1", base, tall, 30, 0.14, 1))
    yield city.row(stage, city.Row("city 2", base, tall * 0.86, 40, 0.45, 3))
    yield city.row(stage, city.Row("city 3", base, tall * 0.55, 50, 0.85, 6))


def forest(stage: Stage) -> Iterator[Layer]:
    horizon = stage.horizon / stage.height
    if stage.brief.grounds:
        yield belt(stage, Belt("wood 1", horizon - 0.02, 0.07, 0.3, 0.25, 0.012, 2))
        yield belt(stage, Belt("wood 2", horizon + 0.005, 0.12, 0.75, 0.3, 0.004, 4))
        return
    yield belt(stage, Belt("wood 1", 0.56, 0.10, 0.12, 0.22, 0.04, 1))
    yield belt(stage, Belt("wood 2", 0.66, 0.16, 0.3, 0.24, 0.035, 3))
    yield belt(stage, Belt("wood 3", 0.78, 0.26, 0.55, 0.27, 0.03, 6))
    yield belt(stage, Belt("wood 4", 0.92, 0.38, 0.8, 0.32, 0.03, 10))
    yield belt(stage, Belt("wood 5", 1.05, 0.55, 1.0, 0.55, 0.02, 16))


def desert(stage: Stage) -> Iterator[Layer]:
    horizon = stage.horizon / stage.height
    yield dune(stage, Dune("dune 1", horizon + 0.03, 0.08, 300, 0.2, 1))
    yield dune(stage, Dune("dune 2", horizon + 0.12, 0.14, 420, 0.5, 3))
    yield dune(stage, Dune("dune 3", 0.90, 0.22, 560, 0.8, 6))
    yield dune(stage, Dune("dune 4", 1.08, 0.24, 700, 1.0, 10))


def field(stage: Stage) -> Iterator[Layer]:
    yield meadow.ground(stage)
    yield meadow.flowers(stage, "flowers 1", 0.35, 0.02, 900, 0)
    yield meadow.flowers(stage, "flowers 2", 0.75, 0.3, 420, 1.2)
    yield meadow.flowers(stage, "flowers 3", 1.1, 0.7, 90, 3)


def cosmos(stage: Stage) -> Iterator[Layer]:
    yield space.nebula(stage)
    yield sky.stars(stage, 2.4, stage.height)
    if stage.chance("worlds").random() < 0.75 or {"planet"} & stage.brief.things:
        yield from planets(stage)


def planets(stage: Stage) -> Iterator[Layer]:
    chance = stage.chance("worlds")
    short = min(stage.width, stage.height)
    side = stage.width * (0.70 if stage.sun_x < stage.width / 2 else 0.28)
    rings = 0.28 if chance.random() < 0.5 else 0.0
    yield space.world(
        stage, space.World("world 1", side, short * 0.36, short * (0.15 + 0.07 * chance.random()), rings)
    )
    yield space.world(stage, space.World("world 2", stage.width - side * 0.8, short * 0.2, short * 0.04))


def air(stage: Stage) -> Iterator[Layer]:
    brief = stage.brief
    if "lightning" in brief.things or "storm" in brief.weather:
        yield weather.lightning(stage)
    if "fog" in brief.weather:
        yield weather.fog(stage, stage.horizon / stage.height, 0.3, 0.75)
        yield weather.fog(stage, 0.88, 0.34, 0.6)
    if "fireflies" in brief.things:
        yield weather.fireflies(stage)
    if "rain" in brief.weather:
        yield weather.rain(stage)
    if "snow" in brief.weather:
        yield weather.snow(stage)
