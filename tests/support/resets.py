"""What an operator's `temporal workflow reset` does."""

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest

from tests.support.house import House


async def reset(house: House, job_id: str, first_task: bool = False) -> str:
    """What `temporal workflow reset` does, to where the first or last activity was scheduled; the new run."""
    handle = house.temporal.get_workflow_handle(job_id)
    points = [
        event.activity_task_scheduled_event_attributes.workflow_task_completed_event_id
        async for event in handle.fetch_history_events()
        if event.HasField("activity_task_scheduled_event_attributes")
    ]
    request = ResetWorkflowExecutionRequest(
        namespace=house.temporal.namespace,
        workflow_execution=WorkflowExecution(workflow_id=job_id),
        reason="test",
        workflow_task_finish_event_id=points[0 if first_task else -1],
        request_id=job_id + str(len(points)),
    )
    return (await house.temporal.workflow_service.reset_workflow_execution(request)).run_id
