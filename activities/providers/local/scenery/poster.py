"""For prompts that name nothing there is a picture of: posters of colour and form, five kinds of them."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw
from PIL.Image import Resampling

from activities.providers.local.scenery.colours import Array, colour, mixed, ramp, towards, vivid
from activities.providers.local.scenery.noise import field, rolled, sampled
from activities.providers.local.scenery.stage import Canvas, Layer, Stage

PALETTES = (
    "0b1d3a 14507a 3aa6a1 f2c14e f6f0e0",
    "2a0f3d 7a1f6b e0457b ff9a5a ffe9c9",
    "10231f 1f5c4d 6fb08a e8d9a8 f7f3e6",
    "1b1b3a 4b3f9e a06cd5 f2a6c9 fff2f0",
    "0f2027 23576b 5aa3a8 d9b48f fbeee0",
    "3a0d12 9a1f2a e3573f f6b24a fdf0d2",
    "11151f 2d4a7c 6f9fd8 c7dcef fafafa",
    "20130c 6b3a1e c4763a ecc081 faf1e2",
    "052b2b 0e6e62 4cc7a0 d4f0b0 fffbe6",
    "24123f 5a2a9c 3d8bff 5ee0e6 f3fbff",
)
Paper = tuple[Array, ...]
FINE = 2


def poster(stage: Stage) -> Iterator[Layer]:
    chance = stage.chance("poster")
    paper = _palette(stage, chance)
    kinds: dict[str, Callable[[Stage, Generator, Paper], Layer]] = {
        "silk": silk,
        "waves": waves,
        "rays": rays,
        "tiles": tiles,
        "globes": globes,
    }
    names = [name for name in stage.brief.posters if name in kinds] or list(kinds)
    yield kinds[names[stage.brief.turn % len(names)]](stage, chance, paper)


def _palette(stage: Stage, chance: Generator) -> Paper:
    codes = [colour(f"#{code}") for code in PALETTES[chance.integers(len(PALETTES))].split()]
    named = [colour(code) for code in stage.brief.colours]
    if named:
        codes = [
            towards(code, named[place * len(named) // len(codes)], 0.85) for place, code in enumerate(codes)
        ]
    if "pastel" in stage.brief.style:
        codes = [vivid(code, 0.7, 1, 0.45) for code in codes]
    if "neon" in stage.brief.style:
        codes = [codes[0] * 0.5, *(vivid(code, 1.6, 0.95) for code in codes[1:])]
    return tuple(codes)


def silk(stage: Stage, chance: Generator, paper: Paper) -> Layer:
    """Folds of cloth: noise that is bent by noise, with light along its creases."""
    size = (stage.width // 2 + 1, stage.height // 2 + 1)
    cell = 420 * stage.unit / 2
    wide = (size[0] * 2, size[1] + int(cell * 5))
    base = field(chance, wide, (cell, cell), 2, 0.3, wraps=True)
    bend = [field(chance, wide, (cell * 1.2, cell * 1.2), 2, 0.3, wraps=True) for _ in range(2)]
    rows, columns = np.indices(size[::-1], dtype=np.float32)

    def paint(canvas: Canvas, second: float) -> None:
        shift = second * 16 * stage.unit
        one, two = (
            rolled(tile, shift * way)[: size[1], : size[0]] for tile, way in zip(bend, (1, -0.7), strict=True)
        )
        y, x = rows + cell * 2.5 + one * cell * 0.75, columns + size[0] / 2 + two * cell * 0.75
        fold = sampled(base, y, x) + 0.5 * one
        tone = ramp(
            list(zip((0, 0.28, 0.55, 0.82, 1), paper, strict=True)), np.clip(0.5 + fold * 0.24, 0, 1).ravel()
        )
        tone = tone.reshape(*fold.shape, 3)
        slope = np.clip(
            np.gradient(fold, axis=1) * cell * 0.22 - np.gradient(fold, axis=0) * cell * 0.26, -1, 1
        )
        tone = tone + (1 - tone) * (np.clip(slope, 0, 1) * 0.30)[..., None]
        tone = tone * (1 - np.clip(-slope, 0, 1) * 0.38)[..., None]
        image = Image.fromarray((np.clip(tone, 0, 1) * 255).astype(np.uint8))
        canvas[:] = (
            np.asarray(image.resize((stage.width, stage.height), Resampling.BICUBIC), np.float32) / 255
        )

    return Layer(paint, moves=True)


def waves(stage: Stage, chance: Generator, paper: Paper) -> Layer:
    """Hills of flat colour before a large disc, each with the shadow of the one before it."""
    many = 7
    x = stage.columns / stage.width
    lines = [(0.5 + chance.random(3) * 1.3, chance.random(3) * 6.28, chance.random(3)) for _ in range(many)]
    disc_x, disc_y = stage.width * (0.3 + 0.4 * chance.random()), stage.height * 0.36
    radius = min(stage.width, stage.height) * 0.24
    sky = ramp([(0, paper[3]), (1, paper[4])], stage.rows[:, 0] / stage.height)
    away = np.hypot(stage.columns - disc_x, stage.rows - disc_y)
    disc = np.clip(radius - away + 0.5, 0, 1)[..., None]
    tones = ramp(
        list(zip((0, 0.4, 0.75, 1), (paper[3], paper[2], paper[1], paper[0]), strict=True)),
        np.linspace(0.1, 1, many),
    )
    warm = mixed(paper[2], colour("#ff6a4d"), 0.55)

    def paint(canvas: Canvas, second: float) -> None:
        canvas[:] = sky[:, None]
        canvas[:] += (warm - canvas) * disc
        for number, (pace, phase, tall) in enumerate(lines):
            bends = (
                tall[k]
                * np.sin(6.28 * pace[k] * (k + 0.6) * x + phase[k] + second * 0.22 * (1 + number * 0.3))
                for k in range(3)
            )
            line = stage.height * (0.46 + 0.085 * number + 0.055 * sum(bends) / 1.5)
            below = stage.rows - line
            shadow = np.exp(np.minimum(below, 0) / (16 * stage.unit)) * 0.26
            canvas *= 1 - np.where(below < 0, shadow, 0)[..., None].astype(np.float32)
            cover = np.clip(below + 0.5, 0, 1)[..., None].astype(np.float32)
            lit = 1 + 0.16 * np.exp(-np.maximum(below, 0) / (60 * stage.unit))[..., None].astype(np.float32)
            canvas += (np.minimum(tones[number] * lit, 1) - canvas) * cover

    return Layer(paint, moves=True)


def rays(stage: Stage, chance: Generator, paper: Paper) -> Layer:
    """Art deco: a sun that rises in rings behind rays, over steps."""
    many = int(chance.integers(9, 15)) * 2
    middle_x, middle_y = stage.width * 0.5, stage.height * (0.72 + 0.1 * chance.random())
    x, y = stage.columns - middle_x, stage.rows - middle_y
    away, angle = np.hypot(x, y), np.arctan2(y, x)
    reach = float(np.hypot(stage.width, stage.height))
    rings = min(stage.width, stage.height) * np.array([0.11, 0.17, 0.2, 0.29, 0.31, 0.42])
    sharp = np.maximum(away, 1) * 3.1416 / many

    def paint(canvas: Canvas, second: float) -> None:
        turn = angle + second * 0.05
        beam = np.clip(np.sin(turn * many / 2) * sharp * 0.9 + 0.5, 0, 1)[..., None]
        fade = np.clip(away / (reach * 0.62), 0, 1)[..., None]
        bright = paper[3] + (paper[2] - paper[3]) * fade
        dark = paper[1] + (paper[0] - paper[1]) * fade
        canvas[:] = dark + (bright - dark) * beam
        for place in range(len(rings) - 1, -1, -1):
            tone = (paper[4], paper[3], paper[0], paper[2], paper[4], paper[1])[place]
            cover = np.clip(rings[place] - away + 0.5, 0, 1)[..., None]
            canvas[:] += (tone - canvas) * cover
        _steps(stage, canvas, paper, middle_y)

    return Layer(paint, moves=True)


def _steps(stage: Stage, canvas: Canvas, paper: Paper, middle_y: float) -> None:
    line, foot = 3 * stage.unit, stage.height - middle_y
    for number in range(4):
        top = middle_y + foot * 0.25 * number - foot * 0.04
        bend = ((stage.columns / stage.width - 0.5) * 2) ** 2 * stage.height * (0.05 - 0.012 * number)
        below = stage.rows - top - bend
        for tone, off in ((paper[3], 0.0), (mixed(paper[0], paper[1], number / 4), line)):
            cover = np.clip(below - off + 0.5, 0, 1)[..., None]
            canvas[:] += (tone - canvas) * cover


def tiles(stage: Stage, chance: Generator, paper: Paper) -> Layer:
    """Quarter and half circles in a grid, as a school in Dessau would have them."""
    across = 8 if stage.width >= stage.height else 5
    side = int(np.ceil(stage.width / across))
    page = Image.new("RGB", (across * side * FINE, int(np.ceil(stage.height / side)) * side * FINE))
    draw = ImageDraw.Draw(page)
    inks = [tuple(int(part * 255) for part in code) for code in paper]
    inks.append(tuple(int(part * 255) for part in mixed(paper[2], colour("#f25c3a"), 0.6)))
    big = side * FINE
    for row in range(page.height // big):
        for column in range(across):
            _tile(
                draw, chance, column * big, row * big, big, [inks[k] for k in chance.permutation(len(inks))]
            )
    image = np.asarray(page.resize((across * side, page.height // FINE), Resampling.BOX), np.float32) / 255
    x, y = stage.columns / stage.width, stage.rows / stage.height
    sheen = (0.94 + 0.1 * (1 - (x + y) / 2))[..., None].astype(np.float32)
    paperish = (
        field(chance, (stage.width, stage.height), (3 * stage.unit, 3 * stage.unit), 2)[..., None] * 0.012
    )

    def paint(canvas: Canvas, second: float) -> None:
        moved = rolled(image, second * 14 * stage.unit)
        canvas[:] = moved[: stage.height, : stage.width] * sheen + paperish

    return Layer(paint, moves=True)


def _tile(
    draw: ImageDraw.ImageDraw, chance: Generator, x: int, y: int, side: int, inks: list[tuple[int, ...]]
) -> None:
    back, first, second = inks[:3]
    draw.rectangle([x, y, x + side, y + side], fill=back)
    turn = int(chance.integers(4))
    corner_x, corner_y = x + side * (turn in (1, 2)), y + side * (turn in (2, 3))
    kind = chance.integers(6)
    if kind < 3:
        for share, ink in ((1.0, first), (0.6, second), (0.25, back))[: 2 + int(kind > 0)]:
            reach = side * share
            box = [corner_x - reach, corner_y - reach, corner_x + reach, corner_y + reach]
            draw.pieslice(box, turn * 90, turn * 90 + 90, fill=ink)
    elif kind == 3:
        draw.ellipse([x + side * 0.12, y + side * 0.12, x + side * 0.88, y + side * 0.88], fill=first)
        draw.pieslice(
            [x + side * 0.12, y + side * 0.12, x + side * 0.88, y + side * 0.88],
            turn * 90,
            turn * 90 + 180,
            fill=second,
        )
    elif kind == 4:
        corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
        draw.polygon([corners[turn], corners[(turn + 1) % 4], corners[(turn + 2) % 4]], fill=first)
    else:
        for bar in range(4):
            draw.rectangle([x, y + side * bar / 4, x + side, y + side * (bar + 0.5) / 4], fill=first)


def globes(stage: Stage, chance: Generator, paper: Paper) -> Layer:
    """Glassy balls that float before a gradient, each with its shadow on the air."""
    short = min(stage.width, stage.height)
    balls = sorted(
        (
            short * (0.035 + 0.2 * chance.random() ** 1.8),
            chance.random(),
            0.1 + 0.78 * chance.random(),
            int(chance.integers(4)),
            chance.random() * 6.28,
        )
        for _ in range(15)
    )
    at = (stage.columns / stage.width * 0.45 + stage.rows / stage.height * 0.55).ravel()
    back = ramp([(0, paper[4]), (0.5, mixed(paper[3], paper[4], 0.4)), (1, paper[2])], at)
    back = back.reshape(stage.height, stage.width, 3)

    def paint(canvas: Canvas, second: float) -> None:
        canvas[:] = back
        for radius, x, y, ink, phase in balls:
            middle = (x * stage.width, y * stage.height + np.sin(second * 0.9 + phase) * radius * 0.12)
            _ball(stage, canvas, middle, radius, paper[ink])

    return Layer(paint, moves=True)


def _ball(stage: Stage, canvas: Canvas, middle: tuple[float, float], radius: float, tint: Array) -> None:
    reach = radius * 1.7
    top, left = max(0, int(middle[1] - reach)), max(0, int(middle[0] - reach))
    part = canvas[top : int(middle[1] + reach), left : int(middle[0] + reach)]
    if not part.size:
        return
    y = (np.arange(top, top + len(part), dtype=np.float32)[:, None] - middle[1]) / radius
    x = (np.arange(left, left + part.shape[1], dtype=np.float32) - middle[0]) / radius
    away = np.hypot(x, y)
    shadow = 0.34 * np.exp(-np.maximum(np.hypot(x - 0.16, y - 0.3) - 0.9, 0) * 6)
    part *= 1 - shadow[..., None]
    z = np.sqrt(np.clip(1 - away**2, 0, 1))
    lit = np.clip(-0.5 * x - 0.62 * y + 0.6 * z, 0, 1)
    shine = np.clip(-0.42 * x - 0.52 * y + 0.745 * z, 0, 1) ** 38 * 0.85
    tone = tint * (0.42 + 0.7 * lit)[..., None]
    tone = tone + (1 - tone) * (shine + 0.16 * (1 - z) ** 3)[..., None]
    cover = np.clip((1 - away) * radius + 0.5, 0, 1)
    part += (np.clip(tone, 0, 1) - part) * cover[..., None]
