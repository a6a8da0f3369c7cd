"""`callsheet documentary` and `callsheet playlists`, as somebody at a prompt or a script meets them."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from callsheet import Job
from callsheet.cli import app
from callsheet.commands.documenting import Documenting, Wanted
from tests.callsheet.documented import (
    DATA,
    FACTS,
    ID,
    JOB,
    KEPT,
    LIST,
    PAGES,
    RESULT,
    TEXT,
    TIMELINE,
    TOKEN,
    completed,
    documentary,
    plays,
    running,
)
from tests.callsheet.scripted import Answer, Scripted, Stream, frame, job, problem
from tests.callsheet.test_cli import command, hear_ctrl_c

FULL = "Maximum 2 concurrent jobs per user. Please wait for existing jobs to complete."
FOOTNOTES = f"""\
[^1]: Creep came out in 1992. <{PAGES[1]}>, read on 2026-01-03

[^2]: The band formed in 1985. <{PAGES[0]}>, read on 2026-01-02
"""


@pytest.fixture
def house(server: Scripted) -> Scripted:
    """A server on which a documentary comes out well."""
    plays(server, completed())
    return server


async def test_an_artist_becomes_a_documentary(house: Scripted) -> None:
    """Plain lines where there is no terminal; then what it tells, how long it is, where to hear it."""
    args = ("Radiohead", "--prompt", "OK Computer", "--secs", "30", "--market", "DE", "--queue")
    result = await command(house.url, "documentary", *args, "--no-narrate")
    assert result.exit_code == 0, result.output
    asked = {"topic": "Radiohead", "prompt": "OK Computer", "narrationTargetSecs": 30, "market": "DE"}
    assert house.start == {"kind": "documentary", "input": asked | {"narrate": False, "queue": True}}
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    for told in (
        f'{ID} 10 % 1/6 Identifying artist running Searching for "Radiohead"',
        f"{ID} 65 % 3/6 Searching for tracks done in 2.0 s Track search complete: Found 5/5 tracks",
        f"{ID} 65 % 4/6 Fetching backup catalog not needed",
        f"{ID} 100 % 6/6 Saving playlist done in 12 s Generating narration: Generating track 1/2",
        "Radiohead: The Story",
        "Five songs.",
        "1 narration On a Friday Creep came out in 1992. The band had formed in 1985, at a school ... 0:21",
        "2 song Creep *live* Pablo Honey, 1993 3:57",
        "narration 22.9 s of 30 s wanted, outside of the target, hibari one",
        "written by template; The model was too long.",
        f"listen {house.url}/v1/artifacts/all",
        f"console {house.url}/#/documentary/{ID}",
        f"{PAGES[0]} read on 2026-01-02",
    ):
        assert told in lines, result.stdout


async def test_out_keeps_the_sound_and_a_text_with_footnotes(house: Scripted, tmp_path: Path) -> None:
    """Numbers follow the text; a fact that nobody tells has none; signs in titles stay signs."""
    out = tmp_path / "new folder"
    result = await command(house.url, "documentary", "Radiohead", "--out", out)
    assert result.exit_code == 0, result.output
    names = ["documentary.json", "documentary.md", "programme.mp3", "segment-01.mp3", "segment-02.mp3"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert (out / "programme.mp3").read_bytes() == b"ID3 all"
    assert (out / "segment-02.mp3").read_bytes() == b"ID3 seg2"
    kept = json.loads((out / "documentary.json").read_text())
    assert kept == {"jobId": ID, **RESULT, "files": names[2:]}
    text = (out / "documentary.md").read_text()
    assert f"## On a Friday\n\n{TEXT}[^1][^2]\n" in text
    assert "> **Creep \\*live\\*** by Radiohead (Pablo Honey, 1993, 3:57)" in text
    assert text.endswith(FOOTNOTES)


async def test_what_cannot_be_fetched_leaves_the_story_told(house: Scripted, tmp_path: Path) -> None:
    """Exit code 1, with the reason and how to try only that again."""
    house.answers["GET /v1/artifacts/seg2"] = [Answer(410, problem(410, "This file has expired."))]
    result = await command(house.url, "documentary", "Radiohead", "--out", tmp_path)
    assert (result.exit_code, "Radiohead: The Story" in result.stdout) == (1, True)
    again = f"callsheet documentary --watch {ID} --out {tmp_path}"
    assert result.stderr == (
        f"callsheet: Not everything was saved: This file has expired. Try again: {again}\n"
    )


async def test_json_is_one_document_with_the_whole_result(house: Scripted, tmp_path: Path) -> None:
    """Nothing else on stdout."""
    told = json.loads(
        (await command(house.url, "documentary", "Radiohead", "--json", "--out", tmp_path)).stdout
    )
    assert (told["job"]["result"], told["connectionLost"]) == (RESULT, False)
    assert [(one["name"], one["state"], one["seconds"]) for one in told["stages"]][2:4] == [
        ("search", "done", 2.0),
        ("backup", "not needed", None),
    ]
    assert (told["listen"], len(told["files"])) == (f"{house.url}/v1/artifacts/all", 5)


async def test_without_narration_it_says_why(house: Scripted) -> None:
    """The documentary itself is complete: exit code 0, nothing to listen to."""
    plays(house, completed(RESULT | {"data": DATA | {"audioUrl": None, "narration": None}}))
    result = await command(house.url, "documentary", "Radiohead", "--no-narrate")
    assert "narration   none, as was asked for\n" in result.stdout
    silent = {"status": "skipped", "reason": "No voice is installed", "targetSecs": 180, "actualSecs": None}
    plays(house, completed(RESULT | {"data": DATA | {"audioUrl": None, "narration": silent}}))
    result = await command(house.url, "documentary", "Radiohead")
    assert (result.exit_code, "listen" in result.stdout) == (0, False)
    assert "narration   skipped: No voice is installed\n" in result.stdout


async def test_a_third_documentary_is_refused_with_what_would_help(house: Scripted) -> None:
    """One line; with --queue already asked for, the refusal speaks for itself."""
    refused = problem(429, FULL) | {"ok": False, "error": FULL}
    house.answers["POST /v1/jobs"] = [Answer(429, refused)]
    result = await command(house.url, "documentary", "Radiohead")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"callsheet: {FULL} With --queue it waits for its turn instead.\n"
    result = await command(house.url, "documentary", "Radiohead", "--queue")
    assert (result.exit_code, result.stderr) == (1, f"callsheet: {FULL}\n")


async def test_a_token_comes_by_the_environment_and_is_never_said(
    house: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From CALLSHEET_SPOTIFY_TOKEN or the variable that is named; a named one must be there."""
    result = await command(house.url, "documentary", "Radiohead", "--access-token-env", "MY_TOKEN")
    assert (result.exit_code, "MY_TOKEN is not set" in result.stderr, house.asked) == (2, True, [])
    monkeypatch.setenv("CALLSHEET_SPOTIFY_TOKEN", "another")
    monkeypatch.setenv("MY_TOKEN", f"{TOKEN}\n")
    result = await command(
        house.url, "documentary", "Radiohead", "--access-token-env", "MY_TOKEN", "--detach"
    )
    assert (house.start["input"]["accessToken"], TOKEN in result.output) == (TOKEN, False)
    house.asked.clear()
    await command(house.url, "documentary", "Radiohead", "--detach")
    assert house.start["input"]["accessToken"] == "another"
    assert TOKEN not in repr(Wanted("Radiohead", token=TOKEN))


