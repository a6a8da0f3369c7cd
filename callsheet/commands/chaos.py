"""`callsheet chaos`: tries to make a running Callsheet lie, and proves that it does not."""

import asyncio
import contextlib
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from callsheet import pids
from callsheet.chaos import report
from callsheet.chaos.actors import Temporal
from callsheet.chaos.run import Run, Wishes
from callsheet.client import AsyncCallsheet
from callsheet.commands.terminal import INTERRUPTED, AsJson, fail, run_main, say_json
from callsheet.devserver import CannotStart, Options, running, temporal_binary
from callsheet.processes import ChildFailed

KINDS = ("worker", "api", "temporal")
OWN_WORKERS = 2


def chaos(
    seed: Annotated[int, typer.Option(help="The same seed is the same plan.")] = 1,
    minutes: Annotated[float, typer.Option(min=0.05, help="How long work is begun and processes die.")] = 2,
    kill: Annotated[
        str, typer.Option(help="Whom to kill: any of worker, api, temporal; '' for nobody.")
    ] = ",".join(KINDS),
    data: Annotated[
        Path, typer.Option(envvar="CALLSHEET_DATA", help="The data folder of that `callsheet up`.")
    ] = Path(".callsheet"),
    own: Annotated[
        bool, typer.Option("--own", help="Start a `callsheet up` for this alone, in a temporary folder.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Kill, cancel, repeat, reconnect; then check that no job was lost, charged twice or told wrongly.

    It kills processes of the `callsheet up` that it is pointed at. Exit code 0: clean, 1: not.
    """
    targets = tuple(word.strip() for word in kill.split(",") if word.strip())
    if set(targets) - set(KINDS):
        raise typer.BadParameter(f"--kill takes any of {', '.join(KINDS)}")
    console = Console(stderr=True, highlight=False)
    played = run_main(lambda: _chaos(seed, minutes, targets, None if own else data, console))
    if as_json:
        say_json(report.document(played))
    else:
        typer.echo("\n".join(report.lines(played)))
    if played.evidence.hurried:
        raise typer.Exit(INTERRUPTED)
    if played.violations:
        raise typer.Exit(1)


async def _chaos(
    seed: int, minutes: float, targets: tuple[str, ...], data: Path | None, console: Console
) -> Run:
    try:
        async with _stage(data, targets, console) as (url, folder, temporal):
            run = Run(Wishes(seed, minutes, targets, url, folder, temporal), console.print)
            for name in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(name, run.hurry)
            with console.status(f"chaos seed {seed}") if console.is_terminal else contextlib.nullcontext():
                await run.play()
    except (CannotStart, ChildFailed) as error:
        fail(str(error))
    return run


@asynccontextmanager
async def _stage(
    data: Path | None, targets: tuple[str, ...], console: Console
) -> AsyncIterator[tuple[str, Path, Temporal | None]]:
    """The address of a server, its data folder, its operator: the one that was named, or one of our own."""
    if data is not None:
        async with AsyncCallsheet() as callsheet:
            temporal = _operator(callsheet.url, data, targets)
            await callsheet.credits()  # says in one line what is wrong with the address
        yield callsheet.url, data, temporal
        return
    with tempfile.TemporaryDirectory(prefix="callsheet-chaos-") as folder:
        options = Options(Path(folder), workers=OWN_WORKERS).on_ports_apart()
        console.print(f"Starting Temporal, {OWN_WORKERS} workers and the API in {folder} ...")
        async with running(options, console.print):
            yield options.url, options.data, _operator(options.url, options.data, targets)


def _operator(url: str, data: Path, targets: tuple[str, ...]) -> Temporal | None:
    """The `temporal` command for that server, where its roll tells the address; no roll, no kills."""
    roll = pids.read(data)
    if roll is None and targets:
        fail(f"No `callsheet up` runs on {data}: name its folder with --data, or use --own or --kill ''.")
    if roll and targets and roll.url != url:
        fail(f"What runs on {data} answers at {roll.url}, not at {url}. CALLSHEET_URL and --data must agree.")
    return Temporal(temporal_binary(), roll.temporal_address) if roll and roll.url == url else None
