"""A generation task: ordered once, waited for without holding anything, brought home file by file.

The provider has no idempotency key, so a call whose answer was lost is never made again by itself: the task
waits until a callback or an operator tells what became of it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, Literal

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from workflows.contracts.generation import (
    PROCEDURAL,
    Asset,
    AssetWork,
    GenerationRequest,
    Standing,
    Verdict,
    VerdictWork,
)
from workflows.contracts.job import JobState, Stage, percent_of
from workflows.ledger import JobLedger, error_of
from workflows.policies import FETCH, LONG, ORDER, WATCH, WorkPolicy
from workflows.ports import GenerationActivities
from workflows.stopping import ask, within

SUBMIT = Stage(name="submit", label="Sending to the provider", start=0, end=10)
WAIT = Stage(name="wait", label="Generating", start=10, end=80)
COLLECT = Stage(name="fetch", label="Fetching the results", start=80, end=99)
DRAW = Stage(name="draw", label="Drawing", start=5, end=99)
PATIENT = 8
LONGEST_REST = timedelta(minutes=4)
UNKNOWN = "outcome-unknown"
LOST = "The provider was asked once and its answer was lost; a retry goes on waiting for that one call"


@workflow.defn
class Generation:
    @workflow.init
    def __init__(self, request: GenerationRequest) -> None:
        self._request = request
        self._ledger = JobLedger(request.job_id)
        self._woken = False
        self._in_vain = 0
        self._verdict: Verdict | None = None
        self._standing: Standing | None = None

    @workflow.run
    async def run(self, request: GenerationRequest) -> JobState:
        async with self._ledger.closing() as begun:
            if begun and request.provider == PROCEDURAL:
                await within(self._draw(), request.deadline_s)
            elif begun:
                await self._order_and_collect()
        return self._ledger.state

    @workflow.query
    def job(self) -> JobState:
        """The newest version, for `temporal workflow query --name job`."""
        return self._ledger.state

    @workflow.signal
    def callback(self) -> None:
        """The provider has news, somebody says: it is looked at now."""
        self._woken = True

    @workflow.signal
    def resolve(self, verdict: Verdict) -> None:
        """An operator found out what became of a call whose answer was lost.

        That it was never accepted is believed of the call that is unknown now only: after a reset, Temporal
        says again what was said of an earlier one.
        """
        if verdict.external_task_id or self._is_lost:
            self._verdict = verdict

    async def _order_and_collect(self) -> None:
        try:
            await within(self._order(), self._request.deadline_s)
        except ApplicationError as error:
            if error.type == "deadline-exceeded" and self._is_lost:
                raise ApplicationError(LOST, type=UNKNOWN) from None
            raise
        assert self._standing, "it has ended"
        self._ledger.complete(self._result({}))
        if self._standing.state == "failed":
            said = self._standing.message or "The provider could not make it"
            raise ApplicationError(said, type=self._standing.code or "generation-failed")
        await self._collect(self._standing)

    async def _order(self) -> None:
        """Until the provider has had its last word; ordered again only where it surely was not before."""
        self._standing = None
        while self._standing is None or self._standing.state == "unsent":
            self._ledger.advance(SUBMIT, "Ordering it from the provider")
            made = await ask(GenerationActivities.create, self._request, "the one paid call", ORDER)
            state: Literal["unknown", "waiting"] = "unknown" if made.state == "unknown" else "waiting"
            self._note(Standing(state=state, external_id=made.external_id))
            self._standing = await self._end()

    async def _end(self) -> Standing:
        while not (seen := await self._seen()).ended:
            self._note(seen)
        return seen

    def _note(self, standing: Standing) -> None:
        """Whether the provider has it: for whoever watches, and for the end, if nothing more is heard."""
        self._standing = standing
        self._ledger.complete(self._result({}))
        lost = "Its answer was lost: nobody knows whether the task was accepted"
        self._ledger.advance(WAIT, f"Accepted as {standing.external_id}" if standing.external_id else lost)

    async def _seen(self) -> Standing:
        """Looks come by themselves, rarer and rarer; news brings one at once. Until it has ended, or until it
        is known whose answer was lost: from then on it is looked at like all others."""
        lost = self._is_lost
        watching = workflow.start_activity_method(
            GenerationActivities.watch, self._request, summary="until it is done", **WATCH
        )
        try:
            while not watching.done():
                await workflow.wait_condition(lambda: watching.done() or self._has_news())
                if self._has_news() and not watching.done():
                    seen = await self._look()
                    if seen.ended or (lost and not self._is_lost):
                        return seen
                    await self._rest(watching)
            return await watching
        finally:
            watching.cancel()
            watching.add_done_callback(_forgotten)

    @property
    def _is_lost(self) -> bool:
        return self._standing is not None and self._standing.state == "unknown"

    async def _rest(self, watching: "workflow.ActivityHandle[Standing]") -> None:
        """Who is told of news again and again, and finds none, listens more and more rarely."""
        self._in_vain += 1
        if self._in_vain > PATIENT:
            pause = min(timedelta(seconds=2 ** (self._in_vain - PATIENT)), LONGEST_REST)
            with suppress(TimeoutError):
                await workflow.wait_condition(
                    lambda: watching.done() or self._verdict is not None, timeout=pause
                )

    def _has_news(self) -> bool:
        return self._woken or self._verdict is not None

    async def _look(self) -> Standing:
        verdict, self._verdict, self._woken = self._verdict, None, False
        if verdict:
            work = VerdictWork(request=self._request, verdict=verdict)
            await ask(GenerationActivities.resolve, work, "an operator's verdict", WATCH)
        seen = await ask(GenerationActivities.look, self._request, "there is news", WATCH)
        self._standing = seen
        return seen

    async def _collect(self, standing: Standing) -> None:
        of = len(standing.urls)
        self._ledger.advance(COLLECT, f"{of} files" if of > 1 else "One file")
        works = [
            AssetWork(request=self._request, number=number, of=of, url=url)
            for number, url in enumerate(standing.urls, 1)
        ]
        await self._bring(works, GenerationActivities.fetch, FETCH, COLLECT)

    async def _draw(self) -> None:
        of = self._request.makes.number
        self._ledger.advance(DRAW, "Drawn here, without a model")
        works = [AssetWork(request=self._request, number=number, of=of) for number in range(1, of + 1)]
        await self._bring(works, GenerationActivities.draw, LONG, DRAW)

    async def _bring(
        self,
        works: list[AssetWork],
        method: Callable[[Any, AssetWork], Awaitable[Asset]],
        policy: WorkPolicy,
        stage: Stage,
    ) -> None:
        """All files; where one cannot be had, the others are kept and the task fails."""
        assets: dict[int, Asset] = {}

        async def one(work: AssetWork) -> None:
            assets[work.number] = await ask(method, work, f"file {work.number}/{work.of}", policy)
            if len(assets) < work.of:
                percent = percent_of(stage, len(assets), work.of)
                self._ledger.report(percent, f"{len(assets)} of {work.of} files")

        try:
            ends = await asyncio.gather(*map(one, works), return_exceptions=True)
        except asyncio.CancelledError:
            self._ledger.complete(self._result(assets))
            raise
        self._ledger.complete(self._result(assets))
        failed = [end for end in ends if isinstance(end, BaseException)]
        if stray := next((end for end in failed if not isinstance(end, ActivityError)), None):
            raise stray
        if failed:
            why = error_of(failed[0]).message
            said = f"{len(failed)} of {len(works)} files could not be had: {why}"
            raise ApplicationError(said, type="assets-incomplete")

    def _result(self, assets: dict[int, Asset]) -> dict[str, Any]:
        standing = self._standing or Standing(state="succeeded")
        elapsed = workflow.now() - workflow.info().start_time
        return {
            "provider": self._request.provider,
            "external_task_id": standing.external_id,
            "completed_by": standing.completed_by,
            "provider_credits": standing.credits,
            "assets": [assets[number].model_dump(mode="json") for number in sorted(assets)],
            "elapsed_ms": round(elapsed.total_seconds() * 1000),
        }


def _forgotten(watching: "workflow.ActivityHandle[Standing]") -> None:
    """Nobody waits for it any more; that it was cancelled is no failure that nobody looked at."""
    if not watching.cancelled():
        watching.exception()
