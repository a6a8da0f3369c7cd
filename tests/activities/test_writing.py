"""What an activity has to say is written, or the activity hears that it is not."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from activities.writing import Writing
from storage.outcomes import Word


class Broken:
    async def record(self, job_id: str, words: Sequence[Word]) -> None:
        raise OSError("the disk is full")


async def say_on(outcomes: Any, said: list[Word]) -> None:
    async with Writing(outcomes, "job") as writing:
        for number in range(100):
            said.append(Word(number, 1))
            await writing.say(said[-1])
            await asyncio.sleep(0)


async def test_nobody_goes_on_whose_words_cannot_be_written() -> None:
    """Every call after that would be made for nothing."""
    said: list[Word] = []
    with pytest.raises(OSError, match="full"):
        await say_on(Broken(), said)
    assert len(said) < 10
