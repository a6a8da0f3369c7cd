"""Accept, then start: what every start has in common, whatever its kind.

One transaction accepts (idempotency key, limits, credits, rows, the start owed to Temporal) and makes the
answer; the start is then paid at once if Temporal is there, else by the dispatcher, and the answer is the
same.
"""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi.responses import JSONResponse

from api.dispatcher import Dispatcher
from api.reading import JobReader
from storage.answers import Answer, Once
from storage.catalog import Accepted
from storage.job_rows import Filters
from storage.orders import Limit, Order, TooManyOpen
from workflows.contracts.job import Job, Status

MOST_CHECKED = 200

Told = Callable[[list[Job], int], Answer]


class Admission:
    def __init__(self, reader: JobReader, dispatcher: Dispatcher, open_jobs: int) -> None:
        self._reader = reader
        self._catalog = reader.catalog
        self._dispatcher = dispatcher
        self._limit = Limit(open_jobs)
        self._checks: dict[tuple[str, str | None], asyncio.Task[None]] = {}

    async def accept(
        self, once: Once | None, ordering: Callable[[], Awaitable[Order]], told: Told
    ) -> JSONResponse:
        """Accept what is ordered and start it; a key that was used before gets its answer again."""
        if said := await self.answered(once):
            return said
        order = await ordering()
        order = order._replace(limits=(*order.limits, self._limit))
        accepted = None
        try:
            accepted = await self._admit(order, told, once)
        finally:
            if order.undo and (accepted is None or accepted.replayed):
                await asyncio.shield(order.undo())
        if not (accepted.replayed or accepted.queued):
            await self._dispatcher.dispatch(order.start)
        return _respond(accepted)

    async def answered(self, once: Once | None) -> JSONResponse | None:
        """What was answered under the key before. Raises `KeyReused`."""
        said = await self._catalog.answered(once) if once else None
        return _respond(Accepted(said, replayed=True)) if said else None

    async def _admit(self, order: Order, told: Told, once: Once | None) -> Accepted:
        """Before a limit refuses, open jobs are compared with Temporal: an ended one keeps no place."""
        try:
            return await self._catalog.accept(order, told, once)
        except TooManyOpen as full:
            await self._check_open(order.owner, full.limit.kind)
            return await self._catalog.accept(order, told, once)

    async def _check_open(self, owner: str, kind: str | None) -> None:
        """Of the jobs that a limit counts. One check at a time; who comes meanwhile waits for that one."""
        counted = owner, kind
        check = self._checks.get(counted)
        if check is None:
            check = self._checks[counted] = asyncio.create_task(self._settle_open(owner, kind))
            check.add_done_callback(lambda _: self._checks.pop(counted))
        await asyncio.shield(check)

    async def _settle_open(self, owner: str, kind: str | None) -> None:
        filters = Filters(owner, (kind,) if kind else (), statuses=(Status.PENDING,))
        still_open = await self._catalog.page(filters, None, MOST_CHECKED)
        await self._reader.refresh_all([job for _, job in still_open])


def once_of(owner: str, route: str, key: str | None, body: Any = None) -> Once | None:
    """The request's idempotency key in its scope; None where it has none."""
    if key is None:
        return None
    plain = json.dumps(body, sort_keys=True)
    return Once(owner, route, key, hashlib.sha256(plain.encode()).hexdigest())


def _respond(accepted: Accepted) -> JSONResponse:
    answer = accepted.answer
    replayed = {"Idempotent-Replayed": "true"} if accepted.replayed else {}
    return JSONResponse(dict(answer.body), answer.status, {**answer.headers, **replayed})
