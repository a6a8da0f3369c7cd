"""The canary: a caller's access token is in nothing that is left behind, shown or sent."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.processes import Up, up
from tests.support.spotify_server import spotify_server

CANARY = "CANARY-6f1d2c-do-not-tell"


async def test_a_token_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Used for Spotify's calls; then in no file of Temporal's or ours, no answer, frame or log."""
    async with spotify_server() as server:
        monkeypatch.setenv("CALLSHEET_CATALOGUE", "spotify")
        monkeypatch.setenv("CALLSHEET_SPOTIFY_URL", server.url)
        monkeypatch.setenv("CALLSHEET_SPOTIFY_ACCOUNTS_URL", server.accounts_url)
        async with up(tmp_path / "data") as house:
            body = {"topic": "Radiohead", "accessToken": CANARY, "narrate": False, "narrationTargetSecs": 30}
            done, heard = await followed(house, body)
            assert done["status"] == "completed", done
            assert {call.token for call in server.arrivals} == {CANARY}
            server.revoked.add(CANARY)
            failed, more = await followed(house, {**body, "topic": "Deftones"})
            assert failed["error"]["code"] == "token-expired", failed
            again = await house.http.post(f"/api/jobs/{failed['id']}/retry")
            assert (again.status_code, again.json()["errors"][0]["pointer"]) == (422, "/accessToken")
            fresh = f"{CANARY}-2"
            again = await house.http.post(f"/api/jobs/{failed['id']}/retry", json={"accessToken": fresh})
            retried = await ended(house, again.json()["jobId"])
            assert retried["status"] == "completed", retried
            answers = [again.text, *[await text(house, path.format(failed["id"])) for path in PATHS]]
            assert house.process.stderr
        said = (await house.process.stderr.read()).decode()
        assert house.process.stdout
        said += (await house.process.stdout.read()).decode()
    everything = [*heard, *more, *answers, said]
    assert not [one[:200] for one in everything if CANARY in one]
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) > 3
    assert not [file for file in files if CANARY.encode() in file.read_bytes()]


PATHS = [
    "/v1/jobs/{}",
    "/v1/jobs/{}/timeline",
    "/v1/jobs/{}/lineage",
    "/api/jobs/{}",
    "/api/jobs/{}/history",
    "/v1/jobs",
    "/api/playlists",
    "/api/users/local/jobs",
    "/api/jobs/stats",
]


async def followed(house: Up, body: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The job's end, and every byte that was heard of it."""
    answer = await house.http.post("/api/music-doc", json=body)
    job_id = answer.json()["jobId"]
    stream = await house.http.get(f"/api/jobs/{job_id}/stream", timeout=60)
    return await ended(house, job_id), [answer.text, stream.text, str(stream.headers)]


async def ended(house: Up, job_id: str) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while True:
            job: dict[str, Any] = json.loads(await text(house, f"/v1/jobs/{job_id}"))
            if job["status"] in ("completed", "failed"):
                return job
            await asyncio.sleep(0.05)


async def text(house: Up, path: str) -> str:
    answer: httpx.Response = await house.http.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text
