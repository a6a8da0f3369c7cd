"""Names that the voice would get wrong, and the words of music that it takes for others."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

HISSING, VOICELESS = "szʃʒʧʤ", "ptkfθ"


def pronounced(text: str) -> str:
    """Known names, as whole words in their own spelling, in the voice's markup: `[name](/sounds/)`."""
    sounds, names = _lexicon()
    return names.sub(lambda found: f"[name](/{_spoken(sounds[found[1]], found[2])}/)", text)


def _spoken(sounds: str, possessive: str | None) -> str:
    if not possessive:
        return sounds
    if sounds[-1] in HISSING:
        return f"{sounds}ᵻz"
    return f"{sounds}s" if sounds[-1] in VOICELESS else f"{sounds}z"


@lru_cache
def lexicon() -> dict[str, str]:
    """Spelling to sounds."""
    with Path(__file__).with_name("pronunciations.toml").open("rb") as file:
        tables: dict[str, dict[str, str]] = tomllib.load(file)
    return {name: sounds for table in tables.values() for name, sounds in table.items()}


@lru_cache
def _lexicon() -> tuple[dict[str, str], re.Pattern[str]]:
    """The longest name first: "Nina Simone" is one."""
    names = "|".join(re.escape(name) for name in sorted(lexicon(), key=len, reverse=True))
    return lexicon(), re.compile(rf"(?<!\w)(?<!\w')({names})('s)?(?!'?\w)")
