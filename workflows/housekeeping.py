"""What nobody asks for: rows that Temporal left behind are brought in line, old jobs go.

A schedule starts it; it is itself a workflow, so that operators see when it ran and what it did.
"""

from temporalio import workflow

from workflows.contracts.housekeeping import Swept
from workflows.policies import ROUND
from workflows.ports import HousekeepingActivities


@workflow.defn
class Housekeeping:
    @workflow.run
    async def run(self) -> Swept:
        settled = await workflow.execute_activity_method(
            HousekeepingActivities.settle, summary="close what Temporal closed or lost", **ROUND
        )
        reopened = await workflow.execute_activity_method(
            HousekeepingActivities.reopen, summary="notice resets of ended jobs", **ROUND
        )
        purged = await workflow.execute_activity_method(
            HousekeepingActivities.purge, summary="remove what has expired", **ROUND
        )
        workflow.set_current_details(f"{settled} settled, {reopened} reopened, {purged} purged")
        return Swept(settled=settled, reopened=reopened, purged=purged)
