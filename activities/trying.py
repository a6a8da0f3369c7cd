"""One attempt at one item: whatever happens is a word about that item and nobody else's trouble."""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

from activities.providers.base import Annotator, ProviderBusy, ProviderRejected
from storage.artifacts import ArtifactMissing, Artifacts
from storage.database import StorageUnavailable
from storage.items import Pending
from storage.outcomes import Fault, Word
from workflows.contracts.annotated import Annotation

log = logging.getLogger("callsheet.annotation")
MISSING = Fault("image-not-found", "There is no such image.")
READS = 10
"""A quarter of an hour in all: the store may be away for a while, and one bad file is to hold up nobody."""
LONGEST_PAUSE_S = 3600.0


class Trier:
    """`call_s` is the longest that one call of the annotator may take.

    `places` are as many as calls that keep it busy: who waits for one has no permit yet, and no image.
    """

    def __init__(self, artifacts: Artifacts, annotator: Annotator, call_s: float) -> None:
        self._artifacts = artifacts
        self._annotator = annotator
        self._call_s = call_s
        self.places: AbstractAsyncContextManager[Any] = nullcontext()
        if annotator.at_once:
            self.places = asyncio.Semaphore(annotator.at_once)

    async def load(self, item: Pending) -> bytes | Word:
        """The image as it was uploaded, else the word on it: there is none, or it cannot be read now."""
        if item.key is None:
            return self.missing(item)
        try:
            return await self._artifacts.get(item.key)
        except ArtifactMissing:
            return self.missing(item)
        except StorageUnavailable as error:
            log.warning("item %s: %s", item.item_id, error)
            busy = ProviderBusy("The image could not be read.", code="image-unreadable", tries=READS)
            return _put_off(Word(item.number, item.attempts + 1), busy)

    def missing(self, item: Pending) -> Word:
        return Word(item.number, item.attempts + 1, fault=MISSING)

    async def attempt(self, item: Pending, image: bytes, permit: int | None, *, text: bool) -> Word:
        (end,) = await asyncio.gather(self._call(image, text), return_exceptions=True)
        word = Word(item.number, item.attempts + 1, permit=permit)
        match end:
            case Annotation():
                return word._replace(annotation=end)
            case ProviderRejected():
                return word._replace(fault=Fault(end.code, str(end)))
            case ProviderBusy():
                return _put_off(word, end)
            case TimeoutError():
                detail = f"The annotator did not answer within {self._call_s:g} seconds."
                return _put_off(word, ProviderBusy(detail, code="annotator-timed-out"))
            case Exception():
                log.error("the annotator broke on item %s", item.item_id, exc_info=end)
                return _put_off(word, ProviderBusy("The annotator broke.", code="annotator-broke", tries=2))
        raise end  # the process itself is to end

    async def _call(self, image: bytes, text: bool) -> Annotation:
        async with asyncio.timeout(self._call_s):
            return await self._annotator.annotate(image, text=text)


def _put_off(word: Word, busy: ProviderBusy) -> Word:
    """The last word, or another attempt after a pause that doubles, or as long as the provider asked for."""
    fault = Fault(busy.code, str(busy))
    if word.attempt >= busy.tries:
        return word._replace(fault=fault)
    pause_s = min(max(2.0**word.attempt, busy.retry_after or 0), LONGEST_PAUSE_S)
    again = datetime.now(UTC) + timedelta(seconds=pause_s)
    return word._replace(fault=fault, again=again, asked_to_wait=busy.retry_after is not None)
