"""The benchmarks' own workflows: bare shapes to compare with, and jobs that tick."""

import asyncio
from datetime import timedelta

from temporalio import workflow

from workflows.contracts.job import Stage
from workflows.ledger import JobLedger

TIMEOUT = timedelta(seconds=30)
CHILD = 500
STEPS = ("analyze", "generate", "save")


@workflow.defn
class BareChild:
    """The same steps with nothing around them."""

    @workflow.run
    async def run(self, steps: list[str]) -> str:
        for step in steps:
            await workflow.execute_activity("bare_step", step, start_to_close_timeout=TIMEOUT)
        return "done"


@workflow.defn
class BareParent:
    @workflow.run
    async def run(self, steps: list[str]) -> list[str]:
        children = (workflow.execute_child_workflow(BareChild.run, steps) for _ in range(3))
        return list(await asyncio.gather(*children))


@workflow.defn
class BareItems:
    """An activity for each item, so many of them at a time."""

    @workflow.run
    async def run(self, key: str, items: int, at_once: int) -> None:
        places = asyncio.Semaphore(at_once)

        async def item() -> None:
            async with places:
                await workflow.execute_activity("bare_item", key, start_to_close_timeout=TIMEOUT)

        await asyncio.gather(*(item() for _ in range(items)))


@workflow.defn
class BareBatch:
    """One child after another: the history of one workflow would not hold all of them."""

    @workflow.run
    async def run(self, key: str, items: int, at_once: int) -> None:
        for start in range(0, items, CHILD):
            args = [key, min(CHILD, items - start), at_once]
            await workflow.execute_child_workflow(BareItems.run, args=args)


@workflow.defn
class Ticker:
    """A job with a version a second, then `detail_s` seconds of finer progress."""

    @workflow.init
    def __init__(self, job_id: str, versions: int, detail_s: float) -> None:
        self._ledger = JobLedger(job_id)

    @workflow.run
    async def run(self, job_id: str, versions: int, detail_s: float) -> None:
        async with self._ledger.closing():
            self._ledger.advance(Stage(name="tick", label="Ticking", start=0, end=10))
            for number in range(versions):
                await workflow.sleep(1)
                self._ledger.report(0, f"Tick {number}")
            if detail_s:
                self._ledger.advance(Stage(name="detail", label="Ticking finely", start=0, end=90))
                await workflow.execute_activity(
                    "report_the_time", detail_s, start_to_close_timeout=TIMEOUT, heartbeat_timeout=TIMEOUT
                )
