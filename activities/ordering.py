"""The paid call: its intent is written before it is made, it is never broken off, and never made twice."""

import asyncio
import logging
import secrets
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_exponential

from activities.lending import Lender
from activities.patience import NotYet
from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.generator import Generator, OutcomeUnknown, Wanted
from storage.creations import ACCEPTED, ENDED, READY, REFUSED, Creations, Made
from storage.slots import Rate
from workflows.contracts.generation import Creation, GenerationRequest

WRITTEN = retry(
    retry=retry_if_exception_type(SQLAlchemyError),
    wait=wait_exponential(multiplier=0.2, max=2),
    stop=stop_after_delay(60),
    reraise=True,
)
"""What an answer came to is worth waiting for the database: nobody else will ever know it."""
log = logging.getLogger("callsheet.generation")
LOST = (
    "%s accepted task %s as %s, and that could not be kept: name it as the outcome of the task or its retry"
)


class Orders:
    def __init__(self, creations: Creations, generator: Generator, lender: Lender, rate: Rate) -> None:
        self._creations, self._generator = creations, generator
        self._lender, self._rate = lender, rate

    async def place(self, request: GenerationRequest) -> Creation:
        """Make the call, or tell how it went. Raises what refuses it, and `NotYet` where the rate does."""
        kept = await self._creations.find(request.creation)
        prepared = kept is None or kept.state == READY
        params = await self._lender.params(request) if prepared else {}
        holder = secrets.token_hex(8)
        made = await self._creations.begin(request, holder, self._rate, prepared=prepared)
        if made.wait_s:
            said = (
                f"The provider takes {self._rate.most} new tasks in {self._rate.window_s:g} s; it is in line"
            )
            raise NotYet(said, made.wait_s, code="rate-reached")
        if made.state == READY:  # only since a moment ago
            return await self.place(request)
        if not made.mine:
            return _told(made)
        calling = asyncio.create_task(self._call(request, params, holder))
        try:
            return await asyncio.shield(calling)
        except asyncio.CancelledError:
            await asyncio.wait([calling])  # it is paid for: what came of it is written down
            raise

    async def set_free(self, creation_id: str) -> None:
        """Never accepted, an operator says; `NotYet` while the call may still be answered."""
        if wait_s := await self._creations.set_free(creation_id, self._rate.call_s):
            raise NotYet("The call may still be answered", wait_s, code="call-under-way")

    async def _call(self, request: GenerationRequest, params: dict[str, Any], holder: str) -> Creation:
        wanted = Wanted(request.family, params, request.callback_url)
        try:
            external_id = await self._generator.create(wanted)
        except OutcomeUnknown:
            await WRITTEN(self._creations.unanswered)(request.creation, holder, self._rate)
            return Creation(state="unknown")
        except (ProviderRejected, ProviderBusy) as refusal:
            final = isinstance(refusal, ProviderRejected)
            await WRITTEN(self._creations.refused)(request.creation, holder, self._rate, final=final)
            raise
        await self._answered(request, holder, external_id)
        return Creation(state="accepted", external_id=external_id)

    async def _answered(self, request: GenerationRequest, holder: str, external_id: str) -> None:
        """What is paid for and cannot be kept is said at least, for an operator to name it."""
        heard = False
        try:
            heard = await WRITTEN(self._creations.answered)(request.creation, holder, self._rate, external_id)
        finally:
            if not heard:
                log.error(LOST, self._generator.name, request.job_id, external_id)


def _told(made: Made) -> Creation:
    if made.state == REFUSED:
        raise ProviderRejected("refused-before", "The provider refused the task before")
    if made.state in (ACCEPTED, ENDED) and made.external_id:
        return Creation(state="accepted", external_id=made.external_id)
    return Creation(state="unknown")
