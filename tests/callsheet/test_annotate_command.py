"""`callsheet annotate` and `callsheet owners`, as somebody at a prompt or a script meets them."""

import asyncio
import hashlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from callsheet import AsyncCallsheet, Job
from callsheet.commands.annotating import Annotating
from callsheet.commands.beginning import Wishes
from tests.callsheet.scripted import END, Answer, Clock, Scripted, Stream, frame, job, problem
from tests.callsheet.test_batch_client import OWNER, item
from tests.callsheet.test_cli import command, hear_ctrl_c
from tests.callsheet.test_client import IMAGE

JOB = "GET /v1/jobs/ann_1"
LIMITS = {"tier": "paid", "effectiveConcurrency": 10, "effectiveRateLimitPerMinute": 500}
BUSY = {"code": "busy", "message": "Too much to do"}
KNOWN = {"i0": b"a", "i1": b"b"}
FORBIDDEN = Answer(403, problem(403, "Only the operator of this server can do that."))


def batch(status: str = "running", version: int = 1, **counts: int) -> dict[str, Any]:
    """A batch as `/v1` tells it."""
    told = {"processed": counts.get("succeeded", 0) + counts.get("failed", 0), "total": 2, **counts}
    result = {"duplicateGroups": 1, "elapsedMs": 4000} if status == "completed" else None
    more = {
        "kind": "annotation",
        "counts": told,
        "input": LIMITS,
        "result": result,
        "stageLabel": "Annotating",
    }
    return job("ann_1", status, version, **more)


