"""One receiver is told of one end of one job, for as long as a day; the job itself knows nothing of it."""

import asyncio

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows.contracts.job import Status
from workflows.contracts.notification import Delivered, Notice
from workflows.ledger import STATUS, error_of
from workflows.policies import NOTICE
from workflows.ports import NotificationActivities


@workflow.defn
class Notification:
    @workflow.run
    async def run(self, notice: Notice) -> Delivered:
        news = f"{notice.shown} that {notice.job.id} is {notice.job.status.value}"
        tell(Status.RUNNING, f"telling {news}")
        deliver = NotificationActivities.webhook if notice.webhook_url else NotificationActivities.mail
        try:
            delivered = await workflow.execute_activity_method(
                deliver, notice, summary=f"tell {notice.shown}"[:200], **NOTICE
            )
        except (ActivityError, asyncio.CancelledError) as failure:
            cancelled = is_cancelled_exception(failure)
            why = "by an operator" if cancelled else error_of(failure).message
            tell(Status.CANCELLED if cancelled else Status.FAILED, f"could not tell {news}: {why}")
            raise
        tell(Status.COMPLETED, f"told {news}: {delivered.told}")
        return delivered


def tell(status: Status, detail: str) -> None:
    """For the Temporal UI; nobody else looks."""
    workflow.upsert_search_attributes([STATUS.value_set(status.value)])
    workflow.set_current_details(f"**{status.value}**: {detail}")
