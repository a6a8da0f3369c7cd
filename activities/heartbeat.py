"""A long activity breathes: its heartbeat carries its progress and brings back a cancel.

A new attempt goes on with the last attempt's details until it has its own: an empty heartbeat would wipe
them, and watchers would see the percent fall. For the same reason whatever ends it says how far it came.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from workflows.contracts.job import Progress

INTERVAL_S = 0.25


class Pulse:
    def __init__(self, details: tuple[Any, ...]) -> None:
        self.details = details

    def report(self, progress: Progress) -> None:
        """Goes out with the next beat; only the newest counts."""
        self.details = (progress,)

    def beat(self) -> None:
        activity.heartbeat(*self.details)


@asynccontextmanager
async def heartbeat() -> AsyncIterator[Pulse]:
    pulse = Pulse(tuple(activity.info().heartbeat_details))
    task = asyncio.create_task(_beat(pulse))
    try:
        yield pulse
    except asyncio.CancelledError:
        asked = activity.cancellation_details()
        if not pulse.details or asked is None or not asked.cancel_requested:
            raise  # the worker goes down: another attempt follows
        raise ApplicationError("Stopped", *pulse.details, type="stopped", non_retryable=True) from None
    except ApplicationError as error:
        raise ApplicationError(
            error.message,
            *pulse.details,
            type=error.type,
            non_retryable=error.non_retryable,
            next_retry_delay=error.next_retry_delay,
            category=error.category,
        ) from error
    finally:
        task.cancel()


async def _beat(pulse: Pulse) -> None:
    while True:
        pulse.beat()
        await asyncio.sleep(INTERVAL_S)
