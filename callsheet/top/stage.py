"""A terminal, taken whole and given back as it was."""

import os
import signal
import termios
import tty
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.screen import Screen
from rich.text import Text


class Stage:
    """As `with`: whatever happens inside, it is given back."""

    def __init__(self, console: Console, source: int) -> None:
        self._console, self._source = console, source
        self._before: list[Any] = []

    def show(self, draw: Callable[[int, int], Text]) -> None:
        width, height = self._console.size
        self._console.print(Screen(draw(width, height)), end="")

    def take(self) -> None:
        self._before = termios.tcgetattr(self._source)
        tty.setcbreak(self._source)
        self._console.set_alt_screen(True)
        self._console.show_cursor(False)

    def give_back(self) -> None:
        """What was typed and not read is not for the shell. Where the terminal is gone, nothing is owed."""
        with suppress(OSError):
            self._console.show_cursor(True)
            self._console.set_alt_screen(False)
        with suppress(termios.error):
            termios.tcsetattr(self._source, termios.TCSAFLUSH, self._before)

    def step_aside(self) -> None:
        """Ctrl-Z: the shell gets its terminal, and whoever comes back finds all as it was."""
        self.give_back()
        os.kill(os.getpid(), signal.SIGSTOP)
        self.take()

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.give_back()
