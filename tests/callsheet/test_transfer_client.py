"""The client's calls about datasets, imports and exports: what it sends, what it makes of the answers."""

import asyncio
import json
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from callsheet import AsyncCallsheet, Callsheet, Column, Inference, Refused, RowError, Unreachable, Where
from tests.callsheet.moved import COLUMNS, DATASET, ID, OUT, exported, transfer
from tests.callsheet.scripted import Answer, Asked, Clock, Scripted, problem

IMPORT, EXPORT = "POST /api/import-export/import", "POST /api/import-export/export"
JOB = f"/api/import-export/jobs/{ID}"
BEGUN = Answer(201, {"job": transfer("PENDING"), "jobId": ID, "message": "Import job created."})
GUESS: dict[str, Any] = {"fileId": "f" * 32, "fileName": "people.csv", "fileSize": 27, "format": "csv"}
GUESS |= {"encoding": "utf-8", "delimiter": ";", "newline": "\n", "sheet": None, "sheets": None, "key": "id"}
GUESS |= {"header": ["id", "name", "age"], "rows": [["1", "Ann", "30"]], "warnings": ["Read as UTF-8."]}
GUESS |= {"columns": [one | {"samples": ["1"]} for one in COLUMNS], "mood": "a newer server's field"}
GUESS |= {"mapping": {"id": "id"}, "unmapped": ["name"], "missing": []}
ERRORS = [{"row": 3, "column": "age", "value": "x\u2028y", "reason": "no number", "code": "type"}]
ERRORS += [{"row": n, "column": None, "value": None, "reason": "4 cells", "code": "ragged"} for n in (5, 8)]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(b"id;name;age\n" + b"1;Ann;30\n" * 30_000)
    return path


def form(asked: Asked) -> dict[str, Message]:
    """The parts of a multipart body, by their names."""
    head = b"Content-Type: " + asked.headers["content-type"].encode() + b"\r\n\r\n"
    parts = message_from_bytes(head + asked.body).get_payload()
    assert isinstance(parts, list)
    messages = [part for part in parts if isinstance(part, Message)]
    return {str(part.get_param("name", header="content-disposition")): part for part in messages}


def fields(asked: Asked) -> dict[str, str]:
    parts = {name: part.get_payload(decode=True) for name, part in form(asked).items() if name != "file"}
    return {name: value.decode() for name, value in parts.items() if isinstance(value, bytes)}


async def test_a_file_is_sent_as_it_is_read(server: Scripted, people: Path) -> None:
    """In pieces, with all that was asked for; how far it is, is told."""
    server.answers[IMPORT] = [BEGUN]
    heard: list[tuple[int, int]] = []
    async with AsyncCallsheet(server.url) as callsheet:
        job = await callsheet.import_file(
            people,
            "people",
            mapping={"name": "Name"},
            mode="upsert",
            key="id",
            max_bad_share=0.1,
            delimiter=";",
            notify={"email": "ann@example.org"},
            on_bytes=lambda *told: heard.append(told),
        )
    assert (job.job_id, job.status, job.dataset.name, str(job)) == (ID, "PENDING", "people", "PENDING")
    (asked,) = server.asked
    assert fields(asked) == {
        "dataset": "people",
        "mode": "upsert",
        "key": "id",
        "maxBadShare": "0.1",
        "delimiter": ";",
        "mapping": '{"name": "Name"}',
        "notify": '{"email": "ann@example.org"}',
    }
    file = form(asked)["file"]
    assert (file.get_payload(decode=True), file.get_filename()) == (people.read_bytes(), "people.csv")
    size = people.stat().st_size
    assert heard[-1] == (size, size)
    assert len(heard) > 3


async def test_an_import_in_doubt_is_sent_again_whole(server: Scripted, people: Path) -> None:
    """Under the same key, from the file's first byte."""
    server.answers[IMPORT] = [Answer(201, {}, breaks=True), BEGUN]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        await callsheet.import_file(people, "people")
    first, again = server.asked
    assert first.headers["idempotency-key"] == again.headers["idempotency-key"]
    assert form(again)["file"].get_payload(decode=True) == people.read_bytes()


