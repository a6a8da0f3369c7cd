"""`callsheet import`: a file goes up, its rows go into a dataset, and what was left out is told."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from callsheet.commands.import_report import report
from callsheet.commands.importing import Importing, Reading, Wishes, left_behind
from callsheet.commands.terminal import AsJson, fail, run, say_json
from callsheet.transfer_models import COMPLETED, Transfer


class Mode(StrEnum):
    INSERT = "insert"
    UPSERT = "upsert"
    REPLACE = "replace"


File = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="CSV, JSON, JSON Lines or XLSX."),
]
Into = Annotated[str | None, typer.Option(metavar="NAME", help="The dataset, which may be new.")]
Maps = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="SOURCE=COLUMN", help="Where a column goes that has another name there."),
]
Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="COLUMN=TYPE", help="In a new dataset, if the first rows mislead."),
]
How = Annotated[Mode, typer.Option(help="Upsert: by the key. Replace: all rows, in one moment at the end.")]
KeyColumn = Annotated[str | None, typer.Option("--key", help="The column that tells rows apart.")]
MaxBad = Annotated[float | None, typer.Option(min=0, max=1, help="Fail if a larger share of rows is bad.")]
Create = Annotated[bool, typer.Option("--create", "--yes", help="Make a new dataset without asking.")]
ErrorsTo = Annotated[Path | None, typer.Option(dir_okay=False, help="Save all errors as JSON Lines.")]
Sheet = Annotated[str | None, typer.Option(help="Of a workbook (the first).")]
Encoding = Annotated[str | None, typer.Option(help="Of a text file, if it cannot be found out.")]
Delimiter = Annotated[str | None, typer.Option(help="Of a CSV file, if it cannot be found out.")]
Watched = Annotated[str | None, typer.Option("--watch", metavar="JOB", help="Follow an import that runs.")]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Do not wait for the end.")]


def import_(
    file: File = None,
    into: Into = None,
    maps: Maps = None,
    types: Types = None,
    mode: How = Mode.INSERT,
    key: KeyColumn = None,
    max_bad: MaxBad = None,
    create: Create = False,
    errors_to: ErrorsTo = None,
    sheet: Sheet = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    watch: Watched = None,
    no_wait: NoWait = False,
    as_json: AsJson = False,
) -> None:
    """Import rows. What cannot be taken is left out and told; Ctrl-C cancels, and says what was kept."""
    if (file is None) == (watch is None) or (file is not None and into is None):
        raise typer.BadParameter("say FILE --into NAME, or --watch JOB")
    if no_wait and (watch or errors_to):
        raise typer.BadParameter("--no-wait does not wait: it goes with neither --watch nor --errors-to")
    read = Reading(sheet, encoding, delimiter)
    sources, kinds = pairs(maps, "--map"), pairs(types, "--type")
    asked = (file, into or "", sources, kinds, mode.value, key, max_bad, read, create)
    errand = Importing(Wishes(*asked, errors_to, watch, not no_wait, as_json))
    if file:
        run(errand.look, errand.parting)
        errand.agree()
    job = run(errand.run, errand.parting)
    if as_json:
        say_json(_document(errand, job))
    elif job.ended:
        report(job, errand.saved)
    if not no_wait:
        _judge(errand, job)


def pairs(said: list[str] | None, option: str) -> dict[str, str]:
    """A column's name may hold `=`, too: the last one divides."""
    parts = [one.rpartition("=") for one in said or []]
    if not all(first and second for first, _, second in parts):
        what = "COLUMN=TYPE" if option == "--type" else "SOURCE=COLUMN"
        raise typer.BadParameter(f'say {option} "{what}"', param_hint=option)
    return {first.strip(): second.strip() for first, _, second in parts}


def _document(errand: Importing, job: Transfer) -> dict[str, Any]:
    guess = errand.guess
    return {
        "job": job.json_ready(),
        "created": errand.created,
        "mapping": errand.mapping,
        "warnings": list(guess.warnings) if guess else [],
        "errorsTo": str(errand.saved) if errand.saved else None,
        "connectionLost": errand.connection_lost,
    }


def _judge(errand: Importing, job: Transfer) -> None:
    """Exit code 0 is for imports that completed, with rows that were left out or not, but not with all."""
    if errand.connection_lost:
        fail(f"Connection lost. {errand.parting()}")
    if job.status != COMPLETED:
        why = (job.error or job.status.lower()).rstrip(".")
        fail(f"{job.job_id}: {why}. {left_behind(job)} Go on: callsheet retry {job.job_id}")
    if job.total_rows and not job.imported_count:
        fail(f"{job.job_id}: none of the {job.total_rows:,} rows could be taken.")
