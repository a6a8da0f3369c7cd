"""Orders from Kie.ai: one paid call each, and questions after it."""

import asyncio
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.generator import (
    Handed,
    NoSuchTask,
    OutcomeUnknown,
    Report,
    Sink,
    Wanted,
)
from activities.providers.kie.bodies import STATUS, order
from activities.providers.kie.calls import Calls, NoAnswer, Said
from activities.providers.kie.refusals import certain, for_now, rejected
from activities.providers.kie.reports import report, tells
from activities.providers.kie.uploads import FOLDER, PATH, handed
from activities.providers.wire.addresses import carried, root
from activities.providers.wire.fetching import Fetcher
from workflows.contracts.generation import Family

NAME = "Kie.ai"
LONGEST_ID = 128
UPLOAD_BYTES_S = 500_000
"""So slow an upload is waited for."""
UNAUTHORIZED, MISSING, TOO_LARGE, INVALID, FAILED = 401, 404, 413, 422, 501
UNKNOWN = "whether it was accepted, and paid, is not known: it is not ordered again by itself"


class Kie:
    name = "kie"

    def __init__(self, calls: Calls, fetcher: Fetcher) -> None:
        self._calls, self._fetcher = calls, fetcher

    async def create(self, wanted: Wanted) -> str:
        path, body = order(wanted)
        try:
            said = await self._calls.order(path, body)
        except NoAnswer as lost:
            raise OutcomeUnknown(f"{lost}; {UNKNOWN}") from lost
        if said.well and (task_id := _task_id(said)):
            return task_id
        if refused := certain(said):
            raise refused
        what = "takes the order without naming a task" if said.well else f"answers {said.code} to the order"
        raise OutcomeUnknown(f"Kie.ai {what}; {UNKNOWN}")

    async def look(self, family: Family, external_id: str) -> Report:
        with _asking():
            said = await self._calls.get(STATUS[family], taskId=external_id)
        if tells(family, said.data):  # whatever the code: of failed tasks it is the failure's
            told = report(family, said.data)
            return told._replace(message=told.message and self._calls.without_key(told.message))
        if said.code == FAILED:
            refusal = rejected(said)
            return Report("failed", str(FAILED), (), refusal.code, str(refusal))
        if _is_missing(said):
            raise NoSuchTask("Kie.ai knows no task of that id")
        raise _refused(said)

    async def fetch(self, url: str, sink: Sink, most_bytes: int) -> None:
        await self._fetcher.fetch(url, sink, most_bytes)

    async def renewed(self, url: str) -> str:
        """Busy where Kie.ai knows no such file: it may only be slow to notice it."""
        with _asking():
            said = await self._calls.post("/api/v1/common/download-url", {"url": url})
        if said.well and isinstance(said.data, str) and said.data:
            return said.data
        if said.code in (MISSING, INVALID):
            raise ProviderBusy("The link is dead, and Kie.ai gives no other for that file", code="link-dead")
        raise _refused(said)

    async def hand_over(self, file: Path, name: str, media_type: str) -> Handed:
        size = (await asyncio.to_thread(file.stat)).st_size
        fields = {"uploadPath": FOLDER, "fileName": name}
        with _asking(), await asyncio.to_thread(file.open, "rb") as content:
            said = await self._calls.upload(PATH, fields, (name, content, media_type), size / UPLOAD_BYTES_S)
        if said.well:
            return handed(said.data)
        if said.code == TOO_LARGE:
            raise ProviderRejected("upload-too-large", "Kie.ai does not take a file of that size")
        raise certain(said) or for_now(said)

    async def credits(self) -> float:
        with _asking():
            said = await self._calls.get("/api/v1/chat/credit")
        if said.well and isinstance(said.data, int | float) and math.isfinite(said.data):
            return float(said.data)
        raise _refused(said)

    async def close(self) -> None:
        await self._calls.close()


def open_kie(base_url: str, upload_base_url: str, key: SecretStr, timeout_s: float) -> Kie:
    """With connections of its own; `close` it. Raises `ValueError` for what can never work."""
    base, upload_base = root(NAME, base_url), root(NAME, upload_base_url)
    bearer = carried(NAME, key)
    if not bearer.get_secret_value():
        raise ValueError(f"{NAME} needs an API key")
    return Kie(Calls(base, upload_base, bearer, timeout_s), Fetcher((base, upload_base)))


@contextmanager
def _asking() -> Iterator[None]:
    """A question that gets no answer may be asked again."""
    try:
        yield
    except NoAnswer as lost:
        raise ProviderBusy(str(lost), code="provider-no-answer") from lost


def _task_id(said: Said) -> str | None:
    match said.data:
        case {"taskId": str(found)} | {"task_id": str(found)} if _is_id(found):
            return found
    return None


def _is_id(found: str) -> bool:
    return 0 < len(found) <= LONGEST_ID and found.isprintable()


def _is_missing(said: Said) -> bool:
    """Midjourney's and Veo's say `record is null` with 422, also for a moment after the order."""
    words = said.message.lower()
    return said.code == MISSING or (not said.data and ("not found" in words or "is null" in words))


def _refused(said: Said) -> ProviderRejected | ProviderBusy:
    return rejected(said) if said.code == UNAUTHORIZED else for_now(said)
