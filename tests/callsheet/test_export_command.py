"""`callsheet export` and `callsheet datasets`, as somebody at a prompt or a script meets them."""

import asyncio
import hashlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from callsheet import Where
from callsheet.commands.conditions import condition
from tests.callsheet.moved import DATASET, OUT, exported, frame, state
from tests.callsheet.scripted import Answer, Scripted, Stream, problem
from tests.callsheet.test_cli import command, hear_ctrl_c
from tests.callsheet.test_transfer_client import EXPORT

STATUS, FILE = f"GET /api/import-export/jobs/{OUT}/status", "GET /v1/artifacts/abc"
CONTENT = b"id,name\r\n1,Ann\r\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
NAMED: dict[str, Any] = {"jobId": OUT, "importedCount": None, "skippedCount": None}


@pytest.fixture
def house(server: Scripted) -> Scripted:
    """A server that exports three rows."""
    server.answers[EXPORT] = [Answer(201, {"job": exported(CONTENT, SHA256, "PENDING")})]
    server.answers[FILE] = [Answer(200, CONTENT)]
    ends(server, exported(CONTENT, SHA256))
    return server


def ends(server: Scripted, end: dict[str, Any]) -> None:
    """Whoever follows the export sees this end."""
    begun = state(progress=0, **NAMED, detail="Reading people")
    moving = state(progress=50, **(NAMED | {"processedRows": 2}))
    last = state(end["status"], **(NAMED | {"processedRows": 3, "error": end["error"]}))
    server.streams = [Stream([frame(begun), frame(moving), frame(last)])]
    server.answers[STATUS] = [Answer(200, end)]


async def test_rows_become_a_file_here(house: Scripted, tmp_path: Path) -> None:
    """All that was asked for is asked of the server; the suffix says the format."""
    out = tmp_path / "new" / "people.csv"
    args = ("--where", "age>=30", "--where", "email is null", "--search", "Ann", "--columns", "name, age")
    result = await command(
        house.url, "export", "people", *args, "--order", "-age,name", "--raw", "--out", out
    )
    assert result.exit_code == 0, result.output
    assert out.read_bytes() == CONTENT
    for told in (
        f"{OUT}    0 %  Reading people",
        f"{OUT}   50 %  2 rows",
        f"{OUT}  100 %  3 rows",
        "downloading  100 %  0.0 of 0.0 MB",
        f"{out}  0 kB  3 rows",
    ):
        assert told in result.stdout, result.stdout
    assert json.loads(house.heard(EXPORT)[0].body) == {
        "dataset": "people",
        "format": "csv",
        "raw": True,
        "columns": ["name", "age"],
        "order": ["-age", "name"],
        "filters": {
            "search": "Ann",
            "where": [
                {"column": "age", "op": "gte", "value": "30"},
                {"column": "email", "op": "isnull", "value": True},
            ],
        },
    }


