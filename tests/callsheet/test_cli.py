"""The `callsheet` command, as somebody at a prompt or a script meets it."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from callsheet.cli import app
from tests.callsheet.scripted import END, Answer, Scripted, Stream, frame, job, problem, unused_port
from tests.callsheet.test_client import IMAGE

RESULT = {
    "url": "/v1/artifacts/abc",
    "width": 4096,
    "height": 3072,
    "bytes": 5000,
    "format": "jpeg",
    "engine": "waifu2x",
    "reason": "JPEG blocks are visible",
    "elapsedMs": 1200,
}
FAILED: dict[str, Any] = {
    "credits": {"charged": 2, "refunded": 2},
    "error": {"code": "engine", "message": "The engine gave up"},
}
JOB = "GET /v1/jobs/g1_4k"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "me.jpg"
    path.write_bytes(b"pixels")
    return path


async def command(url: str, *args: str | Path) -> Result:
    """In a thread: a command brings its own event loop."""
    env = {"CALLSHEET_URL": url, "CALLSHEET_OWNER": ""}
    return await asyncio.to_thread(CliRunner().invoke, app, list(map(str, args)), env=env)


def enhances(server: Scripted, *ends: dict[str, Any]) -> None:
    """Whoever uploads and enhances on this server sees these ends."""
    server.answers["POST /api/images"] = [Answer(201, IMAGE)]
    server.starts(*(job(end["id"], "pending", 0) for end in ends))
    moving = [frame("update", job(end["id"], stageLabel="Enlarging", detail="Tile 3 of 9")) for end in ends]
    server.streams = [Stream([*moving, *(frame(end["status"], end, f"{end['id']}:9") for end in ends), END])]
    server.answers["GET /v1/artifacts/abc"] = [Answer(200, b"larger pixels")]


async def test_a_photo_comes_back_enlarged_under_its_own_name(
    server: Scripted, photo: Path, tmp_path: Path
) -> None:
    """Plain lines where there is no terminal, then each path with its size, engine, reason and price."""
    enhances(server, job("g1_2k", "completed", result=RESULT), job("g1_4k", "completed", result=RESULT))
    result = await command(server.url, "enhance", photo, "--tiers", "2k,4k", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "me-4k.jpg").read_bytes() == b"larger pixels"
    assert "4k   10 %  running    Enlarging: Tile 3 of 9" in result.stdout
    assert f"{tmp_path}/out/me-2k.jpg  5 kB  4096 x 3072, waifu2x in 1.2 s" in result.stdout
    assert "JPEG blocks are visible" in result.stdout
    assert "4 credits charged" in result.stdout
    assert server.start["input"] == {"imageId": "i1", "tiers": ["2k", "4k"], "engine": "quality"}


async def test_json_is_one_document_on_stdout_and_nothing_else(
    server: Scripted, photo: Path, tmp_path: Path
) -> None:
    """A script reads paths, sizes and credits from it."""
    enhances(server, job("g1_4k", "completed", result=RESULT | {"format": "png"}))
    args = ("enhance", photo, "--tiers", "TIER_4K", "--fast", "--json", "--out", tmp_path)
    told = json.loads((await command(server.url, *args)).stdout)
    assert [(one["tier"], one["path"]) for one in told["jobs"]] == [("4k", f"{tmp_path}/me-4k.png")]
    assert (told["group"], told["credits"]) == ("g1", {"charged": 2, "refunded": 0})
    assert server.start["input"]["engine"] == "fast"


async def test_a_tier_that_fails_says_why_and_the_others_are_saved(
    server: Scripted, photo: Path, tmp_path: Path
) -> None:
    """Exit code 1, the reason on stderr."""
    enhances(server, job("g1_2k", "completed", result=RESULT), job("g1_4k", "failed", **FAILED))
    result = await command(server.url, "enhance", photo, "--tiers", "2k,4k", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr == "callsheet: 4k: The engine gave up (credits returned)\n"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["me-2k.jpg"]


@pytest.mark.parametrize(
    "args", [["enhance", "missing.jpg"], ["enhance", __file__, "--tiers", "8k"], ["fly"]]
)
async def test_a_wrong_call_is_exit_code_2(args: list[str]) -> None:
    """Nothing is asked of any server."""
    assert (await command("http://127.0.0.1:1", *args)).exit_code == 2


async def test_a_refusal_is_one_line_on_stderr(server: Scripted, photo: Path) -> None:
    """Exit code 1, no traceback, nothing on stdout."""
    server.answers["POST /api/images"] = [Answer(415, problem(415, "The file is not a picture."))]
    result = await command(server.url, "enhance", photo)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "callsheet: The file is not a picture.\n"


async def test_without_a_server_the_command_says_how_to_get_one() -> None:
    """For every command the same line."""
    result = await command(f"http://127.0.0.1:{unused_port()}", "jobs")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "Is `callsheet up` running there?" in result.stderr


async def test_jobs_are_a_table_for_people_and_json_for_programs(server: Scripted) -> None:
    """Filters go to the server; ids are never cut."""
    long_id = "enh_" + "0" * 60 + "_4k"
    listed = {"data": [job(long_id), job("b", "failed", **FAILED)], "nextCursor": None}
    server.answers["GET /v1/jobs"] = [Answer(200, listed)]
    table = await command(server.url, "jobs", "--status", "running", "--kind", "enhancement", "--limit", "5")
    assert long_id in table.stdout
    assert "The engine gave up" in table.stdout
    query = {name: values[0] for name, values in server.asked[0].query.items()}
    assert query == {"status": "running", "kind": "enhancement", "limit": "5"}
    told = json.loads((await command(server.url, "jobs", "--json")).stdout)
    assert [(one["id"], one["createdAt"][:10]) for one in told["data"]] == [
        (long_id, "2026-01-02"),
        ("b", "2026-01-02"),
    ]


async def test_show_takes_a_job_or_a_group(server: Scripted) -> None:
    """A job comes with its timeline, lists in it as their length; what is neither is said to be neither."""
    change = {"at": "2026-01-02T03:04:05Z", "version": 1, "stageLabel": "Enlarging", "detail": "First tiles"}
    server.answers[JOB] = [Answer(200, job("g1_4k", input={"imageIds": ["a", "b"], "text": True}))]
    server.answers[f"{JOB}/timeline"] = [Answer(200, {"data": [change], "nextCursor": None})]
    group = {"id": "g1", "status": "running", "percent": 5, "counts": {"total": 1}, "jobs": [job("g1_4k")]}
    server.answers["GET /v1/groups/g1"] = [Answer(200, group)]
    shown = (await command(server.url, "show", "g1_4k")).stdout
    assert ("First tiles" in shown, "imageIds 2, text True" in shown) == (True, True)
    assert (
        json.loads((await command(server.url, "show", "g1_4k", "--json")).stdout)["timeline"][0]["version"]
        == 1
    )
    assert "g1_4k" in (await command(server.url, "show", "g1")).stdout
    assert (await command(server.url, "show", "x")).stderr == "callsheet: There is no job or group x.\n"


async def test_watch_as_json_is_one_document_a_line(server: Scripted) -> None:
    """A program may act on each as it comes; the exit code tells how it ended."""
    server.answers[JOB] = [Answer(200, job("g1_4k"))]
    server.streams = [
        Stream([frame("update", job("g1_4k")), frame("failed", job("g1_4k", "failed", **FAILED))])
    ]
    result = await command(server.url, "watch", "g1_4k", "--json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["event"], line["job"]["status"]) for line in lines] == [
        ("update", "running"),
        ("failed", "failed"),
    ]
    assert (result.exit_code, "The engine gave up" in result.stderr) == (1, True)


async def test_cancel_retry_and_credits_are_one_call_each(server: Scripted) -> None:
    """What they did is said, with the next step."""
    server.answers[JOB] = [Answer(200, job("g1_4k"))]
    server.answers["POST /v1/jobs/g1_4k/cancel"] = [Answer(202, job("g1_4k"))]
    server.answers["POST /v1/jobs/g1_4k/retry"] = [Answer(202, job("g2_4k", "pending", 0))]
    server.answers["GET /v1/credits"] = [Answer(200, {"owner": "local", "balance": 1234})]
    assert (await command(server.url, "cancel", "g1_4k")).stdout == "g1_4k  cancelling\n"
    assert "callsheet watch g2_4k" in (await command(server.url, "retry", "g1_4k")).stdout
    assert (await command(server.url, "credits")).stdout == "local has 1,234 credits\n"


async def test_the_ledger_is_read_and_granted_to(server: Scripted) -> None:
    """A table with signs and balances, JSON for scripts; a grant says the new balance."""
    entry = {"id": "7", "at": "2026-01-02T03:04:05Z", "owner": "ann", "kind": "refund", "amount": 5}
    entries = [entry | {"balance": 1018, "jobId": "g1_4k", "runId": None}]
    server.answers["GET /v1/credits/ledger"] = [Answer(200, {"data": entries, "nextCursor": None})]
    server.answers["POST /v1/credits/grants"] = [Answer(201, {"owner": "ann", "balance": 1023})]
    table = (await command(server.url, "credits", "ledger")).stdout
    assert [word in table for word in ("ann", "refund", "+5", "1,018", "g1_4k")] == [True] * 5
    told = json.loads((await command(server.url, "credits", "ledger", "--json")).stdout)
    assert told["data"][0]["balance"] == 1018
    assert (await command(server.url, "credits", "grant", "ann", "5")).stdout == "ann has 1,023 credits\n"
    (granted,) = server.heard("POST /v1/credits/grants")
    assert json.loads(granted.body) == {"owner": "ann", "amount": 5}


async def test_a_receiver_is_tried_and_the_secret_printed(server: Scripted) -> None:
    """Exit code 1 where the message was not taken, as JSON too; the secret alone is on stdout."""
    tried = {"id": "test_1", "delivered": True, "status": 204, "told": "204 No Content", "elapsedMs": 12}
    failed = tried | {"delivered": False, "status": None, "told": "No answer"}
    server.answers["POST /v1/webhooks/test"] = [Answer(200, tried), Answer(200, failed)]
    server.answers["GET /v1/webhooks/secret"] = [Answer(200, {"secret": "whsec_x", "source": "file"})]
    url = "http://127.0.0.1:9000/"
    good = await command(server.url, "webhooks", "test", url)
    assert (good.exit_code, good.stdout) == (
        0,
        "delivered in 12 ms: 204 No Content (webhook-id test_1)\n",
    )
    assert json.loads(server.heard("POST /v1/webhooks/test")[0].body) == {"url": url}
    bad = await command(server.url, "webhooks", "test", url)
    assert (bad.exit_code, bad.stderr) == (1, "callsheet: not delivered: No answer\n")
    told = await command(server.url, "webhooks", "test", url, "--json")
    assert (told.exit_code, json.loads(told.stdout)["delivered"]) == (1, False)
    assert (await command(server.url, "webhooks", "secret")).stdout == "whsec_x\n"


def hear_ctrl_c() -> None:
    """Whoever runs the tests in the background has told all of them not to."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


async def test_ctrl_c_leaves_the_jobs_running_and_says_how_to_come_back(
    server: Scripted, photo: Path
) -> None:
    """Exit code 130, and nothing was cancelled."""
    enhances(server, job("g1_4k", "completed", result=RESULT))
    server.streams = [Stream([frame("update", job("g1_4k"), "g1_4k:1")], "hang")]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "callsheet.cli", "enhance", str(photo), "--tiers", "4k"),
        env={**os.environ, "CALLSHEET_URL": server.url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=hear_ctrl_c,
    )
    assert process.stdout
    while b"running" not in await process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    _, stderr = await process.communicate()
    assert process.returncode == 130
    assert stderr.decode().strip() == "The jobs go on. Come back with: callsheet watch g1"
    assert not [one for one in server.asked if one.path.endswith("/cancel")]
