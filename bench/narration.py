"""How fast the offline narrator speaks, beside the voice alone: a documentary's own passages, one by one.

Every side works in a child process like the narrator's own.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from typing import Any

from activities.mixing import encode, fit
from activities.providers.local.author import TemplateAuthor
from activities.providers.local.catalogue import LocalCatalogue
from activities.providers.local.knowledge import LocalKnowledge
from activities.providers.local.narrator import CHARS_PER_S, MOST_MEMORY, NICE, HibariNarrator, available
from activities.providers.studio import Brief
from activities.recording import seconds
from bench.narration_child import most_memory_mb, straight
from crew import Crew
from workflows.contracts.documentary import Segment

TOPIC, TARGET_S = "Radiohead", 180
ROUNDS, COLD = 5, 3
PATIENCE_S = 300
GOAL = 5
Side = Callable[[Segment], Awaitable[float]]
"""Seconds of sound made of a passage."""


async def passages() -> list[Segment]:
    """What is spoken in three minutes, as the template writes it."""
    catalogue, author = LocalCatalogue(), TemplateAuthor()
    artist = await catalogue.find_artist(TOPIC, "US", None)
    tracks = (await catalogue.top_tracks(artist, "US", None)).tracks
    facts = LocalKnowledge().about(artist.name)
    brief = Brief(TOPIC, None, artist, tracks, facts, TARGET_S, CHARS_PER_S, "bench")
    plan = await author.plan(brief)
    wanted = {track.song_title for track in plan.required_tracks}
    songs = tuple(track for track in tracks if track.name in wanted)
    script = await author.write(brief, plan, songs)
    return [item for item in script.timeline if isinstance(item, Segment)]


def sides(narrator: HibariNarrator) -> dict[str, Side]:
    alone = Crew(1, PATIENCE_S, nice=NICE, most_memory=MOST_MEMORY)

    async def voice(segment: Segment) -> float:
        return await alone.run(straight, segment.text)

    async def spoken(segment: Segment) -> float:
        return seconds(await narrator.speak(segment.text))

    async def recorded(segment: Segment) -> float:
        return (await encode(await fit(narrator, segment.text, None))).duration_s

    async def fitted(segment: Segment) -> float:
        return (await encode(await fit(narrator, segment.text, segment.duration_s))).duration_s

    return {
        "the voice alone": voice,
        "pronounced, trimmed, levelled": spoken,
        "and encoded: a recording as long as it takes": recorded,
        "and of the length asked for: most are spoken twice": fitted,
    }


async def all_of(segments: list[Segment], side: Side) -> tuple[float, float]:
    """Seconds it took, and of sound."""
    began = time.perf_counter()
    sound = sum([await side(segment) for segment in segments])
    return time.perf_counter() - began, sound


async def cold(segment: Segment) -> float:
    """A first recording: its process is started and the voice loaded."""
    began = time.perf_counter()
    await encode(await fit(HibariNarrator(1, PATIENCE_S), segment.text, None))
    return time.perf_counter() - began


async def run() -> dict[str, Any]:
    title, goal = "the offline narrator, one passage after another", f"at least {GOAL} x real time, warm"
    if not available():
        skipped = "skipped: `make narration` installs the extra that speaks"
        return {"title": title, "rows": [{"what": skipped}], "goal": "none where it is skipped", "met": True}
    segments, narrator = await passages(), HibariNarrator(1, PATIENCE_S)
    first = statistics.median([await cold(segments[0]) for _ in range(COLD)])
    ways = sides(narrator)
    for side in ways.values():  # warm
        await all_of(segments, side)
    taken: dict[str, list[tuple[float, float]]] = {what: [] for what in ways}
    for _ in range(ROUNDS):
        for what, side in ways.items():
            taken[what].append(await all_of(segments, side))
    memory = await narrator._crew.run(most_memory_mb)  # nobody else knows the child
    alone = taken["the voice alone"]
    rows = [_row(what, pairs, alone) for what, pairs in taken.items()]
    notes = [f"a first recording, with its child process, ms: {1000 * first:.0f}"]
    notes += [f"most memory of the child, MB: {memory:.0f}"]
    nothing = dict.fromkeys(list(rows[0])[1:], "")
    met = all(row["x real time"] >= GOAL for row in rows)
    return {
        "title": title,
        "rows": [*rows, *({"what": note, **nothing} for note in notes)],
        "goal": goal,
        "met": met,
    }


def _row(what: str, pairs: list[tuple[float, float]], alone: list[tuple[float, float]]) -> dict[str, Any]:
    """Of the same text: its time over that of the voice alone."""
    took, sound = statistics.median(took for took, _ in pairs), pairs[0][1]
    ratios = [took / least for (took, _), (least, _) in zip(pairs, alone, strict=True)]
    low, ratio, high = statistics.quantiles(ratios, n=4)
    figures = {"s of sound": round(sound, 1), "ms": round(1000 * took), "x real time": round(sound / took, 1)}
    return {"what": what, **figures, "ratio": round(ratio, 2), "half within": f"{low:.2f}-{high:.2f}"}


if __name__ == "__main__":
    print(asyncio.run(run()))
