"""What every command does alike: speak on stdout, fail with one line on stderr, know its exit code."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from callsheet.client import AsyncCallsheet
from callsheet.models import Job, Status
from callsheet.wire import CallsheetError

T = TypeVar("T")
INTERRUPTED = 130
PIPE_WIDTH = 200
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable, on stdout alone.")]


def run(errand: Callable[[AsyncCallsheet], Awaitable[T]], parting: Callable[[], str] = str) -> T:
    """Do it with a client. Ctrl-C leaves what the server does alone, and says `parting` to who waited."""

    async def main() -> T:
        async with AsyncCallsheet() as callsheet:
            return await errand(callsheet)

    return run_main(main, parting)


def run_main(main: Callable[[], Awaitable[T]], parting: Callable[[], str] = str) -> T:
    async def awaited() -> T:
        return await main()

    try:
        return asyncio.run(awaited())
    except CallsheetError as error:
        fail(str(error))
    except BrokenPipeError:
        raise  # `callsheet jobs | head` is no error; click ends quietly
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except (KeyboardInterrupt, asyncio.CancelledError):  # Ctrl-C, or a SIGTERM that cancelled the main task
        typer.echo(f"\n{parting()}".rstrip(), err=True)
        raise typer.Exit(INTERRUPTED) from None


def fail(message: str) -> NoReturn:
    typer.echo(f"callsheet: {message}", err=True)
    raise typer.Exit(1)


def say_json(document: Any, *, indent: int | None = 2) -> None:
    typer.echo(json.dumps(document, indent=indent, ensure_ascii=False))


def print_table(table: Table) -> None:
    """A table that goes into a pipe must not be cut to the 80 columns of a guess."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    Console(highlight=False, markup=False, width=width).print(table)


def words(job: Job) -> str:
    """Where a job stands, in one line for people."""
    if job.error:
        return f"{job.error.message}{' (credits returned)' if job.credits.refunded else ''}"
    if job.status is Status.COMPLETED:
        return outcome(job.result or {})
    if job.status is Status.CANCELLED:
        return f"cancelled, {job.credits.refunded} credits returned"
    told = ": ".join(part for part in (job.stage_label, job.detail) if part)
    return f"waiting: {job.waiting_for}" if job.waiting_for else told or "waiting"


def outcome(result: dict[str, Any]) -> str:
    """What came out; the sizes and names are the server's own."""
    size = f"{result['width']} x {result['height']}" if "width" in result else ""
    made = f"{result['engine']} in {result.get('elapsedMs', 0) / 1000:.1f} s" if "engine" in result else ""
    return ", ".join(part for part in (size, made) if part) or "completed"


def short_name(job: Job) -> str:
    """`4k` says more than an id, where there is one."""
    return str(job.input.get("tier") or job.id)