async def test_a_file_that_was_looked_at_is_not_sent_again(server: Scripted, people: Path) -> None:
    """What it would make of a dataset makes one; then its id is enough."""
    server.answers["POST /v1/datasets/infer"] = [Answer(200, GUESS)]
    server.answers["POST /v1/datasets"] = [Answer(201, DATASET)]
    server.answers[IMPORT] = [BEGUN]
    async with AsyncCallsheet(server.url) as callsheet:
        guess = await callsheet.infer(people, dataset="people", delimiter=";")
        assert (guess.delimiter, guess.mapping, guess.columns[0].samples) == (";", {"id": "id"}, ("1",))
        made = await callsheet.create_dataset("people", guess.columns, guess.key)
        await callsheet.import_file(guess, made.name)
    looked, created, imported = server.asked
    assert fields(looked) == {"dataset": "people", "delimiter": ";"}
    assert json.loads(created.body) == {
        "name": "people",
        "columns": [{"required": False, "unique": False} | one for one in COLUMNS],
        "key": "id",
    }
    assert fields(imported) == {"dataset": "people", "mode": "insert", "fileId": "f" * 32}
    assert (made.rows, made.columns[0].unique, made.columns[2].max) == (3, True, 130)


async def test_a_dataset_is_described_by_columns_or_by_what_json_would_say(server: Scripted) -> None:
    """A name that is taken is a refusal."""
    server.answers["POST /v1/datasets"] = [
        Answer(201, DATASET),
        Answer(409, problem(409, "Taken.", "dataset-exists")),
    ]
    async with AsyncCallsheet(server.url) as callsheet:
        mood = {"name": "mood", "type": "enum", "values": ["good", "bad"]}
        await callsheet.create_dataset("people", [Column(name="id", type="integer"), mood])
        with pytest.raises(Refused) as refused:
            await callsheet.create_dataset("people", [mood])
    assert refused.value.code == "dataset-exists"
    told = json.loads(server.asked[0].body)
    assert told["columns"][1] == mood | {"required": False, "unique": False}
    assert "key" not in told


async def test_datasets_and_their_rows_are_listed_page_by_page(server: Scripted) -> None:
    """Filters go with every page."""
    server.answers["GET /v1/datasets"] = [Answer(200, {"data": [DATASET], "nextCursor": None})]
    server.answers["GET /v1/datasets/people"] = [Answer(200, DATASET)]
    pages = [{"data": [{"id": 1}], "nextCursor": "1"}, {"data": [{"id": 2}], "nextCursor": None}]
    server.answers["GET /v1/datasets/people/rows"] = [Answer(200, page) for page in pages]
    server.answers["DELETE /v1/datasets/people"] = [Answer(204)]
    wanted: list[Where | dict[str, Any]] = [
        Where(column="age", op="gte", value=30),
        {"column": "id", "op": "in", "value": [1, 2]},
    ]
    wanted += [{"column": "name", "op": "isnull", "value": False}]
    async with AsyncCallsheet(server.url) as callsheet:
        assert [one.name async for one in callsheet.datasets()] == ["people"]
        assert (await callsheet.dataset("people")).key == "id"
        rows = callsheet.rows("people", columns=["id", "age"], where=wanted, search="a b")
        assert [row async for row in rows] == [{"id": 1}, {"id": 2}]
        await callsheet.delete_dataset("people")
    first, second = server.heard("GET /v1/datasets/people/rows")
    asked = {"columns": ["id,age"], "where": ["age:gte:30", "id:in:1,2", "name:isnull:false"]}
    assert first.query == {**asked, "search": ["a b"], "limit": ["200"]}
    assert second.query == {**first.query, "cursor": ["1"]}


async def test_an_export_says_what_is_wanted(server: Scripted) -> None:
    """And nothing of what is not."""
    begun = Answer(201, {"job": exported(b"", "", "PENDING"), "jobId": OUT, "message": "Export job created."})
    server.answers[EXPORT] = [begun]
    async with AsyncCallsheet(server.url) as callsheet:
        job = await callsheet.export("people")
        await callsheet.export(
            "people",
            "csv",
            columns=["name", "age"],
            where=[Where(column="age", op="gte", value=30)],
            search="Ann",
            ids=[1, 2],
            order=["-age"],
            raw=True,
            owner="ann",
            idempotency_key="mine",
        )
    assert (job.job_id, job.type, job.result) == (OUT, "export", None)
    plain, much = (json.loads(one.body) for one in server.asked)
    assert plain == {"dataset": "people", "format": "xlsx", "raw": False, "columns": [], "order": []}
    assert much == {
        "dataset": "people",
        "format": "csv",
        "raw": True,
        "columns": ["name", "age"],
        "order": ["-age"],
        "filters": {
            "search": "Ann",
            "ids": [1, 2],
            "where": [{"column": "age", "op": "gte", "value": 30}],
        },
        "ownerId": "ann",
    }
    assert server.asked[1].headers["idempotency-key"] == "mine"


