"""A house with jobs in every state, and what a fuzzer must know to ask about them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from temporalio.client import Client
from temporalio.exceptions import ApplicationError

from tests.support.fakes import StagedEnhancements
from tests.support.house import House, open_house
from tests.support.pictures import picture

Known = dict[str, Any]
TIERS = ("1k", "2k", "4k")
LIMITS: dict[str, Any] = {"initial_credits": 60, "open_jobs": 12}


@asynccontextmanager
async def furnished(temporal: Client, folder: Path) -> AsyncIterator[tuple[House, dict[str, Any]]]:
    """The house, and the ids of what is in it."""
    staged = StagedEnhancements()
    async with open_house(temporal, folder, **LIMITS) as house:  # one real result, with its bytes
        image = await house.upload(picture())
        (completed,) = await house.enhance(image, "1k", engine="fast")
        job = await house.ended(completed)
    async with open_house(temporal, folder, staged, **LIMITS) as house:
        staged.go.set()
        staged.fail = ApplicationError("Too strange", type="too-strange", non_retryable=True)
        failed = await house.enhance(image, *TIERS)
        await asyncio.gather(*map(house.ended, failed))
        staged.go, staged.fail = asyncio.Event(), None
        cancelled = await house.enhance(image, *TIERS)
        for job_id in cancelled:
            await house.http.post(f"/v1/jobs/{job_id}/cancel")
        await asyncio.gather(*map(house.ended, cancelled))
        running = await house.enhance(image, *TIERS)
        yield (
            house,
            {
                "image": image,
                "completed": completed,
                "failed": failed,
                "cancelled": cancelled,
                "running": running,
                "group": job["group"],
                "open_group": (await house.job(running[0]))["group"],
                "artifact": job["result"]["url"].rpartition("/")[2],
                "images": {
                    owner: await house.upload(picture(), headers={"X-Callsheet-Owner": owner})
                    for owner in ("ann", "ben", "cid", "dora", "eve")
                },
            },
        )


def known(name: str, ids: dict[str, Any]) -> list[Known]:
    """What to ask of an operation about things that are there: parts of requests, the rest is made up."""
    if name in ("api_parallel_enhance", "v1_start"):
        owner = "ann" if name == "v1_start" else "ben"
        start = {"imageId": ids["images"][owner], "tiers": ["TIER_1K"]}
        body = {"kind": "enhancement", "input": start} if name == "v1_start" else start
        return [{"body": body, **_as(owner)}]
    return [{**_as("local"), **part} for part in _table(ids).get(name, [{}])]


def _as(owner: str, **query: Any) -> Known:
    return {"headers": {"X-Callsheet-Owner": owner}, "query": {"owner": owner, **query}}


def _table(ids: dict[str, Any]) -> dict[str, list[Known]]:
    ended = _jobs(ids["completed"], ids["failed"][2], ids["cancelled"][2])
    every = [*ended, *_jobs(ids["running"][2])]
    groups = [{"path_parameters": {"group": ids[name]}} for name in ("group", "open_group")]
    image = [{"path_parameters": {"image_id": ids["image"]}}]
    return {
        "api_upload": [{"body": {"file": picture()}}],
        "api_image": image,
        "api_content": image,
        "v1_artifact": [{"path_parameters": {"artifact_id": ids["artifact"]}}],
        "api_batch_status": [{"body": {"jobIds": [ids["completed"], *ids["failed"], *ids["running"]]}}],
        "api_job": every,
        "v1_job": [{**one, **_as("local", wait=0.05)} for one in every],
        "v1_timeline": every,
        "v1_lineage": every,
        "api_stream": ended,
        "v1_events": ended,
        "v1_watch": [
            _as("local", mine=False, job=[ids["completed"], ids["cancelled"][2]]),
            _as("local", mine=False, group=ids["group"]),
        ],
        "v1_group": groups,
        "v1_cancel_group": groups,
        "api_cancel": _jobs(ids["running"][0], ids["completed"]),
        "v1_cancel": _jobs(ids["running"][1], ids["completed"]),
        "api_retry": _jobs(ids["failed"][0], ids["completed"]),
        "v1_retry": _jobs(ids["failed"][1], ids["completed"]),
        "api_delete": _jobs(ids["cancelled"][0], ids["running"][2]),
        "v1_delete": _jobs(ids["cancelled"][1], ids["running"][2]),
        "v1_grant": [{"body": {"owner": "local", "amount": 1}, "headers": {}, "query": {}}],
    }


def _jobs(*ids: str) -> list[Known]:
    return [{"path_parameters": {"job_id": job_id}} for job_id in ids]
