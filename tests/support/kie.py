"""Kie.ai on loopback, in the test's own process: does what it is told, remembers what really happened.

    async with looking_alike(key="k", secret="s") as kie:  # any field of callsheet.fakekie.state.Options
        kie.script(Script(create=HANGS, accepts=True))      # the next create call is paid, never answered
        kie.script(Script(holds=True), about="a fox")       # the next one with those words in its body
        ... Settings(kie_base_url=kie.url, kie_upload_base_url=kie.url, kie_api_key="k") ...
        (task,) = await kie.accepted(1)
        kie.release(task)
        await task.ended.wait()
        kie.truth.of("accepted"), kie.truth.count("looks"), kie.truth.most("looks"), kie.account.balance

A hundred of a task's seconds pass in one here: Imagen takes 80 ms, Sora 1.2 s.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from callsheet.fakekie.serving import serving
from callsheet.fakekie.state import Kie, Options

SPEED = 100


@asynccontextmanager
async def looking_alike(**options: Any) -> AsyncIterator[Kie]:
    async with serving(Options(**{"speed": SPEED, **options})) as kie:
        yield kie
