"""The only writer of a running job's state: every change is one numbered version in the workflow's memo.

A memo upsert rides the workflow task that schedules the next step, so a version costs one history event and
is committed together with what it announces. Percent never falls, nothing leaves a terminal state.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from pydantic import ValidationError
from temporalio import exceptions, workflow
from temporalio.common import SearchAttributeKey
from temporalio.exceptions import (
    ActivityError,
    ApplicationError,
    FailureError,
    is_cancelled_exception,
)

from workflows.contracts.job import (
    Change,
    Closing,
    Counts,
    JobError,
    JobState,
    Progress,
    Stage,
    Status,
    with_progress,
)
from workflows.policies import ROW
from workflows.ports import JobActivities

STATUS = SearchAttributeKey.for_keyword("JobStatus")
LONGEST_MESSAGE = 500


class JobLedger:
    def __init__(self, job_id: str) -> None:
        self.job_id = job_id
        self.state = JobState()
        self.changes: tuple[Change, ...] = ()
        self._closing = False

    def advance(
        self,
        stage: Stage,
        detail: str | None = None,
        counts: Counts | None = None,
        milestone: int | None = None,
        percent: int = 0,
    ) -> None:
        """Enter a stage, or take a step in it that the timeline should tell of."""
        if self._closing:  # a signal that came late
            return
        now = workflow.now()
        self._write(
            self.state.model_copy(
                update={
                    "version": self.state.version + 1,
                    "status": Status.RUNNING,
                    "percent": max(self.state.percent, stage.start, percent),
                    "stage": stage,
                    "detail": detail,
                    "counts": counts or self.state.counts,
                    "milestone": milestone,
                    "started_at": self.state.started_at or now,
                    "updated_at": now,
                }
            )
        )

    def report(self, percent: int, detail: str | None = None, counts: Counts | None = None) -> None:
        """Progress within a long stage: a version, but no line of the timeline. At most once a second."""
        if self._closing:
            return
        self._write(
            self.state.model_copy(
                update={
                    "version": self.state.version + 1,
                    "percent": max(self.state.percent, percent),
                    "detail": detail,
                    "counts": counts or self.state.counts,
                    "milestone": None,
                    "updated_at": workflow.now(),
                }
            ),
            changed=False,
        )

    def complete(self, result: dict[str, Any]) -> None:
        """Note the result; the version that tells of it is written when the job closes."""
        self.state = self.state.model_copy(update={"result": result})

    @asynccontextmanager
    async def closing(self) -> AsyncIterator[bool]:
        """Run a job inside: completed, failed or cancelled is written exactly once, row first.

        Yields False where the job was ended before it began; the body then has nothing to do.
        """
        begun = False
        try:
            begun = await workflow.execute_local_activity_method(
                JobActivities.begin, args=[self.job_id, workflow.info().run_id], **ROW
            )
            yield begun
        except (FailureError, asyncio.CancelledError) as failure:
            status = Status.CANCELLED if is_cancelled_exception(failure) else Status.FAILED
            await self._close(status, failure)
            if self.state.status is status or not begun:
                raise
            return  # the row already had another last word, and the workflow must end as the row says
        else:
            await self._close(Status.COMPLETED if begun else Status.CANCELLED, None)

    async def _close(self, status: Status, failure: BaseException | None) -> None:
        self._closing = True
        now = workflow.now()
        reached = how_far(self.state, failure)
        final = reached.model_copy(
            update={
                "version": self.state.version + 1,
                "status": status,
                "percent": 100 if status is Status.COMPLETED else reached.percent,
                "stage": None if status is Status.COMPLETED else self.state.stage,
                "detail": None,
                "milestone": None,
                "error": error_of(failure) if failure and status is Status.FAILED else None,
                "updated_at": now,
                "completed_at": now,
            }
        )
        closing = Closing(
            job_id=self.job_id,
            run_id=workflow.info().run_id,
            state=final,
            changes=(*self.changes, Change.of(final)),
        )
        self._write(await self._record(closing))

    async def _record(self, closing: Closing) -> JobState:
        """Write the row; a cancel that arrives now is too late and must not interrupt it."""
        recorded = workflow.start_local_activity_method(JobActivities.close, closing, **ROW)
        while not recorded.done():
            try:
                await asyncio.shield(recorded)
            except asyncio.CancelledError:
                if recorded.cancelled():
                    raise
        return recorded.result()

    def _write(self, state: JobState, changed: bool = True) -> None:
        new_status = state.status is not self.state.status
        self.state = state
        self.changes = (*self.changes, Change.of(state)) if changed else self.changes
        workflow.upsert_memo(
            {
                "job": state.model_dump(mode="json", exclude_none=True),
                "changes": [c.model_dump(mode="json", exclude_none=True) for c in self.changes],
            }
        )
        if new_status:
            workflow.upsert_search_attributes([STATUS.value_set(state.status.value)])
        workflow.set_current_details(in_words(state))


def in_words(state: JobState) -> str:
    """A sentence for the Temporal UI."""
    if state.error:
        return f"**failed** at {state.percent} %: {state.error.message}"
    label = f", {state.stage.label.lower()}" if state.stage else ""
    detail = f": {state.detail}" if state.detail else ""
    return f"**{state.status.value}**, {state.percent} %{label}{detail}"


def how_far(state: JobState, failure: BaseException | None) -> JobState:
    """The version with the progress that its last activity spoke of at its end, else unchanged."""
    cause = failure
    while isinstance(cause, exceptions.ActivityError) and cause.cause:
        cause = cause.cause
    details = getattr(cause, "last_heartbeat_details", None) or getattr(cause, "details", None) or ()
    try:
        return with_progress(state, Progress.model_validate(details[0])) if details else state
    except ValidationError:
        return state  # somebody else's details


def error_of(failure: BaseException) -> JobError:
    """The cause behind Temporal's wrappers, bounded, for people."""
    cause = failure
    while isinstance(cause, FailureError) and isinstance(cause, ActivityError) and cause.cause:
        cause = cause.cause
    if isinstance(cause, ApplicationError):
        return JobError(
            code=cause.type or "failed",
            message=cause.message[:LONGEST_MESSAGE],
            retryable=not cause.non_retryable,
        )
    code = "timed-out" if isinstance(cause, exceptions.TimeoutError) else "failed"
    return JobError(code=code, message=str(cause)[:LONGEST_MESSAGE], retryable=True)