@pytest.mark.parametrize("verb", [("documentary", "--retry"), ("retry",)])
async def test_a_retry_brings_the_token_again(
    server: Scripted, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    """The server has forgotten it: both ways to retry send what the environment holds."""
    plays(server, completed())
    monkeypatch.setenv("CALLSHEET_SPOTIFY_TOKEN", TOKEN)
    server.answers["GET /v1/jobs/job_0"] = [Answer(200, documentary("failed") | {"id": "job_0"})]
    server.answers["POST /v1/jobs/job_0/retry"] = [Answer(202, documentary(retryOf="job_0"))]
    result = await command(server.url, *verb, "job_0")
    assert result.exit_code == 0, result.output
    (asked,) = server.heard("POST /v1/jobs/job_0/retry")
    assert json.loads(asked.body) == {"accessToken": TOKEN}


async def test_a_documentary_that_fails_says_where_and_how_to_go_on(house: Scripted) -> None:
    """Exit code 1; the stage it failed in is named among the lines."""
    error = {"code": "provider-refused", "message": "The catalogue is closed"}
    plays(house, running(1, error=error, completedAt="2026-01-02T03:05:02Z") | {"status": "failed"}, 1)
    result = await command(house.url, "documentary", "Radiohead")
    assert "1/6 Identifying artist       failed in 1.0 s  The catalogue is closed" in result.stdout
    again = f"Try again: callsheet documentary --retry {ID}"
    assert (result.exit_code, result.stderr) == (1, f"callsheet: {ID}: The catalogue is closed. {again}\n")


async def test_a_name_that_nobody_knows_is_not_worth_a_retry(house: Scripted) -> None:
    """The same name would fail again."""
    error = {"code": "artist-not-found", "message": "No artist of that name"}
    plays(house, running(1, error=error, completedAt="2026-01-02T03:05:02Z") | {"status": "failed"}, 1)
    result = await command(house.url, "documentary", "Radiohead")
    assert (result.exit_code, result.stderr) == (1, f"callsheet: {ID}: No artist of that name.\n")


async def test_who_detaches_comes_back_with_watch(house: Scripted) -> None:
    """At once and without listening; watching later tells the same end."""
    result = await command(house.url, "documentary", "Radiohead", "--detach")
    assert (result.exit_code, len(house.streams)) == (0, 1)
    assert result.stdout.endswith(f"Come back with: callsheet documentary --watch {ID}\n")
    result = await command(house.url, "documentary", "--watch", ID)
    assert (result.exit_code, "Radiohead: The Story" in result.stdout) == (0, True)
    assert len(house.heard("POST /v1/jobs")) == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "give an artist"),
        (["Radiohead", "--watch", ID], "give an artist"),
        (["--watch", ID, "--queue"], "for a documentary that begins"),
        (["--watch", ID, "--detach"], "does not wait"),
        (["Radiohead", "--detach", "--out", "x"], "does not wait"),
        (["Radiohead", "--secs", "9"], "greater than or equal to 10"),
    ],
)
async def test_a_wrong_call_is_exit_code_2(args: list[str], says: str) -> None:
    """It says what is wrong, and asks nothing of any server."""
    result = await command("http://127.0.0.1:1", "documentary", *args)
    told = " ".join(result.stderr.replace("│", " ").split())
    assert (result.exit_code, says in told) == (2, True), told


