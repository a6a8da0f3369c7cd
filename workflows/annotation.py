"""A batch of images: a parent that is the job, shards that fan out, packs of items.

Outcomes are rows. Shards tell the parent how many there are whenever a hundredth of the batch is done, so its
history stays short however long the batch takes; what is finer, readers take from the rows.
"""

import asyncio

from temporalio import workflow
from temporalio.common import Priority
from temporalio.exceptions import FailureError
from temporalio.workflow import ChildWorkflowCancellationType, ParentClosePolicy

from workflows.annotation_shard import AnnotationShard
from workflows.contracts.annotation import (
    MILESTONES,
    AnnotationRequest,
    Shard,
    ShardReport,
    Tally,
    packs_at_once,
    size_of_a_shard,
)
from workflows.contracts.job import Counts, JobState, Stage, percent_of
from workflows.ledger import JobLedger
from workflows.policies import PACK
from workflows.ports import AnnotationActivities
from workflows.stopping import MOMENT, gently

ANNOTATE = Stage(name="annotate", label="Annotating", start=0, end=99)
GROUP = Stage(name="group", label="Finding near-duplicates", start=99, end=99)
"""All items are done while it lasts, and only a completed job is at 100 %."""
MOST_SHARDS = 20
"""Shards that may be open at a time, those included whose last items wait to be tried again."""
BULK = 4
"""The priority of batches; what people wait for has 2."""


@workflow.defn
class Annotation:
    @workflow.init
    def __init__(self, request: AnnotationRequest) -> None:
        self._request = request
        self._ledger = JobLedger(request.job_id)
        self._tallies: dict[int, Tally] = {}
        self._trying: set[int] = set()
        self._open = 0
        self._passed = 0
        self._told_at = 0.0
        self._broken: BaseException | None = None

    @workflow.run
    async def run(self, request: AnnotationRequest) -> JobState:
        async with self._ledger.closing() as begun:
            if begun:
                await self._annotate(request)
        return self._ledger.state

    @workflow.query
    def job(self) -> JobState:
        """The newest version, for `temporal workflow query --name job`."""
        return self._ledger.state

    @workflow.signal
    def shard(self, report: ShardReport) -> None:
        """What a shard has done so far."""
        if not report.trying:
            self._trying.discard(report.number)
        self._note(report.number, report.tally)

    async def _annotate(self, request: AnnotationRequest) -> None:
        self._ledger.advance(ANNOTATE, f"{request.total:,} images", self._counts())
        await self._all_shards(request)
        self._ledger.advance(GROUP, "Comparing the images with one another", self._counts())
        grouping = workflow.start_activity_method(
            AnnotationActivities.group, request, summary="find near-duplicates", **PACK
        )
        groups = await gently(grouping)
        elapsed = workflow.now() - workflow.info().start_time
        counts = self._counts().model_dump()
        elapsed_ms = round(elapsed.total_seconds() * 1000)
        self._ledger.complete({**counts, "duplicate_groups": groups, "elapsed_ms": elapsed_ms})

    async def _all_shards(self, request: AnnotationRequest) -> None:
        tasks: list[asyncio.Task[None]] = []
        try:
            for shard in shards_of(request):
                await workflow.wait_condition(self._may_start)
                if self._broken:
                    break
                self._trying.add(shard.number)
                self._open += 1
                tasks.append(asyncio.create_task(self._shard(shard)))
            await workflow.wait_condition(lambda: not self._open or self._broken is not None)
        except asyncio.CancelledError:
            await _stop(tasks)
            raise
        if self._broken:
            raise self._broken

    def _may_start(self) -> bool:
        room = len(self._trying) < packs_at_once(self._request) and self._open < MOST_SHARDS
        return room or self._broken is not None

    async def _shard(self, shard: Shard) -> None:
        """Its end counts whatever became of its reports. A name of its own per run: after a reset the shards
        of the run before may still be closing."""
        try:
            tally = await workflow.execute_child_workflow(
                AnnotationShard.run,
                shard,
                id=f"{shard.request.job_id}_{shard.number + 1:03}_{workflow.uuid4().hex[:6]}",
                cancellation_type=ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
                parent_close_policy=ParentClosePolicy.REQUEST_CANCEL,
                priority=Priority(priority_key=BULK, fairness_key=shard.request.owner),
                static_summary=f"Images {shard.start + 1:,} to {shard.end:,} of {shard.request.total:,}",
            )
        except FailureError as failure:
            self._broken = self._broken or failure
        else:
            self._trying.discard(shard.number)
            self._note(shard.number, tally)
        finally:
            self._open -= 1

    def _note(self, number: int, tally: Tally) -> None:
        """Reports may come in any order; outcomes only become more."""
        known = self._tallies.get(number, Tally())
        if tally.processed > known.processed:
            self._tallies[number] = tally
            self._tell()

    def _tell(self) -> None:
        """A version for every milestone that was passed, else at most one a second."""
        counts = self._counts()
        percent = percent_of(ANNOTATE, counts.processed, counts.total)
        detail = f"{counts.processed:,} of {counts.total:,}"
        for milestone in MILESTONES:
            if self._passed < milestone <= 100 * counts.processed // counts.total:
                self._passed = milestone
                self._ledger.advance(ANNOTATE, f"{milestone} % done: {detail}", counts, milestone, percent)
                self._told_at = workflow.time()
        if percent > self._ledger.state.percent and workflow.time() - self._told_at >= 1:
            self._ledger.report(percent, detail, counts)
            self._told_at = workflow.time()

    def _counts(self) -> Counts:
        succeeded = sum(tally.succeeded for tally in self._tallies.values())
        failed = sum(tally.failed for tally in self._tallies.values())
        total = self._request.total
        return Counts(total=total, processed=succeeded + failed, succeeded=succeeded, failed=failed)


def shards_of(request: AnnotationRequest) -> list[Shard]:
    size = size_of_a_shard(request)
    return [
        Shard(request=request, number=number, start=start, end=min(start + size, request.total))
        for number, start in enumerate(range(0, request.total, size))
    ]


async def _stop(tasks: list[asyncio.Task[None]]) -> None:
    """Shards get a moment to stop; who does not is left behind, and is cancelled with the parent's end."""
    for task in tasks:
        task.cancel()
    try:
        await workflow.wait_condition(lambda: all(task.done() for task in tasks), timeout=MOMENT * 1.5)
    except TimeoutError:
        return
