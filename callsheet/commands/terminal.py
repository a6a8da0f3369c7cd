"""What every command does alike: speak on stdout, fail with one line on stderr, know its exit code."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterable
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table

from callsheet.client import AsyncCallsheet
from callsheet.taming import ESCAPES, inert
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
        say(f"\n{parting()}".rstrip(), err=True)
        raise typer.Exit(INTERRUPTED) from None


def fail(message: str) -> NoReturn:
    say(f"callsheet: {message}", err=True)
    raise typer.Exit(1)


def say(text: str = "", *, err: bool = False) -> None:
    """A line for people; whoever wrote what is in it cannot steer their terminal."""
    typer.echo(inert(text), err=err)  # noqa: TID251


def say_json(document: Any, *, indent: int | None = 2) -> None:
    """Exactly the document; what a terminal would obey is escaped in it."""
    written = json.dumps(document, indent=indent, ensure_ascii=False)
    typer.echo(written.translate(ESCAPES))  # noqa: TID251


def print_table(table: Table) -> None:
    """A table that goes into a pipe must not be cut to the 80 columns of a guess."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    Terminal(highlight=False, markup=False, width=width).print(table)


class Terminal(Console):
    """As rich's, for texts that anybody may have written."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=inert(segment.text))
