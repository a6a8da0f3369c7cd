"""Generation tasks in a house, at the look-alike of their provider or drawn."""

import asyncio
from datetime import datetime
from typing import Any

import httpx
from sqlalchemy import update

from callsheet.fakekie.state import Kie
from storage.tables import artifacts
from tests.support.house import House

KEY = "key-of-the-tests"
SUNSET: dict[str, Any] = {
    "service": "KIE",
    "model": "IMAGEN4",
    "apiModel": "google/imagen4-fast",
    "input": {"prompt": "A beautiful sunset", "aspect_ratio": "16:9", "num_images": "4"},
}
IMAGEN: dict[str, Any] = {"model": "IMAGEN4", "input": {"prompt": "A beautiful sunset"}}
VEO: dict[str, Any] = {"model": "VEO3", "prompt": "A lighthouse in a storm", "modelVariant": "veo3_fast"}
MIDJOURNEY: dict[str, Any] = {"model": "MIDJOURNEY", "taskType": "mj_txt2img", "prompt": "An owl of brass"}
SORA: dict[str, Any] = {"model": "SORA2", "input": {"prompt": "A paper boat in a gutter"}}


def at(kie: Kie, **more: Any) -> dict[str, Any]:
    """Settings of a house whose provider is the look-alike, in a hurry."""
    return {
        "kie_api_key": KEY,
        "kie_base_url": kie.url,
        "kie_upload_base_url": kie.url,
        "kie_poll_s": 0.1,
        "kie_timeout_s": 2,
        **more,
    }


def imagen(prompt: str = "A beautiful sunset", number: int = 1) -> dict[str, Any]:
    return {**SUNSET, "input": {"prompt": prompt, "num_images": str(number)}}


async def create(house: House, params: dict[str, Any], prompt_id: str = "p1", **more: Any) -> dict[str, Any]:
    """The task as it was accepted."""
    body = {"promptId": prompt_id, "providerParams": params}
    answer = await house.http.post("/api/generation/tasks", json=body, **more)
    assert answer.status_code == 201, answer.text
    task: dict[str, Any] = answer.json()["data"]
    return task


async def task_of(house: House, task_id: str) -> dict[str, Any]:
    answer = await house.http.get(f"/api/generation/tasks/{task_id}")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def found(house: House, task_id: str, external_id: str) -> None:
    """Once the task is known as that one of its provider's; what people read of it changes too soon to be
    waited for."""
    while (await task_of(house, task_id))["externalTaskId"] != external_id:
        await asyncio.sleep(0.05)


async def ended(house: House, task_id: str) -> dict[str, Any]:
    """The task once it has ended."""
    await house.ended(task_id)
    return await task_of(house, task_id)


async def newest(http: httpx.AsyncClient, prompt_id: str) -> dict[str, Any]:
    """Of the tasks of that prompt, as the canonical face tells it."""
    asked = {"kind": "generation", "promptId": prompt_id, "limit": "1"}
    jobs: list[dict[str, Any]] = (await http.get("/v1/jobs", params=asked)).json()["data"]
    return jobs[0]


async def expire(house: House, kept: dict[str, Any], at: datetime) -> None:
    """As if the upload had been kept until then."""
    async with house.database.writing() as connection:
        ours = artifacts.c.id == kept["uploadId"]
        await connection.execute(update(artifacts).where(ours).values(expires_at=at))
