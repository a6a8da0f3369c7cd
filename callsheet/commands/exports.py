"""`callsheet export`: rows of a dataset become a file here."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from callsheet.commands.conditions import condition, names
from callsheet.commands.exporting import Exporting, Wishes
from callsheet.commands.moving import tally
from callsheet.commands.terminal import AsJson, fail, run, say, say_json
from callsheet.transfer_models import COMPLETED, Transfer


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSONL = "jsonl"


Name = Annotated[str | None, typer.Argument(metavar="NAME", help="The dataset.")]
As = Annotated[Format | None, typer.Option("--format", help="If the suffix of --out does not say (xlsx).")]
Conditions = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="CONDITION", help="Such as age>=30, name~part, email is null."),
]
Search = Annotated[str | None, typer.Option(help="Rows with this in one of their texts.")]
Names = Annotated[str | None, typer.Option(metavar="A,B", help="Only these, in this order.")]
Order = Annotated[str | None, typer.Option(metavar="A,-B", help="By these columns, - for falling.")]
Raw = Annotated[bool, typer.Option("--raw", help="Leave values that look like formulas as they are.")]
Out = Annotated[Path | None, typer.Option(dir_okay=False, help="The file.")]
Watched = Annotated[str | None, typer.Option("--watch", metavar="JOB", help="Fetch one that was begun.")]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Do not wait for the end.")]


def export(
    name: Name = None,
    format_: As = None,
    where: Conditions = None,
    search: Search = None,
    columns: Names = None,
    order: Order = None,
    raw: Raw = False,
    out: Out = None,
    watch: Watched = None,
    no_wait: NoWait = False,
    as_json: AsJson = False,
) -> None:
    """Export a dataset as CSV, workbook, JSON or JSON Lines, as it is at one instant."""
    if (name is None) == (watch is None):
        raise typer.BadParameter("say the NAME of a dataset, or --watch JOB")
    if watch and (format_ or where or search or columns or order or raw):
        raise typer.BadParameter("--watch goes with --out only: all else was said when it began")
    if no_wait and (watch or out):
        raise typer.BadParameter("--no-wait does not wait: it goes with neither --watch nor --out")
    asked = tuple(condition(one) for one in where or [])
    kind = Format.XLSX if watch else format_of(format_, out)
    rows = (asked, search, names(columns), names(order), raw)
    errand = Exporting(Wishes(name or "", kind.value, *rows, out, watch, not no_wait, as_json))
    job = run(errand.run, errand.parting)
    if as_json:
        say_json(_document(errand, job))
    elif errand.saved:
        size = (job.file_size or 0) / 1000
        say(f"{errand.saved}  {size:,.0f} kB  {(job.result or {}).get('rowCount', 0):,} rows")
    if not no_wait:
        _judge(errand, job)


def format_of(wanted: Format | None, out: Path | None) -> Format:
    """What was said; else what the file's suffix says."""
    if wanted or out is None:
        return wanted or Format.XLSX
    try:
        return Format(out.suffix.lower().removeprefix("."))
    except ValueError:
        raise typer.BadParameter(
            f"{out.name} does not end in .csv, .xlsx, .json or .jsonl: say --format", param_hint="--out"
        ) from None


def _document(errand: Exporting, job: Transfer) -> dict[str, Any]:
    saved = str(errand.saved) if errand.saved else None
    return {"job": job.json_ready(), "path": saved, "connectionLost": errand.connection_lost}


def _judge(errand: Exporting, job: Transfer) -> None:
    """Exit code 0 is for files that are there."""
    if errand.connection_lost:
        fail(f"Connection lost. {errand.parting()}")
    if job.status != COMPLETED:
        why = (job.error or job.status.lower()).rstrip(".")
        fail(f"{job.job_id}: {why}, at {tally(job)}. Try again: callsheet retry {job.job_id}")
