"""What a documentary or a playlist came to: for people a table, for programs one document."""

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from rich.table import Table

from callsheet.commands.documenting import Documenting
from callsheet.commands.terminal import print_table, say
from callsheet.commands.transcript import album_of, minutes
from callsheet.documentary import Documentary, Fact, Item, NarrationItem, SongItem, Told
from callsheet.models import Job

SHOWN = 70


def report(errand: Documenting, told: Documentary) -> None:
    outline(told)
    rows = {
        "narration": spoken(told),
        "written by": _authors(told),
        "listen": errand.listen,
        "console": errand.console,
        "playlist": told.playlist_id,
    }
    for name, value in rows.items():
        if value:
            say(f"{name:<10}  {value}")
    sources(told.facts)
    for path in errand.kept:
        say(str(path))


def outline(told: Told) -> None:
    """Title, summary and timeline."""
    say("\n".join(part for part in ("", told.title, told.summary, "") if part is not None))
    print_table(timeline(told.timeline))
    say()


def timeline(items: Sequence[Item]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("#", "KIND", "TITLE", "TEXT OR ALBUM", "TIME"):
        right = name in ("#", "TIME")
        table.add_column(name, justify="right" if right else "left", no_wrap=right or name == "KIND")
    for number, item in enumerate(items, 1):
        said = album_of(item) if isinstance(item, SongItem) else shorten(item.text, SHOWN, placeholder=" ...")
        table.add_row(str(number), item.type, item.title, said, minutes(item.duration_secs))
    return table


def sources(facts: Sequence[Fact]) -> None:
    """Every page once, with when it was read."""
    pages = {fact.source: fact.checked_on for fact in facts}
    if pages:
        say("\nSources")
    for page, day in pages.items():
        say(f"  {page}{f'  read on {day}' if day else ''}")


def spoken(told: Documentary) -> str:
    """How long it is against how long it should be, or why there is none."""
    narration = told.narration
    if narration is None:
        return "none, as was asked for"
    if narration.actual_secs is None:
        return ": ".join(part for part in (narration.status, narration.reason) if part)
    wanted = "" if narration.target_secs is None else f" of {narration.target_secs:.0f} s wanted"
    missed = ", outside of the target" if narration.within_target is False else ""
    voice = " ".join(part for part in (narration.engine, narration.voice) if part)
    why = f" ({narration.reason})" if narration.reason else ""
    return f"{narration.actual_secs:.1f} s{wanted}{missed}{f', {voice}' if voice else ''}{why}"


def document(errand: Documenting, job: Job) -> dict[str, Any]:
    """All that is known, for programs."""
    stages = errand.board.stages if errand.board else []
    return {
        "job": job.json_ready(),
        "stages": [
            {"number": one.number, "name": one.name, "state": one.state.value, "seconds": one.took_s}
            for one in stages
        ],
        "listen": errand.listen,
        "console": errand.console,
        "files": [str(path) for path in errand.kept],
        "connectionLost": errand.connection_lost,
    }


def _authors(told: Documentary) -> str:
    """Who planned and who wrote; and why where a model's text was not taken."""
    passages = [item for item in told.timeline if isinstance(item, NarrationItem)]
    wrote = [told.plan.source if told.plan else None, *(item.source for item in passages)]
    notes = [told.plan.note if told.plan else None, told.note, *(item.note for item in passages)]
    return "; ".join(dict.fromkeys(part for part in (*wrote, *notes) if part))