async def test_a_transfer_is_looked_at_cancelled_and_retried(server: Scripted) -> None:
    """By its id, or as what a call has given."""
    cancelled = transfer("CANCELLED", 40, result={"importedCount": 4}, errorMessage="Job was cancelled")
    server.answers[f"GET {JOB}/status"] = [Answer(200, transfer(progress=30))]
    server.answers[f"POST {JOB}/cancel"] = [Answer(200, {"success": True, "message": "", "job": cancelled})]
    server.answers[f"POST {JOB}/retry"] = [Answer(202, {"jobId": OUT, "job": transfer("PENDING", jobId=OUT)})]
    async with AsyncCallsheet(server.url) as callsheet:
        job = await callsheet.transfer(ID)
        assert (job.progress, job.ended) == (30, False)
        job = await callsheet.cancel_transfer(job)
        assert (job.ended, job.result) == (True, {"importedCount": 4})
        assert (await callsheet.retry_transfer(job)).job_id == OUT


async def test_every_bad_row_is_told(server: Scripted, tmp_path: Path) -> None:
    """Line by line, and only at the ends of lines; a connection that breaks repeats none."""
    lines = [json.dumps(one, ensure_ascii=False).encode() for one in ERRORS]
    whole = b"\n".join(lines) + b"\n"
    broken = Answer(200, lines[0] + b"\n" + lines[1][:9], breaks=True)
    server.answers[f"GET {JOB}/errors.jsonl"] = [
        broken,
        Answer(200, whole),
        *[Answer(200, b"", breaks=True)] * 4,
    ]
    async with AsyncCallsheet(server.url, "ann", pace=Clock().pace) as callsheet:
        told = [one async for one in callsheet.row_errors(ID)]
        assert told == [RowError.model_validate(one) for one in ERRORS]
        with pytest.raises(Unreachable):
            [one async for one in callsheet.row_errors(ID)]
        server.answers[f"GET {JOB}/errors.jsonl"] = [Answer(200, whole)]
        path = await callsheet.save_row_errors(ID, tmp_path / "errors.jsonl")
    assert await path.read_bytes() == whole
    assert {one.headers["x-callsheet-owner"] for one in server.asked} == {"ann"}


async def test_a_file_that_is_not_there_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    """As every program says it."""
    async with AsyncCallsheet("http://127.0.0.1:1") as callsheet:
        with pytest.raises(FileNotFoundError):
            await callsheet.import_file(tmp_path / "none.csv", "people")


async def test_scripts_without_async_move_rows_too(server: Scripted, people: Path, tmp_path: Path) -> None:
    """The same calls, the same answers."""
    server.answers["POST /v1/datasets/infer"] = [Answer(200, GUESS)]
    server.answers["POST /v1/datasets"] = [Answer(201, DATASET)]
    server.answers["GET /v1/datasets"] = [Answer(200, {"data": [DATASET], "nextCursor": None})]
    server.answers["GET /v1/datasets/people"] = [Answer(200, DATASET)]
    server.answers["GET /v1/datasets/people/rows"] = [Answer(200, {"data": [{"id": 1}], "nextCursor": None})]
    server.answers["DELETE /v1/datasets/people"] = [Answer(204)]
    server.answers[IMPORT] = [BEGUN]
    server.answers[EXPORT] = [Answer(201, {"job": exported(b"", "", "PENDING")})]
    server.answers[f"GET {JOB}/status"] = [Answer(200, transfer())]
    server.answers[f"POST {JOB}/cancel"] = [Answer(200, {"job": transfer("CANCELLED")})]
    server.answers[f"POST {JOB}/retry"] = [Answer(202, {"job": transfer("PENDING")})]
    server.answers[f"GET {JOB}/errors.jsonl"] = [Answer(200, json.dumps(ERRORS[0]).encode() + b"\n")]

    def script() -> None:
        with Callsheet(server.url) as callsheet:
            guess = callsheet.infer(people)
            assert isinstance(guess, Inference)
            assert callsheet.create_dataset("people", guess.columns).id == "ds_1"
            assert [one.id for one in callsheet.datasets()] == [callsheet.dataset("people").id]
            assert callsheet.import_file(guess, "people").job_id == ID
            assert callsheet.export("people", "csv").job_id == OUT
            assert callsheet.transfer(ID).status == "PROCESSING"
            assert callsheet.cancel_transfer(ID).status == "CANCELLED"
            assert callsheet.retry_transfer(ID).status == "PENDING"
            assert [one.row for one in callsheet.row_errors(ID)] == [3]
            assert callsheet.save_row_errors(ID, tmp_path / "e").read_bytes().count(b"\n") == 1
            assert list(callsheet.rows("people", limit=1)) == [{"id": 1}]
            callsheet.delete_dataset("people")

    await asyncio.to_thread(script)
