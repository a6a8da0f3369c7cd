"""`callsheet up`: everything runs until Ctrl-C."""

import asyncio
import signal
from contextlib import suppress

import typer

from callsheet.commands.terminal import fail
from callsheet.devserver import CannotStart, Options, running
from callsheet.processes import ChildFailed


async def up(options: Options) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        async with running(options, _tell):
            typer.echo(f"console   {options.url}")
            ours = "" if options.temporal else f", web UI {options.ui_url}"
            typer.echo(f"temporal  {options.temporal_address}{ours}")
            typer.echo(f"data      {options.data.resolve()}")
            await stop.wait()
            _tell("stopping")
    except (CannotStart, ChildFailed) as error:
        fail(str(error))


def _tell(line: str) -> None:
    """Nobody reads any more: no reason to stop keeping everything alive."""
    with suppress(OSError):
        typer.echo(line)
