"""`callsheet fake-kie`: something to develop against that costs nothing."""

import asyncio
import signal
from pathlib import Path
from typing import Annotated, Literal

import typer

from callsheet.commands.terminal import fail, say
from callsheet.fakekie.serving import serving
from callsheet.fakekie.state import Options


def fake_kie(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8899,
    key: Annotated[str, typer.Option(envvar="CALLSHEET_KIE_API_KEY", help="Empty: any is taken.")] = "",
    webhook_secret: Annotated[
        str, typer.Option(envvar="CALLSHEET_KIE_WEBHOOK_SECRET", help="Empty: callbacks are not signed.")
    ] = "",
    seed: Annotated[int, typer.Option(help="The same seed is the same faults.")] = 1,
    faults: Annotated[Literal["none", "some", "all"], typer.Option(help="What goes wrong.")] = "none",
    speed: Annotated[float, typer.Option(min=0.01, help="How many of a task's seconds pass in one.")] = 1,
    creates: Annotated[int, typer.Option(min=1, help="New tasks that it takes in a window, then 429.")] = 20,
    window: Annotated[float, typer.Option(min=0.1, help="Length of that window, seconds.")] = 10,
    canary: Annotated[
        str | None, typer.Option(help="An address that must never be asked: some faults lead there.")
    ] = None,
    log: Annotated[Path | None, typer.Option(help="Append what really happened, as JSON lines.")] = None,
) -> None:
    """Look like Kie.ai: four families of models, real files, callbacks, credits, and faults if wanted.

    What really happened is told at /_truth.
    """
    options = Options(
        key=key,
        secret=webhook_secret,
        seed=seed,
        faults=faults,
        speed=speed,
        creates=creates,
        window_s=window,
        canary=canary,
        log=log,
    )
    try:
        asyncio.run(_serve(options, port))
    except OSError as error:
        fail(f"Cannot listen on port {port}: {error.strerror or error}. Choose another with --port.")


async def _serve(options: Options, port: int) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with serving(options, port) as kie:
        say(f"CALLSHEET_KIE_BASE_URL={kie.url}")
        say(f"CALLSHEET_KIE_UPLOAD_BASE_URL={kie.url}")
        say(f"CALLSHEET_KIE_API_KEY={options.key or 'any'}")
        if options.secret:
            say("callbacks are signed with CALLSHEET_KIE_WEBHOOK_SECRET")
        say(f"the truth  {kie.url}/_truth")
        await stop.wait()
