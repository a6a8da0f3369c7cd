"""A batch's work: slices of packs, and what resembles what."""

import asyncio
from datetime import UTC, datetime

from temporalio import activity

from activities.failures import refusals
from activities.heartbeat import heartbeat
from activities.lanes import LimitReached, leased
from activities.near_duplicates import groups
from activities.providers.base import Annotator
from activities.slices import Slice
from activities.telling import telling
from activities.trying import Trier
from activities.writing import Writing
from storage.items import Items, Pending
from storage.outcomes import Outcomes
from storage.permits import Claim, Permits
from storage.tiers import Limits
from workflows.contracts.annotation import (
    AnnotationRequest,
    PackDone,
    Shard,
    lanes_of_a_pack,
)
from workflows.ports import AnnotationActivities


class Annotations(AnnotationActivities):
    def __init__(
        self, items: Items, outcomes: Outcomes, permits: Permits, annotator: Annotator, trier: Trier
    ) -> None:
        self._items, self._outcomes, self._permits = items, outcomes, permits
        self._at_once = annotator.at_once
        self._trier = trier

    async def pack(self, shard: Shard) -> PackDone:
        with refusals():
            async with heartbeat(), telling(self._items, shard):
                open_ones = await self._items.pending(shard)
                if due := _due(open_ones):
                    await self._annotate(shard.request, due)
                elif open_ones:
                    raise _not_before(open_ones)
                tally, again, left = await self._items.standing(shard)
        return PackDone(tally=tally, again=again, left=left)

    async def group(self, request: AnnotationRequest) -> int:
        with refusals():
            async with heartbeat():
                hashes = await self._items.hashes(request.job_id)
                found = await asyncio.to_thread(groups, hashes)
                named = {number: group[0] for group in found for number in group}
                if named:
                    await self._items.note_groups(request.job_id, named)
        return len(found)

    async def _annotate(self, request: AnnotationRequest, due: list[Pending]) -> None:
        want = min(lanes_of_a_pack(request), len(due), self._at_once or len(due))
        async with Writing(self._outcomes, request.job_id) as writing:
            for item in due:
                if item.key is None:
                    await writing.say(self._trier.missing(item))
            known = [item for item in due if item.key is not None]
            if known:
                async with leased(self._permits, _claim(request), want) as lanes:
                    await Slice(self._trier, writing, lanes, text=request.text).work(known)


def _due(open_ones: list[Pending]) -> list[Pending]:
    """What has not failed yet, or long enough ago."""
    now = datetime.now(UTC)
    return [item for item in open_ones if item.not_before is None or item.not_before <= now]


def _not_before(later: list[Pending]) -> LimitReached:
    first = min(item.not_before for item in later if item.not_before)
    return LimitReached.until(first, f"What is left failed before ({len(later):,}); it is tried again")


def _claim(request: AnnotationRequest) -> Claim:
    """Each attempt of an activity claims for itself: one that was thought dead may still be at work."""
    info = activity.info()
    holder = f"{info.workflow_run_id}/{info.activity_id}/{info.attempt}"
    return Claim(holder, request.owner, request.job_id, Limits(request.concurrency, request.per_minute))
