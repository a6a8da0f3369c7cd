"""`callsheet import`, as somebody at a prompt or a script meets it."""

import asyncio
import json
import os
import pty
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from callsheet import Dataset, Inference, Job, Transfer
from callsheet.commands.importing import Importing, Reading, Wishes, ending, mapped
from callsheet.commands.wording import in_words, words
from tests.callsheet.moved import CONNECTED, DATASET, ID, IMPORTED, STATUS, frame, state, transfer, update
from tests.callsheet.scripted import Answer, Scripted, Stream, job, problem
from tests.callsheet.test_cli import command, hear_ctrl_c
from tests.callsheet.test_transfer_client import BEGUN, ERRORS, GUESS, IMPORT, JOB, fields

INFER, CREATE = "POST /v1/datasets/infer", "POST /v1/datasets"
NONE = Answer(404, problem(404, "There is no dataset people."))
COUNTS: dict[str, Any] = {
    "processedRows": 9,
    "importedCount": 7,
    "skippedCount": 2,
    "totalRows": 9,
    "result": IMPORTED,
}
DONE = transfer("COMPLETED", **COUNTS)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(b"id;name;age\n1;Ann;30\n")
    return path


@pytest.fixture
def house(server: Scripted) -> Scripted:
    """A server that has the dataset, and imports all but two rows."""
    server.answers["GET /v1/datasets/people"] = [Answer(200, DATASET)]
    server.answers[INFER] = [Answer(200, GUESS)]
    server.answers[CREATE] = [Answer(201, DATASET)]
    server.answers[IMPORT] = [BEGUN]
    server.answers[f"GET {JOB}/errors.jsonl"] = [
        Answer(200, "".join(json.dumps(one) + "\n" for one in ERRORS).encode())
    ]
    ends(server, DONE)
    return server


def ends(server: Scripted, end: dict[str, Any]) -> None:
    """Whoever follows the import sees this end."""
    waits = update("PENDING", waitingFor="no worker is polling")
    last = frame(state(end["status"], 40, **{name: end[name] for name in ("result", "error")}), "r-9")
    server.streams = [Stream([CONNECTED, waits, update(progress=50, skippedCount=1), last])]
    server.answers[STATUS] = [Answer(200, end)]


async def test_rows_go_into_a_dataset_that_is_there(house: Scripted, people: Path) -> None:
    """Plain lines where there is no terminal; then counts, what was wrong where, and where the rest is."""
    result = await command(house.url, "import", people, "--into", "people", "--max-bad", "0.5")
    assert result.exit_code == 0, result.output
    for told in (
        "uploading  100 %  0.0 of 0.0 MB, being looked at",
        "Read as UTF-8.\n",
        f"{ID}  people.csv into people",
        f"{ID}    0 %  waiting: no worker is polling",
        f"{ID}   50 %  50 rows imported, 1 skipped",
        "imported    7",
        "skipped     2",
        "in        2 s  6/s",
        "2  age     type",
        'The first of them\n  Row 3: age: "x" is not a whole number',
        f"All of them: callsheet import --watch {ID} --errors-to errors.jsonl",
    ):
        assert told in result.stdout, result.stdout
    lines = ["GET /v1/datasets/people", INFER, IMPORT, "GET /api/import-export/jobs/ws", STATUS]
    assert [one.line for one in house.asked] == lines
    asked = {"dataset": "ds_1", "mode": "insert", "maxBadShare": "0.5", "fileId": "f" * 32}
    assert fields(house.heard(IMPORT)[0]) == asked


async def test_a_new_dataset_is_shown_and_made(house: Scripted, people: Path) -> None:
    """With `--create` nobody is asked; a renamed column is made under its new name, keys included."""
    house.answers["GET /v1/datasets/people"] = [NONE]
    renamed = [("Nr" if one["name"] == "id" else one["name"]) for one in DATASET["columns"]]
    columns = [one | {"name": name} for one, name in zip(DATASET["columns"], renamed, strict=True)]
    house.answers[CREATE] = [Answer(201, DATASET | {"columns": columns, "key": "Nr"})]
    args = ("import", people, "--into", "people", "--create", "--map", "id=Nr", "--mode", "upsert")
    result = await command(house.url, *args, "--delimiter", ";")
    assert result.exit_code == 0, result.output
    assert "people is new. What people.csv would make of it:" in result.stdout
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["Nr", "integer", "the", "key", "1"] in rows
    assert ["age", "integer", "at", "least", "0,", "at", "most", "130", "1"] in rows
    created = json.loads(house.heard(CREATE)[0].body)
    assert (created["name"], created["key"], created["columns"][0]["name"]) == ("people", "Nr", "Nr")
    asked = fields(house.heard(IMPORT)[0])
    assert json.loads(asked["mapping"]) == {"id": "Nr", "name": "name", "age": "age"}
    assert (asked["mode"], asked["delimiter"]) == ("upsert", ";")


