"""Work in child processes: as many at once as asked for, killed by a cancel, dying at their own risk only."""

import math
import resource
import sys
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from anyio import BrokenResourceError, BrokenWorkerProcess, CapacityLimiter, fail_after, to_process

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


class ChildDied(Exception):
    """The process that did the work is gone: crashed, or killed for its memory."""


class Children:
    """`timeout_s` bounds the work itself; waiting for a free place does not count."""

    def __init__(self, at_once: int, timeout_s: float | None = None) -> None:
        self._places = CapacityLimiter(at_once)
        self._timeout_s = timeout_s

    async def run(self, work: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Call a module-level function over there; a cancel kills the child.

        Raises `ChildDied`, and `TimeoutError` where there is a limit.
        """
        async with self._places:
            with fail_after(self._timeout_s):
                return await self._ask(work, *arguments)

    async def _ask(self, work: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        for _ in range(int(self._places.total_tokens) + 1):
            try:
                return await to_process.run_sync(
                    work, *arguments, cancellable=True, limiter=CapacityLimiter(math.inf)
                )
            except BrokenWorkerProcess as broken:
                if not isinstance(broken.__cause__, BrokenResourceError):
                    raise ChildDied("the process doing the work died") from broken
                # Died while idle and never saw this call: the pool drops it, ask the next.
        raise ChildDied("no process for the work stays alive")


def limit_memory(most: int) -> None:
    """To be called over there: beyond so many bytes an allocation fails, and the machine lives."""
    if sys.platform == "linux":  # elsewhere the limit is refused or means nothing
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
