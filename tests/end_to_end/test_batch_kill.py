"""kill -9 in the middle of a batch: the same end as without, and nothing counts twice."""

import json
from pathlib import Path

import pytest

from tests.support.batches import START, counts_add_up
from tests.support.limits import shelve_alike
from tests.support.pictures import picture
from tests.support.processes import up
from tests.support.vision_server import vision_server
from tests.support.watching import watching

NUMBER, LANES = 300, 4


async def test_a_batch_survives_its_worker_and_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worker gone at 40 %, Temporal at 70 %: every image once in the results, in frames that only grow; of
    the paid calls only those are made again that nobody can know the end of."""
    async with vision_server() as server:
        server.latency_s = 0.05
        monkeypatch.setenv("CALLSHEET_VISION_URL", server.url)
        monkeypatch.setenv("CALLSHEET_VISION_MODEL", "any")
        async with up(tmp_path / "data") as house:
            names = await shelve_alike(house.data, "local", NUMBER, picture(16, 16))
            body = {"imageIds": names, "concurrency": LANES}
            job_id = (await house.http.post(START, json=body)).json()["jobId"]
            kills, frames = [(40, "worker"), (70, "temporal")], []
            async with watching(house.http, f"/v1/jobs/{job_id}/events", timeout=60) as stream:
                async for frame in stream:
                    frames.append(frame.data)
                    if kills and frame.data["percent"] >= kills[0][0]:
                        await house.kill(kills.pop(0)[1])
            lines = (await house.http.get(f"/v1/jobs/{job_id}/results.jsonl")).text.splitlines()
    last = frames[-1]
    assert (last["status"], kills) == ("completed", [])
    assert counts_add_up(last)["succeeded"] == NUMBER
    done = [counts_add_up(frame)["processed"] for frame in frames if frame["counts"]]
    assert done == sorted(done)
    assert [json.loads(line)["itemId"] for line in lines] == names
    assert NUMBER <= len(server.arrivals) <= NUMBER + 2 * LANES
