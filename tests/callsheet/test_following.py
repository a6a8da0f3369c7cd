"""A batch on its way: how fast, how long yet, why items fail; then what its results say together."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from callsheet import AsyncCallsheet, Job, Reason, Unreachable
from callsheet.commands.findings import Findings, findings
from callsheet.commands.following import Speed, follow, span
from callsheet.commands.meter import Bar, Lines, Meter
from tests.callsheet.scripted import Answer, Clock, Scripted, Stream, frame, problem
from tests.callsheet.test_annotate_command import BUSY, JOB, batch, line


class Recorded(Meter):
    """What would be shown."""

    def __init__(self) -> None:
        self.said: list[tuple[str, list[str]]] = []

    def show(self, percent: float, words: str, below: Any = (), news: object = None) -> None:
        self.said.append((words, list(below)))


def test_speed_is_that_of_the_last_seconds() -> None:
    """A minute of waiting is forgotten ten seconds after it."""
    ticks = iter([0, 60, 61, 70, 71, 72])
    speed = Speed(clock=lambda: next(ticks))
    assert [speed.now(done) for done in (0, 0, 10, 100, 110, 120)] == [0, 0, 10 / 61, 10, 10, 10]


def test_speed_never_runs_backwards() -> None:
    """A reset makes the numbers smaller; a clock that stands still divides nothing by zero."""
    ticks = iter([5, 5, 6])
    speed = Speed(clock=lambda: next(ticks))
    assert [speed.now(done) for done in (7, 9, 3)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0 s"), (99.4, "99 s"), (100, "2 min"), (5900, "98 min"), (7500, "2 h 5 min")]
)
def test_a_span_is_told_as_people_would(seconds: float, told: str) -> None:
    """Not more exact than it is known."""
    assert span(seconds) == told


async def seen(server: Scripted, *told: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """What somebody who follows these states is shown."""
    names = ["update" if one["status"] == "running" else one["status"] for one in told]
    frames = [frame(name, one, f"r-{one['version']}") for name, one in zip(names, told, strict=True)]
    server.streams = [Stream(frames)]
    recorded = Recorded()
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        await follow(callsheet, Job.model_validate(batch("pending", 0)), recorded)
    return recorded.said


async def test_reasons_are_asked_for_as_items_fail(server: Scripted) -> None:
    """Once for each news; the server's own estimate is the time left, and waiting is told as waiting."""
    asked = [[BUSY | {"count": 2}], [BUSY | {"count": 3}, {"code": "x", "message": "y", "count": 1}]]
    server.answers[f"{JOB}/failures"] = [Answer(200, {"data": reasons}) for reasons in asked]
    states = [
        batch(version=1, total=9, succeeded=1) | {"etaMs": 8000},
        batch(version=2, total=9, succeeded=1, failed=2) | {"waitingFor": "its owner's rate limit"},
        batch(version=3, total=9, succeeded=2, failed=2, skipped=1) | {"etaMs": 200_000},
        batch("completed", 4, total=9, succeeded=4, failed=4, skipped=1),
    ]
    said = await seen(server, *states)
    two, four = ["2 x busy: Too much to do"], ["3 x busy: Too much to do", "1 x x: y"]
    words = [words for words, _ in said]
    assert words[0] == "Annotating: 1 of 9, 8 s left"
    assert words[1] == "waiting: its owner's rate limit"
    assert words[2].startswith("Annotating: 5 of 9, 2 failed, 1 skipped, ")
    assert words[2].endswith("/s, 3 min left")
    assert words[3] == "9 of 9, 4 failed, 1 skipped"
    assert [below for _, below in said] == [[], two, two, four]
    assert len(server.heard(f"{JOB}/failures")) == 2


async def test_a_reason_that_is_not_told_ends_nothing(server: Scripted) -> None:
    """The batch is what is watched."""
    server.answers[f"{JOB}/failures"] = [Answer(503, problem(503, "Away."))]
    said = await seen(server, batch(failed=1), batch("completed", 2, failed=1, succeeded=1))
    assert [below for _, below in said] == [[], []]


def test_a_bar_has_its_reasons_below_it() -> None:
    """On a terminal; markup in a message is text."""
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    with Bar(console, "ann_1") as bar:
        bar.show(50, "5 of 10, [bold] 2 failed", ["2 x busy: [red] Too much to do"])
    shown = console.file.getvalue()  # type: ignore[attr-defined]  # it is ours
    for told in ("ann_1", "50 %", "5 of 10, [bold] 2 failed", "2 x busy: [red] Too much to do"):
        assert told in shown


def test_plain_lines_come_with_every_tenth_percent_and_with_news(capsys: pytest.CaptureFixture[str]) -> None:
    """And not more often."""
    lines = Lines("ann_1")
    for percent, news in ((0, "a"), (9, "a"), (10, "a"), (11, "a"), (11, "b"), (100, "b")):
        lines.show(percent, "so", news=news)
    assert [told.split()[1] for told in capsys.readouterr().out.splitlines()] == ["0", "10", "11", "100"]


async def test_results_that_do_not_come_leave_the_older_file_alone(server: Scripted, tmp_path: Path) -> None:
    """And no pieces beside it."""
    server.answers[f"{JOB}/results.jsonl"] = [Answer(200, json.dumps(line(0)).encode(), breaks=True)]
    (out := tmp_path / "r.jsonl").write_text("old")
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        with pytest.raises(Unreachable):
            await findings(callsheet, Job.model_validate(batch("completed")), out, {})
    assert ([path.name for path in tmp_path.iterdir()], out.read_text()) == (["r.jsonl"], "old")


def test_examples_are_few_and_found_by_reason() -> None:
    """Where messages differ from item to item, the code is what they share."""
    found = Findings()
    for number in range(9):
        error = {"code": "busy", "message": f"Waited {number % 2} s"}
        found.take(line(number, "failed", error=error), f"{number}.png")
    assert found.such_as(Reason(code="busy", message="Waited 1 s", count=4)) == ["1.png", "3.png", "5.png"]
    assert found.such_as(Reason(code="busy", message="Waited", count=9)) == ["0.png", "2.png", "4.png"]
    assert found.such_as(Reason(code="other", message="", count=1)) == []
