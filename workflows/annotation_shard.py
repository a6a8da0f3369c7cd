"""Up to 1,500 items: packs until all were tried, and an activity of its own for each that failed for now."""

import asyncio

from temporalio import workflow
from temporalio.exceptions import FailureError

from workflows.contracts.annotation import Shard, ShardItem, ShardReport, Tally
from workflows.policies import PACK
from workflows.ports import AnnotationActivities
from workflows.stopping import gently

RETRIES_AT_ONCE = 20


@workflow.defn
class AnnotationShard:
    @workflow.init
    def __init__(self, shard: Shard) -> None:
        self._shard = shard
        self._tally = Tally()
        self._told = 0
        self._trying = True
        self._retries: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(RETRIES_AT_ONCE)

    @workflow.run
    async def run(self, shard: Shard) -> Tally:
        left = True
        while left:
            packing = workflow.start_activity_method(
                AnnotationActivities.pack, shard, summary="a few seconds of images", **PACK
            )
            done = await gently(packing)
            for number in done.again:
                if number not in self._retries:
                    self._retries[number] = asyncio.create_task(self._retry(number))
            self._note(done.tally)
            left = done.left
            if left:
                await self._report()
        self._trying = False
        if any(not retry.done() for retry in self._retries.values()):
            await self._report(always=True)  # the next shard may begin
            await asyncio.gather(*self._retries.values())
        return self._tally

    async def _retry(self, number: int) -> None:
        async with self._places:
            retrying = workflow.start_activity_method(
                AnnotationActivities.single,
                ShardItem(shard=self._shard, number=number),
                summary=f"image {number + 1} by itself",
                **PACK,
            )
            self._note(await gently(retrying))
        await self._report()

    def _note(self, tally: Tally) -> None:
        if tally.processed > self._tally.processed:
            self._tally = tally

    async def _report(self, always: bool = False) -> None:
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
