"""The six stages: what the board makes of events, and what a terminal shows of it."""

import io
from typing import Any

import pytest
from rich.console import Console
from rich.spinner import Spinner

from callsheet import AsyncCallsheet, Job
from callsheet.commands.progress import Bars
from callsheet.commands.stage_following import follow
from callsheet.commands.stage_view import Lines, View, picture
from callsheet.commands.stages import Board
from callsheet.models import Change
from callsheet.watch import Event
from tests.callsheet.documented import ID, JOB, STEPS, change, completed, documentary, plays, running
from tests.callsheet.scripted import Answer, Clock, Scripted, Stream, frame, problem

DONE = ["done", "done", "done", "not needed", "done", "done"]


def job(told: dict[str, Any]) -> Job:
    return Job.model_validate(told)


def changes(*steps: int) -> list[Change]:
    return [Change.model_validate(change(step)) for step in steps]


def states(board: Board) -> list[str]:
    return [stage.state.value for stage in board.stages]


def drawn(board: Board, width: int = 120) -> list[str]:
    console = Console(file=io.StringIO(), force_terminal=True, width=width, color_system=None)
    with console.capture() as seen:
        console.print(picture(board, Spinner("dots")))
    return [" ".join(line.split()) for line in seen.get().splitlines()]


def test_stages_follow_one_another_with_the_servers_times() -> None:
    """A stage is done when the next begins; its last words stay; the one in the middle may be left out."""
    board = Board(job(documentary()))
    assert states(board) == ["waiting"] * 6
    for step in range(1, len(STEPS) + 1):
        board.take(job(running(step)))
    assert states(board) == [*DONE[:5], "running"]
    board.take(job(completed()))
    assert states(board) == DONE
    assert [stage.took_s for stage in board.stages] == [2, 1, 2, None, 2, 12]
    assert board.stages[0].words == "Top tracks fetched: 20 tracks loaded, in catalogue order"


def test_a_stage_that_was_needed_is_shown_as_one() -> None:
    """Backup tracks that are fetched take their time like any other stage."""
    missing = {"stage": "backup", "stageLabel": "Fetching backup catalog", "percent": 55}
    board = Board(job(running(5)))
    board.take(job(running(5) | missing | {"updatedAt": "2026-01-02T03:05:05.5Z"}))
    assert states(board)[3] == "running"
    board.take(job(running(6)))
    assert (states(board)[3], board.stages[3].took_s) == ("done", 0.5)


def test_who_comes_late_reads_the_timeline() -> None:
    """Stages that ended before have their times; what an older event tells changes nothing."""
    board = Board(job(running(4, detail="Searching")), changes(1, 2, 3, 4, 5, 6))
    assert states(board) == [*DONE[:4], "running", "waiting"]
    assert [stage.took_s for stage in board.stages[:3]] == [2, 1, 2]
    assert board.stages[2].words == "Track search complete: Found 5/5 tracks"


def test_a_retry_says_what_it_has_kept() -> None:
    """Stages that its predecessor finished are not done again, and do not look as if they were."""
    board = Board(job(running(6, retryOf="job_0")))
    assert states(board) == ["kept"] * 4 + ["running", "waiting"]
    assert [stage.took_s for stage in board.stages[:4]] == [None] * 4


@pytest.mark.parametrize(
    ("status", "more", "words"),
    [
        ("failed", {"error": {"code": "x", "message": "No such artist"}}, "No such artist"),
        ("cancelled", {"credits": {"charged": 0, "refunded": 0}}, "cancelled"),
    ],
)
def test_an_end_stands_where_it_happened(status: str, more: dict[str, Any], words: str) -> None:
    """The stage says why; what comes after is not reached; what was never begun has no culprit."""
    board = Board(job(running(4)))
    board.take(job(running(4, **more) | {"status": status}))
    assert states(board) == ["done", "done", status, *["not reached"] * 3]
    assert board.stages[2].words == words
    assert states(Board(job(documentary(status, **more)))) == ["not reached"] * 6


