"""One screen of `callsheet top`, from what is known to what is seen: hostile, wide, small, plain."""

import itertools
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from callsheet import Connection, Job
from callsheet.taming import fit, tame
from callsheet.top.board import KEPT, Board, Pulse
from callsheet.top.choosing import ORDERS, Choice, matches
from callsheet.top.facts import age_of, short_id
from callsheet.top.keys import keys_in
from callsheet.top.picture import Mode, Sight, picture
from callsheet.top.standing import Standing
from tests.callsheet.scripted import Answer, Scripted, Stream, frame, job, problem
from tests.callsheet.test_cli import command
from tests.support.terminal import at_terminal

CALLSHEET = str(Path(sys.executable).with_name("callsheet"))
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u200d\ud7ff\ue000日本語 🦊👍🏽 e\u0301\r\nx\x00\x7f"
HARMLESS = ("\x1b[?1049h", "\x1b[?1049l", "\x1b[?25h", "\x1b[?25l", "\x1b[H")


def known(*jobs: dict[str, Any], **more: Any) -> Sight:
    board = Board()
    for one in jobs:
        board.take(Job.model_validate(one))
    return Sight(board, Standing("http://127.0.0.1:1", connection=Connection.LIVE), **more)


def hostile(number: int = 1, **more: Any) -> dict[str, Any]:
    words = {"owner": HOSTILE, "stageLabel": HOSTILE, "detail": HOSTILE, "waitingFor": None}
    told = {**words, "kind": "enhancement", "input": {"tier": "4k", "imageName": HOSTILE * number}, **more}
    return job(f"enh_{HOSTILE}{number}", **told)


def test_what_others_wrote_does_nothing_to_a_terminal() -> None:
    """No control character, no escape sequence, nothing that turns round or hides what follows."""
    told = tame(HOSTILE)
    assert told == "␛]0;owned␇␛[2J\ufffd31m\ufffd\ufffd日本語 🦊👍 é  x␀␡"
    assert told.isprintable()


@pytest.mark.parametrize("text", ["plain", "日本語", "a日本語", "🦊🦊🦊", "e\u0301e\u0301", "", "🇩🇪🇯🇵"])
def test_a_cell_is_as_wide_as_it_is_to_be(text: str) -> None:
    """In every script, cut or filled up, at either side."""
    for width, right in itertools.product(range(9), (False, True)):
        assert cell_len(fit(tame(text), width, right=right)) == width


@pytest.mark.parametrize("mode", Mode)
def test_a_screen_has_its_lines_whatever_its_size(mode: Mode) -> None:
    """From one cell to a wall, in each mode: as many lines as there are, none too wide."""
    many = [hostile(number, percent=number * 10) for number in range(1, 9)]
    sight = known(*many, job("imp_1", kind="import", owner="ann"), mode=mode, notice=HOSTILE)
    for width, height in itertools.product((1, 2, 7, 20, 40, 60, 80, 125, 300), (1, 2, 3, 5, 15, 50)):
        drawn = picture(sight, width, height)
        lines = drawn.plain.split("\n")
        assert len(lines) == height
        if width >= 40:
            assert {cell_len(line) for line in lines} == {width}
        assert all(line.isprintable() for line in lines)


def test_columns_stand_under_one_another_beside_wide_letters() -> None:
    """Where a bar begins does not depend on what stands before it."""
    named = [
        job(f"j{n}", input={"imageName": name}) for n, name in enumerate(("owl", "日本の写真です🦊", HOSTILE))
    ]
    lines = picture(known(*named), 125, 10).plain.split("\n")
    heads, *rows = [line for line in lines if "█" in line or "PROGRESS" in line]
    assert {cell_len(row.partition("█")[0]) for row in rows} == {cell_len(heads.partition("PROGRESS")[0])}
    assert len(rows) == 3


def test_who_sees_many_owners_sees_whose_a_job_is() -> None:
    """Sooner than the bar; of one owner alone it goes first."""
    alone, both = known(job("a")), known(job("a"), job("b", owner="ann"))
    assert [("OWNER" in picture(one, 100, 9).plain) for one in (alone, both)] == [False, True]


