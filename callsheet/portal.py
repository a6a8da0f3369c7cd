"""An event loop in a thread of its own, as those without one use it."""

from collections.abc import AsyncGenerator, Generator
from typing import TypeVar, cast

from anyio.from_thread import BlockingPortal

T = TypeVar("T")


def drawn(portal: BlockingPortal, source: AsyncGenerator[T, None]) -> Generator[T, None, None]:
    """The items of an asynchronous generator, one call each."""
    nothing_more = object()

    async def draw() -> T | object:
        return await anext(source, nothing_more)

    try:
        while (item := portal.call(draw)) is not nothing_more:
            yield cast("T", item)
    finally:
        portal.call(source.aclose)
