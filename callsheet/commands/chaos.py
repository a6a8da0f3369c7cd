"""`callsheet chaos`: tries to make a running Callsheet lie, and proves that it does not."""

import asyncio
import contextlib
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console

from callsheet import pids
from callsheet.chaos import report
from callsheet.chaos.actors import Temporal
from callsheet.chaos.provider import Provider, looking_alike
from callsheet.chaos.run import Run, Wishes
from callsheet.client import AsyncCallsheet
from callsheet.commands.terminal import INTERRUPTED, AsJson, Terminal, fail, run_main, say, say_json
from callsheet.devserver import CannotStart, Options, running, temporal_binary
from callsheet.processes import ChildFailed

KINDS = ("worker", "api", "temporal")
OWN_WORKERS = 2
MINUTES, MOST_MINUTES = 2.0, 30.0
SPEED = 15
"""Of the provider's tasks: a film takes eight seconds."""
DEADLINE_S, LATE_S = 45, 120
"""Of a generation task, among other jobs and among hundreds of its kind."""


class Wanted(NamedTuple):
    seed: int
    minutes: float
    targets: tuple[str, ...]
    tasks: int


class Stage(NamedTuple):
    """The address of a server, its data folder, its operator, and the provider of its generation tasks."""

    url: str
    data: Path
    temporal: Temporal | None
    provider: Provider | None


def chaos(
    seed: Annotated[int, typer.Option(help="The same seed is the same plan.")] = 1,
    minutes: Annotated[
        float | None, typer.Option(min=0.05, help="How long work is begun and processes die; 2 if not said.")
    ] = None,
    tasks: Annotated[
        int, typer.Option(min=0, help="With --own: so many generation tasks at once, to their end, only.")
    ] = 0,
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

    It kills processes of the `callsheet up` that it is pointed at. Generation tasks are part of it with --own
    only, where their provider is a look-alike with every fault. Exit code 0: clean, 1: not.
    """
    if tasks and not own:
        raise typer.BadParameter("--tasks needs --own: another server's provider may cost money")
    targets = tuple(word.strip() for word in kill.split(",") if word.strip())
    if set(targets) - set(KINDS):
        raise typer.BadParameter(f"--kill takes any of {', '.join(KINDS)}")
    console = Terminal(stderr=True, highlight=False)
    wanted = Wanted(seed, minutes or (MOST_MINUTES if tasks else MINUTES), targets, tasks)
    played = run_main(lambda: _chaos(wanted, None if own else data, console))
    if as_json:
        say_json(report.document(played))
    else:
        say("\n".join(report.lines(played)))
    if played.evidence.hurried:
        raise typer.Exit(INTERRUPTED)
    if played.violations:
        raise typer.Exit(1)


async def _chaos(wanted: Wanted, data: Path | None, console: Console) -> Run:
    try:
        async with _stage(wanted, data, console) as stage:
            wishes = Wishes(
                wanted.seed,
                wanted.minutes,
                wanted.targets,
                stage.url,
                stage.data,
                stage.temporal,
                stage.provider,
                wanted.tasks,
            )
            run = Run(wishes, console.print)
            for name in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(name, run.hurry)
            title = f"chaos seed {wanted.seed}"
            with console.status(title) if console.is_terminal else contextlib.nullcontext():
                await run.play()
    except (CannotStart, ChildFailed) as error:
        fail(str(error))
    return run


@asynccontextmanager
async def _stage(wanted: Wanted, data: Path | None, console: Console) -> AsyncIterator[Stage]:
    """The server that was named, or one of our own."""
    if data is not None:
        async with AsyncCallsheet() as callsheet:
            temporal = _operator(callsheet.url, data, wanted.targets)
            await callsheet.credits()  # says in one line what is wrong with the address
        yield Stage(callsheet.url, data, temporal, None)
        return
    with tempfile.TemporaryDirectory(prefix="callsheet-chaos-") as folder:
        async with _own(wanted, Path(folder), console) as stage:
            yield stage


@asynccontextmanager
async def _own(wanted: Wanted, folder: Path, console: Console) -> AsyncIterator[Stage]:
    options = Options(folder / "data", workers=OWN_WORKERS).on_ports_apart()
    console.print(f"Starting a provider, Temporal, {OWN_WORKERS} workers and the API in {folder} ...")
    async with looking_alike(wanted.seed, "all", SPEED, folder) as provider:
        env = provider.settings(options.url, LATE_S if wanted.tasks else DEADLINE_S)
        async with running(replace(options, env=env), console.print):
            temporal = _operator(options.url, options.data, wanted.targets)
            yield Stage(options.url, options.data, temporal, provider)


def _operator(url: str, data: Path, targets: tuple[str, ...]) -> Temporal | None:
    """The `temporal` command for that server, where its roll tells the address; no roll, no kills."""
    roll = pids.read(data)
    if roll is None and targets:
        fail(f"No `callsheet up` runs on {data}: name its folder with --data, or use --own or --kill ''.")
    if roll and targets and roll.url != url:
        fail(f"What runs on {data} answers at {roll.url}, not at {url}. CALLSHEET_URL and --data must agree.")
    return Temporal(temporal_binary(), roll.temporal_address) if roll and roll.url == url else None
