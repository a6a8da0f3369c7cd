"""`callsheet prompts`: texts that are kept, which generation tasks may name."""

from typing import Annotated

import typer
from rich.table import Table

from callsheet.client import AsyncCallsheet
from callsheet.commands.terminal import AsJson, print_table, run, say, say_json
from callsheet.generation_models import Prompt

app = typer.Typer(invoke_without_command=True)


@app.callback()
def prompts(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=200, help="The newest so many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Prompts that are kept; also: prompts add TEXT, prompts delete ID."""
    if context.invoked_subcommand:
        return
    found = run(lambda callsheet: callsheet.prompts(limit=limit))
    if as_json:
        say_json({"data": [prompt.json_ready() for prompt in found]})
    elif found:
        print_table(_table(found))
    else:
        say('No prompts. Keep one: callsheet prompts add "A beautiful sunset"')


@app.command()
def add(
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    prompt_id: Annotated[str | None, typer.Option("--id", help="What it is to be called.")] = None,
    kind: Annotated[str, typer.Option("--type", help="Such as image or video.")] = "image",
    as_json: AsJson = False,
) -> None:
    """Keep a text; `callsheet generate --prompt-id ID` makes something that belongs to it."""

    async def kept(callsheet: AsyncCallsheet) -> Prompt:
        return await callsheet.create_prompt(text, kind, prompt_id=prompt_id)

    prompt = run(kept)
    if as_json:
        say_json(prompt.json_ready())
    else:
        say(prompt.id)


@app.command()
def delete(
    prompt_id: Annotated[str, typer.Argument(metavar="PROMPT")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a prompt for good; what was made of it stays."""
    if not yes:
        typer.confirm(f"Delete {prompt_id} for good?", abort=True, err=True)
    run(lambda callsheet: callsheet.delete_prompt(prompt_id))
    say(f"{prompt_id} is deleted")


def _table(found: list[Prompt]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("PROMPT", "TYPE", "CREATED", "TEXT"):
        table.add_column(name, no_wrap=name != "TEXT", overflow="fold")
    for one in found:
        created = one.created_at.astimezone().strftime("%Y-%m-%d %H:%M:%S") if one.created_at else ""
        table.add_row(one.id, one.type, created, one.content)
    return table