async def test_what_is_no_documentary_is_said_to_be_none(house: Scripted) -> None:
    """With what to do instead."""
    house.answers["GET /v1/jobs/j1"] = [Answer(200, job())]
    for verb in ("watch", "retry"):
        result = await command(house.url, "documentary", f"--{verb}", "j1")
        assert result.stderr == (
            f"callsheet: j1 is not a documentary but enhancement. Use: callsheet {verb} j1\n"
        )


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({}, "Stopped before anything was started."),
        ({"asked": True}, "Whether it has begun is not known here. Look: callsheet jobs --kind documentary"),
        ({"job": Job.model_validate(documentary())}, f"callsheet documentary --watch {ID} --out 'my folder'"),
    ],
)
def test_who_leaves_is_told_what_is_known(known: dict[str, Any], says: str) -> None:
    """Before the start, while its answer is out, and after it, with the folder that was asked for."""
    assert Documenting(Wanted("Radiohead", out=Path("my folder")), **known).parting().endswith(says)


async def test_ctrl_c_leaves_the_documentary_running(house: Scripted) -> None:
    """Exit code 130, how to come back, and the server is asked nothing."""
    house.streams = [Stream([frame("update", running(1), f"{ID}:1")], "hang")]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "callsheet.cli", "documentary", "Radiohead"),
        env={**os.environ, "CALLSHEET_URL": house.url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=hear_ctrl_c,
    )
    assert process.stdout
    while b"1/6" not in await process.stdout.readline():
        pass
    before = len(house.asked)
    process.send_signal(signal.SIGINT)
    _, stderr = await process.communicate()
    assert (process.returncode, len(house.asked)) == (130, before)
    says = f"The documentary goes on. Come back with: callsheet documentary --watch {ID}"
    assert stderr.decode().strip() == says


