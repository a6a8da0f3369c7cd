"""Whom `callsheet chaos` kills: what the roll of a running `callsheet up` names, and nobody else."""

import asyncio
import itertools
import os
import subprocess
import sys
from pathlib import Path

from callsheet import pids
from callsheet.chaos.caller import Caller
from callsheet.chaos.killer import Killer
from callsheet.chaos.plan import Strike
from callsheet.chaos.witness import Evidence
from tests.callsheet.test_cli import command
from tests.support.processes import descendants, up

STRIKE = Strike(0, ("worker",), 0, 0)


async def strike_once(data: Path, url: str) -> tuple[Evidence, list[str]]:
    evidence, said, stop = Evidence(), [], asyncio.Event()

    def heard(line: str) -> None:
        said.append(line)
        stop.set()

    async with Caller(url, evidence, asyncio.get_running_loop().time) as caller:
        await Killer(data, caller, heard).strike(itertools.repeat(STRIKE), stop)
    return evidence, said


async def test_a_killed_worker_is_timed_until_its_successor_is_ready(tmp_path: Path) -> None:
    """The roll names the one that was killed, then the new one; it is gone with its `callsheet up`."""
    async with up(tmp_path) as tree:
        before = pids.read(tmp_path)
        assert before
        assert before.url == str(tree.http.base_url)
        assert set(before.processes) == {"temporal", "worker 1", "api"}
        assert {pid for pid, _ in before.processes.values()} <= set(descendants(tree.process.pid))
        evidence, said = await strike_once(tmp_path, before.url)
        after = pids.read(tmp_path)
    assert after
    (kill,) = evidence.kills
    assert kill.names == ("worker 1",)
    assert kill.recovered
    assert kill.recovered > kill.at
    assert "ready again" in said[0]
    assert after.processes["worker 1"] != before.processes["worker 1"]
    assert {**after.processes, "worker 1": None} == {**before.processes, "worker 1": None}
    assert pids.read(tmp_path) is None


def test_a_number_that_passed_to_somebody_else_is_spared(tmp_path: Path) -> None:
    """A birth that is not the roll's: another process, and none of ours."""
    assert pids.birth_of(os.getpid()) == pids.birth_of(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        assert pids.birth_of(other.pid) not in (None, "1")
        assert not Killer.take(other.pid, "1")
        assert other.poll() is None
        assert Killer.take(other.pid, str(pids.birth_of(other.pid)))
        assert other.wait() == -9
    assert not Killer.take(other.pid, "1")


async def test_without_a_running_up_there_is_one_clear_line(tmp_path: Path, server: object) -> None:
    """What is missing, and what would help."""
    address = server.url  # type: ignore[attr-defined]
    result = await command(address, "chaos", "--data", tmp_path)
    assert result.exit_code == 1
    assert "--own" in result.stderr
    assert result.stderr.count("\n") == 1
    pids.write(tmp_path, pids.Roll("http://127.0.0.1:1", "127.0.0.1:2", {}))
    result = await command(address, "chaos", "--data", tmp_path)
    assert "must agree" in result.stderr
