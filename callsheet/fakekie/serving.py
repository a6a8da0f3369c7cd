"""A look-alike that listens, for as long as somebody needs it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from callsheet.fakekie.app import app
from callsheet.fakekie.state import Kie, Options
from callsheet.fakekie.wire import listening


@asynccontextmanager
async def serving(options: Options, port: int = 0) -> AsyncIterator[Kie]:
    """On loopback; port 0 is any that is free. Raises `OSError` where the port is taken."""
    kie, closing = Kie(options), asyncio.Event()
    try:
        async with listening(app(kie, closing), port, closing) as url:
            kie.url = url
            yield kie
    finally:
        await kie.close()
