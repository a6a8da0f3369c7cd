"""`callsheet credits`: what is left, where it went, and the operator's grants."""

from typing import Annotated

import typer
from rich.table import Table

from callsheet.client import AsyncCallsheet
from callsheet.commands.terminal import AsJson, print_table, run, say, say_json
from callsheet.models import CreditEntry

app = typer.Typer(invoke_without_command=True)


@app.callback()
def balance(context: typer.Context, as_json: AsJson = False) -> None:
    """How many credits are left."""
    if context.invoked_subcommand:
        return
    told = run(lambda callsheet: callsheet.credits())
    if as_json:
        say_json(told.json_ready())
    else:
        say(f"{told.owner} has {told.balance:,} credits")


@app.command()
def ledger(
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="The newest so many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Every grant, charge and refund, newest first."""

    async def listed(callsheet: AsyncCallsheet) -> list[CreditEntry]:
        return [entry async for entry in callsheet.ledger(limit=limit)]

    entries = run(listed)
    if as_json:
        say_json({"data": [entry.json_ready() for entry in entries]})
    elif entries:
        print_table(_table(entries))
    else:
        say("No entries yet: the first start, or a grant, opens the account.")


@app.command()
def grant(
    owner: Annotated[str, typer.Argument(metavar="OWNER")],
    amount: Annotated[int, typer.Argument(metavar="CREDITS", min=1)],
    as_json: AsJson = False,
) -> None:
    """Give an owner credits (as the operator: without CALLSHEET_OWNER)."""
    told = run(lambda callsheet: callsheet.grant(owner, amount))
    if as_json:
        say_json(told.json_ready())
    else:
        say(f"{told.owner} has {told.balance:,} credits")


def _table(entries: list[CreditEntry]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("AT", "OWNER", "KIND", "AMOUNT", "BALANCE", "JOB"):
        table.add_column(name, no_wrap=True, justify="right" if name in ("AMOUNT", "BALANCE") else "left")
    for entry in entries:
        at = entry.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        amounts = (f"{entry.amount:+,}", f"{entry.balance:,}")
        table.add_row(at, entry.owner, entry.kind, *amounts, entry.job_id or "")
    return table