async def test_jobs_show_and_watch_tell_a_documentary_by_its_title(house: Scripted) -> None:
    """Not by a page of JSON; watching ends with the link to the programme."""
    shown = (await command(house.url, "show", ID)).stdout
    assert "data Radiohead: The Story, playlistId" in (told := " ".join(shown.split()))
    assert "trackSearchResults (found 5, missing 0, backup 0)" in told
    assert TEXT[:30] not in shown
    assert f"link {house.url}/v1/artifacts/all" in told
    watched = (await command(house.url, "watch", ID)).stdout
    assert watched.endswith(f"{ID}  completed  {house.url}/v1/artifacts/all\n")


async def test_playlists_are_a_table_and_one_of_them_a_story(house: Scripted) -> None:
    """JSON for programs; ids are never cut."""
    house.answers["GET /api/playlists"] = [Answer(200, {"ok": True, "playlists": [KEPT]})]
    whole = KEPT | {"timeline": TIMELINE, "facts": FACTS}
    house.answers[f"GET /api/playlists/{LIST}"] = [Answer(200, {"ok": True, "playlist": whole})]
    table = (await command(house.url, "playlists")).stdout
    assert [word in table for word in (LIST, "Radiohead: The Story", "4:20", ID)] == [True] * 4
    assert json.loads((await command(house.url, "playlists", "--json")).stdout)["data"][0]["id"] == LIST
    shown = (await command(house.url, "playlists", "show", LIST)).stdout
    assert [word in shown for word in ("On a Friday", "Pablo Honey, 1993", PAGES[0])] == [True] * 3
    assert f"listen  {house.url}/v1/artifacts/all" in shown
    told = json.loads((await command(house.url, "playlists", "show", LIST, "--json")).stdout)
    assert (told["timeline"][1]["title"], told["listen"]) == (
        "Creep *live*",
        f"{house.url}/v1/artifacts/all",
    )


async def test_a_playlist_is_deleted_when_somebody_says_yes(house: Scripted) -> None:
    """At the prompt or beforehand; otherwise nothing is asked of the server."""
    delete = f"DELETE /api/playlists/{LIST}"
    house.answers[delete] = [Answer(204), Answer(404, problem(404, "There is no such playlist."))]
    result = await asyncio.to_thread(
        CliRunner().invoke, app, ["playlists", "delete", LIST], input="n\n", env={"CALLSHEET_URL": house.url}
    )
    assert (result.exit_code, house.asked) == (1, [])
    result = await command(house.url, "playlists", "delete", LIST, "--yes")
    assert (result.exit_code, result.stdout) == (0, f"{LIST} is deleted\n")
    result = await command(house.url, "playlists", "delete", LIST, "--yes")
    assert (result.exit_code, result.stderr) == (1, "callsheet: There is no such playlist.\n")
    assert [one.line for one in house.asked] == [delete, delete]
    assert JOB not in [one.line for one in house.asked]
