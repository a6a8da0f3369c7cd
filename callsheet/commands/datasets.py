"""`callsheet datasets`: what rows there are, of which columns."""

from typing import Annotated, Any

import typer
from rich.table import Table

from callsheet.client import AsyncCallsheet
from callsheet.commands.conditions import condition, names
from callsheet.commands.schema_view import print_schema
from callsheet.commands.terminal import AsJson, print_table, run, say, say_json
from callsheet.transfer_models import Dataset

app = typer.Typer(invoke_without_command=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="A dataset, by name or id.")]


@app.callback()
def datasets(context: typer.Context, as_json: AsJson = False) -> None:
    """Datasets; also: datasets show NAME, datasets rows NAME, datasets delete NAME."""
    if context.invoked_subcommand:
        return

    async def listed(callsheet: AsyncCallsheet) -> list[Dataset]:
        return [one async for one in callsheet.datasets()]

    found = run(listed)
    if as_json:
        say_json({"data": [one.json_ready() for one in found]})
    elif found:
        print_table(_table(found))
    else:
        say("No datasets. Make one: callsheet import people.csv --into people")


@app.command()
def show(name: Name, as_json: AsJson = False) -> None:
    """Its columns, and what their values have to keep to."""
    found = run(lambda callsheet: callsheet.dataset(name))
    if as_json:
        say_json(found.json_ready())
        return
    say(f"{found.name}  {found.id}  {found.rows:,} rows")
    print_schema(found.columns, found.key)


@app.command()
def rows(
    name: Name,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="CONDITION", help="Such as age>=30, name~part, email is null."),
    ] = None,
    search: Annotated[str | None, typer.Option(help="Rows with this in one of their texts.")] = None,
    columns: Annotated[str | None, typer.Option(metavar="A,B", help="Only these, in this order.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="The first so many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Rows, in the order in which they came in."""
    wanted = [condition(one) for one in where or []]

    async def listed(callsheet: AsyncCallsheet) -> list[dict[str, Any]]:
        asked = callsheet.rows(name, columns=names(columns), where=wanted, search=search, limit=limit)
        return [row async for row in asked]

    found = run(listed)
    if as_json:
        say_json({"data": found})
    elif found:
        print_table(_rows(found))
    else:
        say("No rows.")


@app.command()
def delete(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a dataset with all its rows, for good."""
    if not yes:
        typer.confirm(f"Delete {name} with all its rows for good?", abort=True, err=True)
    run(lambda callsheet: callsheet.delete_dataset(name))
    say(f"{name} is deleted")


def _table(found: list[Dataset]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("DATASET", "ROWS", "COLUMNS", "KEY", "CHANGED", "ID"):
        counts = heading in ("ROWS", "COLUMNS")
        table.add_column(heading, no_wrap=heading != "DATASET", justify="right" if counts else "left")
    for one in found:
        changed = one.updated_at.astimezone().strftime("%Y-%m-%d %H:%M:%S") if one.updated_at else ""
        table.add_row(one.name, f"{one.rows:,}", str(len(one.columns)), one.key or "", changed, one.id)
    return table


def _rows(found: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, value in found[0].items():
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        table.add_column(heading, justify="right" if numeric else "left", overflow="ellipsis", max_width=40)
    for row in found:
        table.add_row(*map(_cell, row.values()))
    return table


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
