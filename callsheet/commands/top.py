"""`callsheet top`: all jobs, live, with keys to steer them; where there is no terminal, one look."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from callsheet.client import AsyncCallsheet
from callsheet.commands.terminal import AsJson, print_table, run, run_main, say, say_json
from callsheet.models import Job, Status
from callsheet.taming import tame
from callsheet.top.choosing import Choice
from callsheet.top.facts import age_of, eta_of, name_of, now_of
from callsheet.top.feeding import listed
from callsheet.top.session import nothing_yet, sit
from callsheet.top.stage import Stage

TOLD = ("JOB", "KIND", "NAME", "OWNER", "STATUS", "%", "ETA", "AGE", "NOW")


def top(
    once: Annotated[bool, typer.Option("--once", help="Print how it stands now, and end.")] = False,
    wanted: Annotated[
        str, typer.Option("--filter", metavar="WORDS", help="Only some: words, kind:import, status:failed.")
    ] = "",
    open_only: Annotated[bool, typer.Option("--open", help="Only what has not ended.")] = False,
    as_json: AsJson = False,
) -> None:
    """Watch all jobs live, like htop: cancel, retry, filter, sort by key; ? tells the keys."""
    choice = Choice(wanted, open_only)
    console = Console()
    live = sys.stdin.isatty() and console.is_terminal and not console.is_dumb_terminal
    if once or as_json or not live:
        _look(choice, as_json=as_json)
    else:
        _sit(console, choice)


def _sit(console: Console, choice: Choice) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that has not all letters shows the others

    async def main() -> None:
        async with AsyncCallsheet() as callsheet:
            sight = nothing_yet(callsheet, callsheet.whose)
            sight.choice = choice
            await sit(callsheet, Stage(console, sys.stdin.fileno()), sys.stdin.fileno(), sight)

    run_main(main)


def _look(choice: Choice, *, as_json: bool) -> None:
    async def looked(callsheet: AsyncCallsheet) -> tuple[list[Job], int]:
        return await listed(callsheet), (await callsheet.credits()).balance

    jobs, balance = run(looked)
    found = choice.look(jobs)
    counts = {status.value: sum(job.status is status for job in found) for status in Status}
    if as_json:
        told: dict[str, Any] = {"at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "counts": counts}
        say_json({**told, "credits": balance, "data": [job.json_ready() for job in found]})
        return
    by_status = ", ".join(f"{count:,} {status}" for status, count in counts.items())
    say(f"{by_status}; {balance:,} credits")
    if found:
        print_table(_table(found))


def _table(found: Sequence[Job]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in TOLD:
        table.add_column(
            name, no_wrap=name != "NOW", justify="right" if name in ("%", "ETA", "AGE") else "left"
        )
    for job in found:
        told = (tame(job.id), tame(job.kind), name_of(job), tame(job.owner), job.status.value)
        cells = (*told, str(job.percent), eta_of(job), age_of(job), now_of(job))
        table.add_row(*map(Text, cells))
    return table
