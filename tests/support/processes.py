"""`callsheet up` as its users run it: a tree of real processes, on ports and in a folder of its own."""

import asyncio
import contextlib
import math
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent.parent
PHOTO = ROOT / "callsheet" / "demo" / "photo.jpg"
READY = "ready"
OURS = range(20_000, 32_000)
COMMANDS = {"worker": "-m worker", "api": "-m api.server", "temporal": "server start-dev"}


def free_ports(count: int) -> list[int]:
    """None that the kernel hands out by itself: whoever is killed finds its port free when it comes back."""
    ports: list[int] = []
    while len(ports) < count:
        port = random.choice(OURS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            ports += [port] if port not in ports else []
    return ports


@dataclass
class Up:
    process: asyncio.subprocess.Process
    http: httpx.AsyncClient
    data: Path
    ports: list[int]

    async def enhance(self, *tiers: str, **more: str) -> list[str]:
        """Start tiers of the demo photo; their job ids."""
        answer = await self.http.post("/api/images", files={"file": ("photo.jpg", PHOTO.read_bytes())})
        body = {"imageId": answer.json()["imageId"], "tiers": [f"TIER_{tier.upper()}" for tier in tiers]}
        answer = await self.http.post("/api/images/parallel-enhance", json={**body, **more})
        return [job["jobId"] for job in answer.json()["jobs"]]

    def pid_of(self, name: str) -> int | None:
        """The process that `callsheet up` calls by that name; None while there is none."""
        found = [pid for pid, command in descendants(self.process.pid).items() if COMMANDS[name] in command]
        return found[0] if found else None

    def send(self, number: signal.Signals, *names: str) -> None:
        """The same signal to each, at once."""
        pids = [self.pid_of(name) for name in names]
        for pid in pids:
            assert pid, names
            os.kill(pid, number)

    async def kill(self, *names: str) -> None:
        """At once, as soon as each is there: one that died with another may be on its way back."""
        async with asyncio.timeout(30):
            while not all(map(self.pid_of, names)):
                await asyncio.sleep(0.02)
        self.send(signal.SIGKILL, *names)

    def replaced(self, before: dict[str, int | None]) -> Callable[[], bool]:
        """Whether each of the names has another process than before."""
        return lambda: all(self.pid_of(name) not in (None, pid) for name, pid in before.items())

    async def ready(self) -> None:
        """Wait until the API finds everything it needs."""
        told = ""
        try:
            async with asyncio.timeout(60):
                while (told := await self._readiness()) != READY:
                    await asyncio.sleep(0.02)
        except TimeoutError as late:
            raise AssertionError(f"not ready in a minute: {told}") from late

    async def _readiness(self) -> str:
        try:
            answer = await self.http.get("/readyz")
        except httpx.TransportError as error:
            return repr(error)
        return READY if answer.status_code == 200 else answer.text


async def until_gone(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        while True:
            os.kill(process, 0)
            await asyncio.sleep(0.01)


def cpu_s(process: int) -> float:
    """Endless where it is gone: on a busy machine it may have been given up before it came so far."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return math.inf
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def descendants(parent: int) -> dict[int, str]:
    found: dict[int, str] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            command = (path.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue  # it ended while we looked
        if int(fields[1]) == parent and fields[0] != "Z":
            pid = int(path.parent.name)
            found |= {pid: command} | descendants(pid)
    return found


async def start_up(data: Path, ports: list[int], *more: str) -> asyncio.subprocess.Process:
    port, temporal, ui = map(str, ports)
    command = [sys.executable, "-m", "callsheet.cli", "up", "--data", str(data), "--port", port]
    command += ["--temporal-port", temporal, "--ui-port", ui, *more]
    return await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, cwd=ROOT
    )


async def said(process: asyncio.subprocess.Process, word: str) -> str:
    """Its first line of output with that word."""
    assert process.stdout
    async with asyncio.timeout(60):
        async for line in process.stdout:
            if word in line.decode():
                return line.decode()
    assert process.stderr
    raise AssertionError((await process.stderr.read()).decode())


@asynccontextmanager
async def up(data: Path, *more: str, ports: list[int] | None = None) -> AsyncIterator[Up]:
    """Ready inside; stopped by SIGTERM after, with every process below it gone."""
    ports = ports or free_ports(3)
    process = await start_up(data, ports, *more)
    try:
        await said(process, "data")
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{ports[0]}", timeout=30) as http:
            yield Up(process, http, data, ports)
    finally:
        below = descendants(process.pid)
        if process.returncode is None:
            process.terminate()
        await process.communicate()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(5):  # what was killed as the last thing takes a moment to go
            while any(map(_lives, below)):
                await asyncio.sleep(0.02)
    left = list(filter(_lives, below))
    assert left == [], [below[pid] for pid in left]


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() and "Z" not in _state(pid)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"
