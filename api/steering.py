"""Cancel, delete and look again: the verbs that are the same for jobs of every kind."""

import asyncio

from api.deps import Rooms
from api.errors import Problem
from settling import cancelled_before_start
from sight import NotStarted, TemporalAway
from storage.catalog import AnotherRun
from workflows.contracts.job import Job, Status

CANCEL_WAIT_S = 1.5


async def cancel(rooms: Rooms, job: Job) -> Job:
    """Ask for the end of a job, as `temporal workflow cancel` does; asking again changes nothing."""
    if job.state.status is Status.CANCELLED:
        return job
    check_open_or_cancelled(job)
    await rooms.reader.note()  # its last word is not to fall below what was seen
    try:
        await rooms.gateway.cancel(job.id)
    except NotStarted:
        await _cancel_unstarted(rooms, job)
    except TemporalAway as away:
        if not await _closed_unbegun(rooms, job):
            raise away from None
    job = await rooms.reader.read(job.id)
    check_open_or_cancelled(job)  # it may have ended otherwise meanwhile
    return job


def check_open_or_cancelled(job: Job) -> None:
    if job.state.status in (Status.COMPLETED, Status.FAILED):
        detail = f"Cannot cancel job with status: {job.state.status.value.upper()}"
        raise Problem(409, "job-terminal", detail)


async def _cancel_unstarted(rooms: Rooms, job: Job) -> None:
    """End the row first: a workflow that begins now finds it ended, one that just began is cancelled.

    One that has just been closed is "not there" for a cancel as well; then its end is the job's.
    """
    if (await rooms.reader.read(job.id)).state.status.ended:
        return
    await _closed_unbegun(rooms, job)
    try:
        await rooms.gateway.cancel(job.id)
    except (NotStarted, TemporalAway):
        return


async def _closed_unbegun(rooms: Rooms, job: Job) -> bool:
    """Whether the job has ended without anybody having begun it; nobody will then."""
    try:
        await rooms.catalog.close(cancelled_before_start(job))
    except AnotherRun:
        return False
    return True


async def until_cancelled(rooms: Rooms, job: Job) -> Job:
    """Wait a moment for the end, so that the answer can tell of it."""
    try:
        async with asyncio.timeout(CANCEL_WAIT_S):
            async for seen in rooms.feed.follow(await rooms.catalog.find(job.id)):
                job = seen.job
    except TimeoutError:
        return job
    return job


async def delete(rooms: Rooms, job: Job) -> None:
    """Remove an ended job with its artifacts."""
    if not job.state.status.ended:
        raise Problem(409, "job-open", f"Cannot delete job with status: {job.state.status.value}")
    await rooms.expiry.remove(job.id)
