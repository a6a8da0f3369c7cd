"""Jobs shown as they run: bars on a terminal, plain lines elsewhere, JSON lines, or nothing."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Column

from callsheet.commands.terminal import Terminal, say, say_json
from callsheet.commands.wording import short_name, words
from callsheet.models import Job
from callsheet.watch import Event

LINE_EVERY_PERCENT = 10


class Screen:
    """Shows nothing; the others show what `show` is told."""

    def show(self, event: Event) -> None:
        """Called with everything that happens to a job."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class Bars(Screen):
    """One live bar per job."""

    def __init__(self, console: Console, name: Callable[[Job], str]) -> None:
        self._name = name
        self._tasks: dict[str, TaskID] = {}
        told = Column(no_wrap=True, overflow="ellipsis", ratio=1)  # gives way; id, bar and percent do not
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=30),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[words]}", markup=False, table_column=told),
            console=console,
            expand=True,
        )

    def show(self, event: Event) -> None:
        job = event.job
        if job.id not in self._tasks:
            self._tasks[job.id] = self._progress.add_task(self._name(job), total=100, words="")
        self._progress.update(self._tasks[job.id], completed=job.percent, words=words(job))

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()


class Lines(Screen):
    """A line for every change of stage or status, and every tenth percent between."""

    def __init__(self, name: Callable[[Job], str]) -> None:
        self._name = name
        self._said: dict[str, tuple[object, ...]] = {}

    def show(self, event: Event) -> None:
        job = event.job
        news = (job.status, job.stage, job.waiting_for, job.percent // LINE_EVERY_PERCENT)
        if self._said.get(job.id) != news:
            self._said[job.id] = news
            say(f"{self._name(job)}  {job.percent:>3} %  {job.status.value:<9}  {words(job)}")


class JsonLines(Screen):
    """One document a line, for programs."""

    def show(self, event: Event) -> None:
        document = {
            "event": event.name,
            "connectionLost": event.connection_lost,
            "job": event.job.json_ready(),
        }
        say_json(document, indent=None)


def screen(*, as_json: bool, name: Callable[[Job], str] = short_name) -> Screen:
    """What suits the place that stdout goes to. Under `--json` bars may go to a terminal on stderr."""
    console = Terminal(stderr=as_json)
    if console.is_terminal:
        return Bars(console, name)
    return Screen() if as_json else Lines(name)
