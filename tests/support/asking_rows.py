"""Datasets, imports and exports in every state, and what a fuzzer must know to ask about them."""

import asyncio
from typing import Any

from storage.database import Database
from tests.support.house import House
from tests.support.transfers import JOBS, PausedLoads, dataset, fetch, imported, send, table

Known = dict[str, Any]
MANY = 1_000
"""Rows behind which an import of this house stops and is at work for good."""
PEOPLE = table(["id", "name", "age"], [1, "Ann", 30], [2, "Ben", "old"], [3, "Cid", None])
OWNER = "fay"


def stopping(database: Database) -> PausedLoads:
    return PausedLoads(database, MANY)


async def transfers(house: House) -> dict[str, str]:
    """An import that left a row out, two that failed, one at work and two that wait for it, one that was
    cancelled; an export, and one of nothing; a file; a dataset that nobody needs."""
    into, busy, spare = [await dataset(house, name) for name in ("people", "busy", "spare")]
    theirs = await dataset(house, owner=OWNER)
    imports = [await imported(house, PEOPLE, into, maxBadShare=most) for most in (1, 0.1, 0.1)]
    ended, failed, again = [str(job["jobId"]) for job in imports]
    running = await send(house, table(["id"], *([number] for number in range(MANY))), busy)
    await house.until(running, lambda job: job["stage"] == "load")
    cancelled, waiting, stopped = [await send(house, PEOPLE, busy, mode="replace") for _ in range(3)]
    await house.until(cancelled, lambda job: bool(job["waitingFor"]))
    await house.http.post(f"{JOBS}/{cancelled}/cancel")
    exports = [await fetch(house, of, format=format_) for of, format_ in ((into, "csv"), (spare, "json"))]
    await asyncio.gather(*map(house.ended, (cancelled, *exports)))
    told = {"dataset": into, "busy": busy, "spare": spare, "theirs": theirs, "file": await _file(house)}
    told |= {"ended": ended, "failed": failed, "again": again, "running": running, "cancelled": cancelled}
    return {**told, "waiting": waiting, "stopped": stopped, "export": exports[0], "nothing": exports[1]}


async def _file(house: House) -> str:
    files = {"file": ("people.csv", PEOPLE)}
    answer = await house.http.post("/v1/datasets/infer", files=files, headers={"X-Callsheet-Owner": OWNER})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["fileId"])


def over(ids: dict[str, str]) -> list[str]:
    """Jobs that have ended, in every way."""
    return [ids[name] for name in ("ended", "failed", "cancelled", "export", "nothing")]


def at_work(ids: dict[str, str]) -> list[str]:
    return [ids["running"], ids["waiting"]]


def starts(ids: dict[str, str]) -> list[tuple[str, str, dict[str, Any]]]:
    """Owner, kind and input."""
    rows = {"fileId": ids["file"], "dataset": ids["theirs"], "mode": "upsert", "key": "id"}
    out = {"dataset": "people", "format": "jsonl", "order": ["-age"]}
    return [(OWNER, "import", rows), (OWNER, "export", out)]


def asked(ids: dict[str, str]) -> dict[str, list[Known]]:
    """By the name of an operation."""
    into, spare = ({"path_parameters": {"dataset": ids[name]}} for name in ("dataset", "spare"))
    imports = jobs(*(ids[name] for name in ("ended", "failed", "cancelled", "running", "waiting")))
    where = ["age:isnull:false", "name:contains:a"]
    pages: list[Known] = [{"limit": 1}, {"where": where, "columns": "age,name", "search": "n"}]
    form, known = {"file": PEOPLE.encode(), "dataset": ids["theirs"]}, {"fileId": ids["file"]}
    filters = {"ids": [1, 2], "where": [{"column": "age", "op": "in", "value": [30, 31]}]}
    export = {"dataset": "people", "format": "csv", "columns": ["name"], "filters": filters}
    mine = as_owner(OWNER)
    return {
        "api_import": [{"body": form, **mine}, {"body": {**known, "dataset": "people"}, **mine}],
        "api_export": [{"body": export, **mine}],
        "api_imports": [{}, as_owner("local", dataset=ids["dataset"], status="COMPLETED")],
        "api_exports": [{}, as_owner("local", dataModelId="people", limit=1)],
        "api_transfer_stream": [as_owner("local", jobId=job_id) for job_id in (*over(ids), "unknown")],
        "api_transfer_status": jobs(*over(ids), *at_work(ids)),
        "api_download": jobs(*over(ids), *at_work(ids)),
        "api_transfer_errors": [*imports, *({**one, **as_owner("local", limit=1)} for one in imports)],
        "api_transfer_errors_file": imports,
        "api_cancel_transfer": jobs(ids["stopped"], *over(ids)),
        "api_retry_transfer": jobs(ids["again"], ids["ended"], ids["running"]),
        "v1_infer": [{"body": form, **mine}, {"body": {**known, "dataset": "people"}, **mine}],
        "v1_dataset": [into, spare],
        "v1_dataset_rows": [into, spare, *({**into, **as_owner("local", **more)} for more in pages)],
        "v1_delete_dataset": [spare],
    }


def jobs(*ids: str) -> list[Known]:
    return [{"path_parameters": {"job_id": job_id}} for job_id in ids]


def as_owner(owner: str, **query: Any) -> Known:
    return {"headers": {"X-Callsheet-Owner": owner}, "query": {"owner": owner, **query}}
