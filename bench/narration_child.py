"""What the benchmark of the narrator does inside child processes."""

import resource
from functools import lru_cache
from typing import Any

from activities.providers.local.voice import SEED, VOICE


def straight(text: str) -> float:
    """Seconds of sound that the voice itself makes of a text; nothing is done to them."""
    return len(_voice()(text, seed=SEED)) / float(_voice().sample_rate)


def most_memory_mb() -> float:
    """What this process had at its most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@lru_cache
def _voice() -> Any:
    from hibari import Hibari
    from hibari.voices import voice_path

    return Hibari(voice=VOICE, model=voice_path(VOICE, download_missing=False))
