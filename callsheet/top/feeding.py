"""Keeps a board as the server has it: one connection for all jobs, and questions where it cannot tell."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import aclosing, suppress
from typing import Any

from callsheet.client import AsyncCallsheet
from callsheet.models import Job, Status
from callsheet.top.board import Board
from callsheet.top.standing import Standing
from callsheet.watch import Connection
from callsheet.wire import CallsheetError, NotCallsheet, Refused, Unreachable

RECENT = 200
CREDITS_EVERY_S = 2.0


class Feeding:
    """`on_change` hears that something is to be drawn."""

    def __init__(
        self, callsheet: AsyncCallsheet, board: Board, standing: Standing, on_change: Callable[[], object]
    ) -> None:
        self._callsheet, self._board, self._standing = callsheet, board, standing
        self._on_change = on_change
        self._behind, self._spent = asyncio.Event(), asyncio.Event()

    def parts(self) -> tuple[Coroutine[Any, Any, None], ...]:
        """They go on for ever; `Refused` is raised where the server will never tell."""
        return self._listen(), self._catch_up(), self._count()

    async def _listen(self) -> None:
        while True:
            try:
                watched = self._callsheet.watch_many(on_connection=self._joined)
                async with aclosing(watched) as events:
                    async for event in events:
                        if not event.connection_lost:  # what a job last was says more than that nobody knows
                            self._take(event.job)
            except (Unreachable, NotCallsheet) as error:
                self._joined(Connection.LOST, str(error))
            await self._callsheet.pace.sleep(self._callsheet.pace.poll_s)

    def _take(self, job: Job) -> None:
        if self._board.take(job):
            self._spent.set()
        self._on_change()

    def _joined(self, connection: Connection, why: str) -> None:
        self._standing.connection, self._standing.why = connection, why
        if connection is Connection.LIVE:
            self._behind.set()
        self._on_change()

    async def _catch_up(self) -> None:
        """What ended while nobody told, and what is open beyond what a stream begins with."""
        while True:
            await self._behind.wait()
            self._behind.clear()
            self._spent.set()
            with suppress(CallsheetError):  # the stream tells what matters; after a break this is tried again
                await self._ask()
            self._on_change()

    async def _ask(self) -> None:
        asked_in, known_open = self._board.turn, set(self._board.open_ids())
        found = await listed(self._callsheet)
        self._board.take_answer(found, asked_in)
        for job_id in known_open - {job.id for job in found}:
            try:
                self._board.take_answer([await self._callsheet.job(job_id)], asked_in)
            except Refused as error:
                if error.status == 404:
                    self._board.drop(job_id)

    async def _count(self) -> None:
        """Credits, after whatever may have moved them, but not at each of a hundred."""
        while True:
            await self._spent.wait()
            self._spent.clear()
            with suppress(CallsheetError):
                self._standing.credits = await self._callsheet.credits()
            self._on_change()
            await asyncio.sleep(CREDITS_EVERY_S)


async def listed(callsheet: AsyncCallsheet) -> list[Job]:
    """The newest, and all that is open however old."""
    found = {job.id: job async for job in callsheet.jobs(limit=RECENT)}
    for status in (Status.RUNNING, Status.PENDING):
        found |= {job.id: job async for job in callsheet.jobs(status=status)}
    return list(found.values())
