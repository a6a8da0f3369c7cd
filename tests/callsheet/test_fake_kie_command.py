"""`callsheet fake-kie`, as a developer runs it."""

import asyncio
import json
import signal
import sys
from pathlib import Path

import httpx

from tests.support.kie import SPEED

COMMAND = str(Path(sys.executable).with_name("callsheet"))


async def test_what_happened_outlives_a_kill(tmp_path: Path) -> None:
    """It says what to set, works like the real one, and its log is whole after `kill -9`."""
    log = tmp_path / "truth.jsonl"
    options = ("--port", "0", "--key", "k", "--speed", str(SPEED), "--log", str(log))
    process = await asyncio.create_subprocess_exec(
        COMMAND, "fake-kie", *options, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    told = [(await process.stdout.readline()).decode().strip().partition("=") for _ in range(3)]
    env = {name: value for name, _, value in told}
    assert env["CALLSHEET_KIE_API_KEY"] == "k"
    headers = {"Authorization": "Bearer k"}
    async with httpx.AsyncClient(base_url=env["CALLSHEET_KIE_BASE_URL"], headers=headers) as http:
        body = {"model": "google/imagen4", "input": {"prompt": "A fox"}}
        task_id = (await http.post("/api/v1/jobs/createTask", json=body)).json()["data"]["taskId"]
    process.send_signal(signal.SIGKILL)
    await process.wait()
    line = json.loads(log.read_text().splitlines()[0])
    assert (line["event"], line["taskId"], line["credits"]) == ("accepted", task_id, 8)


async def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    """And the way out."""
    async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0) as other:
        port = str(other.sockets[0].getsockname()[1])
        process = await asyncio.create_subprocess_exec(
            COMMAND, "fake-kie", "--port", port, stderr=asyncio.subprocess.PIPE
        )
        said = (await process.communicate())[1].decode()
    assert process.returncode == 1
    assert f"Cannot listen on port {port}" in said
    assert "--port" in said
