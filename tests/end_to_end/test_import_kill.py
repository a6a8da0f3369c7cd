"""kill -9 in the middle of an import: every row is there, and none twice."""

import json
from pathlib import Path

from tests.support.processes import up
from tests.support.rows import BAD, SCHEMA, Customers
from tests.support.transfers import IMPORT, JOBS
from tests.support.watching import all_frames, watching

MANY = Customers.of(160_000, 500)


async def test_an_import_survives_its_worker_and_the_server(tmp_path: Path) -> None:
    """Worker gone at 30 %, Temporal at 70 %: percent never falls, the counts are exact, each bad row
    is reported once, and the file that comes out again has every good row once, in order."""
    file = MANY.write(tmp_path / "customers.csv")
    async with up(tmp_path / "data") as house:
        await house.http.post("/v1/datasets", json={"name": "customers", **SCHEMA})
        with file.open("rb") as content:
            answer = await house.http.post(IMPORT, files={"file": content}, data={"dataset": "customers"})
        job_id = answer.json()["jobId"]
        kills, frames = [(30, "worker"), (70, "temporal")], []
        async with watching(house.http, f"{JOBS}/ws?jobId={job_id}", timeout=60) as stream:
            async for frame in stream:
                frames.append(frame.data)
                if kills and frame.data.get("progress", 0) >= kills[0][0]:
                    await house.kill(kills.pop(0)[1])
        last = frames[-1]
        assert (last["status"], kills) == ("COMPLETED", [])
        percents = [frame["progress"] for frame in frames[1:]]
        assert percents == sorted(percents)
        assert (last["importedCount"], last["skippedCount"]) == (MANY.number - 500, 500)
        told = (await house.http.get(f"{JOBS}/{job_id}/errors.jsonl")).text.splitlines()
        found = [(one["row"], (one["column"], one["code"])) for one in map(json.loads, told)]
        assert found == [(row, BAD[kind]) for row, kind in sorted(MANY.bad.items())]
        start = {"dataset": "customers", "format": "jsonl"}
        export = (await house.http.post("/api/import-export/export", json=start)).json()["jobId"]
        result = (await all_frames(house.http, f"{JOBS}/ws?jobId={export}"))[-1].data["result"]
        rows = (await house.http.get(result["fileUrl"])).text.splitlines()
    assert len(rows) == result["rowCount"]
    assert all(json.loads(row) == good for row, good in zip(rows, MANY.good(), strict=True))
