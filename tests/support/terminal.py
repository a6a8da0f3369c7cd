"""A terminal with a person before it: what a program shows there, and the keys that it is sent."""

import asyncio
import contextlib
import fcntl
import os
import pty
import re
import struct
import sys
import termios
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pyte

PATIENCE_S = 60
CONTROLLED = "import fcntl, os, sys; fcntl.ioctl(0, int(sys.argv[1]), 0); os.execv(sys.argv[2], sys.argv[2:])"
SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)", re.DOTALL)
UP, DOWN, PAGE_UP, PAGE_DOWN, ESCAPE, ENTER = "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~", "\x1b", "\r"
CTRL_C, CTRL_Z = "\x03", "\x1a"


class Terminal:
    """`sent` is every byte that came; `screen` what they look like. `modes` are those of the terminal."""

    def __init__(self, width: int, height: int) -> None:
        self._ours, self.theirs = pty.openpty()
        os.set_blocking(self._ours, False)
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self._came = asyncio.Event()
        self.resize(width, height)
        self.modes_before = self.modes()
        asyncio.get_running_loop().add_reader(self._ours, self._read)

    def _read(self) -> None:
        with contextlib.suppress(OSError):
            came = os.read(self._ours, 1 << 16)
            self.sent += came
            self._stream.feed(came)
        self._came.set()

    @property
    def lines(self) -> list[str]:
        return list(self.screen.display)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def sequences(self) -> set[bytes]:
        """Every escape sequence that the terminal was sent."""
        return set(SEQUENCE.findall(self.sent))

    def modes(self) -> list[Any]:
        return termios.tcgetattr(self.theirs)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    async def until(self, is_so: Callable[[str], object]) -> str:
        """What is on the screen once it is so."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not is_so(self.text):
                    self._came.clear()
                    await self._came.wait()
        except TimeoutError as late:
            raise AssertionError(f"never came to be; on the screen is\n{self.text}") from late
        return self.text

    async def shows(self, *words: str) -> str:
        return await self.until(lambda text: all(word in text for word in words))

    def as_before(self) -> bool:
        """Modes, cursor and the screen of before are back."""
        leaves, hides = self.sent.rfind(b"\x1b[?1049l"), self.sent.rfind(b"\x1b[?25l")
        return (
            self.modes() == self.modes_before
            and leaves > self.sent.rfind(b"\x1b[?1049h")
            and self.sent.rfind(b"\x1b[?25h") > hides
        )

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._ours)
        os.close(self._ours)
        os.close(self.theirs)


@asynccontextmanager
async def at_terminal(
    *command: str, width: int = 120, height: int = 24, **env: str
) -> AsyncIterator[tuple[Terminal, asyncio.subprocess.Process]]:
    """The command has the terminal for its own, as one that a shell has started."""
    terminal = Terminal(width, height)
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", CONTROLLED, str(termios.TIOCSCTTY), *command),
        stdin=terminal.theirs,
        stdout=terminal.theirs,
        stderr=terminal.theirs,
        start_new_session=True,
        env={**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **env},
    )
    try:
        yield terminal, process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        terminal.close()
