"""Documentaries as a user of the player asks for them."""

import asyncio
import json
from typing import Any

from tests.support.house import House
from tests.support.studio import Rehearsal

Told = dict[str, Any]
STAGES = {1: (10, 25), 2: (25, 40), 3: (40, 55), 4: (55, 65), 5: (65, 85), 6: (85, 100)}


async def start(house: House, topic: str = "Radiohead", **body: Any) -> str:
    """A short one, unless it is to be long: sound is encoded for real."""
    body = {"topic": topic, "ownerId": "ann", "narrationTargetSecs": 30, **body}
    answer = await house.http.post("/api/music-doc", json=body)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["ok"] is True
    return str(told["jobId"])


async def messages(house: House, job_id: str, **more: Any) -> list[Told]:
    """Every message of a stream until it ends; each SSE id as `_id`."""
    told: list[Told] = []
    async with house.http.stream("GET", f"/api/jobs/{job_id}/stream", timeout=60, **more) as stream:
        assert stream.status_code == 200, await stream.aread()
        event_id = None
        async for line in stream.aiter_lines():
            if line.startswith("id: "):
                event_id = line[4:]
            elif line.startswith("data: "):
                told.append({**json.loads(line[6:]), "_id": event_id})
                event_id = None
            else:
                assert not line.startswith("event:"), "only `onmessage` is listened to"
    return told


async def standing(house: House, job_id: str) -> Told:
    answer = await house.http.get(f"/api/jobs/{job_id}")
    assert answer.status_code == 200, answer.text
    told: Told = answer.json()["job"]
    return told


async def reach(rehearsal: Rehearsal, name: str) -> None:
    """Until that call is made."""
    async with asyncio.timeout(30):
        await rehearsal.reached[name].wait()
