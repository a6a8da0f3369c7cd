"""What a terminal sends, as keys: `up`, `page-down`, `enter`, `escape`, or the letter that was typed."""

import asyncio
import codecs
import os
import re
from collections.abc import Callable

TOKEN = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|\x1b|.", re.DOTALL)
UNFINISHED = re.compile(r"\x1b(\[[0-?]*[ -/]*|O)?\Z")
UNFINISHED_S = 0.05
"""A sequence comes at once, if slowly over a network; whoever presses Escape presses nothing else then."""
GONE = "gone"
NAMES = {
    "\x1b": "escape",
    "\r": "enter",
    "\n": "enter",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x03": GONE,
    "\x04": GONE,
    "\x0c": "redraw",
}
ENDINGS = {"A": "up", "B": "down", "H": "home", "F": "end"}
NUMBERS = {"1": "home", "4": "end", "5": "page-up", "6": "page-down", "7": "home", "8": "end"}


def keys_in(text: str) -> tuple[list[str], str]:
    """The keys, and what may be the beginning of one more. What is no key of ours is left out."""
    unfinished = UNFINISHED.search(text)
    rest = unfinished[0] if unfinished else ""
    named = map(_name, TOKEN.findall(text[: len(text) - len(rest)]))
    return [key for key in named if key], rest


def _name(token: str) -> str:
    if token in NAMES:
        return NAMES[token]
    if token[0] != "\x1b":
        return token if token.isprintable() else ""
    number, ending = token[2:-1].partition(";")[0], token[-1]
    return NUMBERS.get(number, "") if ending == "~" else ENDINGS.get(ending, "")


class Keyboard:
    """Reads while it is open; `on_key` hears each key, and `gone` when there is nobody to type any more."""

    def __init__(self, source: int, on_key: Callable[[str], object]) -> None:
        self._source, self._on_key = source, on_key
        self._loop = asyncio.get_running_loop()
        self._letters = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._waiting: asyncio.TimerHandle | None = None

    def open(self) -> None:
        self._loop.add_reader(self._source, self._read)

    def close(self) -> None:
        self._loop.remove_reader(self._source)
        self._settle()

    def _read(self) -> None:
        try:
            sent = os.read(self._source, 4096)
        except OSError:
            sent = b""
        self._settle()
        if not sent:
            self.close()
            self._on_key(GONE)
            return
        keys, self._rest = keys_in(self._rest + self._letters.decode(sent))
        for key in keys:
            self._on_key(key)
        if self._rest:
            self._waiting = self._loop.call_later(UNFINISHED_S, self._give_up)

    def _give_up(self) -> None:
        """Nothing followed: it was the key itself."""
        alone, self._rest = self._rest, ""
        if alone == "\x1b":
            self._on_key("escape")

    def _settle(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None
