"""A workflow as Temporal shows it, no worker needed; every call has a deadline of its own.

It stands beside the rooms because two of them look: the API for its readers, the housekeeping for the rows
that nobody reads. (`rpc_timeout` alone was measured to take several times as long with the server away.)
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import (
    ApplicationErrorCategory,
    PendingActivityState,
    PendingWorkflowTaskState,
    TaskQueueType,
)
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflow.v1 import PendingActivityInfo
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest, DescribeTaskQueueRequest
from temporalio.client import Client, WorkflowExecutionDescription, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from workflows.contracts.job import Change, JobState, Progress

REFUSALS = {
    RPCStatusCode.INVALID_ARGUMENT,
    RPCStatusCode.PERMISSION_DENIED,
    RPCStatusCode.UNAUTHENTICATED,
    RPCStatusCode.UNIMPLEMENTED,
}


BENIGN = ApplicationErrorCategory.APPLICATION_ERROR_CATEGORY_BENIGN


class TemporalAway(Exception):
    """Temporal does not answer, or not in time."""


class TemporalRefused(Exception):
    """Temporal is there and says no; asking again is useless until somebody mends the reason."""


class NotStarted(Exception):
    """Temporal knows no workflow of that id (yet, or any more)."""


class Sight(NamedTuple):
    """A run of a workflow.

    `hindrance` says in words why it does not move, `untaken_since` that a task of it waits for a worker
    since then; `closed` how it ended, None while it runs.
    """

    run_id: str
    state: JobState
    changes: tuple[Change, ...]
    progress: Progress | None
    attempt: int
    hindrance: str | None
    untaken_since: datetime | None
    closed: WorkflowExecutionStatus | None


class Sights:
    def __init__(self, client: Client, timeout_s: float) -> None:
        self.client = client
        self._timeout_s = timeout_s

    async def look(self, job_id: str, within_s: float | None = None) -> Sight:
        """The newest run. Raises `TemporalAway` and `NotStarted`."""
        with translated():
            async with asyncio.timeout(within_s or self._timeout_s):
                return await self._sight(await self.client.get_workflow_handle(job_id).describe())

    async def runs(self, query: str) -> AsyncIterator[tuple[str, str]]:
        """(workflow id, run id) of what visibility knows under that query; it lags a little."""
        with translated():
            async for execution in self.client.list_workflows(query):
                yield execution.id, execution.run_id

    async def forget(self, workflow_id: str, run_id: str) -> None:
        """Remove a closed run from Temporal."""
        execution = WorkflowExecution(workflow_id=workflow_id, run_id=run_id)
        with translated():
            await self.client.workflow_service.delete_workflow_execution(
                DeleteWorkflowExecutionRequest(namespace=self.client.namespace, workflow_execution=execution)
            )

    async def memo_of(self, fields: Any) -> tuple[JobState, tuple[Change, ...]]:
        """The version inside a memo, decoded."""
        if "job" not in fields:
            return JobState(), ()
        state, changes = await self.client.data_converter.decode(
            [fields["job"], fields["changes"]],
            [JobState, tuple[Change, ...]],
        )
        return state, changes

    async def polls(self, task_queue: str) -> list[datetime]:
        """When each worker known of late last polled the queue."""
        with translated():
            async with asyncio.timeout(self._timeout_s):
                answer = await self.client.workflow_service.describe_task_queue(
                    DescribeTaskQueueRequest(
                        namespace=self.client.namespace,
                        task_queue=TaskQueue(name=task_queue),
                        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
                    )
                )
        return [_time(poller.last_access_time) for poller in answer.pollers]

    async def _sight(self, description: WorkflowExecutionDescription) -> Sight:
        raw = description.raw_description
        state, changes = await self.memo_of(raw.workflow_execution_info.memo.fields)
        progress, attempt, hindrance, untaken = None, 1, None, []
        for pending in raw.pending_activities:
            attempt = max(attempt, pending.attempt)
            if pending.state == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED:
                untaken.append(_due(pending))
                hindrance = _failed_before(pending)
            if pending.heartbeat_details.payloads:
                (details,) = await self.client.data_converter.decode(pending.heartbeat_details.payloads[:1])
                progress = Progress.model_validate(details)
        task = raw.pending_workflow_task
        if task.state == PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_SCHEDULED:
            untaken.append(_time(task.original_scheduled_time))
        if raw.workflow_extended_info.cancel_requested:
            hindrance = "cancelling"
        running = description.status in (WorkflowExecutionStatus.RUNNING, None)
        return Sight(
            run_id=description.run_id or "",
            state=state,
            changes=changes,
            progress=progress,
            attempt=attempt,
            hindrance=hindrance,
            untaken_since=min(untaken, default=None),
            closed=None if running else description.status,
        )


def _failed_before(pending: PendingActivityInfo) -> str | None:
    if pending.attempt == 1:
        return None
    if pending.last_failure.application_failure_info.category == BENIGN:  # no fault, it waits its turn
        return pending.last_failure.message[:300]
    return f"Attempt {pending.attempt - 1} failed: {pending.last_failure.message[:300]}. Trying again"


def _due(pending: PendingActivityInfo) -> datetime:
    """Since when a worker may take it: at once, or after a pause between two attempts."""
    again = pending.HasField("next_attempt_schedule_time")
    return _time(pending.next_attempt_schedule_time if again else pending.scheduled_time)


def _time(stamp: Any) -> datetime:
    moment: datetime = stamp.ToDatetime(tzinfo=UTC)
    return moment


def _is_waking(error: RPCError) -> bool:
    """A server that has just started does not know its own namespaces for a moment."""
    return any("NamespaceNotFound" in detail.type_url for detail in error.grpc_status.details)


@contextmanager
def translated() -> Iterator[None]:
    """Whatever goes wrong on the way to Temporal, as one of the three exceptions above."""
    try:
        yield
    except TimeoutError as error:
        raise TemporalAway("Temporal did not answer in time") from error
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND and not _is_waking(error):
            raise NotStarted(str(error)) from error
        if error.status in REFUSALS:
            raise TemporalRefused(str(error)) from error
        raise TemporalAway(str(error)) from error
    except RuntimeError as error:  # what a lazy client raises when its first connection fails
        raise TemporalAway(str(error)) from error
