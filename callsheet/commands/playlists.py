"""`callsheet playlists`: the documentaries that are kept."""

from typing import Annotated

import typer
from rich.table import Table

from callsheet.client import AsyncCallsheet
from callsheet.commands.documentary_report import outline, sources
from callsheet.commands.terminal import AsJson, print_table, run, say, say_json
from callsheet.commands.transcript import minutes
from callsheet.documentary import Playlist

app = typer.Typer(invoke_without_command=True)
Id = Annotated[str, typer.Argument(metavar="PLAYLIST")]


@app.callback()
def playlists(context: typer.Context, as_json: AsJson = False) -> None:
    """Documentaries that are kept; also: playlists show ID, playlists delete ID."""
    if context.invoked_subcommand:
        return
    found = run(lambda callsheet: callsheet.playlists())
    if as_json:
        say_json({"data": [playlist.json_ready() for playlist in found]})
    elif found:
        print_table(_table(found))
    else:
        say('No playlists. Make one: callsheet documentary "Radiohead"')


@app.command()
def show(playlist_id: Id, as_json: AsJson = False) -> None:
    """What is told and sung in it, where to listen, and its sources."""

    async def looked_up(callsheet: AsyncCallsheet) -> tuple[Playlist, str | None]:
        found = await callsheet.playlist(playlist_id)
        return found, callsheet.absolute(found.audio_url) if found.audio_url else None

    found, listen = run(looked_up)
    if as_json:
        say_json({**found.json_ready(), "listen": listen})
        return
    outline(found)
    say(f"listen  {listen}" if listen else "There is no recording of it.")
    sources(found.facts)


@app.command()
def delete(
    playlist_id: Id,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a playlist for good."""
    if not yes:
        typer.confirm(f"Delete {playlist_id} for good?", abort=True, err=True)
    run(lambda callsheet: callsheet.delete_playlist(playlist_id))
    say(f"{playlist_id} is deleted")


def _table(found: list[Playlist]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("PLAYLIST", "TITLE", "TOPIC", "CREATED", "TIME", "JOB"):
        wraps = name in ("TITLE", "TOPIC")
        table.add_column(name, no_wrap=not wraps, justify="right" if name == "TIME" else "left")
    for one in found:
        created = one.created_at.astimezone().strftime("%Y-%m-%d %H:%M:%S") if one.created_at else ""
        time = "" if one.duration_secs is None else minutes(one.duration_secs)
        table.add_row(one.id, one.title, one.topic, created, time, one.job_id or "")
    return table
