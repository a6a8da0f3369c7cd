"""Batches of images that are there, and how to ask for them."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from storage.tables import images
from tests.support.house import House

START = "/api/batch/annotations/start"


async def shelve(house: House, contents: Sequence[str] | Mapping[str, bytes], owner: str = "local") -> None:
    """Put images into the library whose ids are those names, as if they had been uploaded long ago."""
    pairs = contents if isinstance(contents, Mapping) else {name: name.encode() for name in contents}
    rows = []
    for name, content in pairs.items():
        key = f"images/{name.encode().hex()}"
        await house.rooms.artifacts.put(key, content)
        facts = {"width": 1, "height": 1, "format": "png", "bytes": len(content), "sha256": None}
        rows.append(
            {"id": name, "owner": owner, "name": name, "key": key, "created_at": datetime.now(UTC), **facts}
        )
    async with house.database.writing() as connection:
        await connection.execute(insert(images), rows)


async def annotate(house: House, ids: Sequence[str], owner: str | None = None, **more: Any) -> str:
    """Start a batch; its job id."""
    headers = {"X-Callsheet-Owner": owner} if owner else {}
    answer = await house.http.post(START, json={"imageIds": list(ids), **more}, headers=headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["jobId"])


async def standing(house: House, job_id: str) -> dict[str, Any]:
    answer = await house.http.get(f"/api/batch/annotations/{job_id}/status")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def results(house: House, job_id: str, path: str = "/v1/jobs/{}/results.jsonl") -> list[dict[str, Any]]:
    """Every line of a download."""
    answer = await house.http.get(path.format(job_id))
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def counts_add_up(job: dict[str, Any]) -> dict[str, int]:
    """The counts of a job, once they have been checked."""
    counts: dict[str, int] = job["counts"]
    assert counts["processed"] == counts["succeeded"] + counts["failed"]
    assert counts["processed"] + counts["skipped"] <= counts["total"]
    return counts
