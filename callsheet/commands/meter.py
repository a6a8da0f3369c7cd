"""One thing that gets on, shown where stdout goes: a live bar, plain lines, or nothing."""

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Column
from rich.text import Text

from callsheet.commands.terminal import Terminal, say

LINE_EVERY_PERCENT = 10


class Meter:
    """Says nothing; the others show what `show` is told."""

    def show(self, percent: float, words: str, below: Sequence[str] = (), news: object = None) -> None:
        """`below` are lines for more room than one line has; where `news` changes, it is worth a line."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class Bar(Meter):
    def __init__(self, console: Console, name: str) -> None:
        words = TextColumn(
            "{task.fields[words]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")
        )
        percent = TextColumn("{task.percentage:>3.0f} %")
        self._progress = _WithRoomBelow(
            TextColumn("{task.description}", markup=False), BarColumn(30), percent, words, console=console
        )
        self._task = self._progress.add_task(name, total=100, words="")

    def show(self, percent: float, words: str, below: Sequence[str] = (), news: object = None) -> None:
        self._progress.below = below
        self._progress.update(self._task, completed=percent, words=words)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()


class Lines(Meter):
    """A line for every tenth percent, and for whatever else is news."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._said: object = None

    def show(self, percent: float, words: str, below: Sequence[str] = (), news: object = None) -> None:
        if self._said != (now := (percent // LINE_EVERY_PERCENT, news)):
            self._said = now
            say(f"{self._name}  {percent:>3.0f} %  {words}")


class _WithRoomBelow(Progress):
    below: Sequence[str] = ()

    def get_renderables(self) -> Iterable[RenderableType]:
        yield self.make_tasks_table(self.tasks)
        for line in self.below:
            yield Text(f"    {line}", no_wrap=True, overflow="ellipsis")


def meter(name: str, *, as_json: bool) -> Meter:
    """What suits the place that stdout goes to. Under `--json` the bar may go to a terminal on stderr."""
    console = Terminal(stderr=as_json)
    if console.is_terminal:
        return Bar(console, name)
    return Meter() if as_json else Lines(name)