async def test_a_type_that_the_first_rows_hide_is_said(house: Scripted, people: Path) -> None:
    """What is said of no column is an error before anything is made."""
    house.answers["GET /v1/datasets/people"] = [NONE]
    args = ("import", people, "--into", "people", "--create", "--type", "age=number", "--map", "name=Name")
    await command(house.url, *args, "--type", "Name=email")
    columns = json.loads(house.heard(CREATE)[0].body)["columns"]
    assert [one["type"] for one in columns] == ["integer", "email", "number"]
    result = await command(house.url, *args, "--type", "name=email")
    assert (result.exit_code, "no column name that --type" in result.stderr) == (1, True)
    assert len(house.heard(CREATE)) == 1


@pytest.mark.parametrize("more", [(), ("--json",)])
async def test_without_a_terminal_nobody_is_asked(house: Scripted, people: Path, more: tuple[str]) -> None:
    """What would be made has to be agreed to before; nothing is made, nothing imported."""
    house.answers["GET /v1/datasets/people"] = [NONE]
    result = await command(house.url, "import", people, "--into", "people", *more)
    assert result.exit_code == 1
    assert result.stderr == "callsheet: There is no dataset people. With --create it is made from the file.\n"
    assert (house.heard(CREATE), house.heard(IMPORT)) == ([], [])


@pytest.mark.parametrize(("says", "made"), [(b"y\n", 1), (b"n\n", 0)])
async def test_on_a_terminal_one_is_asked(house: Scripted, people: Path, says: bytes, made: int) -> None:
    """Whoever does not agree has made nothing."""
    house.answers["GET /v1/datasets/people"] = [NONE]
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "callsheet.cli", "import", str(people), "--into", "people"),
        env={**os.environ, "CALLSHEET_URL": house.url},
        stdin=theirs,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    os.write(ours, says)
    stdout, stderr = await process.communicate()
    os.close(ours)
    os.close(theirs)
    assert b"Make the dataset people so? [y/N]" in stderr
    assert b"SUCH AS" in stdout
    assert (process.returncode, len(house.heard(CREATE)), len(house.heard(IMPORT))) == (1 - made, made, made)


async def test_columns_that_go_nowhere_are_told(house: Scripted, people: Path) -> None:
    """With where they seem to belong."""
    header = {"header": ["id", "Name", "Years", ""], "mapping": {"id": "id", "Name": "name"}}
    house.answers[INFER] = [Answer(200, GUESS | header)]
    result = await command(house.url, "import", people, "--into", "people")
    assert 'Not taken: Name (perhaps --map "Name=name"), Years\n' in result.stdout


async def test_all_errors_are_saved(house: Scripted, people: Path, tmp_path: Path) -> None:
    """As they come from the server."""
    to = tmp_path / "errors.jsonl"
    result = await command(house.url, "import", people, "--into", "people", "--errors-to", to)
    assert f"All of them: {to}\n" in result.stdout
    assert [json.loads(line)["row"] for line in to.read_text().split("\n")[:-1]] == [3, 5, 8]


async def test_json_is_one_document(house: Scripted, people: Path, tmp_path: Path) -> None:
    """The job with its result, what was made, and where the errors are."""
    house.answers["GET /v1/datasets/people"] = [NONE]
    to = tmp_path / "errors.jsonl"
    args = ("import", people, "--into", "people", "--yes", "--json", "--errors-to", to)
    told = json.loads((await command(house.url, *args)).stdout)
    assert (told["job"]["jobId"], told["job"]["result"]) == (ID, IMPORTED)
    assert (told["created"], told["warnings"], told["errorsTo"]) == (True, ["Read as UTF-8."], str(to))
    assert told["connectionLost"] is False


async def test_who_does_not_wait_is_told_how_to_come_back(house: Scripted, people: Path) -> None:
    """Exit code 0 at once; and the way back works."""
    result = await command(house.url, "import", people, "--into", "people", "--no-wait")
    assert (result.exit_code, len(house.streams)) == (0, 1)
    assert result.stdout.endswith(f"Come back with: callsheet import --watch {ID}\n")
    result = await command(house.url, "import", "--watch", ID)
    assert (result.exit_code, "imported    7" in result.stdout) == (0, True)
    house.answers[STATUS] = [Answer(200, transfer(type="export"))]
    result = await command(house.url, "import", "--watch", ID)
    assert (result.exit_code, "callsheet export --watch" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (
            transfer("FAILED", **COUNTS) | {"error": "More than 10% of the rows are bad."},
            "the rows are bad. 7 rows imported, 2 skipped into people; they are kept. Go on: callsheet retry",
        ),
        (transfer("CANCELLED", **COUNTS) | {"error": "Job was cancelled"}, "Job was cancelled. 7 rows"),
        (transfer("FAILED", **COUNTS) | {"mode": "replace"}, "of people are what they were before. Go on:"),
        (DONE | {"importedCount": 0, "skippedCount": 9}, "none of the 9 rows could be taken"),
    ],
)
async def test_an_import_that_ends_otherwise_says_how(
    house: Scripted, people: Path, end: dict[str, Any], says: str
) -> None:
    """Exit code 1, after all that is known."""
    ends(house, end)
    result = await command(house.url, "import", people, "--into", "people")
    assert (result.exit_code, says in result.stderr) == (1, True), result.stderr
    assert "skipped" in result.stdout


