"""Narration becomes recordings of the right length, and those one programme.

Pure functions but for the threads they run in: none holds up the worker's loop.
"""

from collections.abc import Sequence

from anyio.to_thread import run_sync

from activities.programme import programmed
from activities.providers.studio import Narrator
from activities.recording import Recording, encoded, seconds

OFF = 0.04
"""How far from its budget a passage may be before it is spoken again."""
SLOWEST, FASTEST = 0.85, 1.2

__all__ = ["Recording", "encode", "fit", "programme"]


async def fit(narrator: Narrator, text: str, budget_s: float | None) -> bytes:
    """The text as a WAV file; where it misses the budget it is spoken once more, faster or slower.

    Of the two the one nearer to the budget is returned.
    """
    first = await narrator.speak(text)
    natural = seconds(first)
    if not budget_s or abs(natural - budget_s) <= OFF * budget_s:
        return first
    second = await narrator.speak(text, pace=min(max(natural / budget_s, SLOWEST), FASTEST))
    return min(first, second, key=lambda take: abs(seconds(take) - budget_s))


async def encode(wav: bytes) -> Recording:
    """As an MP3 of the same rate. Rejects what is no recording, and more than an hour."""
    return await run_sync(encoded, wav, abandon_on_cancel=True)


async def programme(parts: Sequence[bytes | None]) -> Recording:
    """Recordings in order, None where a song is announced. Rejects as `encode` does."""
    return await run_sync(programmed, parts, abandon_on_cancel=True)
