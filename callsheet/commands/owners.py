"""`callsheet owners`: whose work there is, and what it may take."""

from typing import Annotated

import typer
from rich.table import Table

from callsheet.batch_models import Owner, Tier
from callsheet.commands.terminal import AsJson, print_table, run, say, say_json

app = typer.Typer(invoke_without_command=True)


@app.callback()
def owners(context: typer.Context, as_json: AsJson = False) -> None:
    """Owners with their tier, its limits and their credits."""
    if context.invoked_subcommand:
        return
    found = run(lambda callsheet: callsheet.owners())
    if as_json:
        say_json({"data": [owner.json_ready() for owner in found]})
    elif found:
        print_table(_table(found))
    else:
        say("Nobody yet: the first start, a grant or `callsheet owners tier` makes an owner.")


@app.command()
def tier(
    name: Annotated[str, typer.Argument(metavar="OWNER")],
    wanted: Annotated[Tier, typer.Argument(metavar="free|paid|unlimited")],
    as_json: AsJson = False,
) -> None:
    """Set what an owner may take (as the operator: without CALLSHEET_OWNER)."""
    told = run(lambda callsheet: callsheet.set_tier(name, wanted))
    if as_json:
        say_json(told.json_ready())
    else:
        say(f"{told.owner} is {told.tier}: {limits(told.rate_per_minute, told.concurrency)}")


def limits(per_minute: int | None, concurrency: int | None) -> str:
    """In words."""
    return f"{'any number' if per_minute is None else f'{per_minute:,}'} a minute, {concurrency} at a time"


def _table(found: list[Owner]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("OWNER", "TIER", "A MINUTE", "AT A TIME", "CREDITS"):
        table.add_column(name, no_wrap=True, justify="left" if name in ("OWNER", "TIER") else "right")
    for owner in found:
        rate = "any" if owner.rate_per_minute is None else f"{owner.rate_per_minute:,}"
        table.add_row(owner.owner, owner.tier, rate, f"{owner.concurrency:,}", f"{owner.balance:,}")
    return table