async def test_a_refused_file_is_one_line(house: Scripted, people: Path) -> None:
    """What the server says of it."""
    house.answers[INFER] = [Answer(415, problem(415, "The file is no table.", "not-a-table"))]
    result = await command(house.url, "import", people, "--into", "people")
    assert (result.exit_code, result.stderr) == (1, "callsheet: The file is no table.\n")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "say FILE --into NAME"),
        (["."], "is a directory"),
        (["people.csv"], "does not exist"),
        (["--into", "people"], "say FILE --into NAME"),
        (["--watch", "imp_1", "--no-wait"], "does not wait"),
        (["--watch", "imp_1", "--map", "x"], "SOURCE=COLUMN"),
        (["--watch", "imp_1", "--type", "=x"], "COLUMN=TYPE"),
        (["--watch", "imp_1", "--max-bad", "2"], "less than or equal to 1"),
        (["--watch", "imp_1", "--mode", "merge"], "merge"),
    ],
)
async def test_a_wrong_call_is_exit_code_2(args: list[str], says: str) -> None:
    """It says what is wrong, and asks nothing of any server."""
    result = await command("http://127.0.0.1:1", "import", *args)
    told = " ".join(result.stderr.replace("│", " ").split())
    assert (result.exit_code, says in told) == (2, True), told


async def test_ctrl_c_cancels_and_says_what_was_kept(house: Scripted, people: Path) -> None:
    """Exit code 130; what the server says of it, a moment later."""
    cancelled = transfer("CANCELLED", importedCount=5, skippedCount=1)
    house.answers[f"POST {JOB}/cancel"] = [Answer(200, {"job": transfer(), "waitingFor": "cancelling"})]
    house.answers[STATUS] = [Answer(200, cancelled)]
    moving = Stream([CONNECTED, update(progress=50)], "hang")
    house.streams = [moving, Stream([update("CANCELLED", 50)])]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "callsheet.cli", "import", str(people), "--into", "people"),
        env={**os.environ, "CALLSHEET_URL": house.url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=hear_ctrl_c,
    )
    assert process.stdout
    while b"50 rows" not in await process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    _, stderr = await process.communicate()
    assert (process.returncode, len(house.heard(f"POST {JOB}/cancel"))) == (130, 1)
    kept = "5 rows imported, 1 skipped into people; they are kept."
    assert stderr.decode().strip() == f"Cancelled. {kept} Go on: callsheet retry {ID}"


@pytest.mark.parametrize(
    ("last", "says"),
    [
        (transfer("CANCELLED", mode="replace"), "The rows of people are what they were before. Go on:"),
        (transfer("COMPLETED", importedCount=9), "It had ended before: completed, 9 rows imported."),
    ],
)
def test_what_a_cancel_leaves_behind_is_told(last: dict[str, Any], says: str) -> None:
    """Who replaces has changed nothing."""
    assert says in ending(Transfer.model_validate(last))


def test_columns_of_one_name_meet_but_for_what_was_said() -> None:
    """A column that is taken is not filled twice."""
    guess = Inference.model_validate(GUESS | {"header": ["id", "name", "Alter", "age"]})
    dataset = Dataset.model_validate(DATASET)
    assert mapped(guess, dataset, {}) is None
    assert mapped(guess, dataset, {"Alter": "age"}) == {"id": "id", "name": "name", "Alter": "age"}


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({}, "Stopped before anything was imported."),
        ({"asked": True}, "Whether the import has begun is not known here."),
        (
            {"job": Transfer.model_validate(transfer())},
            f"callsheet import --watch {ID} --errors-to 'my errors.jsonl'",
        ),
    ],
)
def test_who_leaves_is_told_what_is_known(known: dict[str, Any], says: str) -> None:
    """Before the start, while its answer is out, and after it."""
    to = Path("my errors.jsonl")
    rest = (None, Reading(), False, to, None, True, True)
    wishes = Wishes(Path("people.csv"), "people", {}, {}, "insert", None, *rest)
    assert says in Importing(wishes, **known).parting()


@pytest.mark.parametrize(
    ("kind", "status", "more", "says"),
    [
        ("import", "completed", {}, "1,200 rows imported, 3 skipped"),
        ("import", "cancelled", {}, "cancelled at 1,200 rows imported, 3 skipped, 2 credits returned"),
        ("export", "running", {"stageLabel": "Exporting rows"}, "Exporting rows: 1,203 rows"),
    ],
)
def test_a_job_of_rows_reads_as_one(kind: str, status: str, more: dict[str, Any], says: str) -> None:
    """In lists of all jobs, too; how lines end is said in one line."""
    counts = {"total": 1203, "processed": 1203, "succeeded": 1200, "failed": 0, "skipped": 3}
    paid = {"charged": 2, "refunded": 2}
    told = job("imp_1", status, 1, kind=kind, counts=counts, credits=paid, **more)
    assert words(Job.model_validate(told)) == says
    assert in_words({"newline": "\r\n", "delimiter": ";"}) == "newline '\\r\\n', delimiter ;"
