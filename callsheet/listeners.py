"""A listener is a function or a coroutine function; nobody has to listen."""

import inspect
from collections.abc import Callable


async def tell(listener: Callable[..., object] | None, *args: object) -> None:
    """What it raises, whoever tells it raises."""
    outcome = listener(*args) if listener else None
    if inspect.isawaitable(outcome):
        await outcome
