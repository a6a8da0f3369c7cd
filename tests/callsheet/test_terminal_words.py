"""What anybody wrote, shown by any command: read by people, obeyed by no terminal."""

import asyncio
import io
import json

import pytest
from rich.table import Table
from typer.testing import CliRunner

from callsheet.cli import app
from callsheet.commands.meter import Bar
from callsheet.commands.progress import Bars
from callsheet.commands.terminal import Terminal
from callsheet.models import Job
from callsheet.taming import inert
from callsheet.watch import Event
from tests.callsheet.scripted import END, Answer, Scripted, Stream, frame, job, problem

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\r\x08\x7f"
OBEYED = ("\x1b]0", "\x1b[2J", "\x07", "\x9b", "\u202e", "\r", "\x08", "\x7f")
JOB = job("g1_4k", "failed", stageLabel=HOSTILE, error={"code": "engine", "message": HOSTILE})
FRAMES = [frame("update", job("g1_4k", detail=HOSTILE)), frame("failed", JOB, "g1_4k:9"), END]


def harmless(text: str) -> bool:
    return "owned" in text and not [one for one in OBEYED if one in text]


def test_words_of_any_script_stay_as_they_are() -> None:
    """Letters, lines, tabs, and what joins parts of a sign."""
    words = "日本語\tمی‌خواهم\n👩🏽‍🚀 e\u0301 {\"a\": 'b'}"
    assert inert(words) == words


@pytest.mark.parametrize(
    "command",
    [
        ["jobs"],
        ["show", "g1_4k"],
        ["watch", "g1_4k"],
        ["cancel", "g1_4k"],
        ["tasks"],
        ["prompts"],
        ["datasets"],
        ["credits"],
    ],
    ids=" ".join,
)
async def test_no_command_lets_others_steer_a_terminal(server: Scripted, command: list[str]) -> None:
    listed = [Answer(200, {"data": [JOB], "nextCursor": None})]
    server.answers = {"GET /v1/jobs": listed, "GET /v1/jobs/g1_4k": [Answer(200, JOB)]}
    server.answers["GET /v1/jobs/g1_4k/timeline"] = [Answer(200, {"data": [], "nextCursor": None})]
    server.streams = [Stream(FRAMES)]
    for refused in (
        "GET /v1/prompts",
        "GET /v1/datasets",
        "GET /v1/credits",
        "POST /v1/jobs/g1_4k/cancel",
        "GET /api/generation/tasks/g1_4k",
    ):
        server.answers[refused] = [Answer(409, problem(409, HOSTILE))]
    env = {"CALLSHEET_URL": server.url, "CALLSHEET_OWNER": ""}
    told = await asyncio.to_thread(CliRunner().invoke, app, command, env=env)
    assert harmless(told.output), told.output


async def test_programs_are_told_exactly_what_was_written(server: Scripted) -> None:
    """And who reads it on a terminal is as safe as with tables."""
    server.answers["GET /v1/jobs"] = [Answer(200, {"data": [JOB], "nextCursor": None})]
    env = {"CALLSHEET_URL": server.url, "CALLSHEET_OWNER": ""}
    told = await asyncio.to_thread(CliRunner().invoke, app, ["jobs", "--json"], env=env)
    assert json.loads(told.stdout)["data"][0]["error"]["message"] == HOSTILE
    assert harmless(told.stdout), told.stdout


def test_a_live_picture_shows_signs_for_what_it_must_not_obey() -> None:
    """Bars of jobs, a bar of one errand with lines below, a table; rich's own sequences are all there are."""
    screen = Terminal(file=io.StringIO(), force_terminal=True, width=200, color_system=None)
    with Bars(screen, lambda _: HOSTILE) as bars:
        bars.show(Event("failed", Job.model_validate(JOB)))
    with Bar(screen, HOSTILE) as bar:
        bar.show(50, HOSTILE, [HOSTILE])
    table = Table(HOSTILE)
    table.add_row(HOSTILE)
    screen.print(table)
    assert isinstance(screen.file, io.StringIO)
    told = screen.file.getvalue()
    assert told.count("␛]0;owned␛[2J") >= 5  # rich leaves the bell out by itself
    assert not [one for one in OBEYED if one in told.replace("\r", "")]
