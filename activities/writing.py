"""What an activity has to say of its items, several words to a transaction.

Whoever says something goes on at once, unless so much is unwritten that a killed worker would lose more than
a moment's work. All of it is written when the activity ends, whatever ends it.
"""

import asyncio
from types import TracebackType
from typing import Self

from storage.outcomes import Outcomes, Word

MOST_UNWRITTEN = 200


class Writing:
    def __init__(self, outcomes: Outcomes, job_id: str) -> None:
        self._outcomes = outcomes
        self._job_id = job_id
        self._words: list[Word] = []
        self._news = asyncio.Event()
        self._written = asyncio.Event()
        self._over = False

    async def say(self, word: Word) -> None:
        """Raises what the writing failed with: calls whose outcomes cannot be written are not to go on."""
        self._words.append(word)
        self._news.set()
        if self._task.done():
            self._task.result()
        while len(self._words) >= MOST_UNWRITTEN:
            self._written.clear()
            await self._written.wait()
            if self._task.done():
                self._task.result()

    async def _write(self) -> None:
        try:
            while True:
                await self._news.wait()
                self._news.clear()
                words, self._words = self._words, []
                if words:
                    await self._outcomes.record(self._job_id, words)
                self._written.set()
                if self._over and not self._words:
                    return
        finally:
            self._written.set()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._write())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over = True
        self._news.set()
        await asyncio.shield(self._task)
