"""Child processes of one's own: they yield to all other work, and keep what they have loaded to themselves.

`Children` share one pool. Whoever loads much, or stands behind everybody else for good, has a crew.
"""

import math
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from multiprocessing.connection import Connection, Pipe
from typing import Any, TypeVar, TypeVarTuple

from anyio import CapacityLimiter, fail_after, to_thread

from children import ChildDied, limit_memory

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

IDLE_S = 300.0
"""A child without work for so long goes home, with all the memory it has."""
WENT_HOME = 75
GRACE_S = 5
"""A child whose parent was killed gives up its work this much after the limit."""


class Crew:
    """At most `at_once` children, `nice` steps behind other processes, each within `most_memory` bytes.

    `timeout_s` bounds the work itself; waiting for a free place does not count.
    """

    def __init__(
        self, at_once: int, timeout_s: float, *, nice: int, most_memory: int, idle_s: float = IDLE_S
    ) -> None:
        self._places = CapacityLimiter(at_once)
        self._idle: list[_Child] = []
        self._timeout_s = timeout_s
        self._life = (nice, most_memory, math.ceil(timeout_s) + GRACE_S, idle_s)

    async def run(self, work: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Call a module-level function over there; a cancel kills the child.

        Raises what the function raised, `ChildDied`, and `TimeoutError`.
        """
        async with self._places:
            with fail_after(self._timeout_s):
                answer, error = await self._ask(work, arguments)
        if error is not None:
            raise error
        result: Result = answer
        return result

    @asynccontextmanager
    async def hired(self) -> AsyncIterator["Hired"]:
        """A child of one's own for as long as it is needed: what it holds, it holds for the next question.

        Afterwards it is one of the crew again, unless anything went wrong.
        """
        async with self._places:
            child = self._awake() or _Child(*self._life)
            try:
                yield Hired(child, self._timeout_s)
            except BaseException:
                child.process.kill()
                raise
            self._idle.append(child)

    async def _ask(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        while True:
            child = self._awake() or _Child(*self._life)
            try:
                outcome = await _asked(child, work, arguments)
            except BaseException:
                child.process.kill()  # the thread that waits for it sees the end of the line and ends too
                raise
            if outcome is not None:
                self._idle.append(child)
                return outcome

    def _awake(self) -> "_Child | None":
        while self._idle:
            if (child := self._idle.pop()).process.poll() is None:
                return child
        return None


class Hired:
    """Asked one question after the other; each may take as long as one of the crew's."""

    def __init__(self, child: "_Child", timeout_s: float) -> None:
        self._child, self._timeout_s = child, timeout_s

    async def run(self, work: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """As the crew's; after a cancel it is gone, and where it took too long, as `ChildDied` says."""
        try:
            with fail_after(self._timeout_s):
                outcome = await _asked(self._child, work, arguments)
        except TimeoutError:
            self._child.process.kill()
            raise ChildDied(f"it took longer than {self._timeout_s:g} seconds") from None
        except BaseException:
            self._child.process.kill()
            raise
        if outcome is None:
            raise ChildDied("it had been idle for too long")
        answer, error = outcome
        if error is not None:
            raise error
        result: Result = answer
        return result


async def _asked(child: "_Child", work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """In a thread of its own, however many others wait."""
    limiter = CapacityLimiter(math.inf)
    return await to_thread.run_sync(child.ask, work, arguments, abandon_on_cancel=True, limiter=limiter)


class _Child:
    def __init__(self, nice: int, most_memory: int, patience_s: int, idle_s: float) -> None:
        self._line, theirs = Pipe()
        life = (theirs.fileno(), nice, most_memory, patience_s, idle_s)
        command = f"import sys; sys.path[:] = {sys.path!r}; from crew import serve; serve{life!r}"
        self.process = subprocess.Popen([sys.executable, "-c", command], pass_fds=[theirs.fileno()])  # noqa: S603
        theirs.close()
        weakref.finalize(self, _end, self.process)

    def ask(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """The answer and None, or None and the error; nothing where it went home before it heard of this."""
        try:
            self._line.send((work, arguments))
            return self._line.recv()
        except (EOFError, OSError) as gone:
            if self.process.wait() == WENT_HOME:
                return None
            raise ChildDied("the process doing the work died") from gone


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()


def serve(line: int, nice: int, most_memory: int, patience_s: int, idle_s: float) -> None:
    """A child's whole life; it ends when its parent hangs up, or a little after it should have."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the parent
    os.nice(nice)
    limit_memory(most_memory)
    parent: Connection[Any, Any] = Connection(line)
    with suppress(EOFError, ConnectionError):
        while parent.poll(idle_s):
            work, arguments = parent.recv()
            signal.alarm(patience_s)
            parent.send(_outcome(work, arguments))
            signal.alarm(0)
    sys.exit(WENT_HOME)


def _outcome(work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, Exception | None]:
    try:
        return work(*arguments), None
    except Exception as error:  # noqa: BLE001 whatever it is, it belongs to the caller
        return None, error