def line(number: int, outcome: str = "succeeded", **more: Any) -> dict[str, Any]:
    """A line of the results."""
    return item(number, outcome, annotation=None, error=None) | more


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Two pictures, one of them twice, and something else."""
    folder = tmp_path / "album"
    (folder / "more").mkdir(parents=True)
    for name, content in {"a.png": b"a", "more/b.JPG": b"b", "more/z.png": b"a", "notes.txt": b"n"}.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def house(server: Scripted) -> Scripted:
    """A server that has both pictures, and does a batch of them, one of which fails."""
    digests = {
        f"i{number}": hashlib.sha256(content).hexdigest() for number, content in enumerate((b"a", b"b"))
    }
    images = [IMAGE | {"imageId": image_id, "sha256": digest} for image_id, digest in digests.items()]
    server.answers["GET /v1/credits"] = [Answer(200, {"owner": "local", "balance": 5})]
    server.answers["GET /api/images"] = [Answer(200, {"images": images})]
    server.starts(batch("pending", 0))
    ends(server, batch("completed", 9, succeeded=1, failed=1), line(0), line(1, "failed", error=BUSY))
    return server


def ends(server: Scripted, end: dict[str, Any], *lines: dict[str, Any]) -> None:
    """Whoever watches the batch sees this end, and these results."""
    failed = end["counts"].get("failed", 0)
    reasons = [BUSY | {"count": failed}] if failed else []
    results = "".join(json.dumps(one) + "\n" for one in lines).encode()
    server.answers[f"{JOB}/failures"] = [Answer(200, {"data": reasons})]
    server.answers[f"{JOB}/results.jsonl"] = [Answer(200, results)]
    server.answers[JOB] = [Answer(200, batch())]
    moving = [frame("update", batch(version=n, succeeded=n - 1), f"ann_1:{n}") for n in (1, 2)]
    server.streams = [Stream([*moving, frame(end["status"], end, "ann_1:9"), END])]


async def test_a_folder_becomes_a_batch(house: Scripted, album: Path, tmp_path: Path) -> None:
    """Plain lines where there is no terminal; then outcomes, what looks alike, and results with paths."""
    alike: dict[str, Any] = {"annotation": {"duplicateGroup": "i0"}}
    ends(house, batch("completed", 9, succeeded=2), line(0, **alike), line(1, **alike))
    out = tmp_path / "new" / "r.jsonl"
    result = await command(house.url, "annotate", album, "--concurrency", "3", "--rate", "60", "--out", out)
    assert result.exit_code == 0, result.output
    assert house.start == {
        "kind": "annotation",
        "input": {"imageIds": ["i0", "i1"], "text": True, "concurrency": 3, "rateLimitPerMinute": 60},
    }
    for told in (
        "uploading  100 %  3 of 3 files, 0.0 MB of 0.0",
        f"2 already there\n  the same bytes: {album}/a.png = {album}/more/z.png",
        "ann_1: 2 images, paid: 500 a minute, 10 at a time",
        "ann_1   20 %  Annotating: 1 of 2",
        "ann_1  100 %  2 of 2",
        "succeeded    2",
        "in         4 s  0.5/s",
        f"Near-duplicates\n  {album}/a.png, {album}/more/b.JPG",
        f"{out}  2 lines",
    ):
        assert told in result.stdout, result.stdout
    first, second = map(json.loads, out.read_text().splitlines())
    assert (first["itemId"], first["path"], first["copies"]) == (
        "i0",
        f"{album}/a.png",
        [f"{album}/more/z.png"],
    )
    assert second == {**line(1, **alike), "path": f"{album}/more/b.JPG"}
    assert [path.name for path in out.parent.iterdir()] == ["r.jsonl"]


async def test_what_failed_is_told_by_reason_with_examples(house: Scripted, album: Path) -> None:
    """Exit code 1, and how to try again."""
    result = await command(house.url, "annotate", album / "a.png", album / "more" / "b.JPG", "--no-text")
    assert result.exit_code == 1
    assert [word in result.stdout for word in ("busy: Too much to do", f"{album}/more/b.JPG")] == [True, True]
    assert result.stderr == ("callsheet: 1 of 2 images failed. Try again: callsheet annotate --retry ann_1\n")
    assert house.start["input"]["text"] is False


async def test_refused_files_are_listed_and_the_rest_goes_on(house: Scripted, album: Path) -> None:
    """If nothing is left, nothing is started."""
    (album / "c.png").write_bytes(b"c")
    house.answers["POST /api/images"] = [Answer(415, problem(415, "The file is not a picture."))]
    ends(house, batch("completed", 9, succeeded=2))
    result = await command(house.url, "annotate", album)
    assert result.exit_code == 0, result.output
    assert "2 already there, 1 refused" in result.stdout
    assert f"refused: {album}/c.png  The file is not a picture." in result.stdout
    result = await command(house.url, "annotate", album / "c.png")
    assert (result.exit_code, len(house.heard("POST /v1/jobs"))) == (1, 1)
    assert result.stderr.endswith("nothing was started: The file is not a picture.\n")


async def test_json_is_one_document(house: Scripted, album: Path, tmp_path: Path) -> None:
    """The job, every file, every reason, every group; nothing else on stdout."""
    (album / "c.png").write_bytes(b"c")
    house.answers["POST /api/images"] = [Answer(415, problem(415, "No picture.", "not-an-image"))]
    out = tmp_path / "r.jsonl"
    result = await command(house.url, "annotate", album, "--json", "--out", out)
    told = json.loads(result.stdout)
    assert (told["job"]["id"], told["job"]["counts"]["failed"], told["out"]) == ("ann_1", 1, str(out))
    assert told["images"][0] == {
        "imageId": "i0",
        "path": f"{album}/a.png",
        "copies": [f"{album}/more/z.png"],
        "known": True,
    }
    assert told["refused"] == [{"path": f"{album}/c.png", "code": "not-an-image", "reason": "No picture."}]
    assert told["failures"] == [{**BUSY, "count": 1, "examples": [f"{album}/more/b.JPG"]}]
    assert (result.exit_code, told["duplicateGroups"], told["connectionLost"]) == (1, [], False)


async def test_a_batch_is_come_back_to(house: Scripted, tmp_path: Path) -> None:
    """No path is known then: the results are as the server tells them."""
    out = tmp_path / "r.jsonl"
    result = await command(house.url, "annotate", "--watch", "ann_1", "--out", out)
    assert (result.exit_code, house.heard("POST /v1/jobs")) == (1, [])
    assert "busy: Too much to do  i1" in result.stdout
    assert [json.loads(told) for told in out.read_text().splitlines()] == [
        line(0),
        line(1, "failed", error=BUSY),
    ]


async def test_a_retry_is_watched_and_told_with_what_it_carries_on(house: Scripted, tmp_path: Path) -> None:
    """The results are those of all tries together."""
    again = batch("completed", 9, succeeded=1, total=1) | {"retryOf": "ann_0"}
    ends(house, again)
    house.answers["GET /v1/jobs/ann_0"] = [Answer(200, batch("completed", 9, failed=1) | {"id": "ann_0"})]
    house.answers["POST /v1/jobs/ann_0/retry"] = [Answer(202, batch("pending", 0))]
    results = (json.dumps(line(0)) + "\n" + json.dumps(line(1)) + "\n").encode()
    house.answers[f"{JOB}/lineage/results.jsonl"] = [Answer(200, results)]
    out = tmp_path / "r.jsonl"
    result = await command(house.url, "annotate", "--retry", "ann_0", "--out", out)
    assert (result.exit_code, len(out.read_text().splitlines())) == (0, 2), result.output


async def test_who_detaches_is_told_how_to_come_back(house: Scripted, album: Path) -> None:
    """Exit code 0 at once; nobody listens."""
    result = await command(house.url, "annotate", album, "--detach")
    assert (result.exit_code, len(house.streams)) == (0, 1)
    assert result.stdout.endswith("Come back with: callsheet annotate --watch ann_1\n")


async def test_a_tier_is_set_before_anything_else(house: Scripted, album: Path) -> None:
    """Who may not is told who can, and nothing is uploaded."""
    house.answers["PUT /v1/owners/local"] = [Answer(200, OWNER | {"owner": "local"}), FORBIDDEN]
    result = await command(house.url, "annotate", album, "--tier", "free", "--detach")
    assert "local is free: 10 a minute, 2 at a time" in result.stdout
    lines = [one.line for one in house.asked]
    assert lines[:3] == ["GET /v1/credits", "PUT /v1/owners/local", "GET /api/images"]
    house.asked.clear()
    result = await command(house.url, "annotate", album, "--tier", "paid")
    assert (result.exit_code, [one.line for one in house.asked]) == (1, lines[:2])
    assert "The operator can say: callsheet owners tier local paid" in result.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "give files or folders"),
        (["nowhere"], "does not exist"),
        ([".", "--watch", "ann_1"], "give files or folders"),
        (["--retry", "ann_0", "--rate", "60"], "for a batch that begins"),
        (["--watch", "ann_1", "--detach"], "does not wait"),
        ([".", "--rate", "9"], "greater than or equal to 10"),
        ([".", "--tier", "gold"], "gold"),
    ],
)
async def test_a_wrong_call_is_exit_code_2(args: list[str], says: str) -> None:
    """It says what is wrong, and asks nothing of any server."""
    result = await command("http://127.0.0.1:1", "annotate", *args)
    told = " ".join(result.stderr.replace("│", " ").split())
    assert (result.exit_code, says in told) == (2, True), told


async def test_what_is_no_batch_and_what_has_no_pictures_is_said(house: Scripted, tmp_path: Path) -> None:
    """With what to do instead."""
    house.answers["GET /v1/jobs/j1"] = [Answer(200, job())]
    result = await command(house.url, "annotate", "--retry", "j1")
    assert (result.exit_code, "Use: callsheet retry j1" in result.stderr) == (1, True)
    result = await command(house.url, "annotate", tmp_path)
    assert (result.exit_code, "There are no pictures (.jpeg, " in result.stderr) == (1, True)


async def test_ctrl_c_leaves_the_batch_running_and_says_how_to_come_back(
    house: Scripted, album: Path
) -> None:
    """Exit code 130, and the server is asked nothing."""
    house.streams = [Stream([frame("update", batch(), "ann_1:1")], "hang")]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "callsheet.cli", "annotate", str(album)),
        env={**os.environ, "CALLSHEET_URL": house.url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=hear_ctrl_c,
    )
    assert process.stdout
    while b"Annotating" not in await process.stdout.readline():
        pass
    before = len(house.asked)
    process.send_signal(signal.SIGINT)
    _, stderr = await process.communicate()
    assert (process.returncode, len(house.asked)) == (130, before)
    says = "The batch goes on. Come back with: callsheet annotate --watch ann_1"
    assert stderr.decode().strip() == says


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({}, "Stopped before anything was started. What is uploaded is kept, and not sent again."),
        (
            {"asked": True},
            "Whether the batch has begun is not known here. Look: callsheet jobs --kind annotation",
        ),
        (
            {"job": Job.model_validate(batch())},
            "The batch goes on. Come back with: callsheet annotate --watch ann_1",
        ),
    ],
)
def test_who_leaves_is_told_what_is_known(known: dict[str, Any], says: str) -> None:
    """Before the start, while its answer is out, and after it."""
    assert Annotating(wishes(paths=[Path()]), **known).parting().count(says) == 1


def wishes(**wanted: Any) -> Wishes:
    usual: dict[str, Any] = {
        "paths": [],
        "concurrency": None,
        "rate": None,
        "text": True,
        "tier": None,
        "out": None,
    }
    return Wishes(**{**usual, "watch": None, "retry": None, "detach": False, "as_json": True, **wanted})


async def test_a_batch_that_ends_otherwise_says_how(house: Scripted) -> None:
    """Cancelled with what was done, failed with its reason: exit code 1, and how to try again."""
    again = "Try again: callsheet annotate --retry ann_1\n"
    error = {"code": "terminated", "message": "Somebody ended it"}
    for end, says in (
        (batch("cancelled", 9, succeeded=1), "cancelled at 1 of 2, 2 credits returned"),
        (batch("failed", 9, succeeded=1) | {"error": error}, "Somebody ended it (credits returned)"),
    ):
        ends(house, end | {"credits": {"charged": 2, "refunded": 2}}, line(0))
        result = await command(house.url, "annotate", "--watch", "ann_1")
        assert (result.exit_code, result.stderr) == (1, f"callsheet: ann_1: {says}. {again}")


async def test_a_connection_lost_for_good_is_no_verdict(house: Scripted) -> None:
    """The batch is shown as it was last seen, and nothing more is asked for."""
    house.streams = [Stream([frame("update", batch(), "ann_1:1")])]
    house.answers[JOB] = [Answer(200, batch()), Answer(503, problem(503, "Away."))]
    async with AsyncCallsheet(house.url, pace=Clock().pace) as callsheet:
        errand = Annotating(wishes(watch="ann_1"))
        last = await errand.run(callsheet)
    assert (errand.connection_lost, last.status, last.error and last.error.code) == (
        True,
        "failed",
        "connection-lost",
    )
    assert house.heard(f"{JOB}/failures") == []


async def test_owners_are_listed_and_given_tiers(house: Scripted) -> None:
    """A table for people, JSON for programs; a refusal is one line."""
    unlimited = OWNER | {"owner": "local", "tier": "unlimited", "ratePerMinute": None, "balance": 1000}
    house.answers["GET /v1/owners"] = [Answer(200, {"data": [OWNER, unlimited]})]
    house.answers["PUT /v1/owners/ben"] = [Answer(200, OWNER | {"owner": "ben", "tier": "paid"}), FORBIDDEN]
    rows = [row.split() for row in (await command(house.url, "owners")).stdout.splitlines()]
    assert rows[1:] == [["ann", "free", "10", "2", "7"], ["local", "unlimited", "any", "2", "1,000"]]
    told = json.loads((await command(house.url, "owners", "--json")).stdout)
    assert [one["ratePerMinute"] for one in told["data"]] == [10, None]
    result = await command(house.url, "owners", "tier", "ben", "paid")
    assert result.stdout == "ben is paid: 10 a minute, 2 at a time\n"
    assert json.loads(house.heard("PUT /v1/owners/ben")[0].body) == {"tier": "paid"}
    result = await command(house.url, "owners", "tier", "ben", "paid")
    assert (result.exit_code, "Only the operator" in result.stderr) == (1, True)
    assert (await command(house.url, "owners", "tier", "ben", "gold")).exit_code == 2
