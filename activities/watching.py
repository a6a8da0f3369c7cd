"""How a task stands at its provider: the status call is believed, whatever made us look.

A callback may say anything: its signature does not cover what it says. That there was one is why we look.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime

from activities.patience import NotYet
from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.generator import Generator, NoSuchTask, Report
from storage.creations import ACCEPTED, READY, REFUSED, Creations, Kept
from storage.slots import Rate
from workflows.contracts.generation import Family, GenerationRequest, Standing

UNKNOWN = "outcome-unknown"
PACES = ((30, 1.0), (120, 3.0), (float("inf"), 8.0))
"""Until a task is so many seconds old, the pause between two looks is so many times the first one."""
WITH_CALLBACK = 2.0
CHANCE = random.SystemRandom()
REFUSED_LATE = Standing(state="failed", code="provider-refused", message="The provider refused the task")
"""Its answer came when nobody waited for it any more."""
BLIND_S = 60.0
"""Who has no id to ask for waits to be woken, and looks now and then whether that was missed."""


class Watcher:
    def __init__(self, creations: Creations, generator: Generator, rate: Rate, poll_s: float) -> None:
        self._creations, self._generator = creations, generator
        self._rate, self._poll_s = rate, poll_s

    async def look(self, request: GenerationRequest, *, news: bool = False) -> Standing:
        """Now, or `NotYet` where the rate of looks is used up. Raises `ProviderBusy` where it is not told.

        `news`: somebody said that there are some, and this is the look that they are worth.
        """
        kept = await self._creations.look(request, self._rate)
        if isinstance(kept, float):
            raise NotYet("Many tasks are being looked at", kept, code="rate-reached")
        if kept.outcome:
            return kept.outcome
        try:
            standing = await self._seen(request, kept)
        except ProviderRejected as refusal:  # a paid task is not given up for that
            raise ProviderBusy(str(refusal), code=refusal.code) from refusal
        if not standing.ended or standing.state == "unsent":
            return standing
        by = ("callback" if news or kept.hinted else "poll") if standing.external_id else None
        return await self._creations.end(kept.id, standing.model_copy(update={"completed_by": by}))

    def pause(self, request: GenerationRequest, age_s: float) -> float:
        """Seconds until the next look at a task of that age; never the same for many of them."""
        factor = next(factor for age, factor in PACES if age_s < age)
        rarer = WITH_CALLBACK if request.callback_url else 1.0
        return self._poll_s * factor * rarer * CHANCE.uniform(0.85, 1.15)

    async def until_ended(self, request: GenerationRequest, told: Callable[[Standing], None]) -> Standing:
        """The end, or that it was found whose answer was lost; `NotYet` before, with the time of the next
        look. `told` hears how it stands.

        The first look is a pause after the order: nothing is made faster.
        """
        kept = await self._creations.find(request.creation)
        pause = self.pause(request, _age_s(kept))
        if kept and kept.state == ACCEPTED and _age_s(kept) < pause / 2:
            raise NotYet("It has just been ordered", pause)
        try:
            standing = await self.look(request)
        except ProviderBusy as trouble:
            after = trouble.retry_after or self._poll_s * PACES[1][1]
            raise NotYet(f"Looking at the task failed: {trouble}", after, code="look-failed") from trouble
        found = kept and not kept.external_id and standing.external_id
        if standing.ended or found:
            return standing
        told(standing)
        if standing.state == "unknown":
            raise NotYet(UNKNOWN, BLIND_S, code=UNKNOWN)
        raise NotYet(in_words(standing, self._generator.name), pause)

    async def _seen(self, request: GenerationRequest, kept: Kept) -> Standing:
        if kept.external_id:
            return await self._told(request.family, kept.external_id)
        for hint in kept.hints:  # whoever says that nothing was accepted may be wrong
            standing = await self._proven(request, hint)
            if standing and await self._creations.adopt(request.creation, hint):
                return standing
        if kept.state == REFUSED:
            return REFUSED_LATE
        return Standing(state="unsent") if kept.state == READY else Standing(state="unknown", said=UNKNOWN)

    async def _told(self, family: Family, external_id: str) -> Standing:
        try:
            return _standing(await self._generator.look(family, external_id), external_id)
        except NoSuchTask:
            return Standing(state="waiting", said="not known yet", external_id=external_id)

    async def _proven(self, request: GenerationRequest, hint: str) -> Standing | None:
        """How the task of that id stands, if there is one and it may be ours."""
        try:
            report = await self._generator.look(request.family, hint)
        except NoSuchTask:
            return None
        return _standing(report, hint) if _may_be(report, request) else None


def _may_be(report: Report, request: GenerationRequest) -> bool:
    """Whether nothing that the provider repeats of the order says that it was another one."""
    ours = report.callback_url in (None, request.callback_url)
    return ours and report.prompt in (None, request.prompt)


def _standing(report: Report, external_id: str) -> Standing:
    return Standing(
        state=report.state,
        said=report.said,
        urls=report.urls,
        code=report.code,
        message=report.message,
        credits=report.credits,
        external_id=external_id,
    )


def _age_s(kept: Kept | None) -> float:
    return (datetime.now(UTC) - kept.called_at).total_seconds() if kept and kept.called_at else 0.0


def in_words(standing: Standing, name: str) -> str:
    """For people: providers have words of their own for a state, or numbers."""
    who = {"kie": "Kie.ai"}.get(name, name)
    match standing.state:
        case "unknown":
            return "Its answer was lost: nobody knows whether the task was accepted"
        case "waiting":
            return f"In the queue of {who}"
    return f"{who} is at work on it"
