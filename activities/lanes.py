"""What an activity may do at the same time and how often, as long as its lease on it holds."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from storage.permits import LEASE_S, Claim, Leased, Permits

RENEWED_EVERY_S = 1.0
NO_LANE_S = 1.0


class LimitReached(Exception):
    """Nothing may be done for `wait_s` seconds; `binding` even for who has just done something."""

    def __init__(self, message: str, wait_s: float, binding: bool = False) -> None:
        super().__init__(message)
        self.wait_s = wait_s
        self.binding = binding

    @classmethod
    def until(cls, at: datetime, why: str, binding: bool = False) -> "LimitReached":
        wait_s = max(0.05, (at - datetime.now(UTC)).total_seconds())
        return cls(f"{why} at {at:%H:%M:%S} UTC", wait_s, binding)


class Lanes:
    """`number` calls may be under way; each asks for its `permit` when it is about to begin."""

    def __init__(self, permits: Permits, claim: Claim, leased: Leased) -> None:
        self.number = leased.lanes
        self._permits, self._claim, self._metered = permits, claim, leased.metered
        self._sure_until = time.monotonic() + LEASE_S
        self._asking = asyncio.Lock()
        self._waiting = 0
        self._ready: list[int] = []
        self._out: set[int] = set()

    @property
    def held(self) -> bool:
        """Whether nobody else can have taken the lanes."""
        return time.monotonic() < self._sure_until

    async def permit(self) -> int | None:
        """For one call, to be made at once; several that ask together are one transaction.

        None where calls are not counted. Raises `LimitReached`.
        """
        if not self._metered:
            return None
        self._waiting += 1
        try:
            async with self._asking:
                if not self._ready:
                    taken = await self._permits.take(self._claim, self._waiting)
                    self._ready = taken.ids
                    if not taken.ids:
                        raise _reached(taken.wait_s)
                permit = self._ready.pop()
                self._out.add(permit)
                return permit
        finally:
            self._waiting -= 1

    def told(self, permit: int | None) -> None:
        """The end of the permit's call is being written."""
        self._out.discard(permit or 0)

    def leave(self) -> None:
        """One lane less is needed; the last one ends with the lease."""
        self.number = max(1, self.number - 1)

    async def keep(self) -> None:
        """Until cancelled: renew the lease, on the lanes that are still needed."""
        while True:
            await asyncio.sleep(RENEWED_EVERY_S)
            asked = time.monotonic()
            if await self._permits.renew(self._claim.holder, self.number):
                self._sure_until = asked + LEASE_S

    async def give_back(self) -> None:
        await self._permits.give_back(self._ready, self._out)
        await self._permits.release(self._claim.holder)


@asynccontextmanager
async def leased(permits: Permits, claim: Claim, want: int) -> AsyncIterator[Lanes]:
    """At most `want` lanes. Raises `LimitReached` where the owner's other work has all of them."""
    lease = await permits.lease(claim, want)
    if not lease.lanes:
        raise LimitReached("The owner's other work is using all that may run at the same time", NO_LANE_S)
    lanes = Lanes(permits, claim, lease)
    keeping = asyncio.create_task(lanes.keep())
    try:
        yield lanes
    finally:
        keeping.cancel()
        await asyncio.shield(lanes.give_back())


def _reached(wait_s: float) -> LimitReached:
    at = datetime.now(UTC) + timedelta(seconds=wait_s)
    return LimitReached.until(at, "The owner's calls per minute are used up; it goes on")
