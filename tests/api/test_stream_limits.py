"""How many streams there may be, who is dropped, and that nothing stays of those that are gone."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import httpx
import pytest

from api.line import ROOM
from tests.api.test_stream_wire import FACES, generating
from tests.conftest import MakeHouse
from tests.support.house import House
from tests.support.processes import ROOT, free_ports
from tests.support.sockets import answer, asking, body
from tests.support.watching import watching


def descriptors() -> list[int]:
    return [int(path.name) for path in Path("/proc/self/fd").iterdir()]


def drain(link: socket.socket) -> None:
    while link.recv(65_536):
        pass


async def none_open(house: House) -> None:
    async with asyncio.timeout(20):
        while house.rooms.streams.open or house.rooms.feed._watchers:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("face", FACES)
async def test_the_cap_is_exact_for_all_who_come_at_once(make_house: MakeHouse, face: str) -> None:
    """Forty at once against a cap of seven: seven are let in, and as many again when those have left."""
    house, _, job_id = await generating(make_house, stream_cap=7)
    for _ in range(2):
        links = [await asking(house.url, face.format(job_id)) for _ in range(40)]
        heads = [await answer(link, until=b"\r\n\r\n") for link in links]
        assert sum(head.startswith(b"HTTP/1.1 200") for head in heads) == 7
        refused = [head.lower() for head in heads if head.startswith(b"HTTP/1.1 429")]
        assert len(refused) == 33
        assert all(b"retry-after: " in head and b"application/problem+json" in head for head in refused)
        other = await asking(house.url, face.format(job_id), headers={"X-Callsheet-Owner": "somebody"})
        assert (await answer(other, until=b"\r\n\r\n")).startswith(b"HTTP/1.1 404")  # not theirs, and not 429
        for link in (*links, other):
            link.close()
        await none_open(house)


@pytest.mark.parametrize("face", FACES)
async def test_who_leaves_at_any_moment_leaves_nothing_behind(make_house: MakeHouse, face: str) -> None:
    """Gone before the head, in the middle of it or after: no place is kept and no watcher stays."""
    house, _, job_id = await generating(make_house, stream_cap=500)
    for number in range(60):
        link = await asking(house.url, face.format(job_id))
        if number % 3 == 1:
            await asyncio.sleep(0)
        if number % 3 == 2:
            await answer(link, until=b"retry")
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset, no goodbye
        link.close()
    async with watching(house.http, face.format(job_id)) as frames:
        await anext(frames)  # the sixty were taken up before this one
    await none_open(house)


async def test_who_never_reads_is_dropped_and_costs_nobody_a_frame(make_house: MakeHouse) -> None:
    """A blocked socket is aborted, its descriptor gone; a healthy watcher of the same job gets everything."""
    house, staged, job_id = await generating(make_house, stream_send_timeout_s=0.5, stream_heartbeat_s=0.02)
    path = f"/v1/jobs/{job_id}/events"
    async with watching(house.http, path) as frames:
        first = await anext(frames)
        asleep = [await asking(house.url, path, room=1024) for _ in range(10)]
        async with asyncio.timeout(60):
            while house.rooms.streams.open < 11:
                await asyncio.sleep(0.01)
            while house.rooms.streams.open > 1:  # details and heartbeats fill what room there is
                staged.done = (staged.done + 1) % 10
                await asyncio.sleep(0.01)
        staged.go.set()
        rest = [frame async for frame in frames]
    held = [_peer(number) for number in descriptors()]
    for link in asleep:
        assert link.getsockname() not in held
        link.setblocking(True)
        with pytest.raises(ConnectionResetError):
            drain(link)
        link.close()
    await none_open(house)
    ids = [int(str(frame.id).rpartition("-")[2]) for frame in (first, *rest) if frame.id]
    assert ids == list(range(ids[0], ids[0] + len(ids)))
    assert rest[-1].event == "completed"


async def test_a_stream_has_little_room_and_a_download_all_of_it(make_house: MakeHouse) -> None:
    """Only a stream's socket gets a small send buffer and a limit for peers that answer nothing."""
    house, _, job_id = await generating(make_house)
    server_side: list[socket.socket] = []
    for path in (f"/v1/jobs/{job_id}/events", f"/v1/jobs/{job_id}"):
        link = await asking(house.url, path)
        await answer(link, until=b"data: " if path.endswith("events") else b"}}")
        (number,) = [fd for fd in descriptors() if _peer(fd) == link.getsockname()]
        server_side.append(socket.socket(fileno=os.dup(number)))
        server_side.append(link)
    stream, _, download, _ = server_side
    assert stream.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 4 * ROOM
    assert download.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) > 4 * ROOM
    assert 0 < stream.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) <= 25_000
    assert download.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 0
    for link in server_side:
        link.close()


def _peer(number: int) -> object:
    try:
        with socket.socket(fileno=os.dup(number)) as link:
            return link.getpeername()
    except OSError:
        return None


@pytest.mark.parametrize("server", ["api.server", "uvicorn"])
async def test_a_process_that_ends_says_when_to_come_back(make_house: MakeHouse, server: str) -> None:
    """SIGTERM: every stream ends with a hint and without a last word, and the process exits."""
    house, _, job_id = await generating(make_house)
    (port,) = free_ports(1)
    command = [sys.executable, "-m", server, "--port", str(port)]
    if server == "uvicorn":
        command += ["--factory", "api.app:create_app"]
    env = {
        **os.environ,
        "CALLSHEET_DATA": str(house.settings.data),
        "CALLSHEET_TEMPORAL_ADDRESS": house.settings.temporal_address,
    }
    process = await asyncio.create_subprocess_exec(
        *command, env=env, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    url = f"http://127.0.0.1:{port}"
    try:
        await _answers(url)
        links = [
            await asking(url, face.format(job_id)) for face in (*FACES, "/v1/events?mine=1") for _ in "12"
        ]
        begun = [await answer(link, until=b"data: ") for link in links]
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            for head, link in zip(begun, links, strict=True):
                told = body(head + await answer(link))
                assert told.rpartition("\n\n")[0].rpartition("\n\n")[2].startswith("retry: ")
                assert "event: end" not in told
                link.close()
            assert process.stderr
            said = (await process.stderr.read()).decode()
            await process.wait()
        assert "Traceback" not in said
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _answers(url: str) -> None:
    async with asyncio.timeout(30), httpx.AsyncClient(base_url=url) as http:
        while True:
            try:
                if (await http.get("/healthz")).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.02)
