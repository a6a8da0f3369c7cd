"""Six stages where stdout goes: a live picture, plain lines, or nothing."""

from types import TracebackType
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from callsheet.commands.following import span
from callsheet.commands.stages import Board, Stage, State
from callsheet.commands.terminal import Terminal, say
from callsheet.commands.wording import words

MARKS = {State.DONE: "✓", State.KEPT: "✓", State.NOT_NEEDED: "-", State.FAILED: "✗", State.CANCELLED: "✗"}
STYLES = {State.DONE: "green", State.KEPT: "green", State.RUNNING: "bold", State.FAILED: "red"}
SILENT = (State.WAITING, State.NOT_REACHED)


class View:
    """Shows nothing; the others show the board that `show` is given."""

    def show(self, board: Board) -> None:
        """Called with everything that happens."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class Picture(View):
    """A line for each stage, and one bar for all of them."""

    def __init__(self, console: Console) -> None:
        self._board: Board | None = None
        self._spinner = Spinner("dots")
        self._live = Live(get_renderable=self._drawn, console=console, refresh_per_second=10)

    def show(self, board: Board) -> None:
        self._board = board

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def _drawn(self) -> RenderableType:
        return picture(self._board, self._spinner) if self._board else ""


class Lines(View):
    """A line whenever a stage changes its state, and for what the job waits for."""

    def __init__(self) -> None:
        self._said: dict[object, object] = {}

    def show(self, board: Board) -> None:
        job, many = board.job, len(board.stages)
        head = f"{job.id}  {job.percent:>3} %"
        if self._new("wait", job.waiting_for) and job.waiting_for:
            say(f"{head}  {words(job)}")
        for stage in board.stages:
            if self._new(stage.number, stage.state) and stage.state not in SILENT:
                said = f"{stage.number}/{many} {stage.label:<23}  {_state(stage):<12}  {stage.words}"
                say(f"{head}  {said}".rstrip())

    def _new(self, about: object, told: object) -> bool:
        before, self._said[about] = self._said.get(about), told
        return told != before


def picture(board: Board, spinner: Spinner) -> RenderableType:
    """What stages say is cut to the room there is; their names and states are not."""
    stages = Table.grid(padding=(0, 2, 0, 0))
    for words_in_it in (False, False, False, True):
        stages.add_column(no_wrap=not words_in_it)
    for stage in board.stages:
        mark = spinner if stage.state is State.RUNNING else Text(MARKS.get(stage.state, "·"))
        style = STYLES.get(stage.state, "dim")
        cells = (f"{stage.number} {stage.label}", _state(stage), stage.brief)
        stages.add_row(mark, *(Text(cell, style, no_wrap=True, overflow="ellipsis") for cell in cells))
    below, job = Table.grid(padding=(0, 2, 0, 0)), board.job
    bar = ProgressBar(total=100, completed=job.percent, width=30)
    waits = words(job) if job.waiting_for or job.status.value == "pending" else job.status.value
    below.add_row(bar, Text(f"{job.percent} %"), Text(waits))
    return Group(stages, below)


def view(*, as_json: bool) -> View:
    """What suits the place that stdout goes to. Under `--json` the picture may go to a terminal on stderr."""
    console = Terminal(stderr=as_json)
    if console.is_terminal:
        return Picture(console)
    return View() if as_json else Lines()


def _state(stage: Stage) -> str:
    took = "" if stage.took_s is None else f" in {_span(stage.took_s)}"
    return f"{stage.state.value}{took}"


def _span(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 10 else span(seconds)
