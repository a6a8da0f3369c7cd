"""`callsheet annotate`: pictures go up, a batch is watched, and what was found comes down."""

from pathlib import Path
from typing import Annotated

import typer

from callsheet.batch_models import Tier
from callsheet.commands.annotate_report import document, report
from callsheet.commands.annotating import Annotating
from callsheet.commands.beginning import Wishes
from callsheet.commands.terminal import AsJson, fail, run, say, say_json
from callsheet.commands.wording import words
from callsheet.models import Job, Status

START_ONLY = "--concurrency, --rate, --no-text and --tier are for a batch that begins."


def annotate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", exists=True, help="Pictures, or folders: all pictures inside."),
    ] = None,
    concurrency: Annotated[int | None, typer.Option(min=1, max=200, help="Images at a time.")] = None,
    rate: Annotated[int | None, typer.Option(min=10, max=500, help="At most so many a minute.")] = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Do not look for text in images.")] = False,
    tier: Annotated[Tier | None, typer.Option(help="Set your tier first (as the operator).")] = None,
    out: Annotated[Path | None, typer.Option(dir_okay=False, help="Save all results as JSON Lines.")] = None,
    watch: Annotated[str | None, typer.Option(metavar="JOB", help="Follow a batch that runs.")] = None,
    retry: Annotated[str | None, typer.Option(metavar="JOB", help="Try again what did not succeed.")] = None,
    detach: Annotated[bool, typer.Option("--detach", help="Do not wait for the end.")] = False,
    as_json: AsJson = False,
) -> None:
    """Annotate pictures: measures, colours, text, near-duplicates. What was sent once is not sent again."""
    if sum(map(bool, (paths, watch, retry))) != 1:
        raise typer.BadParameter("give files or folders, or one of --watch JOB and --retry JOB")
    if not paths and (concurrency or rate or no_text or tier):
        raise typer.BadParameter(START_ONLY)
    if detach and (watch or out):
        raise typer.BadParameter("--detach does not wait: it goes with neither --watch nor --out")
    wishes = Wishes(paths or [], concurrency, rate, not no_text, tier, out, watch, retry, detach, as_json)
    errand = Annotating(wishes)
    job = run(errand.run, errand.parting)
    if as_json:
        _say(errand, job)
    elif not detach:
        report(job, errand.reasons, errand.found)
        if out:
            say(f"{out}  {errand.found.lines:,} lines")
    if not detach:
        _judge(errand, job)


def _say(errand: Annotating, job: Job) -> None:
    out = str(errand.wishes.out) if errand.wishes.out and errand.found.lines else None
    told = document(errand.contents, errand.reasons, errand.found)
    say_json({"job": job.json_ready(), **told, "out": out, "connectionLost": errand.connection_lost})


def _judge(errand: Annotating, job: Job) -> None:
    """Exit code 0 is for batches that completed without failed items."""
    if errand.connection_lost:
        fail(f"Connection lost. {errand.parting()}")
    again = f"Try again: callsheet annotate --retry {job.id}"
    if job.status is not Status.COMPLETED:
        fail(f"{job.id}: {words(job).rstrip('.')}. {again}")
    if job.counts and job.counts.failed:
        fail(f"{job.counts.failed:,} of {job.counts.total:,} images failed. {again}")
