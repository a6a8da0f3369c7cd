"""What the documents show, cut into what can be run: commands, one by one, and programmes."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = ("sh", "python")
SHOWN = ("text", "json", "http", "tsx")
"""What a server says, and what it is sent: to be read."""


class Snippet(NamedTuple):
    """A fenced block; `line` is where it begins."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.page.name}:{self.line}"

    def commands(self) -> Iterator[str]:
        """Each whole: where a quote is open, or a backslash stands at the end, it goes on."""
        command = ""
        for line in self.text.splitlines():
            command = f"{command}\n{line}" if command else line
            if _whole(command):
                if command.strip() and not command.startswith("#"):
                    yield command
                command = ""
        assert not command, f"{self.name}: never ends: {command}"


def snippets(page: Path) -> list[Snippet]:
    text = page.read_text()
    return [
        Snippet(page, text.count("\n", 0, found.start()) + 1, found[1], found[2])
        for found in FENCE.finditer(text)
    ]


def _whole(command: str) -> bool:
    try:
        shlex.split(command, comments=True)
    except ValueError:
        return False
    return not command.endswith("\\")
