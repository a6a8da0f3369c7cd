"""Rows come in from a file, and go out to one.

An import takes its turn at the dataset, reads to the end of the file, and only then makes what it read count:
whoever replaces the rows does so in one moment, which no cancel divides.
"""

from typing import Any

from temporalio import workflow
from temporalio.workflow import ActivityCancellationType

from workflows.contracts.job import Counts, JobState, Stage
from workflows.contracts.transfer import ExportRequest, ImportRequest
from workflows.ledger import JobLedger
from workflows.policies import LONG, SHORT, TURN
from workflows.ports import TransferActivities
from workflows.stopping import gently, to_its_end

TAKE = Stage(name="take", label="Waiting for the dataset", start=0, end=0)
LOAD = Stage(name="load", label="Importing rows", start=0, end=99)
FINISH = Stage(name="finish", label="Finishing", start=99, end=99)
WRITE = Stage(name="write", label="Exporting rows", start=0, end=99)
STOPS = ActivityCancellationType.WAIT_CANCELLATION_COMPLETED


@workflow.defn
class Import:
    @workflow.init
    def __init__(self, request: ImportRequest) -> None:
        self._ledger = JobLedger(request.job_id)

    @workflow.run
    async def run(self, request: ImportRequest) -> JobState:
        async with self._ledger.closing() as begun:
            if begun:
                await self._load(request)
        return self._ledger.state

    @workflow.query
    def job(self) -> JobState:
        """The newest version, for `temporal workflow query --name job`."""
        return self._ledger.state

    async def _load(self, request: ImportRequest) -> None:
        self._ledger.advance(TAKE, f"Into {request.dataset}")
        await gently(
            workflow.start_activity_method(
                TransferActivities.take, request, summary=f"a turn at {request.dataset}"[:200], **TURN
            )
        )
        self._ledger.advance(LOAD, f"Reading {request.file_name}")
        loading = workflow.start_activity_method(
            TransferActivities.load, request, cancellation_type=STOPS, summary=request.file_name[:200], **LONG
        )
        loaded = await gently(loading)
        kept = Counts(total=loaded.read, processed=loaded.read, succeeded=loaded.kept, skipped=loaded.skipped)
        self._ledger.advance(FINISH, f"{loaded.kept:,} rows imported, {loaded.skipped:,} skipped", kept)
        result = await to_its_end(
            workflow.start_activity_method(
                TransferActivities.finish, request, summary="make it count", **SHORT
            )
        )
        self._ledger.complete({**result, "elapsed_ms": _elapsed_ms()})


@workflow.defn
class Export:
    @workflow.init
    def __init__(self, request: ExportRequest) -> None:
        self._ledger = JobLedger(request.job_id)

    @workflow.run
    async def run(self, request: ExportRequest) -> JobState:
        async with self._ledger.closing() as begun:
            if begun:
                await self._write(request)
        return self._ledger.state

    @workflow.query
    def job(self) -> JobState:
        """The newest version, for `temporal workflow query --name job`."""
        return self._ledger.state

    async def _write(self, request: ExportRequest) -> None:
        self._ledger.advance(WRITE, f"Reading {request.dataset}")
        writing = workflow.start_activity_method(
            TransferActivities.write,
            request,
            cancellation_type=STOPS,
            summary=request.file_name[:200],
            **LONG,
        )
        done = await gently(writing)
        result: dict[str, Any] = done.model_dump(mode="json")
        counts = Counts(total=done.rows, processed=done.rows, succeeded=done.rows)
        self._ledger.advance(FINISH, f"{done.rows:,} rows exported", counts)
        self._ledger.complete({**result, "elapsed_ms": _elapsed_ms()})


def _elapsed_ms() -> int:
    return round((workflow.now() - workflow.info().start_time).total_seconds() * 1000)
