"""`callsheet up`: everything runs until Ctrl-C."""

import asyncio
import signal
from contextlib import suppress

from callsheet.commands.terminal import fail, say
from callsheet.devserver import CannotStart, Options, running
from callsheet.processes import ChildFailed


async def up(options: Options) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        async with running(options, _tell):
            say(f"console   {options.url}")
            ours = "" if options.temporal else f", web UI {options.ui_url}"
            say(f"temporal  {options.temporal_address}{ours}")
            say(f"data      {options.data.resolve()}")
            await stop.wait()
            _tell("stopping")
    except (CannotStart, ChildFailed) as error:
        fail(str(error))


def _tell(line: str) -> None:
    """Nobody reads any more: no reason to stop keeping everything alive."""
    with suppress(OSError):
        say(line)
