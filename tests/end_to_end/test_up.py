"""`callsheet up`, as a newcomer meets it."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.support.processes import descendants, free_ports, said, start_up, up
from tests.support.returning import PATHS, Returning, until


async def test_stopped_under_load_and_started_again_everything_goes_on(tmp_path: Path) -> None:
    """SIGTERM with three jobs, 20 streams and an upload under way: exit code 0; then every job ends once."""
    ports = free_ports(3)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{ports[0]}", timeout=60) as http:
        async with up(tmp_path, ports=ports) as first:
            jobs = [job_id for _ in range(3) for job_id in await first.enhance("1k")]
            watchers = [Returning(http, PATHS[n % 2].format(jobs[n % 3])) for n in range(20)]
            watching = [asyncio.create_task(watcher.watch()) for watcher in watchers]
            uploading = asyncio.create_task(endless_upload(http, sending := asyncio.Event()))
            await until(lambda: sending.is_set() and all(watcher.percent > 10 for watcher in watchers))
            first.process.terminate()
            async with asyncio.timeout(40):
                assert await first.process.wait() == 0
            with pytest.raises(httpx.TransportError):
                await uploading
        async with up(tmp_path, ports=ports):
            await asyncio.gather(*watching)  # percent goes on from where it was, as their check says
            for job_id in jobs:
                job = (await http.get(f"/v1/jobs/{job_id}")).json()
                assert (job["status"], job["credits"]) == ("completed", {"charged": 2, "refunded": 0})
                assert len((await http.get(job["result"]["url"])).content) == job["result"]["bytes"]
                timeline = (await http.get(f"/v1/jobs/{job_id}/timeline")).json()["data"]
                for watcher in watchers:
                    if job_id in watcher.path:
                        watcher.check(timeline)
            assert (await http.get("/v1/credits")).json()["balance"] == 1000 - 3 * 2


async def endless_upload(http: httpx.AsyncClient, sending: asyncio.Event) -> None:
    async def content() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n' + bytes(10_000)
        while True:
            yield bytes(1000)
            sending.set()
            await asyncio.sleep(0.05)

    await http.post(
        "/api/images", content=content(), headers={"Content-Type": "multipart/form-data; boundary=b"}
    )


async def test_whoever_dies_is_started_again_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    """kill -9 of one, of the same again, of all at once: said and mended; SIGINT then ends the whole tree."""
    async with up(tmp_path) as tree:
        for names in (("worker",), ("worker",), ("api",), ("api", "temporal", "worker")):
            before = {name: tree.pid_of(name) for name in names}
            await tree.kill(*names)
            lines = [await said(tree.process, "starting it again") for _ in names]
            assert sorted(line.split()[0] for line in lines) == sorted(names)
            async with asyncio.timeout(10):
                await until(tree.replaced(before))
        await tree.ready()
        tree.process.send_signal(signal.SIGINT)
        assert await tree.process.wait() == 0


async def test_even_a_killed_parent_leaves_no_process(tmp_path: Path) -> None:
    """kill -9 of `callsheet up` itself takes its children with it."""
    process = await start_up(tmp_path, free_ports(3))
    await said(process, "data")
    below = descendants(process.pid)
    process.kill()
    await process.communicate()
    async with asyncio.timeout(15):
        while [pid for pid in below if Path(f"/proc/{pid}/exe").exists() and _alive(pid)]:
            await asyncio.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def failure(data: Path, ports: list[int], *more: str) -> str:
    process = await start_up(data, ports, *more)
    _, stderr = await process.communicate()
    assert process.returncode == 1
    return stderr.decode()


async def test_what_is_in_the_way_is_said_in_one_line(tmp_path: Path) -> None:
    """A taken port, a folder that cannot be written, no server at that address."""
    ports = free_ports(3)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", ports[0]))
        taken.listen()
        line = await failure(tmp_path, ports)
    assert line == f"callsheet: Port {ports[0]} is taken; choose another with --port.\n"
    (tmp_path / "file").write_text("")
    line = await failure(tmp_path / "file" / "data", ports)
    assert "--data" in line
    assert line.count("\n") == 1
    line = await failure(tmp_path, ports, "--temporal", f"127.0.0.1:{ports[1]}")
    assert line == f"callsheet: No Temporal server answers at 127.0.0.1:{ports[1]}.\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_without_permission_is_said_in_one_line(tmp_path: Path) -> None:
    """The same for a folder that belongs to somebody else."""
    tmp_path.chmod(0o500)
    assert "--data" in await failure(tmp_path / "data", free_ports(3))


async def test_two_on_one_folder_are_refused(tmp_path: Path) -> None:
    """The second says who is in the way."""
    async with up(tmp_path):
        line = await failure(tmp_path, free_ports(3))
    assert "Another callsheet is running" in line
