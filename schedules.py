"""What runs by itself in Temporal, without anybody's request."""

from datetime import timedelta

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleIntervalSpec,
    ScheduleSpec,
    ScheduleUpdate,
)

from settings import Settings
from workflows.housekeeping import Housekeeping


async def keep_house(client: Client, settings: Settings) -> None:
    """Schedule the housekeeping, once for all workers of a task queue, with the interval that is set."""
    start = ScheduleActionStartWorkflow(
        Housekeeping.run,
        id=f"housekeeping-{settings.task_queue}",
        task_queue=settings.task_queue,
        execution_timeout=timedelta(minutes=30),
        static_summary="Rows in line with Temporal, old jobs removed",
    )
    every = ScheduleIntervalSpec(every=timedelta(seconds=settings.housekeeping_s))
    schedule = Schedule(action=start, spec=ScheduleSpec(intervals=[every]))
    try:
        await client.create_schedule(f"housekeeping-{settings.task_queue}", schedule)
    except ScheduleAlreadyRunningError:
        handle = client.get_schedule_handle(f"housekeeping-{settings.task_queue}")
        await handle.update(lambda _: ScheduleUpdate(schedule))
