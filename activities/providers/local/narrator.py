"""Narrates offline with hibari-tts, which the extra `narration` brings along with its voice."""

from importlib.util import find_spec

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.local.voice import VOICE, NothingToSay, spoken
from children import ChildDied
from crew import Crew

ENGINE = "hibari-tts"
CHARS_PER_S = 14.4
"""Measured on thirty passages: 10.7 to 19.1 each (dates take longest), 13.0 to 16.3 by three together."""
MOST_CHARACTERS = 20_000
"""Some twenty minutes of speech."""
TRIES = 2
NICE = 5
"""Before annotations, which are many, and behind tiles, which somebody watches."""
MOST_MEMORY = 4 << 30


def available() -> bool:
    """Whether the extra is installed; nothing is loaded to find out."""
    return find_spec("hibari") is not None and find_spec("onnxruntime") is not None


class HibariNarrator:
    """Needs no key and no network; each of `at_once` child processes keeps some 200 MB while there is work.

    `timeout_s` bounds one recording.
    """

    engine = ENGINE
    voice = VOICE
    chars_per_s = CHARS_PER_S

    def __init__(self, at_once: int, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._crew = Crew(at_once, timeout_s, nice=NICE, most_memory=MOST_MEMORY)

    async def speak(self, text: str, *, pace: float = 1.0) -> bytes:
        if len(text) > MOST_CHARACTERS:
            raise ProviderRejected(
                "text-too-long", f"At most {MOST_CHARACTERS:,} characters are spoken at a time."
            )
        try:
            return await self._crew.run(spoken, text, pace)
        except NothingToSay as nothing:
            raise ProviderRejected(
                "nothing-to-say", "The text has nothing that can be read aloud."
            ) from nothing
        except ModuleNotFoundError as missing:
            raise ProviderRejected("narrator-missing", "The extra `narration` is not installed.") from missing
        except MemoryError as error:
            raise ProviderBusy(
                "The voice ran out of memory.", code="narrator-out-of-memory", tries=TRIES
            ) from error
        except TimeoutError as late:
            message = f"The voice was not done within {self._timeout_s:g} seconds."
            raise ProviderBusy(message, code="narrator-timed-out", tries=TRIES) from late
        except ChildDied as died:
            raise ProviderBusy("The process of the voice died.", code="narrator-died", tries=TRIES) from died