def test_who_is_told_nothing_is_told_why() -> None:
    """Below the jobs as they last were; what a key has brought is said before it."""
    sight = known(job("a"))
    sight.standing.connection, sight.standing.why = Connection.LOST, "No answer from there."
    told = picture(sight, 80, 9).plain
    assert "✕ no connection" in told
    assert "▶ running" in told
    assert told.splitlines()[-1].strip() == "No answer from there."
    sight.notice = "It has ended."
    assert picture(sight, 80, 9).plain.splitlines()[-1].strip() == "It has ended."


def test_a_filter_asks_for_every_word() -> None:
    """In one field, or wherever it stands."""
    one = Job.model_validate(
        job("imp_1", "failed", kind="import", owner="ann", input={"fileName": "People.csv"})
        | {"error": {"code": "dataset-gone", "message": "It is gone."}}
    )
    for wanted in ("", "kind:imp status:failed", "people", "GONE", "owner:ann people", "id:imp_1"):
        assert matches(one, wanted), wanted
    for wanted in ("kind:ann", "people fox", "status:ann", "mood:good"):
        assert not matches(one, wanted), wanted


def test_what_is_chosen_stays_chosen_and_its_neighbour_when_it_goes() -> None:
    """Whatever comes above it; until somebody moves, the newest is meant."""
    old, new = (
        Job.model_validate(job(name, createdAt=f"2026-01-0{day}T00:00:00Z"))
        for day, name in ((1, "a"), (2, "b"))
    )
    choice = Choice()
    choice.look([old])
    assert choice.job == old
    choice.look([old, new])
    assert choice.job == new
    choice.step(1)
    choice.look([old, new, new.model_copy(update={"id": "c"})])
    assert choice.job == old
    choice.look([new])
    assert choice.job == new


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_has_all_jobs(order: str) -> None:
    """Also of jobs that say little of themselves."""
    jobs = [
        Job.model_validate(job(f"j{n}", status)) for n, status in enumerate(("failed", "running", "pending"))
    ]
    choice = Choice(order=order)
    assert {one.id for one in choice.look(jobs)} == {"j0", "j1", "j2"}
    choice.next_order()
    assert choice.order != order


def test_an_answer_that_was_overtaken_changes_nothing() -> None:
    """A job that ended while it was asked about has ended."""
    board = Board()
    asked_in = board.turn
    board.take(Job.model_validate(job(status="completed", version=3)))
    board.take_answer([Job.model_validate(job()), Job.model_validate(job("j2"))], asked_in)
    assert [(one.id, one.status.value) for one in board.jobs.values()] == [
        ("j1", "completed"),
        ("j2", "running"),
    ]


def test_speeds_are_those_of_the_last_while() -> None:
    """Items over ten seconds, ends over a minute."""
    now = 0.0
    board = Board(Pulse(clock=lambda: now))
    for done in (0, 500):
        counts = {"total": 1000, "processed": done, "succeeded": done}
        board.take(Job.model_validate(job(kind="annotation", counts=counts)))
    board.take(Job.model_validate(job("j1", "failed", counts=counts)))
    assert (board.pulse.items_per_s(), board.pulse.ends_per_min()) == (50, 1)
    now = 30
    assert (board.pulse.items_per_s(), board.pulse.ends_per_min()) == (0, 1)
    now = 90
    assert board.pulse.ends_per_min() == 0


def test_a_board_that_is_looked_at_for_days_does_not_grow() -> None:
    """The oldest that have ended go; what is open stays."""
    board = Board()
    for number in range(KEPT + 10):
        status = "running" if number < 5 else "completed"
        at = f"2026-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
        board.take(Job.model_validate(job(f"j{number}", status, createdAt=at)))
    assert len(board.jobs) == KEPT
    assert len(board.open_ids()) == 5
    assert "j5" not in board.jobs


def test_keys_are_told_from_what_a_terminal_sends() -> None:
    """Both dialects of arrows; what is no key of ours is nothing; what is half there waits."""
    assert keys_in("j\x1b[A\x1bOB\x1b[5~\x1b[6;5~\x1b[Hé\r\x7f\x03") == (
        ["j", "up", "down", "page-up", "page-down", "home", "é", "enter", "backspace", "gone"],
        "",
    )
    assert keys_in("\x1b[15~\x1b[<0;3;4M\x1b[200~x\t") == (["x"], "")
    assert keys_in("q\x1b") == (["q"], "\x1b")
    assert keys_in("\x1b[1;") == ([], "\x1b[1;")
    chance = random.Random(8)
    for _ in range(300):
        keys_in("".join(chance.choices("\x1b[O;19~Aé\x00q", k=12)))


