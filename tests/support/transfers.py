"""Datasets and files of rows, and how to ask for them."""

import asyncio
import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from python_calamine import CalamineWorkbook

from storage.database import Database
from storage.loads import Load, Loads, Part
from tests.support.house import House
from tests.support.rows import SCHEMA
from workflows.contracts.transfer import Loaded

IMPORT, EXPORT, JOBS = "/api/import-export/import", "/api/import-export/export", "/api/import-export/jobs"
PEOPLE: dict[str, Any] = {
    "key": "id",
    "columns": [
        {"name": "id", "type": "integer"},
        {"name": "name", "type": "string"},
        {"name": "age", "type": "integer", "min": 0, "max": 130},
    ],
}


class PausedLoads(Loads):
    """Stops behind the part in which so many rows have been read, until it may go on."""

    def __init__(self, database: Database, at: int) -> None:
        super().__init__(database)
        self.at = at
        self.reached, self.go = asyncio.Event(), asyncio.Event()

    async def commit(self, load: Load, part: Part) -> Loaded:
        standing = await super().commit(load, part)
        if standing.read >= self.at:
            self.reached.set()
            await self.go.wait()
        return standing


async def dataset(
    house: House, name: str = "people", schema: dict[str, Any] = PEOPLE, owner: str | None = None
) -> str:
    """A new one; its id."""
    answer = await house.http.post("/v1/datasets", json={"name": name, **schema}, headers=_as(owner))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def customers(house: House, name: str = "customers") -> str:
    return await dataset(house, name, SCHEMA)


async def send(
    house: House,
    content: bytes | str,
    into: str,
    file: str = "rows.csv",
    owner: str | None = None,
    **more: Any,
) -> str:
    """Start an import; its job id."""
    body = content.encode() if isinstance(content, str) else content
    fields = {name: json.dumps(one) if isinstance(one, dict) else str(one) for name, one in more.items()}
    answer = await house.http.post(
        IMPORT, files={"file": (file, body)}, data={"dataset": into, **fields}, headers=_as(owner)
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["jobId"])


async def imported(house: House, content: bytes | str, into: str, **more: Any) -> dict[str, Any]:
    """Import to the end; how the job stands then."""
    job_id = await send(house, content, into, **more)
    await house.ended(job_id)
    return await standing(house, job_id)


async def fetch(house: House, of: str, **more: Any) -> str:
    """Start an export; its job id."""
    answer = await house.http.post(EXPORT, json={"dataset": of, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["jobId"])


async def exported(house: House, of: str, format_: str = "jsonl", **more: Any) -> bytes:
    """Export to the end; the file."""
    job_id = await fetch(house, of, format=format_, **more)
    await house.ended(job_id)
    job = await standing(house, job_id)
    assert job["status"] == "COMPLETED", job
    return (await house.http.get(job["fileUrl"])).content


async def standing(house: House, job_id: str) -> dict[str, Any]:
    answer = await house.http.get(f"{JOBS}/{job_id}/status")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def rows(house: House, of: str, **query: Any) -> list[dict[str, Any]]:
    """All of a dataset's rows, page by page."""
    found: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        page = {"limit": 200, **({"cursor": cursor} if cursor else {}), **query}
        answer = await house.http.get(f"/v1/datasets/{of}/rows", params=page)
        assert answer.status_code == 200, answer.text
        found += answer.json()["data"]
        if (cursor := answer.json()["nextCursor"]) is None:
            return found


async def errors(house: House, job_id: str) -> list[dict[str, Any]]:
    """All that were reported."""
    answer = await house.http.get(f"{JOBS}/{job_id}/errors.jsonl")
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def table(*lines: Iterable[Any]) -> str:
    """A CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue()


def parsed(content: bytes, format_: str) -> list[dict[str, Any]]:
    """The rows of an export, each value as its format has it."""
    match format_:
        case "jsonl":
            return [json.loads(line) for line in content.splitlines()]
        case "json":
            found: list[dict[str, Any]] = json.loads(content)
            return found
        case "csv":
            return list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    header, *lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, header), line, strict=True)) for line in lines]


def _as(owner: str | None) -> dict[str, str]:
    return {"X-Callsheet-Owner": owner} if owner else {}
