"""`callsheet documentary`: an artist's name goes in, six stages are watched, something to hear comes out."""

from pathlib import Path
from typing import Annotated

import typer

from callsheet.client import SPOTIFY_TOKEN, secret_of
from callsheet.commands.documentary_report import document, report
from callsheet.commands.documenting import Documenting, Wanted
from callsheet.commands.terminal import AsJson, fail, run, say_json
from callsheet.commands.wording import words
from callsheet.models import Job, Status

START_ONLY = "--prompt, --secs, --market, --no-narrate and --queue are for a documentary that begins."


def documentary(
    topic: Annotated[str | None, typer.Argument(metavar="ARTIST", help="Whom it is about.")] = None,
    prompt: Annotated[str | None, typer.Option(help="What to tell of, such as an album.")] = None,
    secs: Annotated[
        float | None,
        typer.Option(min=10, max=3600, help="Seconds of narration (180)."),
    ] = None,
    market: Annotated[str | None, typer.Option(help="Country of the catalogue (US).")] = None,
    no_narrate: Annotated[bool, typer.Option("--no-narrate", help="Text only, no voice.")] = False,
    queue: Annotated[bool, typer.Option("--queue", help="Wait for a turn; two run at a time.")] = False,
    token_env: Annotated[
        str | None,
        typer.Option(
            "--access-token-env", metavar="NAME", help=f"Holds Spotify's token, if not {SPOTIFY_TOKEN}."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(file_okay=False, help="Folder for sound and text.")] = None,
    watch: Annotated[str | None, typer.Option(metavar="JOB", help="Follow one that runs.")] = None,
    retry: Annotated[str | None, typer.Option(metavar="JOB", help="Carry on with one that failed.")] = None,
    detach: Annotated[bool, typer.Option("--detach", help="Do not wait for the end.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a narrated documentary about an artist. A token of Spotify's comes by the environment only."""
    if sum(one is not None for one in (topic, watch, retry)) != 1:
        raise typer.BadParameter("give an artist, or one of --watch JOB and --retry JOB")
    if topic is None and (prompt or secs or market or no_narrate or (watch and queue)):
        raise typer.BadParameter(START_ONLY)
    if detach and (watch or out):
        raise typer.BadParameter("--detach does not wait: it goes with neither --watch nor --out")
    asked = (topic, prompt, secs, market, not no_narrate, queue, _token(token_env))
    errand = Documenting(Wanted(*asked, out, watch, retry, detach, as_json))
    job = run(errand.run, errand.parting)
    if as_json:
        say_json(document(errand, job))
    elif errand.told:
        report(errand, errand.told)
    if not detach:
        _judge(errand, job)


def _token(variable: str | None) -> str | None:
    found = secret_of(variable or SPOTIFY_TOKEN)
    if variable and not found:
        raise typer.BadParameter(f"{variable} is not set", param_hint="--access-token-env")
    return found


def _judge(errand: Documenting, job: Job) -> None:
    """Exit code 0 is for documentaries that are there, and kept where `--out` asked for it."""
    if errand.connection_lost:
        fail(f"Connection lost. {errand.parting()}")
    if job.status is not Status.COMPLETED:
        again = f" Try again: callsheet documentary --retry {job.id}"
        nobody = (
            job.error is not None and job.error.code == "artist-not-found"
        )  # and still not, if tried again
        fail(f"{job.id}: {words(job).rstrip('.')}.{'' if nobody else again}")
    if errand.not_kept:
        again = f"callsheet documentary --watch {job.id} --out {errand.wanted.out}"
        fail(f"Not everything was saved: {errand.not_kept} Try again: {again}")
