"""One child process that is kept alive: started, watched, started again, and stopped without a trace."""

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

STOP_PATIENCE_S = 8
SHORT_LIFE_S, PAUSE_S = 5, 0.5  # who dies soon again is started again a little later
PR_SET_PDEATHSIG = 1


class ChildFailed(Exception):
    """A process did not come up; the message has the end of its log."""


class Child:
    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str], log: Path) -> None:
        self.name = name
        self._command, self._env, self._log = command, env, log
        self._process: asyncio.subprocess.Process | None = None
        self._supervisor: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self.running else None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                env={**os.environ, **self._env},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C in the terminal is ours to pass on, in order
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )

    def supervise(self, say: Callable[[str], None], started: Callable[[], None]) -> None:
        """From now on a death is followed by a new start, and `started` is told of it."""
        self._supervisor = asyncio.create_task(self._keep_alive(say, started))

    async def stop(self) -> None:
        if self._supervisor:
            self._supervisor.cancel()
        if not self._process or not self.running:
            return
        self._process.terminate()
        try:
            async with asyncio.timeout(STOP_PATIENCE_S):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def failed(self) -> ChildFailed:
        end = self._log.read_text(errors="replace").strip().splitlines()[-5:]
        return ChildFailed("\n".join([f"{self.name} did not start:", *end, f"All of it is in {self._log}"]))

    def _last_line(self) -> str:
        return (self._log.read_text(errors="replace").strip().splitlines() or ["its log is empty"])[-1]

    async def _keep_alive(self, say: Callable[[str], None], started: Callable[[], None]) -> None:
        now = asyncio.get_running_loop().time
        while self._process:
            began = now()
            code = await self._process.wait()
            soon = now() - began < SHORT_LIFE_S
            why = f" ({self._last_line()})" if soon and code > 0 else ""
            say(f"{self.name} ended with code {code}{why}; starting it again")
            await asyncio.sleep(PAUSE_S if soon else 0)
            try:
                await self.start()
                started()
            except OSError as error:  # no memory, no place for the log: that may pass
                say(f"{self.name} cannot be started: {error.strerror}")


def _die_with_parent() -> None:
    """Even a kill -9 of the parent leaves no process behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
