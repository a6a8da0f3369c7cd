"""What stands between the sky and us: ridges, woods, a town; then water, sand or flowers; then guests."""

from collections.abc import Iterator

from activities.providers.local.scenery import city, landmarks, meadow, things
from activities.providers.local.scenery.dunes import Dune, dune
from activities.providers.local.scenery.ridges import Ridge, ridge
from activities.providers.local.scenery.stage import Layer, Stage
from activities.providers.local.scenery.trees import Belt, belt
from activities.providers.local.scenery.water import beach, water


def land(stage: Stage) -> Iterator[Layer]:
    """Everything that was named, the larger behind the smaller."""
    backdrops, grounds = stage.brief.backdrops, stage.brief.grounds
    if "mountains" in backdrops:
        yield from mountains(stage)
    elif "hills" in backdrops or _is_bare(stage):
        yield from hills(stage)
    if "city" in backdrops:
        yield from skyline(stage)
    if "forest" in backdrops:
        yield from forest(stage)
    if "lighthouse" in stage.brief.things:
        yield from landmarks.lighthouse(stage)
    if "water" in grounds:
        yield water(stage, 0.25 if backdrops else 0.8)
        if "beach" in stage.brief.things:
            yield beach(stage)
    elif "dunes" in grounds:
        yield from desert(stage)
    elif "meadow" in grounds:
        yield from field(stage)


def _is_bare(stage: Stage) -> bool:
    """There should be something behind this, though nobody said what."""
    backdrops, grounds = stage.brief.backdrops, stage.brief.grounds
    if "meadow" in grounds or not grounds:
        return not backdrops
    return "water" in grounds and backdrops == ("forest",)


def mountains(stage: Stage) -> Iterator[Layer]:
    horizon = stage.horizon / stage.height
    snow = 0.5 if "snow" in stage.brief.weather else 0.34 * (stage.chance("snow line").random() < 0.6)
    yield ridge(stage, Ridge("far", horizon, 0.26, 210, 0.12, 0.9, 0, 1))
    yield ridge(stage, Ridge("hero", horizon + 0.02, 0.42, 330, 0.42, 1, snow, 2))
    yield ridge(stage, Ridge("mid", horizon + 0.03, 0.16, 260, 0.62, 0.55, 0, 4))
    if not stage.brief.grounds and not {"city", "forest"} & set(stage.brief.backdrops):
        yield ridge(stage, Ridge("low", 0.86, 0.16, 300, 0.8, 0.4, 0, 7))
        yield belt(stage, Belt("near", 0.98, 0.14, 1.0, 0.35, 0.03, 12))


def hills(stage: Stage) -> Iterator[Layer]:
    horizon = stage.horizon / stage.height
    yield ridge(stage, Ridge("hill 1", horizon, 0.10, 330, 0.2, 0, 0, 1))
    yield ridge(stage, Ridge("hill 2", horizon + 0.03, 0.10, 300, 0.4, 0, 0, 3))
    if not stage.brief.grounds:
        yield ridge(stage, Ridge("hill 3", 0.80, 0.12, 360, 0.62, 0, 0, 5))
        yield belt(stage, Belt("copse", 0.86, 0.05, 0.72, 0.5, 0.03, 6))
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
        yield belt(stage, Belt("wood 1", horizon - 0.03, 0.10, 0.25, 0.16, 0.014, 2))
        yield belt(stage, Belt("wood 2", horizon - 0.012, 0.16, 0.5, 0.17, 0.010, 3, 0.5))
        yield belt(stage, Belt("wood 3", horizon + 0.005, 0.22, 0.8, 0.2, 0.004, 4, 0.12))
        return
    yield belt(stage, Belt("wood 1", 0.56, 0.10, 0.12, 0.22, 0.04, 1))
    yield belt(stage, Belt("wood 2", 0.66, 0.16, 0.3, 0.24, 0.035, 3))
    yield belt(stage, Belt("wood 3", 0.78, 0.26, 0.55, 0.27, 0.03, 6))
    yield belt(stage, Belt("wood 4", 0.92, 0.38, 0.8, 0.32, 0.03, 10))
    yield belt(stage, Belt("wood 5", 1.05, 0.55, 1.0, 0.55, 0.02, 16))


def desert(stage: Stage) -> Iterator[Layer]:
    horizon = stage.horizon / stage.height
    if "pyramids" in stage.brief.things:
        yield landmarks.pyramids(stage)
    yield dune(stage, Dune("dune 1", horizon + 0.03, 0.08, 300, 0.2, 1))
    yield dune(stage, Dune("dune 2", horizon + 0.12, 0.14, 420, 0.5, 3))
    yield dune(stage, Dune("dune 3", 0.90, 0.22, 560, 0.8, 6))
    yield dune(stage, Dune("dune 4", 1.08, 0.24, 700, 1.0, 10))


def field(stage: Stage) -> Iterator[Layer]:
    yield meadow.ground(stage)
    yield meadow.flowers(stage, "flowers 1", 0.35, 0.02, 900, 0)
    if "lone tree" in stage.brief.things:
        yield landmarks.tree(
            stage, (stage.width * 0.68, stage.horizon + stage.height * 0.09), stage.height * 0.42
        )
    yield meadow.flowers(stage, "flowers 2", 0.75, 0.3, 420, 1.2)
    yield meadow.flowers(stage, "flowers 3", 1.1, 0.7, 90, 3)


def guests(stage: Stage) -> Iterator[Layer]:
    """What was named besides, where it can stand."""
    named, wet = stage.brief.things, "water" in stage.brief.grounds
    if "birds" in named:
        yield things.birds(stage)
    if "balloons" in named:
        yield things.balloons(stage)
    if "boat" in named and wet:
        yield things.boat(stage)
    yield from _rooted(stage, wet)


def _rooted(stage: Stage, wet: bool) -> Iterator[Layer]:
    named, width, height = stage.brief.things, stage.width, stage.height
    shady = 0.28 if stage.sun_x > width / 2 else 0.72
    shore = stage.horizon + height * (0.012 if wet else 0.12)
    if "cabin" in named:
        yield from landmarks.cabin(stage, (width * shady, shore), height * 0.09)
    if "village" in named:
        chance = stage.chance("village")
        for place in sorted(chance.random(9)):
            foot = (width * (shady - 0.16 + 0.34 * place), shore + height * (0.07 * chance.random() - 0.02))
            yield from landmarks.cabin(stage, foot, height * (0.035 + 0.035 * chance.random()))
    if "lone tree" in named and "meadow" not in stage.brief.grounds:
        yield landmarks.tree(stage, (width * (1 - shady), shore + height * 0.04), height * 0.4)
    if "palms" in named:
        for number, (x, tall) in enumerate(((0.06, 0.78), (0.17, 0.6), (0.93, 0.7))):
            yield landmarks.palm(stage, f"palm {number}", (width * x, height * 1.02), height * tall)
    if "cactus" in named:
        yield landmarks.cactus(stage, (width * 0.2, height * 0.97), height * 0.42)
        yield landmarks.cactus(stage, (width * 0.77, height * 0.80), height * 0.16)
