"""`callsheet tasks`: generation tasks, of one prompt or of all; and what became of a call nobody answered."""

from typing import Annotated

import typer
from rich.table import Table

from callsheet.client import AsyncCallsheet
from callsheet.commands.generating import LOST
from callsheet.commands.terminal import AsJson, print_table, run, say, say_json
from callsheet.commands.wording import files
from callsheet.generation_models import OUTCOME_UNKNOWN, SUCCESS, Task

app = typer.Typer(invoke_without_command=True)
Id = Annotated[str, typer.Argument(metavar="TASK")]


@app.callback()
def tasks(
    context: typer.Context,
    prompt: Annotated[str | None, typer.Option(metavar="ID", help="Only those of this prompt.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="The newest so many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Generation tasks, newest first; also: tasks resolve ID, tasks delete ID, tasks spending.

    `callsheet cancel`, `retry`, `show` and `watch` are for tasks as for all jobs.
    """
    if context.invoked_subcommand:
        return

    async def listed(callsheet: AsyncCallsheet) -> list[Task]:
        if prompt:
            return await callsheet.generation_tasks(prompt, limit=limit)
        jobs = [job async for job in callsheet.jobs(kind="generation", limit=limit)]
        return [await callsheet.generation_task(job.id) for job in jobs]

    found = run(listed)
    if as_json:
        say_json({"data": [task.json_ready() for task in found]})
    elif found:
        print_table(_table(found))
    else:
        say('No tasks. Make one: callsheet generate "A beautiful sunset"')


@app.command()
def resolve(
    task_id: Id,
    external_id: Annotated[
        str | None, typer.Option("--external-id", metavar="ID", help="The provider has it under this id.")
    ] = None,
    not_accepted: Annotated[
        bool, typer.Option("--not-accepted", help="The provider has no such task: the call is made again.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what became of a paid call that was never answered; for the operator, who has looked it up.

    An id is looked up before it counts. Whoever says --not-accepted of a task that is there pays twice.
    """
    if (external_id is None) != not_accepted:
        raise typer.BadParameter("say --external-id ID, or --not-accepted")

    async def resolved(callsheet: AsyncCallsheet) -> Task:
        return await callsheet.resolve_outcome(task_id, external_id, accepted=False if not_accepted else None)

    task = run(resolved)
    if as_json:
        say_json(task.json_ready())
    else:
        say(f"{task.id} goes on. Follow it: callsheet generate --watch {task.id}")


@app.command()
def delete(
    task_id: Id,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a task that has ended, with its files, for good."""
    if not yes:
        typer.confirm(f"Delete {task_id} with its files for good?", abort=True, err=True)
    run(lambda callsheet: callsheet.delete_generation_task(task_id))
    say(f"{task_id} is deleted")


@app.command()
def spending(as_json: AsJson = False) -> None:
    """What all tasks have cost at the provider; for the operator."""
    spent = run(lambda callsheet: callsheet.generation_spending())
    if as_json:
        say_json(spent.json_ready())
        return
    took = f"{spent.accepted:,} of {spent.tasks:,} tasks taken, {spent.credits:,g} credits"
    say(f"{spent.provider}: {took}")
    if spent.unknown:
        say(f"{spent.unknown:,} calls were never answered; see which: callsheet tasks")


def _table(found: list[Task]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("TASK", "PROMPT", "MODEL", "STATUS", "%", "CREATED", "CREDITS", "NOW"):
        right = name in ("%", "CREDITS")
        wraps = name in ("PROMPT", "NOW")
        table.add_column(name, no_wrap=not wraps, justify="right" if right else "left", overflow="fold")
    for task in found:
        kept = task.credits.charged - task.credits.refunded
        created = task.created_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        named = (task.id, task.prompt_id, task.model, task.status)
        table.add_row(*named, str(task.progress), created, str(kept), _now(task))
    return table


def _now(task: Task) -> str:
    if task.is_pending and task.waiting_for:
        return LOST if task.waiting_for == OUTCOME_UNKNOWN else f"waiting: {task.waiting_for}"
    if task.is_pending:
        return ": ".join(part for part in (task.stage_label, task.detail) if part) or "waiting"
    if task.status == SUCCESS:
        preview = ", a preview" if task.is_preview else ""
        return f"{files([asset.kind for asset in task.assets])}{preview}"
    return task.fail_msg or task.fail_code or ""
