"""Some hundred items: packs until each of them has an outcome, those that failed for now included."""

from temporalio import workflow
from temporalio.exceptions import FailureError

from workflows.contracts.annotation import Shard, ShardReport, Tally
from workflows.policies import PACK
from workflows.ports import AnnotationActivities
from workflows.stopping import gently


@workflow.defn
class AnnotationShard:
    @workflow.init
    def __init__(self, shard: Shard) -> None:
        self._shard = shard
        self._tally = Tally()
        self._told = 0
        self._trying = True

    @workflow.run
    async def run(self, shard: Shard) -> Tally:
        over = False
        while not over:
            packing = workflow.start_activity_method(
                AnnotationActivities.pack, shard, summary="a few seconds of images", **PACK
            )
            done = await gently(packing)
            self._note(done.tally)
            over = not (done.left or done.again)
            if not over:
                all_tried = self._trying and not done.left  # the next shard may begin
                self._trying = done.left
                await self._report(always=all_tried)
                if workflow.info().is_continue_as_new_suggested():
                    workflow.continue_as_new(shard)
        return self._tally

    def _note(self, tally: Tally) -> None:
        if tally.processed > self._tally.processed:
            self._tally = tally

    async def _report(self, always: bool) -> None:
        """Tell the parent, where a hundredth of the batch was done since."""
        request = self._shard.request
        news = self._tally.processed - self._told
        if not always and news < max(1, request.total // 100):
            return
        self._told = self._tally.processed
        report = ShardReport(number=self._shard.number, tally=self._tally, trying=self._trying)
        try:
            await workflow.get_external_workflow_handle(request.job_id).signal("shard", report)
        except FailureError as failure:  # the parent has ended, and takes its shards along
            workflow.logger.info("nobody hears the shard any more: %s", failure)
