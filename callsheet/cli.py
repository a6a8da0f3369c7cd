"""The `callsheet` command."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from callsheet.commands import enhance, jobs
from callsheet.commands.annotate import annotate
from callsheet.commands.chaos import chaos
from callsheet.commands.credits import app as credits_app
from callsheet.commands.datasets import app as datasets_app
from callsheet.commands.demo import demo as run_demo
from callsheet.commands.documentary import documentary
from callsheet.commands.exports import export
from callsheet.commands.fake_kie import fake_kie
from callsheet.commands.generate import generate
from callsheet.commands.imports import import_
from callsheet.commands.owners import app as owners_app
from callsheet.commands.playlists import app as playlists_app
from callsheet.commands.prompts import app as prompts_app
from callsheet.commands.tasks import app as tasks_app
from callsheet.commands.top import top
from callsheet.commands.up import up as run_up
from callsheet.commands.webhooks import app as webhooks_app
from callsheet.devserver import Options

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Durable media jobs with live progress. CALLSHEET_URL names the server, CALLSHEET_OWNER who asks."""


@app.command()
def up(
    data: Annotated[
        Path, typer.Option(envvar="CALLSHEET_DATA", help="Folder for everything that must survive.")
    ] = Path(".callsheet"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="API and console.")] = 8888,
    temporal_port: Annotated[int, typer.Option(min=1, max=65535, help="Embedded Temporal server.")] = 7233,
    ui_port: Annotated[int, typer.Option(min=1, max=65535, help="Temporal web UI.")] = 8233,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 1,
    temporal: Annotated[str | None, typer.Option(help="Use this Temporal server, host:port.")] = None,
) -> None:
    """Run everything: Temporal with its web UI, workers, API and console. Ctrl-C stops it all."""
    asyncio.run(run_up(Options(data, port, temporal_port, ui_port, workers, temporal)))


@app.command()
def demo(
    data: Annotated[Path | None, typer.Option(help="Folder for everything that must survive.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("enhanced"),
) -> None:
    """Show it on a real photo: start everything, enlarge it three times, stop everything."""
    run_demo(data, out)


app.command()(enhance.enhance)
app.command()(annotate)
app.command()(documentary)
app.command()(generate)
app.add_typer(tasks_app, name="tasks")
app.add_typer(prompts_app, name="prompts")
app.command("import")(import_)
app.command()(export)
app.add_typer(datasets_app, name="datasets")
app.command()(jobs.jobs)
app.command()(top)
app.command()(jobs.show)
app.command()(jobs.watch)
app.command()(jobs.cancel)
app.command()(jobs.retry)
app.add_typer(credits_app, name="credits")
app.add_typer(owners_app, name="owners")
app.add_typer(playlists_app, name="playlists")
app.add_typer(webhooks_app, name="webhooks")
app.command()(chaos)
app.command()(fake_kie)


if __name__ == "__main__":
    app()
