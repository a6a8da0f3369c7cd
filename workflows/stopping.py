"""A cancelled activity gets a moment to say how far it came; whoever is silent is left behind.

Waiting without end would make a cancel wait for a dead worker's heartbeat timeout or a retry's backoff.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError, CancelledError

from workflows.policies import WorkPolicy

Work = TypeVar("Work")
Result = TypeVar("Result")
MOMENT = timedelta(milliseconds=700)


async def gently(activity: "workflow.ActivityHandle[Result]") -> Result:
    """The activity's result. A cancel of the workflow becomes a `CancelledError` with its last progress."""
    try:
        return await asyncio.shield(activity)
    except asyncio.CancelledError:
        activity.cancel()
    try:
        await workflow.wait_condition(activity.done, timeout=MOMENT)
    except TimeoutError:
        raise CancelledError from None
    raise CancelledError("Cancelled", *_said_at_the_end(activity))


async def to_its_end(activity: "workflow.ActivityHandle[Result]") -> Result:
    """The activity's result; a cancel that arrives now is too late."""
    while not activity.done():
        try:
            await asyncio.shield(activity)
        except asyncio.CancelledError:
            if activity.cancelled():
                raise
    return activity.result()


async def ask(
    method: Callable[[Any, Work], Awaitable[Result]], work: Work, summary: str, policy: WorkPolicy
) -> Result:
    """One activity; a cancel waits a moment for it."""
    return await gently(workflow.start_activity_method(method, work, summary=summary[:200], **policy))


async def within(work: Coroutine[Any, Any, None], deadline_s: float) -> None:
    """The work's end; past the deadline it is cancelled and fails with `deadline-exceeded`."""
    telling = asyncio.create_task(work)
    try:
        await workflow.wait_condition(telling.done, timeout=timedelta(seconds=deadline_s))
    except TimeoutError:
        telling.cancel()
        await workflow.wait_condition(telling.done)
        if not telling.cancelled():
            telling.exception()  # it is looked at, so nobody is told that it was not
        said = f"It was not done within {timedelta(seconds=deadline_s)}; a retry goes on from there"
        raise ApplicationError(said, type="deadline-exceeded") from None
    except asyncio.CancelledError:
        telling.cancel()
    await telling


def _said_at_the_end(activity: "workflow.ActivityHandle[Any]") -> tuple[Any, ...]:
    failure = None if activity.cancelled() else activity.exception()
    cause = failure.cause if isinstance(failure, ActivityError) else None
    return tuple(cause.details) if isinstance(cause, ApplicationError) else ()
