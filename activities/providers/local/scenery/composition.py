"""From a brief to a picture: which layers there are, from the farthest to the nearest."""

from collections.abc import Iterator

from activities.providers.local.scenery import sky
from activities.providers.local.scenery.brief import Brief
from activities.providers.local.scenery.clouds import clouds
from activities.providers.local.scenery.light import light_of
from activities.providers.local.scenery.ridges import Ridge, ridge
from activities.providers.local.scenery.stage import Layer, Stage, chance_of
from activities.providers.local.scenery.water import water


def stage_of(brief: Brief, size: tuple[int, int], seconds: float) -> Stage:
    chance = chance_of(brief, "light")
    light = light_of(brief, chance)
    horizon = 0.60 + 0.06 * chance.random() if brief.grounds else 0.66
    sun = chance.choice([0.25, 0.33, 0.62, 0.72]) + 0.06 * (chance.random() - 0.5)
    return Stage(size, seconds, brief, light, horizon, float(sun))


def layers(stage: Stage) -> Iterator[Layer]:
    yield from heaven(stage)
    brief = stage.brief
    if "mountains" in brief.backdrops:
        yield from mountains(stage)
    if "water" in brief.grounds:
        yield water(stage, 0.25 if brief.backdrops else 0.8)


def heaven(stage: Stage) -> Iterator[Layer]:
    brief = stage.brief
    yield sky.gradient(stage)
    if stage.light.darkness > 0.4:
        yield sky.stars(stage, 1.6 if "stars" in brief.heavens else 0.8)
    yield sky.glow(stage)
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
    wet = "water" in stage.brief.grounds
    yield ridge(stage, Ridge("far", horizon, 0.26, 210, 0.12, 0.9, 0, 1))
    yield ridge(stage, Ridge("hero", horizon + 0.02, 0.42, 330, 0.42, 1, snow, 2))
    yield ridge(stage, Ridge("mid", horizon + 0.03, 0.16, 260, 0.62, 0.55, 0, 4))
    if not wet:
        yield ridge(stage, Ridge("low", 0.86, 0.16, 300, 0.8, 0.4, 0, 7))
        yield ridge(stage, Ridge("near", 1.02, 0.16, 340, 1.0, 0.25, 0, 12))