def test_a_terminal_shows_every_stage_and_one_bar() -> None:
    """A line each, whatever the width; markup in what the server says is text."""
    board = Board(job(running(4)), changes(1, 2, 3))
    board.take(job(running(4, detail="Searching for track 3/5: [red]Creep[/red]")))
    lines = drawn(board)
    assert lines[0] == ("✓ 1 Identifying artist done in 2.0 s 20 tracks loaded, in catalogue order")
    assert lines[2].endswith("3 Searching for tracks running Searching for track 3/5: [red]Creep[/red]")
    assert lines[3] == "· 4 Fetching backup catalog waiting"
    assert lines[6].endswith("40 % running")
    assert [len(drawn(board, width)) for width in (50, 200)] == [7, 7]


def test_long_words_take_no_room_from_stages_and_states() -> None:
    """What does not fit is cut at its end, and nothing else is."""
    board = Board(job(running(1)))
    error = {"code": "artist-not-found", "message": "Nobody knows any artist of that name. " * 5}
    board.take(job(running(1, error=error, completedAt="2026-01-02T03:05:02Z") | {"status": "failed"}))
    lines = drawn(board, 80)
    assert lines[0].startswith("✗ 1 Identifying artist failed in 1.0 s Nobody knows any")
    assert (lines[0][-1], lines[1], len(lines)) == ("…", "· 2 Planning documentary not reached", 7)


def test_a_terminal_of_80_columns_shows_which_passage_is_spoken() -> None:
    """What is new in a stage's words, not what they begin with."""
    lines = drawn(Board(job(running(9)), changes(1, 2, 3, 4, 5, 6, 7, 8)), 80)
    assert lines[5].endswith("6 Saving playlist running Generating track 1/2")


def test_a_bar_in_a_narrow_terminal_keeps_id_and_percent() -> None:
    """The words after them are what is cut."""
    seen = io.StringIO()
    with Bars(
        Console(file=seen, width=76, force_terminal=True, color_system=None), lambda one: one.id
    ) as bars:
        bars.show(Event("update", job(running(9))))
    line = seen.getvalue()
    assert [part in line for part in (ID, "86 %", "…")] == [True] * 3, line


def test_waiting_for_a_turn_is_said_beside_the_bar() -> None:
    """Nothing runs yet."""
    board = Board(job(documentary(waitingFor="Number 1 in the queue: two run")))
    assert drawn(board)[6].endswith("0 % waiting: Number 1 in the queue: two run")


def test_plain_lines_come_once_per_change(capsys: pytest.CaptureFixture[str]) -> None:
    """Details within a stage are no line of their own; a wait is, when it changes."""
    lines, board = Lines(), Board(job(documentary(waitingFor="Number 2")))
    lines.show(board)
    for told in (documentary(waitingFor="Number 2"), documentary(waitingFor="Number 1"), running(1)):
        board.take(job(told))
        lines.show(board)
    board.take(job(running(2)))
    lines.show(board)
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [f"{ID}    0 %  waiting: Number 2", f"{ID}    0 %  waiting: Number 1"]
    assert [line.split()[3:] for line in said[2:]] == [
        ["1/6", "Identifying", "artist", "running", "Searching", "for", '"Radiohead"']
    ]


async def test_a_lost_connection_is_no_verdict_on_a_stage(server: Scripted) -> None:
    """The stages stay as they were last seen."""
    plays(server, completed())
    server.streams = [Stream([frame("update", running(4), f"{ID}:4")])]
    server.answers[JOB] = [Answer(503, problem(503, "Away."))]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        last, board = await follow(callsheet, job(documentary()), View())
    assert (last.connection_lost, board.stages[2].state) == (True, "running")


async def test_an_operators_reset_starts_the_stages_again(server: Scripted) -> None:
    """What the timeline no longer tells has not happened."""
    plays(server, completed())
    seen: list[list[str]] = []

    class Seen(View):
        def show(self, board: Board) -> None:
            seen.append(states(board))

    told = [Answer(200, {"data": [change(n) for n in steps], "nextCursor": None}) for steps in ((), (1, 2))]
    server.answers[f"{JOB}/timeline"] = told
    server.streams = [
        Stream(
            [
                frame("update", running(6), f"{ID}:a-6"),
                frame("reset", running(2), f"{ID}:b-2"),
                frame("completed", completed(), f"{ID}:b-20"),
            ]
        )
    ]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        await follow(callsheet, job(documentary()), Seen())
    assert seen[1][4] == "running"
    assert seen[2] == ["running", *["waiting"] * 5]
