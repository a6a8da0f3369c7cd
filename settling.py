"""Where a row and Temporal disagree, Temporal is right, and here the row learns it.

A run that Temporal closed without a last word (terminated, timed out) gets one, with its refund. A run that
is not the row's means that an operator reset the job: the row belongs to the new run. Both the API's readers
and the housekeeping do this, whoever comes first; each step is one transaction that a second one leaves as
it is.
"""

from datetime import UTC, datetime
from typing import Any

from temporalio.client import WorkflowExecutionStatus

from sight import NotStarted, Sight, Sights
from storage.catalog import AnotherRun, Catalog
from workflows.contracts.job import Change, Closing, Job, JobError, JobState, Status

ENDS = {
    WorkflowExecutionStatus.TERMINATED: ("terminated", "An operator terminated the job in Temporal."),
    WorkflowExecutionStatus.TIMED_OUT: ("timed-out", "The job ran out of time in Temporal."),
}
LOST = "Temporal does not know the job any more."


class Settler:
    def __init__(self, catalog: Catalog, sights: Sights) -> None:
        self._catalog = catalog
        self._sights = sights

    async def follow(self, job: Job, sight: Sight) -> Job:
        """The row once it belongs to the run that was seen; `job` is what was known before the look."""
        if job.run_id is None or job.run_id == sight.run_id:
            return job
        await self._catalog.adopt(job.id, job.run_id, sight.run_id)
        return await self._catalog.find(job.id)

    async def settle(self, job: Job, sight: Sight, percent: int = 0) -> Job:
        """The ended row of a closed run; `percent` is how far it is known to have come.

        `job` is what was known before the look.
        """
        await self.follow(job, sight)
        row = await self._catalog.find(job.id)
        if row.state.status.ended:
            return row
        if sight.state.status.ended:  # the run has had its last word, only the row has not
            await self._close(job.id, sight.run_id, sight.state, sight.changes[:-1])
        else:
            state = last_word(sight, max(percent, sight.state.percent))
            await self._close(job.id, sight.run_id, state, sight.changes)
        return await self._catalog.find(job.id)

    async def settle_unstarted(self, job: Job) -> Job:
        """The row of a job whose workflow is not there: it has ended with its parent, or has not begun.

        `job` is what was known before the look: it may have begun since.
        """
        if parent := await self._closed_parent(job):
            return await self.settle(job, parent)
        return await self._catalog.find(job.id)

    async def is_lost(self, job: Job) -> bool:
        """Whether Temporal had the job, or its parent, and has neither now."""
        if await self._catalog.dispatched_at(job) is None:
            return False
        if job.run_id or job.retry_of or job.group is None:
            return True
        try:
            await self._sights.look(job.group)
        except NotStarted:
            return True
        return False

    async def give_up(self, job: Job) -> None:
        """A lost job fails, with its refund."""
        error = JobError(code="lost", message=LOST, retryable=True)
        state = ended(job.noted or JobState(), Status.FAILED, error=error)
        await self._close(job.id, job.run_id or "", state, ())

    async def _close(self, job_id: str, run_id: str, state: JobState, changes: tuple[Change, ...]) -> None:
        closing = Closing(job_id=job_id, run_id=run_id, state=state, changes=(*changes, Change.of(state)))
        try:
            await self._catalog.close(closing)
        except AnotherRun:
            return  # it was reset just now: the next look tells

    async def _closed_parent(self, job: Job) -> Sight | None:
        """The closed parent of a job that it never came to start, else None."""
        if job.group is None or job.retry_of is not None or job.run_id:
            return None
        try:
            parent = await self._sights.look(job.group)
        except NotStarted:
            return None
        if not parent.closed:
            return None
        try:
            await self._sights.look(job.id)
        except NotStarted:
            return parent._replace(run_id="", state=JobState(), changes=())
        return None  # it was started just before


def last_word(sight: Sight, percent: int) -> JobState:
    """The version that a run closed from outside did not come to write."""
    if sight.closed is WorkflowExecutionStatus.CANCELED:
        return ended(sight.state, Status.CANCELLED, percent=percent)
    code, message = ("failed", "The job failed in Temporal.")
    if sight.closed in ENDS:
        code, message = ENDS[sight.closed]
    error = JobError(code=code, message=message, retryable=True)
    return ended(sight.state, Status.FAILED, percent=percent, error=error)


def ended(state: JobState, status: Status, **more: Any) -> JobState:
    """The next version, the last one."""
    now = datetime.now(UTC)
    end = {"version": state.version + 1, "status": status, "detail": None, "milestone": None}
    return state.model_copy(update={**end, "updated_at": now, "completed_at": now, **more})


def cancelled_before_start(job: Job) -> Closing:
    """The last word of a job whose workflow never was."""
    state = ended(JobState(), Status.CANCELLED)
    return Closing(job_id=job.id, run_id="", state=state, changes=(Change.of(state),))