def test_an_age_is_short() -> None:
    """And never below nothing."""
    at = Job.model_validate(job()).created_at
    ages = [
        age_of(Job.model_validate(job()), at.fromtimestamp(at.timestamp() + s, at.tzinfo))
        for s in (-9, 5, 300, 9000, 200_000)
    ]
    assert ages == ["0s", "5s", "5m", "2h", "2d"]
    assert [short_id(one) for one in ("j1", "enh_0123456789abcdef0123_4k")] == ["j1", "enh_…ef0123_4k"]


async def test_no_escape_sequence_of_a_job_reaches_the_terminal(server: Scripted) -> None:
    """Whatever its words are: what is sent moves home, sets colours, and takes and leaves the screen."""
    told = hostile(error={"code": HOSTILE, "message": HOSTILE}, status="failed", percent=40)
    server.streams = [Stream([frame("failed", told)], then="hang")]
    async with at_terminal(CALLSHEET, "top", CALLSHEET_URL=server.url) as (seen, process):
        await seen.shows("✕ failed", "␛]0;owned")
        seen.type("\r")
        await seen.shows("error  ")
        seen.type("q")
        assert await process.wait() == 0
    for sequence in seen.sequences:
        assert sequence.decode() in HARMLESS or sequence.endswith(b"m"), sequence
    assert b"\x07" not in seen.sent


async def test_who_wants_no_colours_gets_none(server: Scripted) -> None:
    """NO_COLOR: what is chosen is reversed, and told by a sign too."""
    server.streams = [Stream([frame("update", job())], then="hang")]
    async with at_terminal(CALLSHEET, "top", CALLSHEET_URL=server.url, NO_COLOR="1") as (seen, process):
        await seen.shows("▶ running", ">j1")
        seen.type("q")
        assert await process.wait() == 0
    styles = {code for one in seen.sequences if one.endswith(b"m") for code in one[2:-1].decode().split(";")}
    assert styles <= {"", "0", "1", "2", "7"}


async def test_a_name_that_is_refused_ends_it_with_the_reason(server: Scripted) -> None:
    """After the terminal was given back."""
    server.streams = [Answer(403, problem(403, "That name is not yours."))]
    async with at_terminal(CALLSHEET, "top", CALLSHEET_URL=server.url) as (seen, process):
        assert await process.wait() == 1
        await seen.until(lambda _: seen.sent.endswith(b"callsheet: That name is not yours.\r\n"))
        await seen.until(lambda _: seen.as_before())


async def test_once_prints_one_plain_table(server: Scripted) -> None:
    """Whole ids and no sequence, for scripts; without a terminal nothing else can be had."""
    page = {"data": [hostile(), job("enh_0123456789_1k", "completed")], "nextCursor": None}
    server.answers["GET /v1/jobs"] = [Answer(200, page)]
    server.answers["GET /v1/credits"] = [Answer(200, {"owner": "local", "balance": 7})]
    for args in (("--once",), ()):
        result = await command(server.url, "top", *args)
        assert result.exit_code == 0, result.output
        first, head, *rows = result.stdout.splitlines()
        assert first == "0 pending, 1 running, 1 completed, 0 failed, 0 cancelled; 7 credits"
        assert head.split() == ["JOB", "KIND", "NAME", "OWNER", "STATUS", "%", "ETA", "AGE", "NOW"]
        assert "enh_0123456789_1k" in result.stdout
        assert all(line.isprintable() for line in rows)
    told = json.loads((await command(server.url, "top", "--json", "--open", "--filter", "kind:enh")).stdout)
    assert [one["status"] for one in told["data"]] == ["running"]
    assert (told["counts"]["running"], told["credits"]) == (1, 7)


async def test_once_without_a_server_fails_with_what_would_help() -> None:
    """One line on stderr, exit code 1."""
    result = await command("http://127.0.0.1:1", "top", "--once")
    assert result.exit_code == 1
    assert "Is `callsheet up` running there?" in result.stderr