async def test_without_a_name_the_file_has_the_servers(
    house: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which no other file has; JSON is one document."""
    monkeypatch.chdir(tmp_path)
    result = await command(house.url, "export", "people", "--format", "json", "--json")
    told = json.loads(result.stdout)
    assert (told["path"], told["job"]["result"]["sha256"]) == (f"export-{OUT}.csv", SHA256)
    assert (tmp_path / f"export-{OUT}.csv").read_bytes() == CONTENT
    assert json.loads(house.heard(EXPORT)[0].body)["format"] == "json"


async def test_an_export_is_come_back_to(house: Scripted, tmp_path: Path) -> None:
    """Begun by one command, fetched by another; what is an import is said to be one."""
    result = await command(house.url, "export", "people", "--no-wait")
    assert result.stdout == f"The export goes on. Fetch it with: callsheet export --watch {OUT}\n"
    assert json.loads(house.heard(EXPORT)[0].body)["format"] == "xlsx"
    result = await command(house.url, "export", "--watch", OUT, "--out", tmp_path / "p.csv")
    assert (result.exit_code, (tmp_path / "p.csv").read_bytes()) == (0, CONTENT)
    house.answers[STATUS] = [Answer(200, exported(b"", "") | {"type": "import"})]
    result = await command(house.url, "export", "--watch", OUT)
    assert (result.exit_code, "callsheet import --watch" in result.stderr) == (1, True)


async def test_an_export_that_fails_says_why(house: Scripted, tmp_path: Path) -> None:
    """Exit code 1, and no file."""
    why = "Row 7: story has more than the 32,767 characters that a cell can hold. Choose CSV or JSON."
    ends(house, exported(b"", "", "FAILED") | {"error": why})
    result = await command(house.url, "export", "people", "--out", tmp_path / "p.xlsx")
    assert (result.exit_code, why.rstrip(".") in result.stderr) == (1, True)
    assert f"Try again: callsheet retry {OUT}" in result.stderr
    assert list(tmp_path.iterdir()) == []


async def test_ctrl_c_leaves_the_export_running(house: Scripted) -> None:
    """Exit code 130, and how to fetch it."""
    house.streams = [Stream([frame(state(progress=50, **(NAMED | {"processedRows": 2})))], "hang")]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "callsheet.cli", "export", "people", "--out", "my people.csv"),
        env={**os.environ, "CALLSHEET_URL": house.url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=hear_ctrl_c,
    )
    assert process.stdout
    while b"2 rows" not in await process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    _, stderr = await process.communicate()
    assert process.returncode == 130
    says = f"The export goes on. Fetch it with: callsheet export --watch {OUT} --out 'my people.csv'"
    assert stderr.decode().strip() == says
    assert [one.line for one in house.asked if one.method == "POST"] == [EXPORT]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "say the NAME of a dataset"),
        (["people", "--watch", "exp_1"], "say the NAME of a dataset"),
        (["--watch", "exp_1", "--raw"], "--out only"),
        (["people", "--no-wait", "--out", "p.csv"], "does not wait"),
        (["people", "--out", "p.ods"], "say --format"),
        (["people", "--format", "ods"], "ods"),
        (["people", "--where", "age"], "is no condition"),
    ],
)
async def test_a_wrong_call_is_exit_code_2(args: list[str], says: str) -> None:
    """It says what is wrong, and asks nothing of any server."""
    result = await command("http://127.0.0.1:1", "export", *args)
    told = " ".join(result.stderr.replace("│", " ").split())
    assert (result.exit_code, says in told) == (2, True), told


@pytest.mark.parametrize(
    ("text", "column", "op", "value"),
    [
        ("age>=30", "age", "gte", "30"),
        ("age <= 30", "age", "lte", "30"),
        ("age > 30", "age", "gt", "30"),
        ("age<30", "age", "lt", "30"),
        ("name=Ann Lee", "name", "eq", "Ann Lee"),
        ("name == =x", "name", "eq", "=x"),
        ("first name!=Ann", "first name", "ne", "Ann"),
        ("note~a>b", "note", "contains", "a>b"),
        ("note=x in y is null", "note", "eq", "x in y is null"),
        ("city in Oslo, Rome", "city", "in", ["Oslo", "Rome"]),
        ("city IN a=b,c", "city", "in", ["a=b", "c"]),
        ("mail is null", "mail", "isnull", True),
        ("mail is NOT null", "mail", "isnull", False),
        ("mail=", "mail", "isnull", True),
        ("mail!=", "mail", "isnull", False),
        ("a=b:gte:10:30", "a=b", "gte", "10:30"),
        ("a:in:1,2", "a", "in", ["1", "2"]),
        ("a:isnull:false", "a", "isnull", False),
        ("a:isnull:", "a", "isnull", True),
    ],
)
def test_conditions_are_typed_as_people_think(text: str, column: str, op: str, value: Any) -> None:
    """The first sign counts; the wire's own form is for names that hold one."""
    assert condition(text) == Where(column=column, op=op, value=value)


@pytest.mark.parametrize("text", ["", "age", ">3", "is null", "in a", "a:b:c"])
def test_what_is_no_condition_is_said(text: str) -> None:
    """With what one looks like."""
    with pytest.raises(typer.BadParameter, match="age>=30"):
        condition(text)


async def test_datasets_are_listed_shown_read_and_deleted(server: Scripted) -> None:
    """Tables for people, JSON for programs."""
    server.answers["GET /v1/datasets"] = [
        Answer(200, {"data": [], "nextCursor": None}),
        Answer(200, {"data": [DATASET], "nextCursor": None}),
    ]
    server.answers["GET /v1/datasets/people"] = [Answer(200, DATASET)]
    rows = {"data": [{"id": 1, "name": "[b]Ann"}, {"id": 2, "name": None}], "nextCursor": None}
    server.answers["GET /v1/datasets/people/rows"] = [Answer(200, rows)]
    server.answers["DELETE /v1/datasets/people"] = [Answer(204), Answer(404, problem(404, "No such one."))]
    assert "callsheet import people.csv" in (await command(server.url, "datasets")).stdout
    table = (await command(server.url, "datasets")).stdout.splitlines()
    assert table[1].split() == ["people", "3", "3", "id", "ds_1"]
    assert json.loads((await command(server.url, "datasets", "--json")).stdout)["data"][0]["key"] == "id"
    shown = (await command(server.url, "datasets", "show", "people")).stdout
    assert shown.startswith("people  ds_1  3 rows\n")
    assert ["id", "integer", "the", "key"] in [line.split() for line in shown.splitlines()]
    assert json.loads((await command(server.url, "datasets", "show", "people", "--json")).stdout)["rows"] == 3
    args = ("rows", "people", "--where", "age>=30", "--columns", "id,name", "--limit", "2")
    assert ["1", "[b]Ann"] in [
        line.split() for line in (await command(server.url, "datasets", *args)).stdout.splitlines()
    ]
    asked = server.heard("GET /v1/datasets/people/rows")[0].query
    assert asked == {"where": ["age:gte:30"], "columns": ["id,name"], "limit": ["2"]}
    told = (await command(server.url, "datasets", *args, "--json")).stdout
    assert json.loads(told) == {"data": rows["data"]}
    result = await command(server.url, "datasets", "delete", "people", "--yes")
    assert result.stdout == "people is deleted\n"
    result = await command(server.url, "datasets", "delete", "people", "--yes")
    assert (result.exit_code, result.stderr) == (1, "callsheet: No such one.\n")
    result = await command(server.url, "datasets", "delete", "people")
    assert (result.exit_code, len(server.heard("DELETE /v1/datasets/people"))) == (1, 2)
